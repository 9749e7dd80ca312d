"""Agents and clients of others, each with its own libraries, in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pywry import PyWry
from tests.clients.environment import environment
from tests.clients.model import Script, answering, call

pytestmark = [pytest.mark.clients, pytest.mark.timeout(240)]

HERE = Path(__file__).parent
Turn = tuple[str, dict[str, Any]]
LIBRARIES = sorted(path.stem for path in (HERE / "drivers").glob("*.py"))
SALES = {"region": ["north", "south"], "amount": [12, 7]}
BARS = {"kind": "chart", "id": "bars", "dataset": "sales", "chart": "bar", "x": "region", "y": "amount"}


def calls(label: str) -> list[Turn]:
    """A board with a wrong column, the same mended, and a look at it."""
    board = {"label": label, "datasets": {"sales": SALES}}
    return [
        ("dashboard_show", {**board, "panels": [{**BARS, "x": "regoin"}]}),
        ("dashboard_show", {**board, "panels": [BARS]}),
        ("page_describe", {"widget": label}),
    ]


@pytest.fixture(scope="module")
def http() -> Iterator[Mapping[str, Any]]:
    with PyWry(open_tabs=False) as app:
        served = app.serve_mcp()
        yield {"url": served.url, "headers": {"Authorization": f"Bearer {served.token}"}}


def stdio() -> Mapping[str, Any]:
    arguments = ["-m", "pywry.cli", "mcp", "--no-browser"]
    # Some clients hand on nothing of their surroundings unless they are told to.
    return {"command": sys.executable, "args": arguments, "env": dict(os.environ)}


def scripted(turns: list[Turn], told: list[tuple[str, bool]]) -> Script:
    """For a library that has no model of its own to be replaced."""
    for name, arguments in turns:
        result = yield call(name, arguments)
        told.append((result.text, result.is_error))
    yield "Done."


def drive(library: str, server: Mapping[str, Any], turns: list[Turn], folder: Path) -> Any:
    """Let a library work; what it saw."""
    python = environment(library)
    told: list[tuple[str, bool]] = []
    with answering(scripted(turns, told)) as (model, _):
        task = json.dumps({"server": server, "calls": turns, "model": model})
        done = subprocess.run(
            [str(python), str(HERE / "drivers" / f"{library}.py"), task],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return {"results": told, **json.loads(done.stdout.splitlines()[-1])}


@pytest.mark.parametrize("way", ["http", "stdio"])
@pytest.mark.parametrize("library", LIBRARIES)
def test_an_agent_lists_builds_mends_and_looks(library: str, way: str, http: Mapping[str, Any], tmp_path: Path) -> None:
    label = f"{library}-{way}"
    seen = drive(library, http if way == "http" else stdio(), calls(label), tmp_path)
    assert {"dashboard_show", "page_describe", "page_wait_for"} <= set(seen["tools"])
    assert "PyWry shows live web pages" in seen.get("instructions", "PyWry shows live web pages")
    [wrong, is_error], [right, _], [described, _] = seen["results"]
    # Not every library tells its model that a call failed; the words have to.
    assert is_error is not False
    assert "'regoin'" in wrong and "'region'" in wrong
    assert json.loads(right)["widget"] == label
    assert json.loads(described)["widget"]["widget"] == label


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_long_answer_and_a_picture_arrive(library: str, http: Mapping[str, Any], tmp_path: Path) -> None:
    wide = [{"kind": "metric", "id": f"m{number}", "title": "x" * 150, "value": number} for number in range(200)]
    board = {"label": "wide", "panels": wide}
    turns: list[Turn] = [("dashboard_show", board), ("page_list_open", {}), ("page_screenshot", {"widget": "wide"})]
    _, [long, is_error], [seen, failed] = drive(library, http, turns, tmp_path)["results"]
    assert not is_error and "pywry://answers/" in long
    assert not failed and "m0" in seen

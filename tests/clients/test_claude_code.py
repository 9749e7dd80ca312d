"""Claude Code itself drives PyWry, over stdio and HTTP; its model does what a script says."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pywry import PyWry
from pywry_tools.catalog import pick
from tests.clients import node, scripts
from tests.clients.claude import SERVER, Session, claude
from tests.clients.model import Script, call
from tests.clients.person import Person, person

pytestmark = [pytest.mark.clients, pytest.mark.timeout(240)]

FIRST = {"dashboard_show", "grid_show", "page_describe", "page_show", "plotly_show"}
TOOLSETS = "core,page,grid,dashboard,data"
PLUGIN = Path(__file__).parents[2] / "agents" / "claude-code"
EAGER = {"ENABLE_TOOL_SEARCH": "false"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files may be opened and written."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def http(folder: Path) -> Iterator[Mapping[str, Any]]:
    """A running program that agents join."""
    with PyWry(open_tabs=False) as app:
        app.session.shelf.named = [str(folder)]
        served = app.serve_mcp(toolsets=TOOLSETS.split(","))
        headers = {"Authorization": f"Bearer {served.token}"}
        yield {"pywry": {"type": "http", "url": served.url, "headers": headers}}


@pytest.fixture(scope="module")
def somebody() -> Iterator[Person]:
    with person() as found:
        yield found


def stdio(folder: Path) -> Mapping[str, Any]:
    """A server that the client starts."""
    arguments = ["-m", "pywry.cli", "mcp", "--no-browser", "--toolsets", TOOLSETS, "--data-root", str(folder)]
    return {"pywry": {"type": "stdio", "command": sys.executable, "args": arguments}}


def works(script: Script, servers: Mapping[str, Any], home: Path, env: Mapping[str, str] | None = None) -> Session:
    """Let it work; a script that failed has raised already."""
    session = claude(script, servers, home, env=env)
    assert session.code == 0, session.stderr
    assert [server["status"] for server in session.began["mcp_servers"]] == ["connected"]
    assert not session.result["is_error"] and not session.result["permission_denials"]
    return session


def offered(session: Session) -> set[str]:
    """Our tools whose schemas the model was sent with its first request."""
    names = [tool["name"] for tool in session.model.heard[0]["tools"]]
    return {name.removeprefix(SERVER) for name in names if name.startswith(SERVER)}


@pytest.mark.parametrize("way", ["stdio", "http"])
@pytest.mark.parametrize("env", [{}, EAGER], ids=["deferred", "eager"])
def test_it_builds_a_dashboard_and_is_sent_what_it_needs(
    way: str, env: dict[str, str], http: Mapping[str, Any], folder: Path, tmp_path: Path
) -> None:
    servers = http if way == "http" else stdio(folder)
    session = works(scripts.builds("built"), servers, tmp_path / "home", env)
    first = json.dumps(session.model.heard[0])
    assert "PyWry shows live web pages" in first and "Errors name what was wrong" in first
    if env:
        assert offered(session) > FIRST | {"dashboard_update", "page_wait_for", "data_profile"}
    else:
        assert offered(session) == FIRST
        assert f"{SERVER}dashboard_update" in first


SCENARIOS: Mapping[str, Callable[..., Script]] = {
    name: getattr(scripts, name)
    for name in (
        "updates",
        "arranges",
        "recovers",
        "pages",
        "looks",
        "undoes",
        "reads",
        "overflows",
        "searches",
        "resists",
    )
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_works_on_a_running_program(name: str, http: Mapping[str, Any], tmp_path: Path) -> None:
    works(SCENARIOS[name](name), http, tmp_path / "home")


def test_what_one_session_built_another_changes(http: Mapping[str, Any], tmp_path: Path) -> None:
    works(scripts.builds("shared"), http, tmp_path / "first")
    works(scripts.continues("shared"), http, tmp_path / "second")


def test_it_tells_two_servers_apart(http: Mapping[str, Any], folder: Path, tmp_path: Path) -> None:
    second = stdio(folder)["pywry"]
    allow = ["mcp__pywry", "mcp__second"]
    session = claude(scripts.chooses("twice"), {**http, "second": second}, tmp_path / "home", allow=allow)
    assert (session.code, session.result["is_error"]) == (0, False), session.stderr


@pytest.mark.parametrize("name", ["filters", "closes", "listens"])
def test_it_works_beside_a_person(name: str, http: Mapping[str, Any], somebody: Person, tmp_path: Path) -> None:
    works(getattr(scripts, name)(name, somebody), http, tmp_path / "home")
    somebody.leaves()


@pytest.mark.parametrize("name", ["updates", "recovers", "undoes", "pages"])
def test_it_works_with_a_server_that_it_started(name: str, folder: Path, tmp_path: Path) -> None:
    works(SCENARIOS[name](name), stdio(folder), tmp_path / "home")


def test_it_draws_a_file_that_no_model_reads(http: Mapping[str, Any], folder: Path, tmp_path: Path) -> None:
    file = folder / "flights.csv"
    file.write_text("carrier,delay\n" + "".join(f"{'AB'[n % 2]}A,{n % 60}\n" for n in range(500)))
    works(scripts.profiles("profiles", file), http, tmp_path / "home")


def test_it_writes_a_page_that_stands_alone(
    http: Mapping[str, Any], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYWRY_EXPORT_ROOT", str(folder))
    works(scripts.exports("exports", folder), http, tmp_path / "home")
    assert "<script" in (folder / "sales.html").read_text()


def test_its_plugin_brings_the_server_and_the_skills(tmp_path: Path) -> None:
    prefix = "mcp__plugin_pywry_pywry__"

    def script() -> Script:
        shown = yield call(f"{prefix}grid_show", {"data": scripts.SALES, "label": "plugin"})
        assert shown.data["panels"][0]["facts"]["rows"] == 6
        skill = yield call("Skill", {"skill": "pywry:dashboards"})
        assert not skill.is_error
        yield "Done."

    # The plugin starts `pywry` from the path, as a person has installed it.
    env = {"PATH": os.pathsep.join([str(Path(sys.executable).parent), node.path()])}
    options = ["--plugin-dir", str(PLUGIN)]
    session = claude(script(), None, tmp_path, *options, allow=["mcp__plugin_pywry_pywry", "Skill"], env=env)
    assert (session.code, session.result["is_error"]) == (0, False), session.stderr
    assert [server["name"] for server in session.began["mcp_servers"]] == ["plugin:pywry:pywry"]
    assert {"pywry:dashboards", "pywry:listening"} <= set(session.began["skills"])
    # The vendor's limit is 64 characters, and the plugin's name takes a part of them.
    config = json.loads((PLUGIN / ".mcp.json").read_text())["mcpServers"]["pywry"]
    names = {f"{prefix}{tool.name}" for tool in pick(config["args"][2].split(","))}
    assert max(map(len, names)) <= 64
    assert f"{prefix}dashboard_update" in json.dumps(session.model.heard[-1])


def test_a_person_picks_one_of_our_prompts(http: Mapping[str, Any], tmp_path: Path) -> None:
    def script() -> Script:
        yield "I have read it."

    asked = "/mcp__pywry__chart_chooser Which region sells most?"
    session = claude(script(), http, tmp_path, asked=asked)
    assert session.code == 0, session.stderr
    sent = json.dumps(session.model.heard[0]["messages"])
    assert "Which region sells most?" in sent and "plotly_show" in sent

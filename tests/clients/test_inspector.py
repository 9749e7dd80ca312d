"""The MCP Inspector's command line, against the server that agents join."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from pywry import PyWry
from pywry.serve import Served
from tests.clients import node

pytestmark = [pytest.mark.clients, pytest.mark.timeout(120)]

PATIENCE = ["--connect-timeout", "60000"]
STDIO = [sys.executable, "-m", "pywry.cli", "mcp", "--no-browser"]


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with PyWry(open_tabs=False) as app:
        yield app.serve_mcp(toolsets=("all",))


def inspect(served: Served, home: Path, *arguments: str) -> CompletedProcess[str]:
    header = ["--header", f"Authorization: Bearer {served.token}"]
    server = [served.url, "--transport", "http", *header, "--stored-auth-only", *PATIENCE]
    env = {"HOME": str(home), "USERPROFILE": str(home)}
    return node.run("inspector", "--cli", *server, *arguments, "--format", "json", "--quiet", env=env)


def result(done: CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)["result"]


@pytest.mark.parametrize("era", ["modern", "legacy"])
def test_every_schema_is_portable(served: Served, tmp_path: Path, era: str) -> None:
    done = inspect(served, tmp_path, "--method", "tools/list", "--strict", "--protocol-era", era)
    assert done.returncode == 0, done.stderr
    assert len(result(done)["tools"]) >= 25


@pytest.mark.parametrize("era", ["modern", "legacy"])
def test_a_call_answers_with_the_same_facts_twice(served: Served, tmp_path: Path, era: str) -> None:
    arguments = json.dumps({"data": {"city": ["Bern", "Chur"]}, "label": f"cities-{era}"})
    call = ["--method", "tools/call", "--tool-name", "grid_show", "--tool-args-json", arguments]
    done = inspect(served, tmp_path, *call, "--protocol-era", era)
    assert done.returncode == 0, done.stderr
    answer = result(done)
    [text] = answer["content"]
    assert json.loads(text["text"]) == answer["structuredContent"]
    assert answer["structuredContent"]["panels"][0]["facts"]["rows"] == 2


def test_a_failed_call_is_known_as_one(served: Served, tmp_path: Path) -> None:
    call = ["--method", "tools/call", "--tool-name", "page_describe", "--tool-args-json", '{"widget": "nobody"}']
    done = inspect(served, tmp_path, *call)
    assert done.returncode == 5
    answer = result(done)
    assert answer["isError"] and "no widget 'nobody'" in answer["content"][0]["text"]


def test_resources_and_prompts_are_read(served: Served, tmp_path: Path) -> None:
    done = inspect(served, tmp_path, "--method", "resources/read", "--uri", "pywry://docs/llms.txt")
    assert "grid_show" in result(done)["contents"][0]["text"]
    prompt = ["--method", "prompts/get", "--prompt-name", "chart_chooser", "--prompt-args", "question=What sells?"]
    done = inspect(served, tmp_path, *prompt)
    assert "What sells?" in result(done)["messages"][0]["content"]["text"]


def test_five_hundred_calls_ten_at_a_time_all_succeed(served: Served, tmp_path: Path) -> None:
    call = ["--method", "tools/call", "--tool-name", "page_list_open"]
    load = ["--load", "--load-requests", "500", "--load-concurrency", "10"]
    done = inspect(served, tmp_path, *call, *load, "--protocol-era", "modern")
    assert done.returncode == 0, done.stderr
    figures = result(done)
    assert (figures["requests"], figures["ok"], figures["errorRate"]) == (500, 500, 0)
    # Time is a matter of the machine; `-rP` shows it.
    print(json.dumps(figures["latencyMs"]))


def test_a_server_that_is_started_over_stdio_answers(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path)}
    done = node.run("inspector", "--cli", *STDIO, "--method", "tools/list", "--strict", *PATIENCE, env=env)
    assert done.returncode == 0, done.stderr
    assert "dashboard_show" in done.stdout

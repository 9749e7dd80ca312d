"""The command `pywry`, as a shell runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pywry import PyWry, __version__
from pywry_tools.catalog import all_tools, pick

PYWRY = [sys.executable, "-m", "pywry.cli"]


def pywry(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PYWRY, *arguments], input=given, capture_output=True, text=True, check=False)


def fails(code: int, *arguments: str) -> str:
    """The one line that a failing command says."""
    done = pywry(*arguments)
    assert done.returncode == code, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr.strip()


def test_version() -> None:
    assert pywry("--version").stdout == f"pywry {__version__}\n"


def test_without_a_command_it_says_what_there_is() -> None:
    done = pywry()
    assert done.returncode == 2
    assert all(name in done.stdout for name in ("demo", "mcp", "tools", "call", "types", "doctor"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "invalid choice: 'nothing'"),
        (["tools", "--toolsets", "gird"], "no tool 'gird' set. Did you mean 'grid'?"),
        (["call"], "the following arguments are required: TOOL"),
        (["call", "page_shwo"], "no tool 'page_shwo'. Did you mean 'page_show'"),
        (["call", "page_show", "--json", "{"], "--json is no JSON"),
        (["call", "page_show", "--json", "[]"], "--json holds list, not an object"),
        (["call", "page_show"], "takes content, or the url"),
        (["mcp", "--port", "x"], "invalid int value: 'x'"),
        (["mcp", "--oauth-issuer", "https://a.example"], "--oauth-issuer needs --http"),
        (["mcp", "--http", "--oauth-scopes", "a"], "--oauth-scopes needs --oauth-issuer"),
        (["mcp", "--http", "--host", "0.0.0.0"], "--host 0.0.0.0 is for other machines, too; give the address"),
        (["mcp", "--http", "--oauth-issuer", "http://a.example"], "must be an https address"),
        (
            [
                "mcp",
                "--http",
                "--host",
                "0.0.0.0",
                "--allowed-host",
                "a.example",
                "--oauth-issuer",
                "https://b.example",
            ],
            "give the address that clients use as --public-url.",
        ),
    ],
)
def test_a_wrong_call_is_a_line_and_exit_code_2(arguments: list[str], said: str) -> None:
    assert said in fails(2, *arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["call", "page_close", "--json", '{"widget": "w-1"}'], "no widget 'w-1'. There are none."),
        (["types", "nowhere.py"], "nowhere.py is not a file"),
        (["mcp", "--toolsets", "core", "--http", "--token", "abc"], "the MCP token has 3 characters"),
    ],
)
def test_what_cannot_be_done_is_a_line_and_exit_code_1(arguments: list[str], said: str) -> None:
    assert said in fails(1, *arguments)


def test_tools_are_listed_by_toolset() -> None:
    lines = pywry("tools").stdout.splitlines()
    assert lines[0] == "core"
    assert all(any(line.startswith(f"  {name} ") for line in lines) for name in all_tools())


def test_tools_are_listed_with_schemas_for_programs() -> None:
    listed = json.loads(pywry("tools", "--json", "--toolsets", "core").stdout)
    assert [tool["name"] for tool in listed] == [tool.name for tool in pick()]
    assert listed[0]["input"] == pick()[0].input_schema


def test_call_prints_the_answer() -> None:
    done = pywry("call", "page_show", "--json", '{"content": "<p>hi</p>", "label": "hi", "title": "Grüße"}')
    answer = json.loads(done.stdout)
    assert (answer["widget"], answer["title"], answer["viewers"]) == ("hi", "Grüße", 0)


def test_call_reads_its_arguments_from_a_pipe() -> None:
    done = pywry("call", "page_list_open", "--json", "-", given="{}")
    assert json.loads(done.stdout) == {"widgets": []}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_call_keeps_the_page_until_ctrl_c() -> None:
    arguments = ["call", "page_show", "--json", '{"content": "x"}', "--keep", "--no-browser"]
    with subprocess.Popen([*PYWRY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        assert "Ctrl-C" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        out, rest = running.communicate(timeout=20)
    assert json.loads(out)["viewers"] == 0
    assert "Traceback" not in rest
    assert running.returncode == 130


def test_call_reaches_a_running_server() -> None:
    with PyWry(open_tabs=False) as app:
        served = app.serve_mcp()
        where = ["--url", served.url, "--token", served.token]
        shown = pywry("call", "page_show", "--json", '{"content": "x", "label": "from-shell"}', *where)
        assert json.loads(shown.stdout)["widget"] == "from-shell"
        assert app.is_open("from-shell")
        assert "Did you mean 'from-shell'" in fails(
            1, "call", "page_close", "--json", '{"widget": "from-shel"}', *where
        )
        assert "give its address and --token as it printed them" in fails(
            1, "call", "page_list_open", "--url", served.url
        )


def test_call_says_when_there_is_no_server() -> None:
    said = fails(1, "call", "page_list_open", "--url", "http://127.0.0.1:9/mcp")
    assert "http://127.0.0.1:9/mcp did not answer as an MCP server" in said


PROGRAM = """
from __future__ import annotations

from pydantic import BaseModel

from pywry import PyWry

app = PyWry()

class Share(BaseModel):
    symbol: str
    before: Share | None = None

@app.expose
def price_of(symbol: str, days: int = 1) -> float:
    "The price of a share."
    return 1.0

@app.expose
def look(share: Share) -> list[str]:
    return [share.symbol]

app.block()
raise SystemExit("block() has to be the end here")
"""


def test_types_are_written_for_a_programs_functions(tmp_path: Path) -> None:
    program, output = tmp_path / "prices.py", tmp_path / "prices.d.ts"
    program.write_text(PROGRAM)
    done = pywry("types", str(program), "-o", str(output), "--module", "@/bridge")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = output.read_text()
    assert 'declare module "@/bridge"' in text
    assert "price_of: (args: {\n      symbol: string;\n      days?: number;\n    }) => number;" in text
    assert "export interface Share {\n  symbol: string;\n  before?: Share | null;\n}" in text


@pytest.mark.parametrize(
    ("program", "said"),
    [("1 / 0", "failed before it could be read: ZeroDivisionError"), ("x = 1", "makes no PyWry() at its top level")],
)
def test_types_says_what_is_wrong_with_a_program(tmp_path: Path, program: str, said: str) -> None:
    file = tmp_path / "program.py"
    file.write_text(program)
    assert said in fails(1, "types", str(file))


def test_types_writes_the_bridge_for_a_front_end_of_ones_own(tmp_path: Path) -> None:
    done = pywry("types", "--bridge", str(tmp_path / "src"))
    assert (done.returncode, done.stderr) == (0, "")
    assert {p.name for p in (tmp_path / "src").iterdir()} == {"bridge.js", "bridge.d.ts", "types"}
    assert "export" in (tmp_path / "src" / "bridge.js").read_text()


def test_a_picture_goes_to_a_file(tmp_path: Path) -> None:
    from pywry_tools.projections import cli

    file = tmp_path / "look.png"
    text = cli.written({"widget": "w"}, ["iVBORw0KGgo="], str(file))
    assert json.loads(text) == {"widget": "w", "file": str(file)}
    assert file.read_bytes() == b"\x89PNG\r\n\x1a\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_http_says_how_agents_join() -> None:
    arguments = ["mcp", "--http", "--no-browser", "--search"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    env = os.environ | {"PYWRY_MCP_TOKEN": "from-the-environment"}
    with subprocess.Popen([*PYWRY, *arguments], **pipes, env=env) as running:
        assert running.stderr is not None
        said: list[str] = []
        for line in running.stderr:
            said.append(line)
            if "Ctrl-C" in line:
                break
        text = "".join(said)
        entry: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
        url = entry["mcpServers"]["pywry"]["url"]
        headers = entry["mcpServers"]["pywry"]["headers"]["Authorization"]
        assert headers == "Bearer from-the-environment"
        done = pywry("call", "page_list_open", "--url", url, "--token", headers.removeprefix("Bearer "))
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
    assert json.loads(done.stdout) == {"widgets": []}

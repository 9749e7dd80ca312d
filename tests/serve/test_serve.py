"""MCP over a live session, and who gets in."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from fastmcp.exceptions import ToolError

from pywry import PyWry, install
from pywry.serve import Served, connect_lines, mcp_app, serve
from pywry_tools.access import Actor
from pywry_tools.errors import BadData, InvalidArguments, NotHere


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[PyWry, Served]]:
    with PyWry(open_tabs=False) as app:
        yield app, app.serve_mcp(toolsets=("all",))


def client_of(served: Served) -> Client[Any]:
    return Client(StreamableHttpTransport(served.url, headers={"Authorization": f"Bearer {served.token}"}))


def post(url: str, headers: dict[str, str]) -> httpx2.Response:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    return httpx2.post(url, json=body, headers={**accept, **headers})


async def test_an_agent_drives_the_program_that_is_running(running: tuple[PyWry, Served]) -> None:
    app, served = running
    async with client_of(served) as client:
        shown = await client.call_tool("page_show", {"content": "<h1>By an agent</h1>", "label": "by-agent"})
    assert shown.structured_content is not None
    assert shown.structured_content["url"] == app.get("by-agent").url


async def test_every_call_is_in_the_audit_under_the_agents_name(running: tuple[PyWry, Served]) -> None:
    app, served = running
    async with client_of(served) as client:
        await client.call_tool("page_list_open")
    history = await app.session.hub.portal.arun(app.session.history(tool="page_list_open", limit=1))
    assert (history[0].actor.user, history[0].actor.caller, history[0].outcome) == ("agent", "agent", "ok")


@pytest.mark.parametrize("sent", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Basic dXNlcjpwYXNz"}])
def test_without_the_token_nobody_gets_in(running: tuple[PyWry, Served], sent: dict[str, str]) -> None:
    answer = post(running[1].url, sent)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "Authorization: Bearer TOKEN" in answer.json()["message"]
    assert str(running[1].token) not in answer.text


@pytest.mark.parametrize(
    ("header", "status"), [({"origin": "https://evil.example"}, 403), ({"host": "evil.example"}, 421)]
)
def test_pages_of_others_do_not_get_in_even_with_the_token(
    running: tuple[PyWry, Served], header: dict[str, str], status: int
) -> None:
    token = {"authorization": f"Bearer {running[1].token}"}
    assert post(running[1].url, {**token, **header}).status_code == status


async def test_an_app_that_is_mounted_elsewhere_checks_host_and_origin_itself(app: PyWry) -> None:
    token = "t" * 32
    inner = httpx2.ASGITransport(app=mcp_app(app.session, token))
    async with httpx2.AsyncClient(transport=inner, base_url="http://127.0.0.1") as client:
        headers = {"authorization": f"Bearer {token}", "host": "evil.example"}
        answer = await client.post("/agents/mcp", headers=headers, json={})
    assert answer.status_code == 421


def test_serving_again_gives_the_same_server(running: tuple[PyWry, Served]) -> None:
    app, served = running
    assert app.serve_mcp(toolsets=("all",)) == served
    with pytest.raises(InvalidArguments, match=r"agents are served at http://127\.0\.0\.1:\d+/mcp already"):
        app.serve_mcp(toolsets=("all",), read_only=True)


async def test_a_tool_that_waits_holds_up_no_other(running: tuple[PyWry, Served]) -> None:
    app, served = running
    handle = await asyncio.to_thread(app.show, "<p>waiting</p>")
    async with client_of(served) as client:
        arguments = {"widget": handle.id, "events": ["app:never"], "timeout_s": 60}
        waiting = asyncio.create_task(client.call_tool("page_wait_for", arguments))
        listed = await client.call_tool("page_list_open")
        assert handle.id in [w["widget"] for w in (listed.structured_content or {})["widgets"]]
        assert not waiting.done()
        await client.call_tool("page_close", {"widget": handle.id})
        with pytest.raises(ToolError, match=f"no widget '{handle.id}'"):
            await waiting


async def test_arguments_and_answers_of_megabytes_pass(running: tuple[PyWry, Served]) -> None:
    rows = [{"i": i, "text": "x" * 50} for i in range(30_000)]
    async with client_of(running[1]) as client:
        shown = await client.call_tool("grid_show", {"data": rows, "label": "many"})
        read = await client.call_tool("grid_read", {"widget": "many", "limit": 1000})
    assert (shown.structured_content or {})["panels"][0]["facts"]["rows"] == 30_000
    answer = read.structured_content or {}
    assert f"go on with cursor={len(answer['records'])}." in answer["cut"]


def test_a_token_that_could_be_guessed_is_refused(app: PyWry) -> None:
    with pytest.raises(BadData, match="has 4 characters; give at least 16"):
        mcp_app(app.session, "1234")


def test_a_transport_without_a_server_says_what_to_use_instead() -> None:
    from pywry.transports.memory import MemoryTransport

    with PyWry(transport=MemoryTransport) as app, pytest.raises(NotHere, match="Use `pywry mcp` instead"):
        app.serve_mcp()


async def test_roles_hold_whatever_is_offered(app: PyWry) -> None:
    viewer = Actor(user="ann", roles=frozenset({"viewer"}), caller="agent")
    async with Client(serve(app.session, viewer)) as client:
        result = await client.call_tool("page_show", {"content": "x"}, raise_on_error=False)
    assert result.is_error
    assert result.content[0].text == "page_show needs the role 'editor'; 'ann' has viewer. Ask an admin for that role."


async def test_what_a_tool_prints_does_not_reach_the_wire(tmp_path: Path) -> None:
    program = tmp_path / "noisy.py"
    program.write_text(
        "import asyncio, logging, os, sys, threading\n"
        "from pywry import PyWry\n"
        "from pywry.serve import run_stdio, serve\n"
        "logging.basicConfig(stream=sys.stdout)\n"
        "print('before')\n"
        "app = PyWry(open_tabs=False)\n"
        "def callback():\n"
        "    print('from a thread', flush=True); logging.error('a library complains')\n"
        "class Noisy:\n"
        "    async def call(self, tool, arguments, actor, report):\n"
        "        print('to stdout'); os.write(1, b'to the pipe'); os.system('echo from a child')\n"
        "        thread = threading.Thread(target=callback); thread.start(); thread.join()\n"
        "        return await app.session.call(tool, arguments, actor)\n"
        "noisy = Noisy(); noisy.hub = app.session.hub\n"
        "asyncio.run(run_stdio(serve(noisy), app.session))\n"
    )
    errors = tmp_path / "err.txt"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    transport = StdioTransport(sys.executable, [str(program)], env=env, keep_alive=False, log_file=errors)
    async with Client(transport) as client:
        assert (await client.call_tool("page_list_open")).structured_content == {"widgets": []}
    said = errors.read_text()
    for words in ("before", "to stdout", "to the pipe", "from a child", "from a thread", "a library complains"):
        assert words in said


def test_the_lines_for_a_running_server_hold_its_address_and_token() -> None:
    text = str(Served("http://127.0.0.1:8000/mcp", "secret-token"))
    line = next(line for line in text.splitlines() if "claude" in line)
    assert shlex.split(line)[-2:] == ["--header", "Authorization: Bearer secret-token"]
    entry = json.loads(text[text.index("{") :])["mcpServers"]["pywry"]
    assert entry == {"url": "http://127.0.0.1:8000/mcp", "headers": {"Authorization": "Bearer secret-token"}}


def test_the_lines_for_stdio_start_the_program_from_any_folder() -> None:
    text = connect_lines()
    command = install.command("mcp")
    assert command[-2:] == ["pywry", "mcp"]
    assert f"claude mcp add pywry -- {shlex.join(command)}" in text
    assert json.loads(text[text.index("{") :])["mcpServers"]["pywry"]["command"] == command[0]

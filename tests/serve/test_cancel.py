"""A client that gives a call up stops the work that it began, over HTTP and stdio, in both eras."""

from __future__ import annotations

import asyncio
import json
import os
import queue
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import httpx2
import pytest
from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from starlette.requests import Request
from starlette.responses import Response

from pywry import PyWry
from pywry.door import alone
from pywry.runtime.audit import MemoryAudit, Record
from pywry.serve import Served

pytestmark = pytest.mark.anyio

ERAS = pytest.mark.parametrize("era", ["auto", "legacy"])
VERSION = "2026-07-28"
MODERN = {
    "io.modelcontextprotocol/protocolVersion": VERSION,
    "io.modelcontextprotocol/clientInfo": {"name": "raw", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}
ENDLESS = "SELECT count(*) FROM range(100000000000) a(i) WHERE i % 7 = 3"


class Told(MemoryAudit):
    """An audit that says when something is written."""

    def __init__(self) -> None:
        super().__init__()
        self.records: queue.Queue[Record] = queue.Queue()

    async def write(self, record: Record) -> None:
        await super().write(record)
        self.records.put(record)

    async def of(self, tool: str) -> Record:
        while (record := await asyncio.to_thread(self.records.get, timeout=10)).tool != tool:
            pass
        return record


class Slow:
    """A picture that never comes, and knows who waits for it."""

    def __init__(self) -> None:
        self.asked, self.gone = queue.Queue[str](), queue.Queue[str]()

    async def __call__(self, request: Request) -> Response:
        self.asked.put(request.url.path)
        while (await request.receive())["type"] != "http.disconnect":
            pass
        self.gone.put(request.url.path)
        return Response()


@pytest.fixture(scope="module")
def slow() -> Slow:
    return Slow()


@pytest.fixture(scope="module")
def running(slow: Slow) -> Iterator[tuple[PyWry, Served, Told]]:
    with PyWry(open_tabs=False) as app:
        app.session.audit = told = Told()
        app.asgi.add_api_route("/slow/{era}", slow, methods=["GET"])
        yield app, app.serve_mcp(toolsets=("all",)), told


@pytest.fixture
async def client(running: tuple[PyWry, Served, Told], era: Any) -> AsyncIterator[Client[Any]]:
    _, served, _ = running
    headers = {"Authorization": f"Bearer {served.token}"}
    async with Client(StreamableHttpTransport(served.url, headers=headers), mode=era) as client:
        yield client


async def begun(client: Client[Any], tool: str, **arguments: Any) -> asyncio.Task[Any]:
    """A call that has reached the tool, as its progress tells."""
    heard = asyncio.Event()

    async def hear(*_: Any) -> None:
        heard.set()

    calling = asyncio.create_task(client.call_tool(tool, arguments, progress_handler=hear))
    await asyncio.wait({calling, asyncio.create_task(heard.wait())}, timeout=10, return_when="FIRST_COMPLETED")
    assert heard.is_set() and not calling.done()
    return calling


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pywry.progress.TICK_S", 0.02)


async def given_up(calling: asyncio.Task[Any]) -> None:
    calling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await calling


@ERAS
async def test_a_wait_that_is_given_up_frees_its_place(running: Any, client: Client[Any]) -> None:
    app, _, told = running
    await client.call_tool("page_show", {"content": "<p>x", "label": "waits"})
    await given_up(await begun(client, "page_wait_for", widget="waits", events=["app:never"], timeout_s=60))
    assert (await told.of("page_wait_for")).outcome == "cancelled"
    assert "waits" not in app.session.hub.watch.watched


@ERAS
async def test_a_query_that_is_given_up_ends_in_the_database(running: Any, client: Client[Any]) -> None:
    _, _, told = running
    await given_up(await begun(client, "data_query", sql=ENDLESS))
    record = await told.of("data_query")
    assert record.outcome == "cancelled" and record.seconds < 10
    assert (await client.call_tool("data_list_all")).structured_content["datasets"] == []


async def test_who_hangs_up_gives_up(running: Any) -> None:
    app, served, told = running
    await app.show.aio("<p>x", label="hung-up")
    arguments = {"widget": "hung-up", "events": ["app:never"], "timeout_s": 60}
    call = {"name": "page_wait_for", "arguments": arguments, "_meta": {**MODERN, "progressToken": 1}}
    headers = {
        "authorization": f"Bearer {served.token}",
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": VERSION,
        "mcp-method": "tools/call",
        "mcp-name": "page_wait_for",
    }
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    async with httpx2.AsyncClient() as client, client.stream("POST", served.url, json=body, headers=headers) as answer:
        line = await anext(line async for line in answer.aiter_lines() if line.startswith("data: {"))
    assert json.loads(line[6:])["method"] == "notifications/progress"
    assert (await told.of("page_wait_for")).outcome == "cancelled"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("era", "tool", "more"), [("auto", "page_screenshot", {}), ("legacy", "page_export", {"format": "pdf"})]
)
async def test_a_picture_that_is_given_up_closes_its_page(
    running: Any, client: Client[Any], slow: Slow, era: str, tool: str, more: dict[str, str]
) -> None:
    _, _, told = running
    await client.call_tool("page_show", {"content": f"<img src=/slow/{era}-{tool}>", "label": "slow"})
    calling = await begun(client, tool, widget="slow", **more)
    where = await asyncio.to_thread(slow.asked.get, timeout=20)
    await given_up(calling)
    assert await asyncio.to_thread(slow.gone.get, timeout=5) == where
    assert (await told.of(tool)).outcome == "cancelled"


@ERAS
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipe in a folder")
async def test_what_is_given_up_over_stdio_stops_too(tmp_path: Path, era: Any) -> None:
    os.mkfifo(tmp_path / "audit")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    arguments = [str(program), str(tmp_path / "audit")]
    to = StdioTransport(sys.executable, arguments, env=dict(os.environ), keep_alive=False, log_file=tmp_path / "err")
    opening = asyncio.create_task(asyncio.to_thread(open, tmp_path / "audit"))
    async with Client(to, mode=era) as client:
        with await opening as audit:
            await client.call_tool("page_show", {"content": "<p>x", "label": "waits"})
            await given_up(await begun(client, "page_wait_for", widget="waits", events=["app:never"], timeout_s=60))
            await given_up(await begun(client, "data_query", sql=ENDLESS))
            records = [json.loads(await asyncio.to_thread(audit.readline)) for _ in range(3)]
    assert records == [["page_show", "ok"], ["page_wait_for", "cancelled"], ["data_query", "cancelled"]]


async def test_work_is_cancelled_once_however_often_its_caller_is() -> None:
    begun, tidied = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        try:
            begun.set()
            await asyncio.Event().wait()
        finally:
            for _ in range(5):
                await anyio.lowlevel.checkpoint()
            tidied.set()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(alone, work())
        await begun.wait()
        tasks.cancel_scope.cancel()
    async with asyncio.timeout(5):
        await tidied.wait()


PROGRAM = """
import asyncio, json, sys

import pywry.progress
from pywry import PyWry
from pywry.runtime.audit import MemoryAudit
from pywry.serve import run_stdio, serve

class Told(MemoryAudit):
    async def write(self, record):
        print(json.dumps([record.tool, record.outcome]), file=out, flush=True)

pywry.progress.TICK_S = 0.02
app = PyWry(open_tabs=False)
app.session.audit = Told()
server = serve(app.session, toolsets=("all",))

async def main():
    global out
    out = await asyncio.to_thread(open, sys.argv[1], "w")
    await run_stdio(server, app.session)

asyncio.run(main())
"""

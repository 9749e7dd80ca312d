"""A client that wants to know hears how far a slow tool is, and another hears nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport
from mcp.client.client import Client as PlainClient

import pywry.progress
from pywry import PyWry
from pywry.datasets.limits import Limits
from pywry.serve import Served, serve
from pywry_tools.errors import BadData

pytestmark = pytest.mark.anyio

ERAS = ["auto", "legacy"]
Heard = list[tuple[float, float | None, str | None]]
ENDLESS = "SELECT count(*) FROM range(100000000000) a(i) WHERE i % 7 = 3"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pywry.progress, "TICK_S", 0.02)


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[PyWry, Served]]:
    with PyWry(open_tabs=False) as app:
        yield app, app.serve_mcp(toolsets=("all",))


@pytest.fixture(params=["here", "other loop", "http"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=ERAS)
async def client(
    request: pytest.FixtureRequest, way: str, app: PyWry, running: tuple[PyWry, Served]
) -> AsyncIterator[Client[Any]]:
    there, served = running
    headers = {"Authorization": f"Bearer {served.token}"}
    to: Any = StreamableHttpTransport(served.url, headers=headers) if way == "http" else None
    if to is None:
        to = serve((app if way == "here" else there).session, toolsets=("all",))
    async with Client(to, mode=request.param) as client:
        yield client


async def call(client: Client[Any], tool: str, **arguments: Any) -> tuple[Any, Heard]:
    heard: Heard = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        heard.append((progress, total, message))

    result = await client.call_tool(tool, arguments, progress_handler=hear)
    return result.structured_content, heard


async def test_a_wait_tells_how_long_it_has_waited(client: Client[Any]) -> None:
    await client.call_tool("page_show", {"content": "<p>x", "label": "waits"})
    answer, heard = await call(client, "page_wait_for", widget="waits", events=["app:never"], timeout_s=0.2)
    assert answer["events"] == []
    times = [done for done, _, _ in heard]
    assert len(heard) >= 2 and times == sorted(set(times)) and times[-1] <= 0.3
    assert {(total, message) for _, total, message in heard} == {(0.2, "waiting for the page")}


async def test_an_export_tells_its_steps(client: Client[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYWRY_EXPORT_ROOT", str(tmp_path))
    await client.call_tool("page_show", {"content": "<p>x", "label": "saved"})
    _, heard = await call(client, "page_export", widget="saved", path=str(tmp_path / "saved.html"), overwrite=True)
    assert heard == [(1, 3, "reading the page"), (3, 3, "writing the file")]


async def test_a_python_caller_can_listen_too(app: PyWry) -> None:
    heard: Heard = []

    async def hear(done: float, total: float | None = None, message: str | None = None) -> None:
        heard.append((done, total, message))

    app.session.shelf.limits = Limits(seconds=0.2)
    with pytest.raises(BadData, match=r"was not done within 0\.2 s"):
        await app.session.call("data_query", {"sql": ENDLESS}, report=hear)
    assert len(heard) >= 2 and heard[0][1:] == (0.2, "the query")


async def test_nothing_is_told_to_a_client_that_did_not_ask(app: PyWry) -> None:
    heard: list[Any] = []
    async with PlainClient(serve(app.session)._mcp_server, mode="legacy", message_handler=_keep(heard)) as client:
        await client.call_tool("page_show", {"content": "<p>x", "label": "waits"})
        await client.call_tool("page_wait_for", {"widget": "waits", "events": ["app:never"], "timeout_s": 0.1})
    assert heard == []


def _keep(heard: list[Any]) -> Any:
    async def keep(message: Any) -> None:
        heard.append(message)

    return keep

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
import pytest
import websockets

from pywry.render.assets import Assets
from pywry.transports.base import PageView
from pywry.transports.browser import BrowserTransport
from tests.render.built import build
from tests.transports.browser.house import House

Join = Callable[..., Awaitable[websockets.ClientConnection]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    return build(tmp_path)


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def server(anyio_backend: str, house: House, assets: Assets) -> AsyncIterator[BrowserTransport]:
    """A real server on a free port of loopback."""
    transport = BrowserTransport(house, assets=assets, open_tabs=False)
    await transport.start()
    yield transport
    await transport.stop()


@pytest.fixture
async def web(server: BrowserTransport) -> AsyncIterator[httpx2.AsyncClient]:
    """An HTTP client that knows where the server is."""
    async with httpx2.AsyncClient(base_url=server.address or "") as client:
        yield client


@pytest.fixture
async def join(server: BrowserTransport) -> AsyncIterator[Join]:
    """Opens the WebSocket of a page as a browser would; all are closed at the end."""
    async with AsyncExitStack() as stack:

        async def join(view: PageView, *, token: str | None = None, **options: object) -> websockets.ClientConnection:
            url = f"{server.address}/w/{view.widget}/ws".replace("http", "ws", 1)
            offered = ["pywry.v1", f"pywry.token.{view.token if token is None else token}"]
            settings = {
                "subprotocols": offered,
                "compression": None,
                "max_size": None,
                "proxy": None,
                "close_timeout": 0.1,
            } | options
            return await stack.enter_async_context(websockets.connect(url, **settings))  # type: ignore[arg-type]

        yield join


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which something listens already."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        yield sock.getsockname()[1]

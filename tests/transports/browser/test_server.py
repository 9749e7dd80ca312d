from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
import uvicorn
import websockets
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pywry import environment
from pywry.render.assets import Assets
from pywry.transports.browser import BrowserTransport
from pywry.transports.browser.listen import listen
from pywry_tools.errors import NotHere, PortTaken, PyWryError
from tests.transports.browser.conftest import Join
from tests.transports.browser.house import House

pytestmark = pytest.mark.anyio


async def test_servers_never_collide_and_keep_their_pages_apart(house: House, assets: Assets) -> None:
    other = House()
    servers = [BrowserTransport(h, assets=assets, open_tabs=False) for h in (house, other)]
    views = [house.show("w-1"), other.show("w-1")]
    other.update("w-1", "<p>other</p>")
    for server in servers:
        await server.start()
    async with httpx2.AsyncClient() as client:
        pages = [(await client.get(s.url(v))).text for s, v in zip(servers, views, strict=True)]
    assert servers[0].address != servers[1].address
    assert ["<p>other</p>" in page for page in pages] == [False, True]
    for server in servers:
        await server.stop()


async def test_a_taken_port_says_so_and_what_to_do(house: House, taken_port: int) -> None:
    with pytest.raises(PortTaken, match=rf"port {taken_port} on 127\.0\.0\.1.*port=0"):
        await BrowserTransport(house, port=taken_port).start()


async def test_an_address_that_is_not_ours_says_so(house: House) -> None:
    transport = BrowserTransport(house, host="192.0.2.1", allowed_hosts=["example.org"])
    with pytest.raises(NotHere, match=r"192\.0\.2\.1"):
        await transport.start()


async def test_connections_send_small_messages_without_delay() -> None:
    delays: asyncio.Queue[bool] = asyncio.Queue()

    async def accept(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken = writer.get_extra_info("socket")
        await delays.put(not taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listening = listen("127.0.0.1", 0)
    async with await asyncio.start_server(accept, sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname())
        assert not await asyncio.wait_for(delays.get(), 5)
        writer.close()
        await writer.wait_closed()


async def test_a_chosen_port_is_used_and_free_again_afterwards(
    house: House, assets: Assets, server: BrowserTransport
) -> None:
    port = int((server.address or "").rpartition(":")[2])
    await server.stop()
    again = BrowserTransport(house, port=port, assets=assets, open_tabs=False)
    await again.start()
    assert again.address == f"http://127.0.0.1:{port}"
    await again.stop()


async def test_stopping_closes_every_connection(server: BrowserTransport, join: Join, house: House) -> None:
    page = await join(house.show("w-1"))
    slow = await join(house.show("w-2"), max_queue=1)
    house.seats["w-2"][0].say(*["x" * 1_000_000] * 50)
    async with asyncio.timeout(5):
        await server.stop()
        await page.wait_closed()
    assert house.seats["w-1"][0].gone.is_set()
    await asyncio.wait_for(house.seats["w-2"][0].gone.wait(), 5)
    slow.transport.abort()


async def test_a_failing_start_up_of_a_persons_own_is_an_error_and_not_the_end(
    house: House, assets: Assets, caplog: pytest.LogCaptureFixture
) -> None:
    @asynccontextmanager
    async def lifespan(_: object) -> AsyncGenerator[None]:
        raise RuntimeError("no database")
        yield

    transport = BrowserTransport(house, assets=assets)
    transport.asgi.router.lifespan_context = lifespan
    with pytest.raises(PyWryError, match="start-up failed"):
        await transport.start()
    assert "no database" in caplog.text


async def test_an_address_with_a_token_is_logged_without_it(
    server: BrowserTransport, web: httpx2.AsyncClient, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "uvicorn"):
        await web.get(server.url(house.show("w-1")))
    assert "/w/w-1?token=*** HTTP" in caplog.text


async def test_the_loop_of_a_persons_own_server_is_told_before_the_first_request(house: House, assets: Assets) -> None:
    transport = BrowserTransport(house, assets=assets)
    told: list[asyncio.AbstractEventLoop] = []
    transport.on_loop = told.append
    outer = FastAPI()
    outer.mount("/dash", transport.asgi)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(outer), base_url="http://localhost") as client:
        for _ in range(2):
            await client.get("/dash/")
    assert told == [asyncio.get_running_loop()]


async def test_a_page_works_under_a_persons_own_server(house: House, assets: Assets) -> None:
    transport = BrowserTransport(house, assets=assets)
    config = uvicorn.Config(transport.asgi, port=0, log_config=None, root_path="/proxied", ws="websockets-sansio")
    own = OwnServer(config)
    task = asyncio.create_task(own.serve())
    await asyncio.wait_for(own.up.wait(), 5)
    port = own.servers[0].sockets[0].getsockname()[1]
    view = house.show("w-1")
    assert transport.url(view) == "/w/w-1?token=t-w-1"
    async with httpx2.AsyncClient() as client:
        assert (await client.get(f"http://127.0.0.1:{port}{transport.url(view)}")).status_code == 200
    url = f"ws://127.0.0.1:{port}/w/w-1/ws"
    offered = [websockets.Subprotocol("pywry.v1"), websockets.Subprotocol("pywry.token.t-w-1")]
    async with websockets.connect(url, subprotocols=offered, proxy=None) as page:
        await page.send("hello")
        assert await page.recv() == "hello"
    own.should_exit = True
    await task


async def test_nothing_listens_beside_a_persons_own_server(house: House, assets: Assets) -> None:
    transport = BrowserTransport(house, assets=assets, open_tabs=True)
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(transport.asgi), base_url="http://localhost"
    ) as client:
        await client.get("/")
    await transport.start()
    assert transport.address is None
    await transport.open(house.show("w-1"))
    await transport.stop()


async def test_a_server_of_ours_makes_way_for_a_persons_own(house: House, assets: Assets) -> None:
    transport = BrowserTransport(house, assets=assets, open_tabs=False)
    background = asyncio.new_event_loop()
    thread = threading.Thread(target=background.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(transport.start(), background).result(10)
    address = transport.address or ""
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(transport.asgi), base_url="http://localhost"
    ) as client:
        await client.get("/")
    assert transport.address is None
    await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(ended("pywry server"), background))
    async with httpx2.AsyncClient() as client:
        with pytest.raises(httpx2.ConnectError):
            await client.get(address)
    background.call_soon_threadsafe(background.stop)
    await asyncio.to_thread(thread.join)
    background.close()


async def ended(name: str) -> None:
    if tasks := [task for task in asyncio.all_tasks() if task.get_name() == name]:
        await asyncio.wait(tasks, timeout=5)


async def test_a_server_whose_task_is_cancelled_lets_go_of_its_port(
    server: BrowserTransport, join: Join, house: House
) -> None:
    page = await join(house.show("w-1"))
    for task in asyncio.all_tasks():
        if task.get_name() == "pywry server":
            task.cancel()
    await ended("pywry server")
    await asyncio.wait_for(page.wait_closed(), 5)
    async with httpx2.AsyncClient() as client:
        with pytest.raises(httpx2.ConnectError):
            await client.get(server.address or "")


class OwnServer(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: object = None) -> None:
        await super().startup()
        self.up.set()


async def test_a_mounted_app_lives_beside_the_pages_with_its_own_lifespan(
    server: BrowserTransport, web: httpx2.AsyncClient
) -> None:
    life: list[str] = []

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncGenerator[dict[str, str]]:
        life.append("up")
        yield {"greeting": "hello"}
        life.append("down")

    async def greet(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{request.state.greeting} from {request.scope['root_path']}")

    server.mount("/mcp", Starlette(routes=[Route("/", greet, methods=["GET", "POST"])], lifespan=lifespan))
    assert life == []
    for path in ("/mcp", "/mcp/"):
        assert (await web.post(path)).text == "hello from /mcp"
    assert (await web.post("/mcp", headers={"origin": "http://evil.example"})).status_code == 403
    assert (await web.get("/mcp/other")).status_code == 404
    await server.stop()
    assert life == ["up", "down"]


async def test_a_mounted_app_without_a_lifespan_is_served(server: BrowserTransport, web: httpx2.AsyncClient) -> None:
    async def bare(scope: object, receive: object, send: object) -> None:
        assert isinstance(scope, dict)
        if scope["type"] != "http":
            raise TypeError("only http")
        await PlainTextResponse("bare")(scope, receive, send)  # type: ignore[arg-type]  # plain ASGI

    server.mount("/bare", bare)
    assert (await web.get("/bare")).text == "bare"


@pytest.mark.skipif(sys.platform == "win32", reason="notes the address with a shell")
async def test_a_tab_is_opened_with_the_whole_address(server: BrowserTransport, house: House, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    os.mkfifo(seen)
    browser = webbrowser.GenericBrowser(["/bin/sh", "-c", f'echo "$0" > {seen}', "%s"])
    webbrowser.register("noting", None, browser, preferred=True)
    view = house.show("w-1")
    shown = BrowserTransport(house, public_url="http://localhost:1", open_tabs=True)
    await shown.open(view)
    told = await asyncio.wait_for(asyncio.to_thread(seen.read_text), 10)
    assert told.strip() == shown.url(view) == "http://localhost:1/w/w-1?token=t-w-1"


@pytest.mark.parametrize(
    ("settings", "seen"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0", "PYWRY_HEADLESS": "0"}, True),
        ({}, False),
        ({"DISPLAY": ":0", "PYWRY_HEADLESS": "1"}, False),
        ({"DISPLAY": ":0", "CI": "true"}, False),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a desktop")
def test_a_tab_is_opened_only_where_somebody_would_see_it(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], seen: bool
) -> None:
    for name in ("CI", "SSH_CONNECTION", "SSH_TTY", "PYWRY_HEADLESS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert environment.has_screen() is seen


async def test_without_a_display_the_address_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PYWRY_HEADLESS", "1")
    shown = BrowserTransport(house)
    await shown.start()
    view = house.show("w-1")
    await shown.open(view)
    assert f"there is no display here; open {shown.url(view)}" in caplog.text
    await shown.stop()

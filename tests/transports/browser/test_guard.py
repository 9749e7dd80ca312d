from __future__ import annotations

import httpx2
import pytest
import websockets
from fastapi import Response

from pywry.transports.base import PageView
from pywry.transports.browser import BrowserTransport
from pywry_tools.errors import InvalidArguments
from tests.transports.browser.conftest import Join
from tests.transports.browser.house import House

pytestmark = pytest.mark.anyio


@pytest.fixture
def view(house: House) -> PageView:
    return house.show("w-1")


async def test_a_page_needs_its_own_token(server: BrowserTransport, web: httpx2.AsyncClient, view: PageView) -> None:
    assert (await web.get(server.url(view))).status_code == 200
    for query in ("", "?token=", "?token=t-w-2", "?token=t-w-1x", "?token=%ED%A0%80"):
        answer = await web.get(f"/w/w-1{query}")
        assert answer.status_code == 403
        assert "token" in answer.text
        assert "t-w-1" not in answer.text.replace("w/w-1", "")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", ""]
)
async def test_a_foreign_host_name_is_refused_and_says_what_to_set(
    server: BrowserTransport, web: httpx2.AsyncClient, view: PageView, host: str
) -> None:
    for path in (server.url(view), "/", "/openapi.json", "/nowhere"):
        answer = await web.get(path, headers={"host": host, "accept": "application/json"})
        assert answer.status_code == 421
        assert "allowed_hosts=" in answer.json()["error"]["message"]


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:99", "127.0.0.2", "LOCALHOST"])
async def test_every_name_of_this_machine_is_served(web: httpx2.AsyncClient, host: str) -> None:
    assert (await web.get("/", headers={"host": host})).status_code == 200


async def test_the_refused_host_is_shown_as_text(web: httpx2.AsyncClient) -> None:
    answer = await web.get("/", headers={"host": "<script>alert(1)</script>"})
    assert answer.status_code == 421
    assert "<script>" not in answer.text


async def test_another_origin_may_not_change_anything(server: BrowserTransport, web: httpx2.AsyncClient) -> None:
    @server.asgi.post("/order")
    async def order() -> str:
        return "ordered"

    own = server.address or ""
    assert (await web.post("/order")).json() == "ordered"
    assert (await web.post("/order", headers={"origin": own})).json() == "ordered"
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", own + ".evil.example", "file://", "http://["):
        answer = await web.post("/order", headers={"origin": origin, "accept": "application/json"})
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "foreign_origin"


async def test_a_websocket_of_another_origin_is_refused_before_it_opens(
    join: Join, view: PageView, house: House
) -> None:
    with pytest.raises(websockets.InvalidStatus) as caught:
        await join(view, origin="http://evil.example")
    assert caught.value.response.status_code == 403
    assert b"allowed_origins" in caught.value.response.body
    assert house.seats["w-1"] == []


async def test_a_websocket_to_a_foreign_host_name_is_refused(server: BrowserTransport, view: PageView) -> None:
    port = int((server.address or "").rpartition(":")[2])
    with pytest.raises(websockets.InvalidStatus) as caught:
        await websockets.connect(f"ws://evil.example:{port}/w/w-1/ws", host="127.0.0.1", port=port, proxy=None)
    assert caught.value.response.status_code == 421


async def test_every_answer_has_the_security_headers(
    server: BrowserTransport, web: httpx2.AsyncClient, view: PageView
) -> None:
    @server.asgi.get("/mine")
    async def mine() -> Response:
        return Response("mine", headers={"Referrer-Policy": "same-origin"})

    @server.asgi.get("/broken")
    async def broken() -> None:
        raise RuntimeError("a person's own mistake")

    file = next(iter(server.asgi.openapi()["paths"]))
    assert file == "/w/{widget}"
    for path in (server.url(view), "/", "/w/no", "/nowhere", "/assets/no", "/mine"):
        headers = (await web.get(path)).headers
        assert "'unsafe-eval'" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == "same-origin"
    assert (await web.get("/mine")).headers["referrer-policy"] == "same-origin"
    broken_answer = await web.get("/broken")
    assert broken_answer.status_code == 500
    assert "default-src" in broken_answer.headers["content-security-policy"]


async def test_a_proxys_public_address_is_trusted_when_it_is_set(house: House, assets: object) -> None:
    transport = BrowserTransport(house, public_url="https://hub.example.org/user/ann/", open_tabs=False)
    view = house.show("w-1")
    assert transport.url(view) == "https://hub.example.org/user/ann/w/w-1?token=t-w-1"
    async with asgi_client(transport) as client:
        for host in ("hub.example.org", "127.0.0.1:8000"):
            headers = {"host": host, "origin": "https://hub.example.org"}
            assert (await client.post("/", headers=headers)).status_code != 403
        assert (await client.get("/", headers={"host": "other.example.org"})).status_code == 421


async def test_a_wildcard_allows_the_names_below_it_and_no_others(house: House) -> None:
    transport = BrowserTransport(house, allowed_hosts=["*.example.org"], open_tabs=False)
    async with asgi_client(transport) as client:
        assert (await client.get("/", headers={"host": "a.b.example.org"})).status_code == 200
        for host in ("example.org", "badexample.org", "example.org.evil"):
            assert (await client.get("/", headers={"host": host})).status_code == 421


async def test_an_allowed_origin_may_read_and_change(house: House) -> None:
    dev = "http://localhost:5173"
    transport = BrowserTransport(house, allowed_origins=[dev], open_tabs=False)
    async with asgi_client(transport) as client:
        answer = await client.get("/", headers={"origin": dev})
        assert answer.headers["access-control-allow-origin"] == dev
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert (await client.post("/", headers={"origin": dev})).status_code == 404
        other = await client.get("/", headers={"origin": "http://localhost:5174"})
        assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize("name", ["", "*", "a b", "exa*mple.org", "http://", "a/b"])
def test_a_malformed_host_is_refused_at_once(house: House, name: str) -> None:
    with pytest.raises(InvalidArguments, match=r"\*\.example\.org"):
        BrowserTransport(house, allowed_hosts=[name])


def test_a_malformed_origin_is_refused_at_once(house: House) -> None:
    with pytest.raises(InvalidArguments, match="http://localhost:5173"):
        BrowserTransport(house, allowed_origins=["localhost:5173"])


def test_listening_for_other_machines_needs_the_names_that_they_use(house: House) -> None:
    with pytest.raises(InvalidArguments, match="allowed_hosts"):
        BrowserTransport(house, host="0.0.0.0")
    BrowserTransport(house, host="0.0.0.0", allowed_hosts=["dash.example.org"])


def asgi_client(transport: BrowserTransport) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(transport.asgi), base_url="http://127.0.0.1:8000")

from __future__ import annotations

import re
from urllib.parse import urljoin

import httpx2
import pytest
from fastapi import FastAPI

from pywry.render.assets import Assets
from pywry.transports.base import PageView
from pywry.transports.browser import BrowserTransport
from pywry_tools.models.page import Page
from tests.transports.browser.house import House

pytestmark = pytest.mark.anyio


@pytest.fixture
def view(house: House) -> PageView:
    return house.show("w-1")


async def test_a_page_is_never_cached_and_shows_what_is_so_now(
    server: BrowserTransport, web: httpx2.AsyncClient, house: House, view: PageView
) -> None:
    house.update("w-1", "<p>later</p>")
    answer = await web.get(server.url(view))
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<p>later</p>" in answer.text


async def test_all_addresses_in_a_page_are_relative_and_exist(
    server: BrowserTransport, web: httpx2.AsyncClient, view: PageView
) -> None:
    page = (await web.get(server.url(view))).text
    found = re.findall(r'(?:src|href)="([^"]*)"', page)
    files = [address for address in found if not address.startswith("data:")]
    assert files
    assert all(address.startswith("../assets/") for address in files)
    for address in files:
        assert (await web.get(urljoin(server.url(view), address))).status_code == 200


async def test_a_page_works_behind_a_prefix(house: House, assets: Assets, view: PageView) -> None:
    outer = FastAPI()
    outer.mount("/tools/dash", BrowserTransport(house, assets=assets).asgi)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(outer), base_url="http://localhost") as client:
        page = await client.get("/tools/dash/w/w-1?token=t-w-1")
        script = re.findall(r'<script src="([^"]*)"', page.text)[0]
        assert (await client.get(urljoin("/tools/dash/w/w-1", script))).status_code == 200
        assert "PyWry is running" in (await client.get("/tools/dash/")).text
        assert (await client.get("/tools/dash/", headers={"host": "evil.example"})).status_code == 421
        assert "content-security-policy" in page.headers


async def test_a_widget_id_with_odd_characters_has_a_working_address(
    server: BrowserTransport, web: httpx2.AsyncClient, house: House
) -> None:
    view = house.show("my chart ü")
    page = await web.get(server.url(view))
    assert page.status_code == 200
    assert '"socket": "my%20chart%20%C3%BC/ws"' in page.text


@pytest.mark.parametrize(("path", "status"), [("/w/w-9", 404), ("/w/w-1?token=no", 403), ("/assets/no.js", 404)])
async def test_an_error_is_words_for_a_person_and_json_for_a_program(
    web: httpx2.AsyncClient, view: PageView, path: str, status: int
) -> None:
    for_person = await web.get(path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    for_program = await web.get(path, headers={"accept": "application/json"})
    assert for_person.status_code == for_program.status_code == status
    assert "<h1>" in for_person.text
    assert for_program.json()["error"]["message"]
    assert for_person.headers["cache-control"] == "no-store"


async def test_those_without_a_token_learn_of_no_other_page(
    web: httpx2.AsyncClient, house: House, view: PageView
) -> None:
    house.show("secret-plans")
    for accept in ("text/html", "application/json"):
        for path in ("/", "/w/secret-plan", "/w/w-1", "/w/secret-plans"):
            answer = await web.get(path, headers={"accept": accept})
            assert "secret-plans" not in answer.text


async def test_a_page_that_cannot_be_made_says_why(
    server: BrowserTransport, web: httpx2.AsyncClient, house: House
) -> None:
    view = house.show("w-2", Page(data={"socket": object()}))
    answer = await web.get(server.url(view), headers={"accept": "application/json"})
    assert answer.status_code == 500
    assert "json_data.socket" in answer.json()["error"]["message"]


async def test_the_root_names_no_page(web: httpx2.AsyncClient, view: PageView) -> None:
    answer = await web.get("/")
    assert answer.status_code == 200
    assert "w-1" not in answer.text
    assert (await web.head("/")).status_code == 200


async def test_a_person_can_have_a_root_page_and_routes_of_their_own(
    server: BrowserTransport, web: httpx2.AsyncClient
) -> None:
    @server.asgi.get("/")
    async def root() -> str:
        return "mine"

    assert (await web.get("/")).json() == "mine"
    assert (await web.get("/nowhere")).status_code == 404


async def test_lone_surrogates_do_not_stop_a_page(
    server: BrowserTransport, web: httpx2.AsyncClient, house: House
) -> None:
    view = house.show("w-2", Page(html="<p>\ud800</p>", title="\udfff", data={"half": "\ud800"}))
    answer = await web.get(server.url(view))
    assert answer.status_code == 200
    assert r'{"half":"\ud800"}' in answer.text


async def test_files_are_kept_for_ever_and_compressed_for_those_who_take_it(
    web: httpx2.AsyncClient, assets: Assets
) -> None:
    path = f"/assets/{assets['main.js'].file}"
    packed = await web.get(path, headers={"accept-encoding": "br, gzip;q=0.5"})
    plain = await web.get(path, headers={"accept-encoding": "gzip;q=0, identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == assets.read(assets["main.js"])
    for answer in (packed, plain):
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("file", ["manifest.json", "..%2Fmanifest.json", "%2e%2e/manifest.json", "main.js", "%00"])
async def test_only_files_of_the_build_are_served(web: httpx2.AsyncClient, file: str) -> None:
    assert (await web.get(f"/assets/{file}")).status_code == 404


async def test_a_head_request_is_answered_like_a_get(
    server: BrowserTransport, web: httpx2.AsyncClient, view: PageView
) -> None:
    head, get = await web.head(server.url(view)), await web.get(server.url(view))
    assert head.status_code == 200
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.content == b""

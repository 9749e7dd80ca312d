"""What only a real browser can tell: that its own rules let our pages work, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pywry.headless import Browser, Tab
from pywry.transports.base import PageView
from pywry.transports.browser import BrowserTransport
from pywry_tools.models.page import Page
from tests.render.built import build
from tests.transports.browser.house import House

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

MAIN = """
const config = JSON.parse(document.getElementById("pywry-config").textContent);
window.json_data = config.data;
const url = new URL(config.socket, location.href);
url.protocol = "ws:";
const socket = new WebSocket(url, ["pywry.v1", `pywry.token.${config.token}`]);
socket.onopen = () => socket.send("hello");
socket.onmessage = (event) => { window.answer = event.data };
"""
EVIL = "</script><script>window.stolen = 1</script><!-- <script> \u2028"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


@pytest.fixture(scope="module")
async def home(
    anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[House, BrowserTransport]]:
    house, folder = House(), Path(tmp_path_factory.mktemp("assets"))
    transport = BrowserTransport(house, assets=build(folder, {"main.js": MAIN}), open_tabs=False)
    await transport.start()
    yield house, transport
    await transport.stop()


async def visit(browser: Browser, home: tuple[House, BrowserTransport], page: Page, *, dark: bool | None = None) -> Tab:
    house, transport = home
    view: PageView = house.show("w-1", page)
    return await browser.page(transport.url(view), dark=dark)


async def test_a_page_reaches_its_own_server_and_no_other(
    browser: Browser, home: tuple[House, BrowserTransport]
) -> None:
    tab = await visit(browser, home, Page(html="<h1>Hi</h1>"))
    assert await tab.wait_for("window.answer") == "hello"
    blocked = "fetch('http://127.0.0.1:9/x').then(() => 'let out', () => 'held back')"
    assert await tab.evaluate(blocked) == "held back"
    assert "connect-src" in " ".join(line.text for line in tab.console)
    await tab.close()


async def test_inline_scripts_and_handlers_run_and_text_never_becomes_code(
    browser: Browser, home: tuple[House, BrowserTransport]
) -> None:
    html = """
    <button onclick="window.clicked = true">x</button>
    <script>
      window.ran = json_data.n;
      try { window.evaluated = eval("1") } catch (error) { window.evaluated = error.name }
    </script>"""
    tab = await visit(browser, home, Page(html=html, data={"n": 5}))
    await tab.click("button")
    assert await tab.evaluate("[window.ran, window.clicked, window.evaluated]") == [5, True, "EvalError"]
    await tab.close()


async def test_no_value_breaks_out_of_its_place(browser: Browser, home: tuple[House, BrowserTransport]) -> None:
    page = Page(
        title=f"</title>{EVIL}",
        data={"text": EVIL},
        scripts=(f"window.first = {EVIL!r};",),
        init_script=f"window.last = `{EVIL}`;",
        css=(f"p::after {{ content: '{EVIL.partition('<!')[0]}</style>' }}",),
        html="<p>x</p>",
    )
    tab = await visit(browser, home, page)
    assert await tab.evaluate("[json_data.text, window.first, window.last]") == [EVIL] * 3
    assert await tab.evaluate("document.title.startsWith('</title></script>')")
    assert await tab.evaluate("getComputedStyle(document.querySelector('p'), '::after').content.includes('</style>')")
    assert await tab.evaluate("window.stolen ?? null") is None
    await tab.close()


WHOLE = {
    "complete": "<!DOCTYPE html><html lang=de class=mine><head><title>Mine</title></head><body><p>x</p></body></html>",
    "commented": (
        "<!-- <head> --><!doctype html><html lang=de class=mine><!-- <body> --><head><title>Mine</title></head>"
        "<body><p>x</p></body></html><!-- </body></html> -->"
    ),
    "implied": "<!doctype html><html lang=de class=mine><title>Mine</title><p>x</p>",
    "without a doctype": "<html lang=de class=mine><title>Mine</title><body><p>x</p>",
    "with a base": (
        "<!doctype html><html lang=de class=mine><head><base href='/elsewhere/'><title>Mine</title></head>"
        "<body><p>x</p></body></html>"
    ),
}


@pytest.mark.parametrize("html", WHOLE.values(), ids=WHOLE.keys())
async def test_a_whole_document_is_what_its_author_wrote_and_alive(
    browser: Browser, home: tuple[House, BrowserTransport], html: str
) -> None:
    page = Page(html=html, init_script="window.last = document.querySelector('p').textContent", css=("p{color:red}",))
    tab = await visit(browser, home, page, dark=True)
    assert await tab.wait_for("window.answer") == "hello"
    facts = "[document.compatMode, document.title, document.documentElement.lang, window.last]"
    assert await tab.evaluate(facts) == ["CSS1Compat", "Mine", "de", "x"]
    assert await tab.evaluate("document.documentElement.className") == "mine dark"
    assert await tab.evaluate("getComputedStyle(document.querySelector('p')).color") == "rgb(255, 0, 0)"
    assert await tab.evaluate("document.head.querySelectorAll('#pywry-config').length") == 1
    await tab.close()

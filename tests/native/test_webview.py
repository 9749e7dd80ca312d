"""The web view in a window: addresses, scripts, cookies, zoom, printing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pywry_tools.errors import InvalidArguments
from pywry_tools.models.screen import (
    Cookie,
)
from tests.native.conftest import Native
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native


def test_the_web_view_zooms_keeps_cookies_and_shows_its_tools(native: Native, screen: Screen) -> None:
    handle = native().show("<p>View</p>", title="View", width=600, height=400)
    proxy = handle.proxy
    assert proxy.eval_with_result("innerWidth") == 600
    assert (proxy.set_zoom(2).zoom, proxy.zoom) == (2, 2)
    until(lambda: proxy.eval_js("innerWidth") == 300, "a larger page")
    assert proxy.open_devtools().devtools
    assert not proxy.close_devtools().devtools
    until_then = datetime(2040, 1, 1, tzinfo=UTC)
    proxy.set_cookie(Cookie("one", "1", domain="example.org", secure=True, expires=until_then))
    proxy.set_cookie("two", "2", domain="example.com", http_only=True)
    assert {(c.name, c.value, c.expires) for c in proxy.cookies()} == {("one", "1", until_then), ("two", "2", None)}
    assert [c.name for c in proxy.cookies("https://example.org/a")] == ["one"]
    assert [c.name for c in proxy.delete_cookie("one", domain="example.org")] == ["two"]
    proxy.eval("document.title = 'Run'")
    screen.window("Run")
    assert proxy.url.startswith("tauri://localhost/")


@pytest.fixture
def foreign() -> Iterator[str]:
    """The address of somebody else's page."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<title>Elsewhere</title><p>hello")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_window_goes_to_somebody_else_s_page_and_runs_scripts_there(
    native: Native, screen: Screen, foreign: str
) -> None:
    proxy = native().show("<p>Home</p>", title="Home").proxy
    proxy.navigate(foreign)
    screen.window("Elsewhere")
    assert proxy.url == foreign
    proxy.eval("document.title = 'scripted ' + typeof window.pywry + typeof window.__TAURI__")
    screen.window("scripted undefinedundefined")
    proxy.reload()
    screen.window("Elsewhere")
    with pytest.raises(InvalidArguments, match="url"):
        proxy.navigate("javascript:alert(1)")


def test_printing_opens_the_dialog_and_does_not_wait_for_the_person(native: Native, screen: Screen) -> None:
    proxy = native().show("<p>Paper</p>", title="Paper").proxy
    proxy.print_page()
    screen.keys("Escape", screen.window("Print"))
    screen.gone("Print")
    paper = screen.window("Paper")
    screen.click(*paper.middle)
    screen.keys("ctrl+p", paper)
    screen.keys("Escape", screen.window("Print"))
    screen.gone("Print")
    assert proxy.is_visible

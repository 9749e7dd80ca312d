"""Somebody else's page in a window of ours."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pywry import PyWry
from pywry_tools.errors import InvalidArguments, PyWryError
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

Native = Callable[..., PyWry]

PAGE = b"""<!doctype html><title>loading</title><h1>Elsewhere</h1><script>
const internals = window.__TAURI_INTERNALS__;
const call = (command, args, options) => internals ? internals.invoke(command, args, options) : Promise.reject(new Error("none"));
const body = new TextEncoder().encode(JSON.stringify({ event_type: "app:forged", data: 1 }));
Promise.allSettled([
  call("plugin:pytauri|pyfunc", body, { headers: { pyfunc: "pywry_event" } }),
  call("plugin:window|close", { label: "foreign" }),
]).then((ended) => {
  document.title = [typeof window.pywry, typeof window.__TAURI__, ...ended.map((one) => one.status)].join(" ");
});
</script>"""
NOTHING = "undefined undefined rejected rejected"


class Elsewhere(BaseHTTPRequestHandler):
    """A site that is not ours."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_somebody_elses_page_gets_no_bridge(native: Native, screen: Screen, site: str) -> None:
    app = native()
    heard: list[object] = []
    app.on("app:forged", heard.append)
    page = app.show(url=site, label="foreign", width=500, height=300)
    screen.window(NOTHING)
    assert heard == []
    assert page.is_open
    assert page.url == site
    page.set_size(640, 360)
    until(lambda: screen.window(NOTHING).width == 640, "the new size")
    with pytest.raises(PyWryError):
        page.eval_js("1", timeout_s=0.5)


def test_a_page_of_ours_that_leads_elsewhere_leaves_its_bridge_behind(
    native: Native, screen: Screen, site: str
) -> None:
    app = native()
    page = app.show("<h1>Ours</h1>", "Ours")
    page.eval_js(f"setTimeout(() => location.href = {site!r}); 0")
    screen.window(NOTHING)


def test_content_and_an_address_together_are_refused(native: Native) -> None:
    app = native()
    with pytest.raises(InvalidArguments, match="one of them, not both"):
        app.show("<p>", url="https://example.org")
    with pytest.raises(InvalidArguments, match="url"):
        app.show(url="file:///etc/passwd")

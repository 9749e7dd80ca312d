"""Somebody else's web site, which tries what it can reach of us."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

PROBE = """<!doctype html><meta charset=utf-8><title>Foreign</title><h1>Foreign page</h1>
<a id=blank target=_blank href="/other">other</a> <a id=file href="/file">file</a><script>
const race = (promise) => Promise.race([promise, new Promise((_, no) => setTimeout(() => no("no answer"), 1500))]);
const calls = [
  ["plugin:pytauri|pyfunc", new Uint8Array([123, 125]), { headers: { pyfunc: "pywry_event" } }],
  ["plugin:app|version"], ["plugin:event|emit", { event: "x" }], ["plugin:window|close", { label: "main" }],
];
async function probe() {
  const bridge = ["__TAURI__", "pywry", "__PYWRY_LINK__", "json_data"].filter((name) => name in window);
  const internals = window.__TAURI_INTERNALS__, answered = [];
  let key = null;
  const plain = window.fetch;
  window.fetch = (url, options) => {
    key = new Headers(options?.headers).get("tauri-invoke-key") ?? key;
    return plain(url, options);
  };
  if (internals) for (const call of calls) {
    try { await race(internals.invoke(...call)); answered.push(call[0]); } catch {}
  }
  window.fetch = plain;
  return { bridge, answered, key, post: forged() };
}
// What a frame of ours may have learned in a window of its own: it speaks as if it were the page round it.
function forged() {
  const handler = window.webkit?.messageHandlers?.ipc;
  const key = new URLSearchParams(location.search).get("key");
  if (handler && key) handler.postMessage(JSON.stringify({ cmd: "plugin:pytauri|pyfunc", callback: 1, error: 2,
    payload: Array.from(new TextEncoder().encode(JSON.stringify({ event_type: "app:forged", data: {} }))),
    options: { headers: { pyfunc: "pywry_event" } }, __TAURI_INVOKE_KEY__: key }));
  return Boolean(handler);
}
probe().then((found) => fetch("/found", { method: "POST", body: JSON.stringify({ path: location.pathname, ...found }) }));
</script>"""


class Site:
    """A web server on an address of its own; a context manager.

    Attributes:
        address: Where it is, without a slash at the end.
        seen: Paths that were asked for.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._found: queue.Queue[dict[str, Any]] = queue.Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._page, self._found.put))
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def found(self, path: str) -> dict[str, Any]:
        """What the page of that path has found out."""
        while (found := self._found.get(timeout=15))["path"] != path:
            pass
        return found

    def _page(self, path: str) -> tuple[dict[str, str], bytes]:
        self.seen.append(path)
        if path == "/file":
            return {
                "content-type": "text/csv",
                "content-disposition": 'attachment; filename="their data.csv"',
            }, b"a,b\n"
        return {"content-type": "text/html"}, PROBE.encode()


def _handler(
    page: Callable[[str], tuple[dict[str, str], bytes]], found: Callable[[dict[str, Any]], None]
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers, body = page(self.path.partition("?")[0])
            self._answer(headers, body)

        def do_POST(self) -> None:
            found(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self._answer({}, b"")

        def _answer(self, headers: dict[str, str], body: bytes) -> None:
            self.send_response(200)
            for name, value in (headers | {"content-length": str(len(body)), "cache-control": "no-store"}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler

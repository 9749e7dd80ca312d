"""Every sample of docs/plugins.md runs in a page that has the plugin."""

from __future__ import annotations

import asyncio
import http.server
import os
import queue
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve

from pywry import Handle, PyWry
from pywry.transports.native.plugins import PLUGINS
from pywry_tools.errors import PageError
from tests.docs.pages import FENCE, ROOT
from tests.native.bus import Bus
from tests.native.conftest import Make
from tests.native.screen import Screen
from tests.native.test_dialogs import typed
from tests.native.waiting import until

PLACE = "127.0.0.1:8000"
WAIT_S = 10
PAGE = (ROOT / "docs/plugins.md").read_text(encoding="utf-8")
ANYWHERE = [{"url": "http://127.0.0.1:*/*"}]
SETTINGS: dict[str, dict[str, Any]] = {
    "fs": {"extra_capabilities": ["fs:allow-appdata-write-recursive"]},
    "http": {"extra_capabilities": [{"identifier": "http:default", "allow": ANYWHERE}]},
    "shell": {
        "extra_capabilities": [
            {"identifier": "shell:allow-execute", "allow": [{"name": "say", "cmd": "echo", "args": True}]}
        ]
    },
}


def sample(plugin: str) -> str | None:
    """The JavaScript of a plugin's section; None if it has none."""
    section = PAGE.partition(f"\n## {plugin}\n")[2].partition("\n## ")[0]
    assert section.strip(), f"docs/plugins.md needs ## {plugin}"
    return next((found[3] for found in FENCE.finditer(section) if found[2] == "js"), None)


class Running:
    """A sample in a page."""

    def __init__(self, app: PyWry) -> None:
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.page: Handle = app.show("<p>x</p>", label="main")
        self.page.on("app:*", lambda data: self.heard.put(data))
        self.page.on("file:selected", lambda data: self.heard.put(data))

    def run(self, script: str) -> None:
        """Run it to its end."""
        self.page.eval_js(f"{script}\n0", timeout_s=WAIT_S)

    def said(self) -> dict[str, Any]:
        """What it emitted."""
        return self.heard.get(timeout=WAIT_S)


class Prices(http.server.BaseHTTPRequestHandler):
    """Answers every request with the same prices; `/none` with nothing."""

    def do_GET(self) -> None:
        empty = self.path == "/none"
        self.send_response(204 if empty else 200)
        self.send_header("Content-Length", "0" if empty else "9")
        self.end_headers()
        self.wfile.write(b"" if empty else b'{"a": 12}')

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing to print."""


@pytest.fixture
def site() -> Iterator[str]:
    """A site on this machine; its place."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Prices) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def echo() -> Iterator[str]:
    """A WebSocket server that says everything back; its place."""
    loop, place = asyncio.new_event_loop(), queue.Queue[str]()

    async def back(socket: ServerConnection) -> None:
        async for message in socket:
            await socket.send(f"back: {message!s}")

    async def live() -> None:
        async with serve(back, "127.0.0.1", 0) as server:
            place.put(f"127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}")
            await asyncio.get_running_loop().create_future()

    task = loop.create_task(live())
    thread = threading.Thread(target=_until_cancelled, args=(loop, task), daemon=True)
    thread.start()
    yield place.get(timeout=WAIT_S)
    loop.call_soon_threadsafe(task.cancel)
    thread.join(WAIT_S)
    loop.close()


def _until_cancelled(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
    with suppress(asyncio.CancelledError):
        loop.run_until_complete(task)


def started(make: Make, plugin: str) -> Running:
    return Running(make([plugin], **SETTINGS.get(plugin, {})))


def test_every_plugin_has_a_section_and_those_for_pages_a_sample() -> None:
    for plugin in PLUGINS.values():
        assert (sample(plugin.name) is not None) is (plugin.javascript is not None)
        assert re.search(rf"^\| `{plugin.name}` \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(
    ("plugin", "said"),
    [
        ("clipboard_manager", {"text": "Copied from PyWry"}),
        ("autostart", {"before": True, "after": False}),
        ("deep_link", {"urls": None}),
        ("fs", {"text": "Remember the milk"}),
        ("shell", {"text": "hello\n"}),
    ],
)
def test_a_sample_says_what_it_found(make: Make, home: Path, plugin: str, said: dict[str, Any]) -> None:
    (home / ".config").mkdir()
    sample_ = started(make, plugin)
    sample_.run(sample(plugin) or "")
    assert sample_.said() == said


@pytest.mark.parametrize("plugin", ["global_shortcut", "positioner", "window_state", "opener"])
def test_a_sample_runs_to_its_end(
    make: Make, home: Path, monkeypatch: pytest.MonkeyPatch, screen: Screen, plugin: str
) -> None:
    program = home / "xdg-open"
    program.write_text(f'#!/bin/sh\necho "$1" > {home}/opened\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}:{os.environ['PATH']}")
    running = started(make, plugin)
    running.run(sample(plugin) or "")
    if plugin == "opener":
        assert until((home / "opened").exists) and "example.com" in (home / "opened").read_text()
    if plugin == "positioner":
        until(lambda: screen.windows()[0].x + screen.windows()[0].width > 1500, "a window at the right edge")


def test_the_sample_of_os_knows_this_system(make: Make) -> None:
    running = started(make, "os")
    running.run(sample("os") or "")
    said = running.said()
    assert said["platform"] == "linux"
    assert said["arch"] and said["version"]


def test_the_sample_of_dialog_tells_what_the_person_chose(make: Make, screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a")
    running = started(make, "dialog")
    with ThreadPoolExecutor() as pool:
        ended = pool.submit(running.run, sample("dialog") or "")
        typed(screen, "Choose a table", tmp_path / "a.csv", ended)
    assert running.said() == {"path": str(tmp_path / "a.csv")}


def test_the_sample_of_notification_reaches_the_desktop(make: Make, bus: Bus) -> None:
    running = started(make, "notification")
    running.run(sample("notification") or "")
    assert bus.notes.note("Backup").body == "All 12 files"


def test_the_sample_of_http_reads_what_another_site_says(make: Make, site: str) -> None:
    running = started(make, "http")
    running.run((sample("http") or "").replace(PLACE, site))
    assert running.said() == {"status": 200, "prices": {"a": 12}}


def test_the_sample_of_upload_writes_a_file(make: Make, site: str, tmp_path: Path) -> None:
    running = started(make, "upload")
    path = tmp_path / "prices.json"
    running.run((sample("upload") or "").replace(PLACE, site).replace("/tmp/prices.json", str(path)))
    assert running.said() == {"bytes": 9}
    assert path.read_text() == '{"a": 12}'


def test_the_sample_of_websocket_hears_an_answer(make: Make, echo: str) -> None:
    running = started(make, "websocket")
    script = (sample("websocket") or "").replace(PLACE, echo)
    for _ in range(5):
        # The plugin notes a connection a little after it says that there is one.
        with suppress(PageError):
            running.run(script)
            break
    assert running.said() == {"text": "back: hello"}


def test_the_sample_of_updater_hears_that_there_is_nothing_new(make: Make, site: str) -> None:
    config = {"endpoints": [f"http://{site}/none"], "pubkey": "", "dangerousInsecureTransportProtocol": True}
    running = Running(make(["updater"], plugin_config={"updater": config}))
    running.run(sample("updater") or "")
    assert running.said() == {"version": None}


def test_the_sample_of_process_ends_the_windows_and_not_the_program(make: Make) -> None:
    app = make(["process"])
    running = Running(app)
    assert running.page.eval_js("1 + 1") == 2
    running.page.eval_js(sample("process") or "", wait=False)
    until(lambda: running.page.viewers == 0, "the end of the windows")
    assert app.desktop.dialogs.available()
    assert running.page.eval_js("1 + 1") == 2

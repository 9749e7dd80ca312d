"""Tauri's plugins: which there are, and what pages may do with them."""

from __future__ import annotations

import http.server
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pywry import PyWry, PyWrySettings
from pywry.handles.desktop import Desktop
from pywry.transports.native.plugins import PLUGINS
from pywry_tools.errors import InvalidArguments, NativeError, NotHere
from tests.native.conftest import Make

UPDATER: dict[str, Any] = {"updater": {"endpoints": [], "pubkey": ""}}
WAIT_S = 10


def test_a_page_finds_the_plugins_that_are_enabled_and_no_others(make: Make) -> None:
    html = "<script>window.seen = window.__TAURI__ && window.__TAURI__.dialog ? 'dialog' : 'input'</script>"
    page = make(["dialog", "clipboard_manager"]).show(html)
    assert page.eval_js("seen") == "dialog"
    assert page.eval_js("['clipboardManager', 'fs', 'shell', 'core', 'pytauri'].map(n => n in __TAURI__)") == [
        True,
        False,
        False,
        True,
        True,
    ]
    assert make().show(html).eval_js("seen") == "input"


def test_a_page_may_do_what_an_enabled_plugin_grants_and_no_more(make: Make) -> None:
    page = make(["os"]).show("<p>x</p>")
    assert page.eval_js("__TAURI__.os.platform()") == sys.platform
    refused = page.eval_js("__TAURI__.core.invoke('plugin:fs|read_text_file', {path: '/etc/hosts'}).catch(String)")
    assert "not allowed by ACL" in refused


def test_a_scoped_permission_opens_one_folder(make: Make, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("mine")
    (tmp_path / "b.txt").write_text("not mine")
    scope = {"identifier": "fs:allow-read-text-file", "allow": [{"path": f"{tmp_path}/notes/**"}]}
    page = make(["fs"], extra_capabilities=[scope]).show("<p>x</p>")
    read = "__TAURI__.fs.readTextFile({!r}).catch(e => 'refused: ' + e)"
    assert page.eval_js(read.format(str(tmp_path / "notes" / "a.txt"))) == "mine"
    assert str(page.eval_js(read.format(str(tmp_path / "b.txt")))).startswith("refused")


def test_somebody_else_s_page_finds_nothing(make: Make) -> None:
    seen: queue.Queue[str] = queue.Queue()

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.put(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<script>fetch('/said/' + typeof window.__TAURI__)</script>")

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing to print."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        make(["dialog"]).show(url=f"http://127.0.0.1:{site.server_port}/")
        while not (path := seen.get(timeout=WAIT_S)).startswith("/said/"):
            pass
        site.shutdown()
    assert path == "/said/undefined"


@pytest.mark.parametrize("name", PLUGINS)
def test_each_plugin_starts_alone(make: Make, name: str) -> None:
    page = make([name], plugin_config=UPDATER if name == "updater" else {}).show("<p>x</p>")
    plugin = PLUGINS[name]
    assert plugin.javascript is None or page.eval_js(f"{plugin.javascript!r} in __TAURI__") is True


def test_all_plugins_start_together(make: Make) -> None:
    page = make([*PLUGINS], plugin_config=UPDATER).show("<p>x</p>")
    wanted = [plugin.javascript for plugin in PLUGINS.values() if plugin.javascript]
    assert page.eval_js(f"{wanted}.filter(name => !(name in __TAURI__))") == []
    assert len(wanted) == 17


BAD_SETTINGS: list[tuple[dict[str, Any], str]] = [
    ({"tauri_plugins": ["dialogs"]}, "Did you mean 'dialog'"),
    ({"tauri_plugins": ["updater"]}, "does not start without endpoints and pubkey"),
    ({"extra_capabilities": ["fs:allow-read-file"]}, "add 'fs' to tauri_plugins"),
    ({"tauri_plugins": ["fs"], "extra_capabilities": ["read files"]}, "is no permission"),
    ({"tauri_plugins": ["fs"], "extra_capabilities": ["dialogs:default"]}, "Did you mean 'dialog'"),
    ({"tauri_plugins": ["fs"], "extra_capabilities": [{"allow": []}]}, "is no scoped permission"),
    ({"tauri_plugins": ["fs"], "plugin_config": {"http": {}}}, "not in tauri_plugins"),
]


@pytest.mark.parametrize(("settings", "said"), BAD_SETTINGS)
def test_settings_that_cannot_be_are_refused_at_once(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidArguments, match=said):
        PyWry(mode="new_window", settings=PyWrySettings(**settings))


def test_a_permission_that_tauri_does_not_know_is_named(make: Make) -> None:
    app = make(["fs"], extra_capabilities=["fs:allow-everything"])
    with pytest.raises(NativeError, match="no permission 'fs:allow-everything'"):
        app.show("<p>x</p>")


NEEDS_PLUGIN: list[tuple[Callable[[Desktop], object], str]] = [
    (lambda desktop: desktop.clipboard.read_text(), "clipboard_manager"),
    (lambda desktop: desktop.shortcuts.register("Ctrl+K"), "global_shortcut"),
    (lambda desktop: desktop.opener.open_url("https://example.com"), "opener"),
    (lambda desktop: desktop.window_state.save(), "window_state"),
    (lambda desktop: desktop.single_instance.claim(), "single_instance"),
]


@pytest.mark.parametrize(("call", "plugin"), NEEDS_PLUGIN)
def test_a_plugin_that_is_not_enabled_is_named_with_the_setting(
    make: Make, call: Callable[[Desktop], object], plugin: str
) -> None:
    with pytest.raises((NativeError, NotHere), match=f"tauri_plugins=\\['{plugin}'"):
        call(make().desktop)

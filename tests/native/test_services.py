"""Services of the desktop on real windows: other programs read the clipboard, keys are pressed, a bus carries notes."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pywry_tools.errors import BadData, InvalidArguments, NativeError, NotHere
from tests.native.bus import Bus
from tests.native.conftest import Make
from tests.native.screen import Screen
from tests.native.waiting import until

WAIT_S = 10


def said(file: Path, text: str) -> bool:
    return file.read_text().strip() == text


def test_the_clipboard_goes_both_ways(make: Make, screen: Screen) -> None:
    app = make(["clipboard_manager"])
    app.desktop.clipboard.write_text("from Python")
    assert screen.clipboard == "from Python"
    screen.clipboard = "from elsewhere"
    assert app.desktop.clipboard.read_text() == "from elsewhere"
    app.desktop.clipboard.clear()
    assert app.desktop.clipboard.read_text() is None


def test_a_page_may_use_the_clipboard_of_an_enabled_plugin(make: Make, screen: Screen) -> None:
    page = make(["dialog", "clipboard_manager", "notification"]).show("<p>x</p>")
    page.eval_js('const { writeText } = window.__TAURI__.clipboardManager; await writeText("Copied from PyWry");')
    assert screen.clipboard == "Copied from PyWry"


def test_a_shortcut_reaches_python_whatever_has_the_focus(make: Make, screen: Screen) -> None:
    app = make(["global_shortcut"])
    heard: queue.Queue[Any] = queue.Queue()
    app.on("desktop:shortcut-pressed", lambda data, event, label: heard.put((event, data)))
    app.on("desktop:shortcut-released", lambda data, event, label: heard.put((event, data)))
    assert app.desktop.shortcuts.register("CmdOrCtrl+Shift+J", lambda data: heard.put(data)) == ["CmdOrCtrl+Shift+J"]
    for _ in range(3):
        screen.keys("ctrl+shift+j")
        said = {"shortcut": "CmdOrCtrl+Shift+J"}
        assert [heard.get(timeout=WAIT_S) for _ in range(3)] == [
            ("desktop:shortcut-pressed", said),
            said,
            ("desktop:shortcut-released", said),
        ]
    with pytest.raises(BadData, match="registered already"):
        app.desktop.shortcuts.register("CmdOrCtrl+Shift+J")
    assert app.desktop.shortcuts.unregister("CmdOrCtrl+Shift+J") == app.desktop.shortcuts.registered() == []


def test_a_shortcut_outlives_the_process_that_owns_the_windows(make: Make, screen: Screen) -> None:
    app = make(["global_shortcut", "process"])
    heard: queue.Queue[Any] = queue.Queue()
    app.desktop.shortcuts.register("Ctrl+Alt+J", lambda data: heard.put(data))
    page = app.show("<p>x</p>")
    assert page.eval_js("1 + 1") == 2
    page.eval_js("__TAURI__.process.exit(0)", wait=False)
    until(lambda: page.viewers == 0, "the end of the windows")
    assert app.desktop.shortcuts.registered() == ["Ctrl+Alt+J"]
    screen.keys("ctrl+alt+j")
    assert heard.get(timeout=WAIT_S) == {"shortcut": "Ctrl+Alt+J"}


def test_keys_that_another_program_has_are_refused(make: Make) -> None:
    make(["global_shortcut"]).desktop.shortcuts.register("Ctrl+Alt+K")
    with pytest.raises(NativeError, match="'Ctrl\\+Alt\\+K' is taken"):
        make(["global_shortcut"]).desktop.shortcuts.register("Ctrl+Alt+K")


@pytest.mark.parametrize("shortcut", ["Hyper+K", "Ctrl+", "Ctrl+Nonsense", ""])
def test_keys_that_are_none_are_refused(make: Make, shortcut: str) -> None:
    with pytest.raises(InvalidArguments):
        make(["global_shortcut"]).desktop.shortcuts.register(shortcut)


def test_addresses_and_files_go_to_the_desktop_s_own_programs(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "opened").touch()
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/opened.new; mv {tmp_path}/opened.new {tmp_path}/opened\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    opener = make(["opener"]).desktop.opener
    for call, given in ((opener.open_url, "https://example.com/x"), (opener.open_path, str(tmp_path))):
        call(given)
        until(partial(said, tmp_path / "opened", given))
    with pytest.raises(BadData, match="is not there"):
        opener.open_path("/nowhere/at/all")
    with pytest.raises(InvalidArguments):
        opener.open_url("javascript:alert(1)")


def test_the_program_starts_at_login(make: Make, home: Path) -> None:
    autostart = make().desktop.autostart
    assert (autostart.is_enabled(), autostart.enable(), autostart.is_enabled()) == (False, True, True)
    entry = (home / ".config" / "autostart" / "PyWry.desktop").read_text()
    assert f'Exec="{sys.executable}"' in entry
    assert (autostart.disable(), autostart.disable(), autostart.is_enabled()) == (False, False, False)


def test_the_state_of_windows_is_kept(make: Make) -> None:
    app = make(["window_state"])
    page = app.show("<p>x</p>", label="main", width=500, height=300)
    assert app.desktop.window_state.save().windows == ["main"]
    app.destroy()
    again = make(["window_state"]).show("<p>x</p>", label="main", width=800, height=600)
    assert page.id == again.id
    until(lambda: again.eval_js("[innerWidth, innerHeight]") == [500, 300])


def test_a_notification_reaches_the_desktop(make: Make, bus: Bus) -> None:
    assert make().desktop.notifications.send("Backup done", "All 12 files").shown_by == "desktop"
    assert bus.notes.note("Backup done").body == "All 12 files"


def test_without_a_session_bus_the_error_says_how_to_get_one(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    app = make(["single_instance"])
    with pytest.raises(NativeError, match="dbus-run-session"):
        app.desktop.notifications.send("Hello")
    with pytest.raises(NotHere, match="dbus-run-session"):
        app.desktop.single_instance.claim()
    assert not app.desktop.notifications.available()
    assert app.desktop.dialogs.available()


def test_a_second_start_reaches_the_first_one_and_ends(make: Make, bus: Bus, tmp_path: Path) -> None:
    app = make(["single_instance"])
    heard: queue.Queue[Any] = queue.Queue()
    app.on("desktop:second-instance", lambda data: heard.put(data))
    assert app.desktop.single_instance.claim() is True
    assert app.desktop.deep_links.register("mytest", lambda data: heard.put(data)) == []
    program = tmp_path / "second.py"
    program.write_text(
        "from pywry import PyWry, PyWrySettings\n"
        "settings = PyWrySettings(tauri_plugins=['single_instance'], identifier='org.pywry.tests')\n"
        "app = PyWry(mode='new_window', settings=settings)\n"
        "print('first' if app.desktop.single_instance.claim() else 'second')\n"
    )
    command = [sys.executable, str(program), "a b", "mytest://open/7"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=30, check=True)
    assert done.stdout == "second\n", done.stderr
    assert heard.get(timeout=WAIT_S) == {"args": command[1:], "cwd": str(tmp_path)}
    assert heard.get(timeout=WAIT_S) == {"scheme": "mytest", "url": "mytest://open/7"}


def test_a_scheme_of_one_s_own_opens_the_program(make: Make, home: Path) -> None:
    links = make().desktop.deep_links
    assert links.register("mytest") == links.current("mytest") == []
    entry = home / ".local" / "share" / "applications" / "org.pywry.tests-mytest.desktop"
    assert f'Exec="{sys.executable}"' in entry.read_text()
    assert "%u" in entry.read_text()
    links.unregister("mytest")
    assert not entry.exists()
    with pytest.raises(NativeError, match="cannot be a scheme of your own"):
        links.register("https")

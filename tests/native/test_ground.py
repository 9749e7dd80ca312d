"""The screen and the bus that tests with windows stand on, seen with a window that is none of ours."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.native.bus import Bus
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

PROGRAM = """
import os, sys, tempfile
from pathlib import Path
from pytauri_wheel.ext_mod import pytauri as P

class Files:
    def get(self, key):
        return b"<body style='margin:0;height:100vh;background:rgb(10,200,30)' onclick='paint(this)'><script>\
document.title = 'ready'; const say = t => { document.title = t };\
function paint(body) { body.style.background = 'rgb(200,10,30)' };\
let typed = ''; addEventListener('keydown', e => e.key.length == 1 && say('typed ' + (typed += e.key)));\
let from; addEventListener('mousedown', e => from = e.x); addEventListener('mouseup', e => say(e.x == from ? 'clicked' : 'dragged ' + (e.x - from)));\
addEventListener('wheel', e => say(e.deltaY > 0 ? 'down' : 'up'));</script>"
    def iter(self):
        return iter(())
    def setup(self, app):
        pass

folder = Path(tempfile.mkdtemp())
(folder / "tauri.conf.json").write_text("{}")
config = '{"productName": "x", "identifier": "org.pywry.ground", "version": "0.0.0", "build": {"frontendDist": "dist"}, "app": {"windows": []}}'
context = P.context_factory(str(folder), tauri_config=config)
context.set_assets(Files())
app = P.builder_factory().build(context, invoke_handler=lambda call: None)
app_handle = app.handle()
window = P.webview.WebviewWindowBuilder.build(
    app_handle, "w", P.WebviewUrl.App("w.html"), title="loading", inner_size=(400.0, 300.0),
    on_document_title_changed=lambda view, title: view.set_title(title),
)
app.run_return(lambda handle, event: None)
"""

GREEN, RED = (10, 200, 30), (200, 10, 30)


@pytest.fixture
def window(screen: Screen) -> Iterator[str]:
    """A window that tells in its title what was done to it."""
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stderr=subprocess.DEVNULL) as program:
        yield "ready"
        program.kill()


def test_a_window_is_listed_with_where_it_is_and_photographed(screen: Screen, window: str) -> None:
    shown = screen.window(window)
    assert (shown.width, shown.height) == (400, 300)
    assert shown.pid > 0
    until(lambda: screen.picture(shown).at(200, 150) == GREEN, "the page's colour")
    assert screen.picture(shown).is_blank
    assert not screen.picture().is_blank
    assert screen.picture().at(*shown.middle) == GREEN


def test_clicks_keys_drags_and_the_wheel_arrive(screen: Screen, window: str) -> None:
    shown = screen.activate(screen.window(window))
    screen.click(*shown.middle)
    screen.window("clicked")
    assert screen.picture(shown).color == RED
    screen.type("aü€")
    screen.window("typed aü€")
    x, y = shown.middle
    screen.drag((x - 100, y), (x + 20, y))
    screen.window("dragged 120")
    screen.scroll(x, y, 3)
    screen.window("down")
    screen.scroll(x, y, -3)
    screen.window("up")


def test_the_close_button_closes(screen: Screen, window: str) -> None:
    screen.close(screen.window(window))
    screen.gone(window)


def test_the_clipboard_is_read_and_written(screen: Screen) -> None:
    screen.clipboard = "ü from elsewhere"
    assert screen.clipboard == "ü from elsewhere"


def test_notifications_are_taken_down_and_their_buttons_pressed(bus: Bus, screen: Screen) -> None:
    with subprocess.Popen([sys.executable, "-c", NOTIFIER], stdout=subprocess.PIPE, text=True) as program:
        note = bus.notes.note("Done")
        assert (note.app, note.body, note.buttons) == ("tests", "All of it", {"default": "Open", "later": "Later"})
        bus.notes.press(note, "later")
        assert program.communicate(timeout=10)[0].split() == [str(note.number), "later"]
    assert len(bus.notes.shown) == 1


NOTIFIER = """
import asyncio
from dbus_fast.aio import MessageBus
from dbus_fast import Message, MessageType

PLACE = {"destination": "org.freedesktop.Notifications", "path": "/org/freedesktop/Notifications",
         "interface": "org.freedesktop.Notifications"}

async def main():
    bus = await MessageBus().connect()
    pressed = asyncio.get_running_loop().create_future()
    def hear(message):
        if message.message_type is MessageType.SIGNAL and message.member == "ActionInvoked":
            pressed.set_result(message.body)
    bus.add_message_handler(hear)
    match = "type='signal',interface='org.freedesktop.Notifications'"
    await bus.call(Message(destination="org.freedesktop.DBus", path="/org/freedesktop/DBus",
                           interface="org.freedesktop.DBus", member="AddMatch", signature="s", body=[match]))
    body = ["tests", 0, "", "Done", "All of it", ["default", "Open", "later", "Later"], {}, -1]
    await bus.call(Message(**PLACE, member="Notify", signature="susssasa{sv}i", body=body))
    print(*await pressed)

asyncio.run(main())
"""

"""The examples of menus and of the tray do on a real screen what the text round them says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.docs.program import EXAMPLES
from tests.native.bus import Bus
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = [pytest.mark.native, pytest.mark.slow]

BAR = 12

Said = Callable[[], str]
Start = Callable[[str], Said]


@pytest.fixture
def start(screen: Screen, bus: Bus, tmp_path: Path) -> Iterator[Start]:
    """Starts an example; what is returned tells what it has printed so far."""
    running: list[subprocess.Popen[bytes]] = []
    out = tmp_path / "out"

    def start(name: str) -> Said:
        env = screen.env | {
            "PYWRY_MODE": "new_window",
            "PYTHONUNBUFFERED": "1",
            "DBUS_SESSION_BUS_ADDRESS": bus.address,
        }
        with out.open("wb") as file:
            running.append(subprocess.Popen([sys.executable, EXAMPLES / name], env=env, stdout=file, stderr=file))
        return out.read_text

    yield start
    for process in running:
        if process.poll() is None:
            process.terminate()
        process.wait()
    assert "Traceback" not in out.read_text()


def test_an_editor_saves_wraps_and_quits_by_its_menu(screen: Screen, start: Start) -> None:
    said = start("menu.py")
    shown = screen.activate(screen.window("Editor"))

    def saved() -> bool:
        screen.keys("ctrl+s", shown)
        return "saving 30 characters of editor" in said()

    until(saved, "the text of a page that is there")
    screen.click(shown.x + 20, shown.y + BAR)
    screen.keys("Right Down Down Down")
    screen.keys("Escape Escape")
    screen.keys("alt+z ctrl+q", shown)
    screen.gone("Editor")


def test_a_menu_on_two_windows_changes_in_both(screen: Screen, start: Start) -> None:
    said = start("menu_live.py")
    until(lambda: "['Recent files', 'a.csv', 'b.csv', 'Clear the list']" in said(), "the menu")
    for number, title in enumerate(("left", "right"), 1):
        screen.keys("ctrl+1", screen.activate(screen.window(title)))
        until(lambda number=number: said().count("opening a.csv") == number, "a choice")  # type: ignore[misc]  # a default


def test_the_right_button_opens_a_menu_over_the_page(screen: Screen, start: Start) -> None:
    start("menu_popup.py")
    shown = screen.activate(screen.window("A menu of its own"))
    picture = screen.picture(shown)

    def opened() -> bool:
        screen.click(*shown.middle, button=3)
        screen.keys("Down Return")
        return screen.picture(shown).colors() != picture.colors()

    until(opened, "one row less")


def test_an_icon_outlives_its_window_and_brings_it_back(screen: Screen, bus: Bus, start: Start) -> None:
    said = start("tray.py")
    bus.tray.icon("at work")
    screen.close(screen.activate(screen.window("Worker")))
    screen.gone("Worker")
    bus.tray.click("at work", "Pause")
    until(lambda: "paused" in said(), "the handler")
    bus.tray.click("paused", "Show the window")
    screen.window("Worker")

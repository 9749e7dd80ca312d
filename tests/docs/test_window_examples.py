"""The examples of windows do on a real screen what the text round them says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.docs.program import EXAMPLES
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = [pytest.mark.native, pytest.mark.slow]

Program = subprocess.Popen[str]
Start = Callable[[str], Program]


@pytest.fixture
def start(screen: Screen) -> Iterator[Start]:
    """Starts an example."""
    running: list[Program] = []

    def start(name: str) -> Program:
        env = screen.env | {"PYWRY_MODE": "new_window"}
        running.append(subprocess.Popen([sys.executable, EXAMPLES / name], env=env, stdout=subprocess.PIPE, text=True))
        return running[-1]

    yield start
    for program in running:
        program.kill()
        program.communicate()


def test_a_window_is_controlled_as_the_lines_say(screen: Screen, start: Start) -> None:
    program = start("window_control.py")
    assert program.communicate(timeout=30)[0] == "True True 1.0\n"
    assert program.returncode == 0


def test_text_that_is_not_saved_keeps_the_window_open(screen: Screen, start: Start) -> None:
    program = start("window_close.py")
    shown = screen.activate(screen.window("Notes"))

    until(lambda: not screen.picture(shown).is_blank, "a page")
    empty = screen.picture(shown)

    def typed() -> bool:
        screen.click(shown.x + 60, shown.y + 30)
        screen.type("unsaved")
        return any("*" in window.title for window in screen.windows())

    until(typed, "a text")
    screen.close(shown)
    until(lambda: screen.picture(shown).at(450, 40) != empty.at(450, 40), "a word of warning")
    assert program.poll() is None
    screen.window("Notes")
    screen.click(shown.x + 60, shown.y + 30)
    screen.keys("ctrl+a")
    screen.keys("Delete")
    until(lambda: all("*" not in window.title for window in screen.windows()), "no text")
    screen.close(shown)
    screen.gone("Notes")
    assert program.wait(10) == 0


def test_a_page_shows_what_happens_to_its_window(screen: Screen, start: Start) -> None:
    start("window_events.py")
    shown = screen.window("Files")
    before = screen.picture(shown)
    screen.run("xdotool", "windowsize", str(shown.id), "520", "320")
    until(lambda: screen.window("Files").width == 520, "another size")
    until(lambda: screen.picture(shown).colors() != before.colors(), "the size in words")

"""The examples of native windows do on a real screen what the text round them says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.docs.program import EXAMPLES
from tests.native.screen import Screen, Shown
from tests.native.waiting import until

pytestmark = [pytest.mark.native, pytest.mark.slow]

Program = subprocess.Popen[str]
Start = Callable[[str], Program]


@pytest.fixture
def start(screen: Screen) -> Iterator[Start]:
    """Starts an example as a person on this screen does."""
    running: list[Program] = []

    def start(name: str) -> Program:
        env = {name: value for name, value in screen.env.items() if name not in ("CI", "SSH_CONNECTION", "SSH_TTY")}
        running.append(subprocess.Popen([sys.executable, EXAMPLES / name], env=env, stderr=subprocess.PIPE, text=True))
        return running[-1]

    yield start
    for program in running:
        program.kill()
        program.communicate()


def ended(program: Program) -> None:
    """Without a complaint."""
    _, said = program.communicate(timeout=20)
    assert (program.returncode, said) == (0, "")


def test_a_window_opens_where_there_is_a_screen_and_python_makes_it_wider(screen: Screen, start: Start) -> None:
    program = start("native_window.py")
    window = screen.activate(screen.window("My App"))
    assert (window.width, window.height) == (600, 400)
    until(lambda: not screen.picture(window).is_blank, "a page")
    screen.keys("Tab")
    screen.keys("Return")
    until(lambda: screen.window("My App").width == 900, "the wider window")
    screen.close(screen.window("My App"))
    ended(program)


def test_two_windows_are_open_at_the_same_time(screen: Screen, start: Start) -> None:
    program = start("window_modes.py")
    first = screen.activate(screen.window("First"))
    until(lambda: not screen.picture(first).is_blank, "a page")
    screen.close(first)
    screen.gone("First")
    assert program.poll() is None
    screen.close(screen.window("Second"))
    ended(program)


def test_one_window_goes_from_step_to_step(screen: Screen, start: Start) -> None:
    program = start("single_window.py")
    window = screen.activate(screen.window("Assistant"))
    until(lambda: not screen.picture(window).is_blank, "the first step")
    first = screen.picture(window)

    def moved_on() -> bool:
        screen.keys("Tab")
        screen.keys("Return")
        return screen.picture(window) != first

    until(moved_on, "the next step")
    assert [w.id for w in screen.windows() if w.title == "Assistant"] == [window.id]
    screen.close(window)
    ended(program)


def test_settings_say_what_windows_are_like_and_what_closing_does(screen: Screen, start: Start) -> None:
    program = start("native_settings.py")
    window = screen.window("Settings")
    assert (window.width, window.height) == (900, 600)
    screen.close(window)
    screen.gone("Settings")
    assert program.poll() is None


def maximize(screen: Screen, window: Shown) -> None:
    """Double-click the title bar; a page that is drawn may not listen yet, and then it is done again."""
    for patience in (3, 3, 10):
        screen.click(window.x + 40, window.y + 20, times=2)
        with suppress(AssertionError):
            until(lambda: screen.window("Notes").width > 1500, "maximized", patience)
            return
    raise AssertionError("a double click on the title bar does not maximize the window")


def test_a_page_is_its_window_s_title_bar(screen: Screen, start: Start) -> None:
    program = start("frameless.py")
    window = screen.activate(screen.window("Notes"))
    until(lambda: not screen.picture(window).is_blank, "a page")
    maximize(screen, window)
    wide = screen.window("Notes")
    screen.click(wide.x + wide.width - 70, wide.y + 20)
    until(lambda: screen.window("Notes").width == window.width, "as before")
    maximize(screen, window)
    screen.click(wide.x + wide.width - 20, wide.y + 20)
    screen.gone("Notes")
    ended(program)


def test_a_page_and_python_hand_out_files(
    screen: Screen, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The screen's environment is this process's, but for what leads elsewhere.
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    program = start("downloads.py")
    window = screen.activate(screen.window("Prices"))
    until(lambda: not screen.picture(window).is_blank, "a page")
    for presses, name, content in (("Tab", "prices.csv", "name,price"), ("Tab", "report.txt", "Apples and bread")):
        screen.keys(presses, window)
        screen.keys("Return")
        screen.activate(screen.window("Save As"))
        screen.keys("Return")
        file = tmp_path / name
        until(lambda file=file, text=content: file.exists() and file.read_text().startswith(text), name)
        screen.gone("Save As")
    screen.close(screen.window("Prices"))
    ended(program)

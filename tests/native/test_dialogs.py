"""Dialogs of the system, answered by pressing keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pywry_tools.errors import NativeTimeout
from tests.native.bus import Bus
from tests.native.conftest import Make
from tests.native.screen import Screen

Later = Callable[..., Future[Any]]


@pytest.fixture
def later() -> Iterator[Later]:
    """Calls something that waits for a person."""
    pool = ThreadPoolExecutor()
    yield pool.submit
    pool.shutdown(wait=False)  # what nobody answers ends with the app


def answered(screen: Screen, title: str, key: str, answer: Future[Any]) -> Any:
    """Press a key in a dialog until it is gone; it may be on screen before it takes keys."""
    screen.activate(screen.window(title))
    for _ in range(20):
        screen.keys(key)
        with suppress(TimeoutError):
            return answer.result(0.5)
    raise TimeoutError(f"{key} does not close {title!r}")


def typed(screen: Screen, title: str, path: Path, answer: Future[Any]) -> Any:
    """Choose a file by typing where it is; the field may swallow a letter while it opens, so look at what comes."""
    for _ in range(5):
        screen.activate(screen.window(title))
        screen.keys("ctrl+l ctrl+a")
        screen.type(str(path))
        screen.keys("Return")
        with suppress(TimeoutError):
            return answer.result(2)
    raise TimeoutError(f"{path} cannot be typed into {title!r}")


def test_a_person_chooses_a_file(make: Make, screen: Screen, later: Later, tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("a,b\n")
    app = make()
    page = app.show("<p>x</p>")
    chosen = later(app.desktop.dialogs.open_file, "Choose one", extensions=["csv"], directory=str(tmp_path))
    screen.window("Choose one")
    assert page.eval_js("1 + 1") == 2
    file = typed(screen, "Choose one", tmp_path / "prices.csv", chosen)
    assert (file.name, file.path, file.size, file.read_text()) == (
        "prices.csv",
        str(tmp_path / "prices.csv"),
        4,
        "a,b\n",
    )


def test_a_file_is_saved_where_the_person_wants_it(make: Make, screen: Screen, later: Later, tmp_path: Path) -> None:
    dialogs = make().desktop.dialogs
    saved = later(dialogs.save_file, "report.txt", "hello", title="Save here", directory=str(tmp_path))
    assert answered(screen, "Save here", "Return", saved).path == str(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "hello"


def test_dialogs_can_be_cancelled(make: Make, screen: Screen, later: Later) -> None:
    dialogs = make().desktop.dialogs
    assert answered(screen, "File", "Escape", later(dialogs.open_file, "File")) is None
    assert answered(screen, "Folder", "Escape", later(dialogs.open_folder, "Folder")) == []


def test_a_question_is_answered(make: Make, screen: Screen, later: Later) -> None:
    app = make()
    page = app.show("<p>x</p>")
    asked = later(app.desktop.dialogs.ask, "Delete it?", "Sure", yes="Delete", no="Keep", widget=page.id)
    assert answered(screen, "Sure", "Return", asked) is True
    confirmed = later(app.desktop.dialogs.confirm, "Go on?", "Confirm", kind="warning")
    assert answered(screen, "Confirm", "Escape", confirmed) is False


def test_a_person_who_takes_too_long_is_waited_for_no_more(make: Make) -> None:
    with pytest.raises(NativeTimeout):
        make().desktop.dialogs.open_file("Slow", timeout_s=0.5)


def test_ordinary_dialogs_of_pages_stay_what_they_are(make: Make, bus: Bus) -> None:
    app = make()
    app.desktop.notifications.send("Hello")
    with pytest.raises(NativeTimeout):
        app.desktop.dialogs.message("x", "Left open", timeout_s=0.2)
    page = app.show("<script>window.seen = [alert, confirm, Notification].map(String).join()</script>")
    assert page.eval_js("seen.match(/native code/g).length") == 3

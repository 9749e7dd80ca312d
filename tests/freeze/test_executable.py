"""A hello world in one file: what is in it, what it shows, and what it leaves behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.freeze.building import Built
from tests.native.programs import descendants, gone, processes
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = [pytest.mark.native, pytest.mark.slow, pytest.mark.timeout(300)]

MOST_MB = 45
START_S = 30
TITLE = "PyWry"


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of a desktop that knows nothing of Python or of this installation."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}


@contextmanager
def started(hello: Built, env: Mapping[str, str]) -> Generator[subprocess.Popen[str]]:
    """The executable, running; whatever it started ends with the block."""
    pipe = subprocess.PIPE
    with subprocess.Popen([hello.path], env=env, stdout=pipe, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process
        finally:
            for pid in {process.pid, *descendants(process.pid)} & set(processes()):
                os.kill(pid, signal.SIGKILL)


def test_it_is_small_since_what_it_does_without_is_left_out(hello: Built) -> None:
    names = " ".join(name for name in hello.holds() if not name.startswith("pywry/assets/licenses"))
    assert hello.megabytes <= MOST_MB
    assert (
        "pytauri_wheel/ext_mod" in names
        and "libpython" in names
        and "pywry/assets/main-" in names
        and "pywry-3" in names
    )
    assert not re.search(r"libwebkit|libgtk|libgdk|libglib|libicu|libstdc", names)
    assert not re.search(r"numpy|pandas|assets/(plotly|aggrid)|PIL|duckdb|polars|cryptography|pytest", names)
    assert "charts: left out, as nothing names them" in hello.log


def test_it_opens_its_window_and_python_answers_a_click(hello: Built, screen: Screen, bare: dict[str, str]) -> None:
    with started(hello, {**bare, "DISPLAY": screen.display, "GDK_BACKEND": "x11"}):
        window = screen.activate(screen.window(TITLE, START_S))
        until(lambda: not screen.picture(window).is_blank, "the page", START_S)
        before = screen.picture(window).crop((0, 140, 400, 220))
        assert before.is_blank, "nothing is below the button yet"
        screen.click(window.x + 75, window.y + 110)
        until(lambda: not screen.picture(window).crop((0, 140, 400, 220)).is_blank, "Python's answer")


ENDS = {"killed": (signal.SIGKILL, -signal.SIGKILL), "asked to end": (signal.SIGTERM, -signal.SIGTERM)}


@pytest.mark.parametrize(("sent", "code"), ENDS.values(), ids=ENDS)
def test_no_process_outlives_the_one_that_a_person_has_started(
    hello: Built, screen: Screen, bare: dict[str, str], sent: signal.Signals, code: int
) -> None:
    with started(hello, {**bare, "DISPLAY": screen.display, "GDK_BACKEND": "x11"}) as process:
        screen.window(TITLE, START_S)
        until(lambda: len([*descendants(process.pid)]) >= 4, "a web process", START_S)
        family = {process.pid, *descendants(process.pid)}
        process.send_signal(sent)
        assert process.wait() == code
        gone(family, 2)


def test_closing_the_window_ends_it_and_what_it_unpacked_is_gone(
    hello: Built, screen: Screen, bare: dict[str, str], tmp_path: Path
) -> None:
    with started(hello, {**bare, "DISPLAY": screen.display, "GDK_BACKEND": "x11"}) as process:
        window = screen.window(TITLE, START_S)
        assert list(tmp_path.glob("_MEI*"))
        screen.close(window)
        assert process.wait(20) == 0
        screen.gone(TITLE)
    assert not list(tmp_path.glob("_MEI*"))


def test_web_views_know_nothing_of_the_libraries_in_the_bundle(
    hello: Built, screen: Screen, bare: dict[str, str]
) -> None:
    with started(hello, {**bare, "DISPLAY": screen.display, "GDK_BACKEND": "x11"}) as process:
        screen.window(TITLE, START_S)

        def web() -> int | None:
            family, running = [*descendants(process.pid)], processes()
            return next((pid for pid in family if running.get(pid, (0, ""))[1].startswith("WebKitWeb")), None)

        pid = until(web, "a web process", START_S)
        assert b"LD_LIBRARY_PATH" not in Path(f"/proc/{pid}/environ").read_bytes()
        assert "_MEI" not in Path(f"/proc/{pid}/maps").read_text()


def test_without_a_display_it_serves_its_page_to_a_browser(hello: Built, bare: dict[str, str]) -> None:
    with started(hello, bare) as process:
        assert process.stdout is not None
        address = next(found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\S+", line)))
        with urlopen(address) as answer:
            assert "<h1>Hello</h1>" in answer.read().decode()

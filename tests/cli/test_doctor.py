"""`pywry doctor`, on machines that have everything and on those that lack a part."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from pywry import __version__
from tests.native.screen import Screen

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT = ("PYWRY_MODE", "PYWRY_HEADLESS", "CI", "SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY")
DOCTOR = ("-m", "pywry.cli", "doctor")
LONGEST_S = 60


def environment(**variables: str) -> dict[str, str]:
    """A desktop's, with these besides."""
    return {name: value for name, value in os.environ.items() if name not in LEFT} | variables


def doctor(*flags: str, **variables: str) -> tuple[int, dict[str, str]]:
    """Its exit code, and what it found, by part."""
    done = subprocess.run(
        [sys.executable, *flags, *DOCTOR],
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    assert done.stderr == ""
    parts = [line.partition(": ") for line in done.stdout.splitlines()]
    return done.returncode, {what[6:].split(",")[-1].strip(): f"{what[:6].strip()} {found}" for what, _, found in parts}


def lacking(folder: Path, *names: str) -> dict[str, str]:
    """Environment variables with which Python, started with -S, has all that is installed except some packages."""
    for file in Path(sysconfig.get_path("purelib")).iterdir():
        if not file.name.startswith(names) and file.suffix != ".pth":
            (folder / file.name).symlink_to(file)
    return {"PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT, ROOT / "mcp_tools", ROOT / "agents")))}


def test_the_first_lines_say_what_runs_here() -> None:
    done = subprocess.run([sys.executable, *DOCTOR], capture_output=True, text=True, timeout=LONGEST_S, check=False)
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"ok    pywry {__version__} on Python {sys.version.split()[0]}")
    assert lines[1].startswith("ok    fastapi ")
    assert lines[2].startswith("ok    front end: ")
    assert "headless browser" in lines[3]


@pytest.mark.native
def test_where_everything_is_there_a_window_is_drawn(screen: Screen) -> None:
    code, found = doctor()
    assert code == 0
    assert found["extra"].startswith("ok pytauri-wheel 0.8")
    assert found["web view"].startswith("ok WebKitGTK 2.")
    assert found["display"] == f"ok DISPLAY={screen.display}"
    assert found["a window"].startswith("ok drawn ")
    assert found["PyWry() opens pages in"] == "ok native windows"


@pytest.mark.native
def test_without_a_display_it_says_how_to_get_one(screen: Screen) -> None:
    code, found = doctor(DISPLAY="", DBUS_SESSION_BUS_ADDRESS="")
    assert code == 0
    assert found["display"].startswith("none neither DISPLAY nor WAYLAND_DISPLAY is set. ")
    assert "xvfb-run" in found["display"]
    assert "a window" not in found
    assert found["PyWry() opens pages in"].startswith("ok the browser, ")


@pytest.mark.native
def test_a_display_that_cannot_be_opened_is_none(screen: Screen) -> None:
    code, found = doctor(DISPLAY=":987")
    assert code == 0
    assert found["display"].startswith("none DISPLAY=:987: cannot be opened. ")
    assert found["PyWry() opens pages in"] == "ok the browser, since native windows do not work"


@pytest.mark.native
def test_without_the_web_view_it_names_the_package(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "libwebkit2gtk-4.1.so.0").touch()
    code, found = doctor(LD_LIBRARY_PATH=str(tmp_path))
    assert code == 0
    assert found["web view"].startswith("none ")
    assert "Install WebKitGTK 4.1: " in found["web view"]
    assert "a window" not in found
    assert found["PyWry() opens pages in"] == "ok the browser, since native windows do not work"


@pytest.mark.native
def test_windows_that_were_asked_for_and_do_not_work_are_a_failure(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "libwebkit2gtk-4.1.so.0").touch()
    code, found = doctor(LD_LIBRARY_PATH=str(tmp_path), PYWRY_MODE="new_window")
    assert code == 1
    assert found["PyWry() opens pages in"].startswith("FAIL native windows, as PYWRY_MODE=new_window says, but ")


@pytest.mark.native
def test_without_the_extra_it_names_the_command(screen: Screen, tmp_path: Path) -> None:
    code, found = doctor("-S", **lacking(tmp_path, "pytauri"))
    assert code == 0
    assert found["extra"].startswith("none pytauri-wheel is not installed. Run `")
    assert "native" in found["extra"]
    assert found["PyWry() opens pages in"] == "ok the browser"


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "CI", "PYWRY_HEADLESS"])
def test_where_nobody_would_see_a_tab_it_says_why(variable: str) -> None:
    _, found = doctor(DISPLAY="", **{variable: "1"})
    assert found["PyWry() opens pages in"] == f"ok the browser, and no tab is opened by itself, since {variable} is set"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals of this kind")
def test_in_a_terminal_no_line_is_longer_than_the_terminal() -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, *DOCTOR], env=environment(DISPLAY="", COLUMNS="70"), stdout=theirs, close_fds=True
    ) as process:
        os.close(theirs)
        said = b""
        while part := _read(ours):
            said += part
    os.close(ours)
    lines = said.decode().splitlines()
    assert process.returncode == 0
    assert any(line.startswith("      ") for line in lines)
    assert all(len(line) <= 70 for line in lines)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side has been closed
        return b""

"""A screen of the tests' own: an X server with a window manager, a keyboard and a mouse."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.native.picture import Picture
from tests.native.waiting import until

WIDTH, HEIGHT = 1600, 1000
RULES = Path("/etc/xdg/openbox/rc.xml")
FOREIGN = ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XAUTHORITY", "CI", "PYWRY_HEADLESS", "SSH_CONNECTION", "SSH_TTY")
"""What would lead programs to another screen than this one, or tell them that nobody looks."""

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A window that the window manager knows.

    Attributes:
        id: Its number in the X server.
        title: Its title bar's text.
        pid: The process that owns it.
        x: Left edge of its content on the screen, in pixels.
        y: Upper edge of its content.
        width: Of its content.
        height: Of its content.
        state: What it is beside shown, such as "HIDDEN" (minimised), "FULLSCREEN", "ABOVE", "FOCUSED".
    """

    id: int
    title: str
    pid: int
    x: int
    y: int
    width: int
    height: int
    state: frozenset[str] = frozenset()

    @property
    def middle(self) -> tuple[int, int]:
        """The point in its middle, on the screen."""
        return self.x + self.width // 2, self.y + self.height // 2


class Screen:
    """An X server with a window manager; a context manager.

    Attributes:
        display: Its name, such as ":5".
    """

    def __init__(self, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.display = ""
        self._size = (width, height)
        self._processes: list[subprocess.Popen[bytes]] = []

    @property
    def env(self) -> dict[str, str]:
        """The environment of programs that shall draw here."""
        return {name: value for name, value in os.environ.items() if name not in FOREIGN} | {
            "DISPLAY": self.display,
            "GDK_BACKEND": "x11",
        }

    def __enter__(self) -> Self:
        read, write = os.pipe()
        size = "x".join(map(str, self._size))
        # Without -noreset the server starts anew when its only client leaves, under the feet of the next one.
        options = ("-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset")
        self._start("Xvfb", "-displayfd", str(write), *options, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, "Xvfb has started no screen"
        self.display = f":{number}"
        rules = ("--config-file", str(RULES)) if RULES.exists() else ()
        self._start("openbox", *rules)
        until(lambda: "window id" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "a window manager")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._processes):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def run(self, *command: str, stdin: bytes | None = None) -> str:
        """Run a program on this screen; what it printed."""
        return self._output(*command, stdin=stdin).decode(errors="replace")

    def windows(self) -> list[Shown]:
        """The windows that are open, oldest first."""
        ids = re.findall(r"0x[0-9a-f]+", self.run("xprop", "-root", "_NET_CLIENT_LIST").partition("#")[2])
        return [shown for shown in (self._window(int(number, 16)) for number in ids) if shown is not None]

    def window(self, title: str, timeout_s: float = 10) -> Shown:
        """The window whose title holds this; waits for one that is on the screen."""

        def look() -> Shown | None:
            return next((shown for shown in self.windows() if title in shown.title), None)

        try:
            return until(look, f"a window {title!r}", timeout_s)
        except AssertionError as error:
            error.add_note(f"There are: {[shown.title for shown in self.windows()]}")
            raise

    def gone(self, title: str, timeout_s: float = 10) -> None:
        """Wait until there is no window whose title holds this."""
        until(lambda: all(title not in shown.title for shown in self.windows()), f"the end of {title!r}", timeout_s)

    @property
    def active(self) -> int:
        """The window that has the keyboard; 0 if none."""
        found = re.search(r"0x[0-9a-f]+", self.run("xprop", "-root", "_NET_ACTIVE_WINDOW"))
        return int(found[0], 16) if found else 0

    def activate(self, window: Shown) -> Shown:
        """Bring a window to the front and give it the keyboard; how it is then."""
        self.run("xdotool", "windowactivate", str(window.id))
        until(lambda: self.active == window.id, f"{window.title!r} in front")
        return self._window(window.id) or window

    def close(self, window: Shown) -> None:
        """Press the close button of a window's title bar."""
        self.keys("alt+F4", window)

    def keys(self, chord: str, window: Shown | None = None) -> None:
        """Press keys together, such as "ctrl+o"; for several presses give them with spaces between."""
        if window is not None:
            self.activate(window)
        self.run("xdotool", "key", "--clearmodifiers", *chord.split())

    def type(self, text: str) -> None:
        """Type a text into what has the focus; a line break presses Enter."""
        # A letter that the keyboard lacks is put on one of its keys for as long as this.
        delay = "4" if text.isascii() else "40"
        for number, part in enumerate(text.split("\n")):
            if number:
                self.keys("Return")
            if part:
                self.run("xdotool", "type", "--clearmodifiers", "--delay", delay, "--", part)

    def move(self, x: float, y: float) -> None:
        """Move the mouse."""
        self.run("xdotool", "mousemove", *_whole(x, y))

    def click(self, x: float, y: float, *, times: int = 1, button: int = 1) -> None:
        """Click at a point of the screen; button 3 is the right one."""
        self.move(x, y)
        self.press(times=times, button=button)

    def press(self, *, times: int = 1, button: int = 1) -> None:
        """Click where the mouse is."""
        self.run("xdotool", "click", "--repeat", str(times), "--delay", "40", str(button))

    def drag(self, start: Point, end: Point, *, button: int = 1) -> None:
        """Press the button at one point, move, and let go at another."""
        half = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        moves = [word for point in (half, end, end) for word in ("mousemove", *_whole(*point), "sleep", "0.03")]
        self.run("xdotool", "mousemove", *_whole(*start), "mousedown", str(button), *moves, "mouseup", str(button))

    def scroll(self, x: float, y: float, clicks: int) -> None:
        """Turn the wheel at a point; up is below zero."""
        button = "4" if clicks < 0 else "5"
        self.run("xdotool", "mousemove", *_whole(x, y), "click", "--repeat", str(abs(clicks)), button)

    def picture(self, window: Shown | None = None) -> Picture:
        """A photograph of the screen, or of what a window covers of it."""
        whole = Picture.of(self._output("import", "-window", "root", "png:-"))
        if window is None:
            return whole
        return whole.crop((window.x, window.y, window.x + window.width, window.y + window.height))

    @property
    def clipboard(self) -> str:
        """The text in the clipboard."""
        return self.run("xclip", "-selection", "clipboard", "-out")

    @clipboard.setter
    def clipboard(self, text: str) -> None:
        # xclip stays behind to hand the text over, and would hold the pipes of its parent open.
        command = ["xclip", "-selection", "clipboard", "-in"]
        with subprocess.Popen(
            command, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            process.communicate(text.encode(), timeout=10)

    def _window(self, number: int) -> Shown | None:
        said = self.run("xprop", "-id", str(number), "_NET_WM_NAME", "WM_NAME", "_NET_WM_PID", "_NET_WM_STATE")
        where = self.run("xwininfo", "-id", str(number))
        if "Absolute upper-left X" not in where or "_NET_WM_PID" not in said:
            return None  # it has been closed meanwhile
        numbers = {
            name: int(value) for name, value in re.findall(r"(Absolute upper-left [XY]|Width|Height): +(-?\d+)", where)
        }
        title = re.search(r'^(?:_NET_WM_NAME|WM_NAME)\([^)]*\) = "(.*)"$', said, re.MULTILINE)
        pid = re.search(r"_NET_WM_PID\(CARDINAL\) = (\d+)", said)
        return Shown(
            id=number,
            title=title[1].replace('\\"', '"') if title else "",
            pid=int(pid[1]) if pid else 0,
            x=numbers["Absolute upper-left X"],
            y=numbers["Absolute upper-left Y"],
            width=numbers["Width"],
            height=numbers["Height"],
            state=frozenset(re.findall(r"_NET_WM_STATE_(\w+)", said)),
        )

    def _output(self, *command: str, stdin: bytes | None = None) -> bytes:
        # Titles are not ASCII alone.
        env = self.env | {"LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, env=env, input=stdin, capture_output=True, timeout=20, check=False)
        return done.stdout

    def _start(self, *command: str, pass_fds: tuple[int, ...] = (), env: Mapping[str, str] | None = None) -> None:
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command, env=env or self.env, stdin=quiet, stdout=quiet, stderr=quiet, pass_fds=pass_fds
        )
        self._processes.append(process)


def _whole(x: float, y: float) -> tuple[str, str]:
    return str(round(x)), str(round(y))

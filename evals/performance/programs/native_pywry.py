"""A native window of PyWry's with the same page as native_raw.py; it answers the same lines.

Further lines: `emit N` sends N events and prints the rate, `down` sends ten megabytes. With `prewarm` as its argument a
window waits, hidden.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from pywry import Handle, PyWry

PAGE = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
BLOB = bytes(10_000_000)
PAD = "x" * 80


def say(line: str) -> None:
    """Tell whoever measures."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def made() -> PyWry:
    """The app; settings are looked at only where something is set."""
    if sys.argv[1:] != ["prewarm"]:
        return PyWry(mode="new_window")
    from pywry import PyWrySettings

    return PyWry(mode="new_window", settings=PyWrySettings(prewarm=True))


class Counter:
    """Counts what comes up, and looks at its order."""

    def __init__(self) -> None:
        self.expected = 0
        self.began = 0.0
        self.done = threading.Event()
        self.in_order = True

    def take(self, data: Any) -> None:
        """One event."""
        if data["n"] == 0:
            self.began, self.expected, self.in_order = time.perf_counter(), 0, True
        self.in_order = self.in_order and data["n"] == self.expected
        self.expected += 1
        if data["last"]:
            rate = self.expected / (time.perf_counter() - self.began)
            say(json.dumps({"rate": rate, "inOrder": self.in_order}))


def main() -> None:
    """Obey lines until there are no more."""
    app = made()
    counter = Counter()

    @app.expose
    async def back(n: int) -> int:
        return n

    @app.expose
    async def take(blob: Any) -> int:
        return len(blob)

    app.on("app:tell", lambda data: say(json.dumps(data)))
    app.on("app:count", counter.take)
    windows: list[Handle] = [app.show(PAGE)]
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "window":
            windows.append(app.show(PAGE))
        elif word == "close":
            windows.pop().close()
        elif word == "js":
            windows[0].eval_js(
                f"Promise.resolve({rest}).then(value => pywry.emit('app:tell', {{what: 'js', value}}))", wait=False
            )
        elif word == "emit":
            emit(windows[0], int(rest))
        elif word == "down":
            windows[0].emit("app:blob", {"blob": BLOB})
        elif word == "pid":
            say(str(app.transport.child_pid))  # type: ignore[attr-defined]  # only this transport has a child
    app.destroy()


def emit(handle: Handle, count: int) -> None:
    """Send events in a plain loop."""
    for n in range(count):
        handle.emit("app:n", {"n": n, "pad": PAD, "last": n == count - 1})


if __name__ == "__main__":
    main()

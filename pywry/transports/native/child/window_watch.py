"""What happens to windows, told to the parent: at once, or the last of many in good time."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.values import told_monitor, told_name

MOVED = "window:moved"
RESIZED = "window:resized"

TICK_S = 1 / 60
"""Moves and sizes are told this often at most; the last one wins."""

Done = tuple[str, Callable[[], bool], float, Callable[[], Any], "Future[Any]"]


class Watch:
    """Hears what the window system says about windows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._monitors: dict[str, Any] = {}
        self._told: dict[tuple[str, str], Any] = {}
        self._pending: dict[tuple[str, str, int], Any] = {}
        self._numbers = itertools.count(1)
        self._waiting: list[Done] = []
        self._work = threading.Condition()
        self._thread: threading.Thread | None = None

    def forget(self, label: str) -> None:
        """A window is gone."""
        self._monitors.pop(label, None)
        with self._work:
            self._pending = {key: what for key, what in self._pending.items() if key[0] != label}
            self._told = {key: data for key, data in self._told.items() if key[0] != label}

    def wait(self, label: str, there: Callable[[], bool], timeout_s: float, answer: Callable[[], Any]) -> Future[Any]:
        """The answer, once something is so or the time is up."""
        found: Future[Any] = Future()
        with self._work:
            self._waiting.append((label, there, time.monotonic() + timeout_s, answer, found))
            self._begin()
        return found

    def happened(self, label: str, event: Any) -> None:
        """Something happened; on the main thread, so nothing waits here."""
        kinds, window = self._desk.P.WindowEvent, self._desk.windows.get(label)
        if window is None:
            return
        match event:
            case kinds.Resized():
                self._later(label, RESIZED, event._0)
            case kinds.Moved():
                self._later(label, MOVED, event._0)
            case kinds.Focused():
                self._tell(label, "window:focused" if event._0 else "window:blurred", {})
            case kinds.CloseRequested():
                if window.fields.get("ask_close"):
                    event.api.prevent_close()
                self._tell(label, "window:close-requested", {})
            case kinds.ScaleFactorChanged():
                self._tell(label, "window:scale-changed", {"scaleFactor": event.scale_factor})
            case kinds.ThemeChanged():
                self._tell(label, "window:theme-changed", {"theme": told_name(event._0)})
            case kinds.DragDrop():
                self._dragged(label, event._0)
            case _:
                pass

    def _dragged(self, label: str, event: Any) -> None:
        kinds = self._desk.P.DragDropEvent
        match event:
            case kinds.Drop():
                self._later(label, "window:file-dropped", event, next(self._numbers))
            case kinds.Enter():
                self._later(label, "window:drag-entered", event, next(self._numbers))
            case kinds.Leave():
                self._later(label, "window:drag-left", event, next(self._numbers))
            case _:
                pass

    def _tell(self, label: str, name: str, data: dict[str, Any]) -> None:
        self._desk.event(label, name, data)

    def _later(self, label: str, name: str, what: Any, number: int = 0) -> None:
        """Tell it from another thread, which may ask the window; without a number, the last one wins."""
        with self._work:
            self._pending[label, name, number] = what
            self._begin()

    def _begin(self) -> None:
        self._work.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pywry-windows", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._work:
                self._work.wait_for(lambda: self._pending or self._waiting)
                pending, self._pending = self._pending, {}
                waiting, self._waiting = self._waiting, []
            for (label, name, _), what in pending.items():
                self._tell_of(label, name, what)
            left = [done for done in waiting if not self._settle(done)]
            with self._work:
                self._waiting += left
            time.sleep(TICK_S)

    def _tell_of(self, label: str, name: str, what: Any) -> None:
        window = self._desk.windows.get(label)
        try:
            scale = 1.0 if window is None else window.webview.scale_factor()
            monitor = None if window is None else window.webview.current_monitor()
        except BaseException:  # closed in the meantime; the native side's panics are none of Exception's
            return
        data = _data(name, what, scale)
        if name in (MOVED, RESIZED):
            before, self._told[label, name] = self._told.get((label, name)), data
            if data != before:
                self._tell(label, name, data)
            self._on_monitor(label, told_monitor(monitor))
        else:
            self._tell(label, name, data)

    def _on_monitor(self, label: str, monitor: dict[str, Any] | None) -> None:
        before = self._monitors.get(label)
        if monitor is None or monitor == before:
            return
        self._monitors[label] = monitor
        if before is not None:
            data = {"monitor": monitor["name"], **monitor["position"], **monitor["size"]}
            self._tell(label, "window:monitor-changed", data | {"scaleFactor": monitor["scale_factor"]})

    def _settle(self, done: Done) -> bool:
        label, there, deadline, answer, found = done
        try:
            if label in self._desk.windows and time.monotonic() < deadline and not there():
                return False
            found.set_result(answer())
        except BaseException as error:  # closed in the meantime; the native side's panics are none of Exception's
            found.set_exception(error)
        return True


def _data(name: str, what: Any, scale: float) -> dict[str, Any]:
    if name == "window:drag-left":
        return {}
    if name in (MOVED, RESIZED):
        names = ("x", "y") if name == MOVED else ("width", "height")
        return {key: round(value / scale, 2) for key, value in zip(names, what, strict=True)}
    x, y = what.position
    return {"paths": [os.fspath(path) for path in what.paths], "x": round(x / scale, 2), "y": round(y / scale, 2)}

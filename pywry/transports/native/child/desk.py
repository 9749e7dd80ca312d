"""What every room of the child works with: the window system, the windows, and the way to the parent."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from pywry.transports.native import pipe
from pywry.transports.native.child.errors import Refused, offer
from pywry.transports.native.child.guardian import leave
from pywry.transports.native.child.uplink import Uplink

T = TypeVar("T")

MAIN_S = 10.0

OWN_ORIGIN = '"http://tauri.localhost"' if sys.platform == "win32" else '"tauri://localhost"'
"""Where our pages are from, as JavaScript."""


class Window:
    """A window that is open.

    Attributes:
        label: Its name.
        webview: PyTauri's WebviewWindow.
        fields: What it was created with.
        document: Its page; None for a page that is somebody else's.
        blobs: Bytes that wait until the page fetches them, by number.
        away: Whether a link has led to somebody else's page.
        uplink: The way up from its page.
        once_there: What is done when its next page listens.
    """

    def __init__(self, label: str, fields: dict[str, Any], document: bytes | None) -> None:
        self.label = label
        self.webview: Any = None
        self.fields = fields
        self.document = document
        self.blobs: dict[int, bytes] = {}
        self.away = False
        self.uplink = Uplink()
        self.once_there: Callable[[], None] | None = None
        self._untold: list[str] | None = []
        self._telling = threading.Lock()

    def speak(self, script: str) -> None:
        """Run a script in the page, but in nobody else's: that would learn what is in it."""
        self.webview.eval(f"if(location.origin==={OWN_ORIGIN}){{{script}}}")

    def leave(self) -> None:
        """A link has led to somebody else's page; what is told meanwhile waits."""
        with self._telling:
            self.away, self._untold = True, self._untold or []

    def come_back(self) -> None:
        """The page is ours again."""
        self.away = False

    def tell(self, desk: Desk, payload: str) -> None:
        """Send Tauri's event `pywry:event` to the page, once it listens."""
        with self._telling:
            if self._untold is None:
                self._emit(desk, payload)
            else:
                self._untold.append(payload)

    def listens(self, desk: Desk) -> None:
        """The page listens now."""
        with self._telling:
            untold, self._untold = self._untold or [], None
            for payload in untold:
                self._emit(desk, payload)
        due, self.once_there = self.once_there, None
        if due is not None:
            due()

    def renew(self, document: bytes | None) -> None:
        """Another document takes the place of this one."""
        with self._telling:
            self.document, self._untold = document, []
            self.blobs.clear()

    def _emit(self, desk: Desk, payload: str) -> None:
        desk.P.Emitter.emit_str_to(desk.handle, desk.P.EventTarget.WebviewWindow(self.label), "pywry:event", payload)


class Voice:
    """Writes lines to the parent, whole and in order, from any thread."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._lock = threading.Lock()
        self._late: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._write_late, name="pywry-voice", daemon=True).start()

    def say(self, fields: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Write a line now; waits while the parent does not read."""
        self._write(pipe.encode(fields, buffers))

    def say_soon(self, fields: Mapping[str, Any]) -> None:
        """Write a line soon, and never wait: for the main thread, which draws."""
        self._late.put(pipe.encode(fields))

    def _write_late(self) -> None:
        while True:
            self._write(self._late.get())

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        with self._lock:
            try:
                while left:
                    left = left[os.write(self._fd, left) :]
            except OSError:
                leave(0)  # nobody reads any more: the parent is gone


class Desk:
    """The window system and the windows.

    Attributes:
        P: PyTauri's native module.
        PP: Its plugins.
        handle: Its AppHandle.
        settings: What the parent said at the start.
        windows: The open windows by label.
        hooks: The rooms' functions by name; see actions.HOOKS.
        asked: Scripts whose values are awaited, by number.
        opened: What pages have made and opened in windows, by file name.
        kept: What rooms keep, by a name of their own.
        voice: The way to the parent.
    """

    def __init__(self, native: Any, plugins: Any, settings: dict[str, Any], voice: Voice) -> None:
        self.P = native
        self.PP = plugins
        self.handle: Any = None
        self.settings = settings
        self.windows: dict[str, Window] = {}
        self.asked: dict[int, Future[Any]] = {}
        self.opened: dict[str, bytes] = {}
        self.kept: dict[str, Any] = {}
        self.hooks: dict[str, list[Callable[..., Any]]] = {}
        self.voice = voice

    def window(self, label: object) -> Window:
        """A window by label.

        Raises:
            Refused: None of that label is open; those that are get named.
        """
        found = self.windows.get(str(label))
        if found is None:
            raise Refused(f"no window {label!r} is open. {offer(str(label), self.windows)}", "no_such_window")
        return found

    def event(self, label: str, event_type: str, data: Any) -> None:
        """Tell the parent that something happened."""
        line = {"type": "event", "label": label, "event_type": event_type, "data": data}
        if threading.current_thread() is threading.main_thread():
            self.voice.say_soon(line)
        else:
            self.voice.say(line)

    def on_main(self, function: Callable[[], T], timeout_s: float = MAIN_S) -> T:
        """Run something where the window system lives, and wait for its answer.

        Raises:
            Refused: The main thread is busy for longer than that.
        """
        if threading.current_thread() is threading.main_thread():
            return function()
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(function())
            except BaseException as error:  # a panic of the native side is none of Exception's
                answer.set_exception(error)

        self.handle.run_on_main_thread(run)
        try:
            return answer.result(timeout_s)
        except TimeoutError:
            raise Refused(f"the window system has been busy for {timeout_s:g} s; try again.", "busy") from None

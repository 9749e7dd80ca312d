"""Answers that are waited for no longer than a while: a page that is loaded anew, or hangs, never gives them."""

from __future__ import annotations

import queue
import threading
import time
import weakref
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import Any

from pywry.transports.native.child.errors import Refused

Due = tuple[float, "weakref.ref[Future[Any]]", str]


class Patience:
    """Refuses what was not answered in time; all wait equally long, so the oldest is always the next one."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due: queue.SimpleQueue[Due] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def watch(self, answer: Future[Any], complaint: str) -> None:
        """Wait for an answer; `complaint` says what was asked, should none come."""
        self._due.put((time.monotonic() + self._seconds, weakref.ref(answer), complaint))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pywry-patience", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            due, awaited, complaint = self._due.get()
            time.sleep(max(0.0, due - time.monotonic()))
            answer = awaited()
            if answer is not None and not answer.done():
                with suppress(InvalidStateError):
                    answer.set_exception(Refused(f"{complaint} within {self._seconds:g} s.", "timeout"))

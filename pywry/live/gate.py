"""Something that threads and coroutines of any loop wait in front of."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

Waiting = tuple[asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class Gate:
    """Open or shut.

    Args:
        is_open: How it is at first.
    """

    def __init__(self, *, is_open: bool) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._waiting: list[Waiting] = []
        if is_open:
            self._event.set()

    @property
    def is_open(self) -> bool:
        """Whether nobody waits."""
        return self._event.is_set()

    def open(self) -> None:
        """Let everybody through."""
        with self._lock:
            self._event.set()
            waiting, self._waiting = self._waiting, []
        for loop, future in waiting:
            with suppress(RuntimeError):  # that loop has been closed
                loop.call_soon_threadsafe(_let, future)

    def shut(self) -> None:
        """Hold whoever comes."""
        with self._lock:
            self._event.clear()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Block until it is open; whether it is."""
        return self._event.wait(timeout_s)

    async def passed(self) -> None:
        """Wait until it is open, on any loop."""
        loop = asyncio.get_running_loop()
        with self._lock:
            if self._event.is_set():
                return
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.append((loop, future))
        await future


def _let(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)

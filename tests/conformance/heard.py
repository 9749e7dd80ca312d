"""Waiting for callbacks."""

from __future__ import annotations

import asyncio
from typing import Any

from pywry import Handle, PyWry
from tests.conformance.places import PATIENCE_S


class Heard:
    """Collects what a widget or an app hears, and lets a test wait for it."""

    def __init__(self, source: Handle | PyWry, event: str) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[tuple[Any, str]] = asyncio.Queue()
        source.on(event, self._take)

    def _take(self, data: Any, event_type: str) -> None:
        self._loop.call_soon_threadsafe(self._queue.put_nowait, (data, event_type))

    async def next(self, timeout_s: float = PATIENCE_S) -> Any:
        """The data of the next event."""
        return (await self.event(timeout_s))[0]

    async def event(self, timeout_s: float = PATIENCE_S) -> tuple[Any, str]:
        """The next event: data and name."""
        async with asyncio.timeout(timeout_s):
            return await self._queue.get()

    @property
    def nothing(self) -> bool:
        """Whether all that came was taken."""
        return self._queue.empty()

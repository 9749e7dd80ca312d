"""Who has something to send: all of them in one task, as long as no connection makes it wait."""

from __future__ import annotations

import asyncio
from collections import deque
from contextvars import Context
from typing import Protocol


class Carrier(Protocol):
    """Something that may have messages to send."""

    async def carry(self, task: asyncio.Task[None] | None) -> None:
        """Send them. Raises nothing but CancelledError.

        Args:
            task: Who calls; cancel it when the connection ends while this still waits for it.
        """
        ...


class Rounds:
    """Calls on every carrier that is due, in order.

    A task for each of hundreds of connections costs as much as the sending itself. One task goes round instead; when a
    slow connection makes it wait, another one goes on with the rest.
    """

    def __init__(self) -> None:
        self._due: deque[Carrier] = deque()
        self._coming = False
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, carrier: Carrier) -> None:
        """Call on a carrier soon. Must be called on the loop."""
        self._due.append(carrier)
        if not self._coming:
            self._begin()

    def _begin(self) -> None:
        self._coming = True
        # What one connection's request has in its context is not for the others.
        task = asyncio.create_task(self._go(), context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _go(self) -> None:
        self._coming = False
        task: asyncio.Task[None] | None = asyncio.current_task()
        if len(self._due) > 1:
            asyncio.get_running_loop().call_soon(self._go_on)
        while self._due:
            await self._due.popleft().carry(task)

    def _go_on(self) -> None:
        """Runs when a round has come to its end, or to a connection that makes it wait."""
        if self._due and not self._coming:
            self._begin()

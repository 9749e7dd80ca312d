"""Work in a thread that can be stopped from outside."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from pywry_tools.errors import BadData

T = TypeVar("T")

AGAIN_S = 0.05


class Interruptible(Protocol):
    """A connection of DuckDB or SQLite."""

    def interrupt(self) -> None:
        """Stop what it does, from any thread."""
        ...


class Stopped(Exception):
    """Nobody waits for this any more."""


class Job:
    """What one piece of work uses."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped = False
        self._used: list[Interruptible] = []

    @property
    def stopped(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._stopped

    def check(self) -> None:
        """Go on, or not.

        Raises:
            Stopped: Nobody waits any more.
        """
        if self._stopped:
            raise Stopped

    def use(self, connection: Interruptible) -> None:
        """Have a connection interrupted with the job.

        Raises:
            Stopped: Nobody waits any more.
        """
        with self._lock:
            self.check()
            self._used.append(connection)

    def drop(self, connection: Interruptible) -> None:
        """A connection that is about to be closed."""
        with self._lock:
            self._used.remove(connection)

    def stop(self) -> None:
        """Stop it."""
        with self._lock:
            self._stopped = True
            for connection in self._used:
                connection.interrupt()


async def run(work: Callable[[Job], T], seconds: float, what: str) -> T:
    """Do work in a thread; it is stopped when the caller is cancelled or time is up.

    Args:
        work: Called with its job.
        seconds: How long at most.
        what: For the error, such as "the query".

    Raises:
        BadData: Time is up.
    """
    job = Job()
    future = asyncio.ensure_future(asyncio.to_thread(work, job))
    try:
        done, _ = await asyncio.wait([future], timeout=seconds)
    except asyncio.CancelledError:
        await _halt(job, future)
        raise
    if not done:
        await _halt(job, future)
        raise BadData(f"{what} was not done within {seconds:g} s and was stopped; ask for less.")
    return future.result()


async def _halt(job: Job, future: asyncio.Future[T]) -> None:
    """Stop a job and wait until it is over; an interruption between two steps is lost, so it is repeated."""
    patience = 100
    while not future.done() and patience:
        patience -= 1
        job.stop()
        await asyncio.wait([future], timeout=AGAIN_S)
    if future.done() and not future.cancelled():
        future.exception()

"""What moves items from sources into feeds: a thread for plain ones, a task for async ones."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pywry.live.pace import Pace

if TYPE_CHECKING:
    from pywry.live.feed import Feed


class ThreadPump:
    """Takes from an iterator that may block.

    Args:
        name: What the source is, in brief.
        make: Makes the iterator, anew for every try.
        pace: How often it is asked.
        interrupt: Ends its waiting.
    """

    def __init__(
        self,
        name: str,
        make: Callable[[], Iterator[Any]],
        pace: Pace,
        interrupt: Callable[[], object] = lambda: None,
    ) -> None:
        self.name = name
        self._make = make
        self._pace = pace
        self._interrupt = interrupt

    def start(self, feed: Feed) -> None:
        """Begin."""
        threading.Thread(target=self._run, args=(feed,), name=f"pywry-live-{feed.panel}", daemon=True).start()

    def stop(self) -> None:
        """Let it stop waiting; one that waits elsewhere ends after its next item."""
        self._interrupt()

    def _run(self, feed: Feed) -> None:
        with suppress(SystemExit):  # a source may call sys.exit(), which ends its thread
            self._try(feed)
        feed.finish()

    def _try(self, feed: Feed) -> None:
        while True:
            try:
                return self._drain(feed)
            except Exception as error:  # a person's source may raise anything
                if feed.plan.retry is None:
                    return feed.finish(error)
                feed.stumble(error)
                if feed.over.wait(feed.plan.retry):
                    return None

    def _drain(self, feed: Feed) -> None:
        iterator = self._make()
        try:
            while feed.admits(self._pace.delay()):
                try:
                    item = next(iterator)
                except StopIteration:
                    break
                feed.put(item)
        finally:
            close = getattr(iterator, "close", None)
            if close is not None:
                close()


class TaskPump:
    """Takes from an async iterator.

    Args:
        name: What the source is, in brief.
        make: Makes the iterator, anew for every try.
        pace: How often it is asked.
        loop: Where it runs.
    """

    def __init__(
        self, name: str, make: Callable[[], AsyncIterator[Any]], pace: Pace, loop: asyncio.AbstractEventLoop
    ) -> None:
        self.name = name
        self._make = make
        self._pace = pace
        self._loop = loop
        self._work: Future[None] | None = None

    def start(self, feed: Feed) -> None:
        """Begin."""
        self._work = asyncio.run_coroutine_threadsafe(self._run(feed), self._loop)
        self._work.add_done_callback(lambda work: self._ended(feed, work))

    def stop(self) -> None:
        """Cancel it."""
        if self._work is not None:
            self._work.cancel()

    def _ended(self, feed: Feed, work: Future[None]) -> None:
        with suppress(CancelledError):
            work.result()
        feed.finish()

    async def _run(self, feed: Feed) -> None:
        while True:
            try:
                return await self._drain(feed)
            except Exception as error:  # a person's source may raise anything
                if feed.plan.retry is None:
                    return feed.finish(error)
                feed.stumble(error)
                await asyncio.sleep(feed.plan.retry)

    async def _drain(self, feed: Feed) -> None:
        iterator = self._make()
        try:
            while await self._admits(feed):
                try:
                    item = await anext(iterator)
                except StopAsyncIteration:
                    break
                feed.put(item)
        finally:
            close = getattr(iterator, "aclose", None)
            if close is not None:
                await close()

    async def _admits(self, feed: Feed) -> bool:
        delay = self._pace.delay()
        if delay > 0:
            await asyncio.sleep(delay)
        return await feed.passed()

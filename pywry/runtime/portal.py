"""From threads to the loop and back: every app has one loop, and it may live in a thread of ours or in a server's."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from pywry_tools.errors import Closed, WrongThread

T = TypeVar("T")

GRACE_S = 10.0


class Portal:
    """The app's loop, started when it is first needed."""

    def __init__(self, name: str = "pywry") -> None:
        self._name = name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop; a background thread runs it unless a server's loop was adopted.

        Raises:
            Closed: The app was closed.
        """
        loop = self._loop
        return loop if loop is not None and not loop.is_closed() else self._begin()

    def _begin(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._closed:
                raise Closed("this app has been closed; make a new PyWry().")
            if self._loop is None or self._loop.is_closed():
                loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=_run, args=(loop,), name=self._name, daemon=True)
                self._thread.start()
                self._loop = loop
            return self._loop

    def adopt(self, loop: asyncio.AbstractEventLoop) -> None:
        """Live on a server's loop from now on; a loop of our own is let go once its work is done."""
        with self._lock:
            old, thread = self._loop, self._thread
            if old is loop or self._closed:
                return
            self._loop, self._thread = loop, None
        if old is not None and thread is not None:
            asyncio.run_coroutine_threadsafe(_drain(old, GRACE_S), old)

    @property
    def here(self) -> bool:
        """Whether the caller stands on the loop."""
        return self._loop is not None and _running() is self._loop

    def run(self, work: Coroutine[Any, Any, T], name: str = "this call") -> T:
        """Run a coroutine on the loop and wait for it.

        Args:
            work: What to run.
            name: For the error message.

        Raises:
            WrongThread: The caller stands on the loop and would wait for itself.
        """
        if self.here:
            work.close()
            raise WrongThread(
                f"{name}() was called inside async code on PyWry's own loop, where it would wait for itself; "
                f"use `await {name}.aio(...)`."
            )
        return self._submit(work).result()

    async def arun(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the loop, from whichever loop the caller is on."""
        if self.here:
            return await work
        return await asyncio.wrap_future(self._submit(work))

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        try:
            return asyncio.run_coroutine_threadsafe(work, self.loop)
        except Closed:
            work.close()
            raise

    def post(self, function: Callable[[], object]) -> None:
        """Call something on the loop soon; never blocks. Nothing happens after close."""
        try:
            loop = self.loop
            if _running() is loop:
                loop.call_soon(function)
            else:
                loop.call_soon_threadsafe(function)
        except (Closed, RuntimeError):
            if not self._closed:
                raise

    def close(self) -> None:
        """End our own thread, if there is one; a server's loop is left alone."""
        with self._lock:
            self._closed = True
            loop, thread = self._loop, self._thread
        if loop is not None and thread is not None and not loop.is_closed():
            asyncio.run_coroutine_threadsafe(_drain(loop), loop)
            if thread is not threading.current_thread():
                thread.join(timeout=5)


def _running() -> asyncio.AbstractEventLoop | None:
    return asyncio._get_running_loop()


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _drain(loop: asyncio.AbstractEventLoop, grace_s: float = 0) -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    if grace_s and tasks:
        _, tasks = await asyncio.wait(tasks, timeout=grace_s)
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=3)
    loop.stop()

"""Who wants to hear what, and how a callback is called."""

from __future__ import annotations

import asyncio
import inspect
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pywry.runtime.output import is_unread
from pywry_tools.events.base import Event, check_pattern
from pywry_tools.ports import Callback

log = logging.getLogger("pywry.callbacks")

IDLE_S = 10.0


@dataclass(eq=False)
class Subscription:
    """A callback that listens. Call it to end it.

    Attributes:
        pattern: The event's name, `namespace:*` or `*`.
        callback: What is called.
        comes_with_content: Whether it goes when its widget's content is replaced.
    """

    pattern: str
    callback: Callback
    typed: type[Event] | None = None
    end: Callable[[Subscription], None] | None = None
    panel: str | None = None
    comes_with_content: bool = False
    takes: int = field(init=False)
    is_async: bool = field(init=False)

    def __post_init__(self) -> None:
        check_pattern(self.pattern)
        self.takes = arity(self.callback)
        call = getattr(self.callback, "__call__", None)  # noqa: B004 - an object with an async __call__ counts too
        self.is_async = inspect.iscoroutinefunction(self.callback) or inspect.iscoroutinefunction(call)

    def __call__(self) -> None:
        """Stop listening; a second call does nothing."""
        end, self.end = self.end, None
        if end is not None:
            end(self)

    def matches(self, name: str) -> bool:
        """Whether this event is for the callback; a three-part name is also heard by its first two parts."""
        pattern = self.pattern
        if pattern in (name, "*"):
            return True
        if pattern.endswith(":*"):
            return name.startswith(pattern[:-1])
        return name.startswith(f"{pattern}:")

    def arguments(self, data: Any, name: str, label: str, event: Event | None) -> tuple[Any, ...]:
        """As many of `(data, event_type, label)` as the callback takes."""
        first = event if self.typed is not None and event is not None else data
        return (first, name, label)[: self.takes]


def arity(callback: Callback) -> int:
    """How many of the three arguments a callback takes: 0 to 3.

    Raises:
        TypeError: It is not callable, or needs more than three.
    """
    if not callable(callback):
        raise TypeError(f"a callback must be callable; got {callback!r}.")
    try:
        parameters = list(inspect.signature(callback).parameters.values())
    except ValueError:
        return 1
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return 3
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    needed = [p for p in parameters if p.default is p.empty and p.kind is not p.VAR_KEYWORD]
    if len(needed) > 3 or any(p.kind is p.KEYWORD_ONLY for p in needed):
        raise TypeError(
            f"callback {callback!r} must be callable with (data), (data, event_type) or (data, event_type, label)."
        )
    return min(3, max(len(needed), min(1, len(positional)), _named(positional)))


def _named(positional: list[inspect.Parameter]) -> int:
    """Parameters with defaults are filled only when they bear the standard names."""
    standard = ("data", "event_type", "label")
    count = 0
    for parameter, name in zip(positional, standard, strict=False):
        if parameter.default is not parameter.empty and parameter.name != name:
            break
        count += 1
    return count


Failed = Callable[[Exception], bool]
"""Is told what a callback raised, and says whether that was an answer rather than a failure."""


class Worker:
    """An ordered thread for sync callbacks; it ends when it has been idle and starts again when needed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._alive = False

    def submit(self, job: Callable[[], None]) -> None:
        """Run a job after those before it."""
        with self._lock:
            self._waiting += 1
            self._jobs.put(job)
            if not self._alive:
                self._alive = True
                threading.Thread(target=self._work, name=self.name, daemon=True).start()

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=IDLE_S)
            except queue.Empty:
                with self._lock:
                    if self._waiting == 0:
                        self._alive = False
                        return
                continue
            job()
            with self._lock:
                self._waiting -= 1


class Runner:
    """Calls callbacks: async ones on the loop, sync ones on the widget's worker."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self._tasks: set[asyncio.Task[Any]] = set()

    def call(
        self, subscription: Subscription, arguments: tuple[Any, ...], name: str, failed: Failed | None = None
    ) -> None:
        """Start a callback. Must be called on the loop.

        Args:
            subscription: Whose callback.
            arguments: What it gets.
            name: The event's name.
            failed: Is told what it raised, and says whether that needs no line in the log.
        """
        if subscription.is_async:
            task = asyncio.get_running_loop().create_task(_answer(subscription.callback, arguments, name, failed))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self.worker.submit(lambda: _call(subscription.callback, arguments, name, failed))

    async def ask(self, subscription: Subscription, arguments: tuple[Any, ...], name: str) -> Any:
        """Call a callback and return what it answers; None if it raised. Must be called on the loop."""
        callback: Callable[..., Any] = subscription.callback
        if subscription.is_async:
            return await _answer(callback, arguments, name)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()

        def tell(value: Any) -> None:
            if not answer.done():
                answer.set_result(value)

        def work() -> None:
            loop.call_soon_threadsafe(tell, _call(callback, arguments, name))

        self.worker.submit(work)
        return await answer

    def cancel(self) -> None:
        """Stop async callbacks that are still running."""
        for task in list(self._tasks):
            task.cancel()


def _call(callback: Callable[..., Any], arguments: tuple[Any, ...], name: str, failed: Failed | None = None) -> Any:
    try:
        return callback(*arguments)
    except Exception as error:  # a person's code may raise anything; one failing callback must not end the others
        _raised(error, callback, name, failed)
        return None


async def _answer(
    callback: Callable[..., Any], arguments: tuple[Any, ...], name: str, failed: Failed | None = None
) -> Any:
    try:
        return await callback(*arguments)
    except Exception as error:  # a person's code may raise anything; one failing callback must not end the others
        _raised(error, callback, name, failed)
        return None


def _raised(error: Exception, callback: Callable[..., Any], name: str, failed: Failed | None) -> None:
    if not is_unread(error) and (failed is None or not failed(error)):
        log.error("the callback %r for %s raised; the program goes on", callback, name, exc_info=error)

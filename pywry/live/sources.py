"""What can be a source, and what moves its items."""

from __future__ import annotations

import asyncio
import functools
import inspect
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, Iterator
from os import PathLike
from typing import Any, cast

from pywry.live.feed import Pump
from pywry.live.pace import Pace
from pywry.live.pumps import TaskPump, ThreadPump
from pywry.live.tail import Tail
from pywry_tools.errors import BadData, InvalidArguments
from pywry_tools.models.live import Plan

EVERY = 1.0
"""How often a function or tool is asked in a second where nothing was said."""

HINT = "give an iterator, a generator function, a function that returns the next value, or the path of a file."


def pump_of(plan: Plan, loop: asyncio.AbstractEventLoop, window: int | None) -> Pump:
    """What moves the items of a source.

    Args:
        plan: What was asked for; its source is given.
        loop: Where async sources run.
        window: How much the panel keeps.

    Raises:
        BadData: It is no source.
        InvalidArguments: The plan asks of it what it cannot do.
    """
    source = plan.source
    if plan.parse is not None and not isinstance(source, (str, PathLike)):
        raise InvalidArguments("parse turns a line of a file into a value; this source is none.")
    if isinstance(source, (str, PathLike)):
        return _tail(cast("str | PathLike[str]", source), plan, window)
    if inspect.isasyncgenfunction(source):
        return TaskPump(name_of(source), source, Pace(plan.rate), loop)
    if inspect.isgeneratorfunction(source):
        return ThreadPump(name_of(source), source, Pace(plan.rate))
    if isinstance(source, AsyncIterable):
        return TaskPump(name_of(source), _once(source, plan, aiter), Pace(plan.rate), loop)
    if isinstance(source, Iterable):
        return ThreadPump(name_of(source), _once(cast("Iterable[Any]", source), plan, iter), Pace(plan.rate))
    if callable(source):
        return _calls(source, plan, loop)
    raise BadData(f"{source!r:.80} is no live source; {HINT}")


def _tail(path: str | PathLike[str], plan: Plan, window: int | None) -> Pump:
    tail = Tail(path, plan.parse, window)
    return ThreadPump(str(tail), lambda: tail, Pace(plan.rate), tail.interrupt)


def _once(source: Any, plan: Plan, begin: Callable[[Any], Any]) -> Callable[[], Any]:
    if plan.retry is not None and begin(source) is source:
        raise InvalidArguments(
            "retry needs a source that can begin anew, and this iterator cannot; give the generator function itself."
        )
    return lambda: begin(source)


def _calls(function: Callable[[], Any], plan: Plan, loop: asyncio.AbstractEventLoop) -> Pump:
    pace = Pace(plan.rate or EVERY)
    if is_async(function):
        return TaskPump(name_of(function), lambda: AsyncCalls(function), pace, loop)
    return ThreadPump(name_of(function), lambda: Calls(function), pace)


def asked(name: str, ask: Callable[[], Awaitable[Any]], rate: float | None, loop: asyncio.AbstractEventLoop) -> Pump:
    """What moves the answers of something that is asked again and again."""
    return TaskPump(name, lambda: AsyncCalls(ask), Pace(rate or EVERY), loop)


class Calls(Iterator[Any]):
    """What a function returns, call for call; StopIteration ends it."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self._function = function

    def __next__(self) -> Any:
        value = self._function()
        if inspect.isawaitable(value):
            close = getattr(value, "close", None)
            if close is not None:
                close()
            raise BadData("a plain function returned a coroutine; write it as `async def`, or give the function in it.")
        return value


class AsyncCalls(AsyncIterator[Any]):
    """What an async function returns, call for call; StopAsyncIteration ends it."""

    def __init__(self, function: Callable[[], Awaitable[Any]]) -> None:
        self._function = function

    async def __anext__(self) -> Any:
        return await self._function()


def is_async(function: Any) -> bool:
    """Whether it is a coroutine function, or an object with an async `__call__`."""
    while isinstance(function, functools.partial):
        function = cast("functools.partial[Any]", function).func
    call = getattr(function, "__call__", None)  # noqa: B004 - an object with an async __call__ counts too
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(call)


def name_of(source: Any) -> str:
    """What a source is, in brief."""
    name = getattr(source, "__qualname__", None) or getattr(source, "__name__", None)
    return str(name).replace("<locals>.", "") if name else type(source).__name__

"""Calls in both directions: arguments, answers, streams, errors, cancellation."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from pywry import PyWry
from pywry_tools.errors import NoPage, PageError, PageTimeout
from tests.conftest import Visit

pytestmark = pytest.mark.anyio


class Order(BaseModel):
    symbol: str
    amount: int = 1


async def test_a_page_calls_a_python_function_with_validated_arguments(app: PyWry, visit: Visit) -> None:
    @app.expose
    def price(order: Order, currency: str = "EUR") -> dict[str, Any]:
        return {"order": order, "currency": currency, "thread": threading.current_thread() is threading.main_thread()}

    page = await visit(await app.show.aio(""))
    answer = await page.call("price", {"order": {"symbol": "AAPL", "amount": "3"}})
    assert answer == {"order": {"symbol": "AAPL", "amount": 3}, "currency": "EUR", "thread": False}


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("price", {}, r"invalid_arguments: .*symbol: Field required.*price\(\{symbol, amount\?\}\)"),
        ("price", {"symbol": "A", "amont": 1}, "amont: Extra inputs"),
        ("prise", {}, "bad_data: .*Did you mean 'price'"),
        ("broken", {}, "raised: ValueError: no such day"),
    ],
)
async def test_a_call_that_cannot_be_answered_says_why(
    app: PyWry, visit: Visit, name: str, args: dict[str, Any], words: str
) -> None:
    @app.expose
    async def price(symbol: str, amount: int = 1) -> float:
        return 1.0 * amount

    @app.expose
    async def broken() -> None:
        raise ValueError("no such day")

    page = await visit(await app.show.aio(""))
    with pytest.raises(RuntimeError, match=words):
        await page.call(name, args)


async def test_generators_stream_with_credit_and_stop_when_they_are_cancelled(app: PyWry, visit: Visit) -> None:
    made: list[int] = []
    ended = asyncio.Event()

    @app.expose
    async def numbers() -> AsyncIterator[int]:
        try:
            n = 0
            while True:
                made.append(n)
                yield n
                n += 1
        finally:
            ended.set()

    page = await visit(await app.show.aio(""))
    page.send({"kind": "call", "id": "s1", "name": "numbers", "args": {}, "credit": 2})
    await page.expect(lambda f: f["kind"] == "next" and f["data"] == 1)
    page.send({"kind": "credit", "id": "s1", "n": 1})
    await page.expect(lambda f: f["kind"] == "next" and f["data"] == 2)
    assert made == [0, 1, 2, 3]
    page.send({"kind": "cancel", "id": "s1"})
    assert (await page.expect(lambda f: f["kind"] == "error"))["error"]["code"] == "cancelled"
    async with asyncio.timeout(5):
        await ended.wait()


async def test_a_plain_generator_streams_too(app: PyWry, visit: Visit) -> None:
    @app.expose(name="count")
    def anything(to: int) -> Iterator[int]:
        yield from range(to)

    page = await visit(await app.show.aio(""))
    assert await page.call("count", {"to": 3}) is None
    assert [f["data"] for f in page.frames if f["kind"] == "next"] == [0, 1, 2]


async def test_a_call_that_is_repeated_after_a_reconnect_runs_once(app: PyWry, visit: Visit) -> None:
    ran: list[int] = []

    @app.expose
    async def once() -> int:
        ran.append(1)
        return len(ran)

    page = await visit(await app.show.aio(""))
    call = {"kind": "call", "id": "c9", "name": "once", "args": {}}
    page.send(call)
    await page.expect(lambda f: f["kind"] == "result")
    page.disconnect()
    await page.connect(fresh=False)
    page.frames.clear()
    page.send(call)
    assert (await page.expect(lambda f: f["kind"] == "result"))["data"] == 1
    assert ran == [1]


async def test_python_calls_a_function_of_the_page(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    page.answers["sum"] = lambda args: args["a"] + args["b"]
    assert await handle.call.aio("sum", {"a": 1, "b": 2}) == 3


async def test_an_error_in_the_page_is_raised_in_python(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    await visit(handle)
    with pytest.raises(PageError, match="this page answers no nothing"):
        await handle.call.aio("nothing")


async def test_a_page_that_never_answers_is_a_timeout_and_is_told_to_stop(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    page._answer = lambda frame: None  # type: ignore[method-assign]  # a page that is stuck
    with pytest.raises(PageTimeout, match=r"did not answer pywry:eval within 0\.05 s"):
        await handle.eval_js.aio("for(;;){}", timeout_s=0.05)
    assert await page.expect(lambda f: f["kind"] == "cancel")


async def test_a_connection_that_drops_fails_the_call_that_waits_for_it(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    page._answer = lambda frame: None  # type: ignore[method-assign]  # a page that is stuck
    asked = asyncio.create_task(handle.eval_js.aio("1"))
    await page.expect(lambda f: f["kind"] == "call")
    page.disconnect()
    with pytest.raises(NoPage, match=r"connection to the page of .* was lost"):
        await asked


async def test_wait_for_reads_the_same_log_from_a_cursor(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    page.emit("app:first", 1)
    heard = await handle.wait_for.aio(["app:*"], since=0)
    assert [e["data"] for e in heard.events] == [1]
    waiting = asyncio.create_task(handle.wait_for.aio(["app:*"], since=heard.cursor))
    page.emit("other:x", 0)
    page.emit("app:second", 2)
    assert [e["data"] for e in (await waiting).events] == [2]
    nothing = await handle.wait_for.aio(["app:*"], since=handle.revision, timeout_s=0.01)
    assert nothing.events == [] and "Nothing came" in (nothing.note or "")


async def test_a_stream_goes_on_after_a_reconnect_without_a_gap_or_a_double(app: PyWry, visit: Visit) -> None:
    @app.expose
    async def numbers() -> AsyncIterator[int]:
        for n in range(10):
            yield n

    page = await visit(await app.show.aio(""))
    call = {"kind": "call", "id": "s1", "name": "numbers", "args": {}}
    page.send({**call, "credit": 4})
    await page.expect(lambda f: f["kind"] == "next" and f["data"] == 3)
    page.disconnect()
    page.frames.clear()  # say that the last two were lost on the way
    await page.connect(fresh=False)
    page.send({**call, "received": 2, "credit": 20})
    await page.expect(lambda f: f["kind"] == "result")
    assert [f["data"] for f in page.frames if f["kind"] == "next"] == list(range(2, 10))


async def test_a_stream_that_ended_while_the_page_was_away_is_brought_to_its_end(app: PyWry, visit: Visit) -> None:
    @app.expose
    async def numbers() -> AsyncIterator[int]:
        for n in range(3):
            yield n

    page = await visit(await app.show.aio(""))
    call = {"kind": "call", "id": "s1", "name": "numbers", "args": {}}
    page.send(call)
    await page.expect(lambda f: f["kind"] == "result")
    page.disconnect()
    page.frames.clear()  # say that all but the first were lost on the way
    await page.connect(fresh=False)
    page.send({**call, "received": 1})
    await page.expect(lambda f: f["kind"] == "result")
    assert [f["data"] for f in page.frames if f["kind"] == "next"] == [1, 2]

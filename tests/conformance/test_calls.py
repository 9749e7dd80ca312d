"""Calls between a real page and Python."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from pywry_tools.errors import PageError, PageTimeout
from tests.conformance.places import Place

pytestmark = pytest.mark.anyio


async def test_a_page_awaits_an_exposed_function(place: Place) -> None:
    @place.app.expose
    def add(a: int, b: int = 2) -> dict[str, int]:
        return {"sum": a + b}

    page = await place.open(await place.app.show.aio(""))
    assert await page.js("pywry.call('add', {a: 1})") == {"sum": 3}
    wrong = "pywry.call('add', {a: 'x'}).then(() => '', e => e.name + ' ' + e.code + ' ' + e.message)"
    assert "invalid_arguments" in (said := await page.js(wrong)) and "a: Input should be a valid integer" in said
    assert "Did you mean 'add'" in await page.js("pywry.call('ad', {}).then(() => '', e => e.message)")


async def test_a_page_iterates_over_a_stream_and_may_stop_early(place: Place) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()

    @place.app.expose
    async def ticks(start: int) -> AsyncIterator[int]:
        try:
            while True:
                yield start
                start += 1
        finally:
            loop.call_soon_threadsafe(ended.set)

    page = await place.open(await place.app.show.aio(""))
    script = "(async () => { const got = []; for await (const v of pywry.stream('ticks', {start: 5})) { got.push(v); if (got.length === 40) break; } return got; })()"
    assert await page.js(script) == list(range(5, 45))
    async with asyncio.timeout(10):
        await ended.wait()


async def test_an_abort_signal_cancels_the_function_in_python(place: Place) -> None:
    cancelled = asyncio.Event()
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    @place.app.expose
    async def forever() -> None:
        loop.call_soon_threadsafe(started.set)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            loop.call_soon_threadsafe(cancelled.set)
            raise

    page = await place.open(await place.app.show.aio(""))
    await page.js(
        "window.stop = new AbortController(); window.why = pywry.call('forever', {}, {signal: stop.signal}).then(() => 'done', e => e.code ?? e.name); 0"
    )
    async with asyncio.timeout(10):
        await started.wait()
        await page.js("stop.abort()")
        await cancelled.wait()
    assert await page.js("why") in ("cancelled", "AbortError")


async def test_python_calls_and_streams_from_the_page(place: Place) -> None:
    handle = await place.app.show.aio(
        """<script>
        pywry.handle('double', ({n}) => n * 2);
        pywry.handle('later', async ({n}) => { await null; return {n}; });
        pywry.handle('fails', () => { throw new TypeError('not today'); });
        pywry.handle('count', async function* ({to}) { for (let i = 0; i < to; i++) yield i; });
        </script>"""
    )
    await place.open(handle)
    assert await handle.call.aio("double", {"n": 21}) == 42
    assert await handle.call.aio("later", {"n": 1}) == {"n": 1}
    with pytest.raises(PageError, match="not today"):
        await handle.call.aio("fails")
    with pytest.raises(PageError, match="nothing"):
        await handle.call.aio("nothing")

    async def collect() -> list[Any]:
        return [value async for value in handle.stream("count", {"to": 40})]

    assert await place.app.session.hub.portal.arun(collect()) == list(range(40))


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("1 + 1", 2),
        ("document.title", "Page"),
        ("const a = 3; a * 2", 6),
        ("for (let i = 0; i < 3; i++) window.k = i; k", 2),
        ("new Promise(r => setTimeout(() => r('late'), 5))", "late"),
        ("({a: [1, {b: null}]})", {"a": [1, {"b": None}]}),
        ("undefined", None),
        ("'</script>'", "</script>"),
        ("await Promise.resolve(7)", 7),
    ],
)
async def test_eval_js_returns_the_value_of_the_last_expression(place: Place, script: str, value: Any) -> None:
    handle = await place.app.show.aio("", "Page")
    await place.open(handle)
    assert await handle.eval_js.aio(script) == value


async def test_eval_js_raises_what_the_script_raised(place: Place) -> None:
    handle = await place.app.show.aio("")
    await place.open(handle)
    with pytest.raises(PageError, match="no such luck"):
        await handle.eval_js.aio("throw new Error('no such luck')")
    with pytest.raises(PageError, match="cannot be read"):
        await handle.eval_js.aio("this is no script")
    with pytest.raises(PageTimeout, match="did not answer"):
        await handle.eval_js.aio("new Promise(() => {})", timeout_s=0.2)


async def test_eval_js_works_inside_a_plain_callback_and_without_waiting(place: Place) -> None:
    handle = await place.app.show.aio("<p id='out'></p>", "T")
    loop = asyncio.get_running_loop()
    value: asyncio.Future[Any] = loop.create_future()

    def callback(data: Any) -> None:
        handle.eval_js("document.getElementById('out').textContent = 'set'", wait=False)
        title = handle.eval_js("document.title")
        loop.call_soon_threadsafe(value.set_result, title)

    handle.on("app:go", callback)
    page = await place.open(handle)
    await page.js("pywry.emit('app:go')")
    async with asyncio.timeout(10):
        assert await value == "T"
    await page.wait("document.getElementById('out').textContent === 'set'")

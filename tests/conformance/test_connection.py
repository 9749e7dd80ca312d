"""Reload, second tab, dropped connection, sleep."""

from __future__ import annotations

import logging

import pytest

from pywry.runtime.log import Log
from tests.conformance.heard import Heard
from tests.conformance.places import Place

pytestmark = pytest.mark.anyio

COLLECT = "<script>window.got = []; pywry.on('app:n', d => got.push(d))</script>"


async def test_a_dropped_connection_comes_back_and_nothing_is_lost_or_doubled(place: Place) -> None:
    handle = await place.app.show.aio(COLLECT)
    heard = Heard(handle, "app:up")
    page = await place.open(handle)
    handle.emit("app:n", 0)
    await page.wait("got.length === 1")
    await page.js("pywry.emit('app:up', 'before')")
    assert await heard.next() == "before"
    await place.cut()
    await page.wait("!pywry.connected")
    for n in range(1, 50):
        handle.emit("app:n", n)
    await page.js("for (let i = 0; i < 5; i++) pywry.emit('app:up', i)")
    await place.mend()
    await page.wait("got.length === 50", 20)
    assert await page.js("got") == list(range(50))
    assert [await heard.next() for _ in range(5)] == list(range(5))
    assert heard.nothing


async def test_a_connection_that_died_in_the_machines_sleep_is_replaced_and_nothing_is_lost(place: Place) -> None:
    handle = await place.app.show.aio(COLLECT)
    heard = Heard(handle, "app:up")
    page = await place.open(handle)
    handle.emit("app:n", 0)
    await page.wait("got.length === 1")
    await place.silence()
    for n in range(1, 20):
        handle.emit("app:n", n)
    await page.js("pywry.emit('app:up', 'said while dead'); dispatchEvent(new Event('online'))")
    await page.wait("got.length === 20", 25)
    assert await page.js("got") == list(range(20))
    assert await heard.next() == "said while dead"
    assert handle.viewers == 1


async def test_a_reload_keeps_state_and_gets_the_events_of_the_meantime(place: Place) -> None:
    handle = await place.app.show.aio(f"{COLLECT}<p id='a'>old</p>")
    page = await place.open(handle)
    handle.set_content("a", text="new")
    handle.set_state("x", 5)
    await handle.update.aio(theme="dark")
    await page.wait("document.getElementById('a').textContent === 'new'")
    handle.emit("app:n", 1)
    await page.wait("got.length === 1")
    await page.reload()
    handle.emit("app:n", 2)
    await page.wait("got.includes(2)")
    assert await page.js("got") == [2]
    assert await page.wait("pywry.state.get('x')") == 5
    assert await page.wait("document.getElementById('a').textContent === 'new'")
    assert await page.js("document.documentElement.classList.contains('dark')")


async def test_two_tabs_show_the_same_and_each_hears_everything(place: Place) -> None:
    handle = await place.app.show.aio(COLLECT)
    heard = Heard(handle, "app:from")
    first, second = await place.open(handle), await place.open(handle)
    assert await first.js("pywry.viewer") != await second.js("pywry.viewer")
    handle.emit("app:n", 1)
    for page in (first, second):
        await page.wait("got.length === 1")
    assert handle.viewers == 2
    await first.js("pywry.emit('app:from', 1)")
    await second.js("pywry.emit('app:from', 2)")
    assert {await heard.next(), await heard.next()} == {1, 2}


async def test_a_page_that_fell_off_the_log_is_brought_up_to_the_present(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    handle = await place.app.show.aio(f"{COLLECT}<p id='a'></p>")
    page = await place.open(handle)
    await place.cut()
    await page.wait("!pywry.connected")
    place.app.session.hub.find(handle.id).log.max_bytes = 3_000
    told = Heard(handle, "pywry:resync")
    handle.set_content("a", text="present")
    with caplog.at_level(logging.WARNING):
        for n in range(200):
            handle.emit("app:n", n)
        await place.mend()
        assert (await told.next(20))["missed"] > 100
    await page.wait("document.getElementById('a').textContent === 'present'")
    handle.emit("app:n", "after")
    await page.wait("got.at(-1) === 'after'")
    assert "fell behind" in caplog.text


async def test_a_page_that_python_closed_is_gone_or_says_so_and_stays_closed(place: Place) -> None:
    handle = await place.app.show.aio("")
    page = await place.open(handle)
    await handle.close.aio()
    if await page.gone():
        return
    await page.wait("!pywry.connected")
    said = await page.js("(() => { try { pywry.emit('app:x'); return ''; } catch (e) { return e.message; } })()")
    assert "closed" in said


def test_the_default_log_is_32_megabytes_or_5_minutes() -> None:
    log = Log()
    assert (log.max_bytes, log.max_age_s) == (32 * 2**20, 300)

"""Events, state and values between a real page and Python."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.conformance.heard import Heard
from tests.conformance.places import Place

pytestmark = pytest.mark.anyio


async def test_the_bridge_has_every_promised_member(place: Place) -> None:
    page = await place.open(await place.app.show.aio("<h1>Hi</h1>", label="main"))
    members = "emit on off call stream handle state result send dispatch _trigger _fire theme label viewer connected version ready"
    assert await page.js(f"'{members}'.split(' ').filter(m => pywry[m] === undefined)") == []
    assert await page.js("[pywry.label, pywry.version, pywry.connected]") == ["main", 1, True]


async def test_emit_reaches_python_and_does_not_echo(place: Place) -> None:
    handle = await place.app.show.aio("")
    heard = Heard(handle, "app:click")
    page = await place.open(handle)
    await page.js("window.echo = 0; pywry.on('app:click', () => echo++); pywry.emit('app:click', {x: 100})")
    assert await heard.next() == {"x": 100}
    assert await page.js("echo") == 0


@pytest.mark.parametrize("verb", ["dispatch", "_trigger", "_fire"])
async def test_local_verbs_run_listeners_and_send_nothing(place: Place, verb: str) -> None:
    handle = await place.app.show.aio("")
    heard = Heard(handle, "*")
    page = await place.open(handle)
    await page.js(
        f"window.got = []; pywry.on('app:local', d => got.push(d)); pywry.{verb}('app:local', 5); pywry.emit('app:end')"
    )
    assert await page.js("got") == [5]
    while (event := await heard.event())[1] != "app:end":
        assert event[1] != "app:local"


async def test_result_and_send_arrive_under_their_names(place: Place) -> None:
    handle = await place.app.show.aio("")
    result, message = Heard(handle, "pywry:result"), Heard(handle, "pywry:message")
    page = await place.open(handle)
    await page.js("pywry.result({ok: 1}); pywry.send('hi')")
    assert await result.next() == {"ok": 1}
    assert await message.next() == "hi"


async def test_page_listeners_take_wildcards_and_can_be_ended(place: Place) -> None:
    handle = await place.app.show.aio("")
    page = await place.open(handle)
    await page.js(
        """window.got = [];
        pywry.on('*', (d, n) => n.startsWith('app:') && got.push('*' + n));
        pywry.on('app:*', (d, n) => got.push('ns' + n));
        const end = pywry.on('app:a', () => got.push('never')); end();
        const gone = () => got.push('never'); pywry.on('app:a', gone); pywry.off('app:a', gone);
        pywry.on('app:b', () => got.push('never')); pywry.off('app:b'); 0"""
    )
    handle.emit("app:a")
    handle.emit("app:b")
    await page.wait("got.length >= 4")
    assert await page.js("got") == ["*app:a", "nsapp:a", "*app:b", "nsapp:b"]


async def test_ten_thousand_events_arrive_once_and_in_order(place: Place) -> None:
    handle = await place.app.show.aio("")
    page = await place.open(handle)
    await page.js("window.n = 0; window.wrong = 0; pywry.on('app:n', d => { if (d.i !== n) wrong++; n++; })")
    for i in range(10_000):
        handle.emit("app:n", {"i": i, "text": "x" * 80})
    await page.wait("n === 10000", 30)
    assert await page.js("wrong") == 0


async def test_events_that_were_emitted_right_after_show_are_not_lost(place: Place) -> None:
    html = "<script>window.got = []; pywry.on('app:early', d => got.push(d))</script>"
    handle = await place.app.show.aio(html)
    handle.emit("app:early", 1)
    page = await place.open(handle)
    handle.emit("app:early", 2)
    await page.wait("got.length === 2")
    assert await page.js("got") == [1, 2]


VALUES = {
    "text": "</script><b>&amp;\u2028 ünï",
    "surrogate": "\ud800 alone",
    "nan": math.nan,
    "inf": -math.inf,
    "big": 2**63,
    "small": -(2**70),
    "null": None,
    "deep": [{"a": [1, [2.5, {"b": True}]]}],
    "empty": {"list": [], "dict": {}},
    "bytes": b"\x00\xff",
    "ints": np.array([1, -2, 3]),
    "floats": np.array([0.5, math.nan]),
    "shorts": np.array([1, 2], dtype="u2"),
    "wide": np.array([2**60, -(2**60)]),
}


async def test_values_survive_the_way_to_the_page_and_back(place: Place) -> None:
    handle = await place.app.show.aio("")
    heard = Heard(handle, "app:back")
    page = await place.open(handle)
    await page.js("pywry.on('app:there', d => pywry.emit('app:back', d))")
    handle.emit("app:there", VALUES)
    got = await heard.next()
    assert set(got) == set(VALUES)
    for key, sent in VALUES.items():
        assert _same(got[key], sent), key


def _same(got: Any, sent: Any) -> bool:
    if isinstance(sent, np.ndarray):
        return isinstance(got, np.ndarray) and np.array_equal(got, sent, equal_nan=sent.dtype.kind == "f")
    if isinstance(sent, float) and math.isnan(sent):
        return isinstance(got, float) and math.isnan(got)
    return bool(got == sent)


async def test_values_have_their_javascript_types(place: Place) -> None:
    handle = await place.app.show.aio("")
    page = await place.open(handle)
    await page.js(
        "pywry.on('app:v', d => { window.kinds = Object.entries(d).map(([k, v]) => k + ' ' + (v?.constructor?.name ?? v)) })"
    )
    handle.emit("app:v", {k: VALUES[k] for k in ("big", "nan", "bytes", "ints", "floats", "shorts", "wide", "null")})
    await page.wait("window.kinds")
    assert await page.js("kinds") == [
        "big BigInt",
        "nan Number",
        "bytes Uint8Array",
        "ints Int32Array",
        "floats Float64Array",
        "shorts Uint16Array",
        "wide BigInt64Array",
        "null null",
    ]


async def test_what_a_page_cannot_send_fails_there_with_a_cure(place: Place) -> None:
    page = await place.open(await place.app.show.aio(""))
    said = "(f => { try { f(); return ''; } catch (e) { return e.message; } })"
    assert "a.b" in await page.js(f"{said}(() => pywry.emit('app:x', {{a: {{b: document.body}}}}))")
    assert "namespace:event-name" in await page.js(f"{said}(() => pywry.emit('click', 1))")


async def test_messages_of_five_megabytes_pass_both_ways(place: Place) -> None:
    handle = await place.app.show.aio("")
    heard = Heard(handle, "app:back")
    page = await place.open(handle)
    await page.js("pywry.on('app:big', d => pywry.emit('app:back', {text: d.text, array: d.array}))")
    handle.emit("app:big", {"text": "ü" * 2_500_000, "array": np.arange(700_000, dtype=float)})
    got = await heard.next(30)
    assert len(got["text"]) == 2_500_000
    assert got["array"][-1] == 699_999


async def test_state_is_last_value_wins_and_is_there_for_later_pages(place: Place) -> None:
    handle = await place.app.show.aio("")
    page = await place.open(handle)
    await page.js("window.seen = []; pywry.state.on('speed', v => seen.push(v))")
    for n in range(5):
        handle.set_state("speed", n)
    await page.wait("seen.at(-1) === 4")
    later = await place.open(handle)
    assert await later.wait("pywry.state.get('speed')") == 4


async def test_a_page_that_is_busy_does_not_delay_another(place: Place) -> None:
    busy, free = await place.app.show.aio(""), await place.app.show.aio("")
    heard = Heard(free, "app:pong")
    stuck, page = await place.open(busy), await place.open(free)
    await stuck.js("setTimeout(() => { const end = Date.now() + 3000; while (Date.now() < end); }, 0)")
    await page.js("pywry.on('app:ping', d => pywry.emit('app:pong', d))")
    for n in range(20):
        busy.emit("app:flood", {"n": n})
        free.emit("app:ping", n)
        assert await heard.next(2) == n

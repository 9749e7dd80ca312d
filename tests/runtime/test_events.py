"""Events between pages and callbacks."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import logging
import math
import threading
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel

from pywry import PyWry
from pywry_tools.errors import BadData, NoSuchEvent, NoSuchWidget, WrongThread
from pywry_tools.events.page import ThemeUpdated
from tests.conftest import Visit

pytestmark = pytest.mark.anyio


async def heard(box: asyncio.Queue[Any]) -> Any:
    async with asyncio.timeout(5):
        return await box.get()


async def test_events_that_were_sent_before_the_first_page_came_reach_it_in_order(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("<h1>Hello</h1>")
    for n in range(3):
        handle.emit("app:count", {"n": n})
    page = await visit(handle)
    assert [d["n"] for d in page.events("app:count")] == [0, 1, 2]


async def test_a_second_tab_does_not_get_events_from_before_it_came(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    await visit(handle)
    handle.emit("app:old")
    second = await visit(handle)
    handle.emit("app:new")
    await second.event("app:new")
    assert second.events("app:old") == []


@pytest.mark.parametrize("takes", [1, 2, 3])
async def test_a_callback_gets_as_many_arguments_as_it_takes(app: PyWry, visit: Visit, takes: int) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    callbacks = {
        1: lambda data: box.put_nowait((data,)),
        2: lambda data, event_type: box.put_nowait((data, event_type)),
        3: lambda data, event_type, label: box.put_nowait((data, event_type, label)),
    }

    async def on_click(*args: Any) -> None: ...

    handle = await app.show.aio("", label="main")
    loop = asyncio.get_running_loop()
    handle.on("app:click", _on(loop, callbacks[takes], takes))
    (await visit(handle)).emit("app:click", {"x": 1})
    assert await heard(box) == ({"x": 1}, "app:click", "main")[:takes]


def _on(loop: asyncio.AbstractEventLoop, function: Any, takes: int) -> Any:
    if takes == 1:
        return lambda data: loop.call_soon_threadsafe(function, data)
    if takes == 2:
        return lambda data, event_type: loop.call_soon_threadsafe(function, data, event_type)
    return lambda data, event_type, label: loop.call_soon_threadsafe(function, data, event_type, label)


async def test_an_async_callback_runs_on_the_loop_and_a_plain_one_does_not(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    async def asynchronous(data: Any) -> None:
        await box.put(("async", threading.current_thread() is threading.main_thread()))

    def plain(data: Any) -> None:
        loop.call_soon_threadsafe(box.put_nowait, ("plain", threading.current_thread() is threading.main_thread()))

    handle = await app.show.aio("")
    handle.on("app:go", asynchronous)
    handle.on("app:go", plain)
    (await visit(handle)).emit("app:go")
    assert {await heard(box), await heard(box)} == {("async", True), ("plain", False)}


async def test_the_sync_api_works_inside_a_plain_callback(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    handle = await app.show.aio("")

    def callback(data: Any) -> None:
        value = handle.eval_js("document.title")
        child = app.show("<p>child</p>")
        loop.call_soon_threadsafe(box.put_nowait, (value, child.is_open))

    handle.on("app:go", callback)
    page = await visit(handle)
    page.answers["pywry:eval"] = lambda args: f"ran {args['script']}"
    page.emit("app:go")
    assert await heard(box) == ("ran document.title", True)


async def test_a_sync_call_inside_async_code_names_its_aio_form(app: PyWry) -> None:
    with pytest.raises(WrongThread, match=r"await show\.aio"):
        app.show("")


async def test_a_callback_that_raises_is_logged_and_the_others_still_run(
    app: PyWry, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()

    async def breaks(data: Any) -> None:
        raise RuntimeError("no luck")

    async def works(data: Any) -> None:
        await box.put(data)

    handle = await app.show.aio("")
    handle.on("app:go", breaks)
    handle.on("app:go", works)
    with caplog.at_level(logging.ERROR, "pywry.callbacks"):
        (await visit(handle)).emit("app:go", 7)
        assert await heard(box) == 7
    assert "no luck" in caplog.text


async def test_a_slow_callback_of_one_widget_does_not_hold_up_another(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    release = threading.Event()
    slow, quick = await app.show.aio(""), await app.show.aio("")
    slow.on("app:go", lambda data: release.wait(5))
    quick.on("app:go", lambda data: loop.call_soon_threadsafe(box.put_nowait, "quick"))
    (await visit(slow)).emit("app:go")
    (await visit(quick)).emit("app:go")
    assert await heard(box) == "quick"
    release.set()


@pytest.mark.parametrize(("pattern", "hears"), [("app:click", True), ("app:*", True), ("*", True), ("app:cli", False)])
async def test_wildcards_hear_what_they_match(app: PyWry, visit: Visit, pattern: str, hears: bool) -> None:
    got: list[str] = []

    async def listen(data: Any, event_type: str) -> None:
        got.append(event_type)

    done = asyncio.Event()

    async def end(data: Any) -> None:
        done.set()

    handle = await app.show.aio("")
    handle.on(pattern, listen)
    handle.on("zz:end", end)
    page = await visit(handle, ready=False)
    page.emit("app:click")
    page.emit("zz:end")
    async with asyncio.timeout(5):
        await done.wait()
    assert ("app:click" in got) is hears


async def test_calling_a_subscription_ends_it_and_on_works_as_a_decorator(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    handle = await app.show.aio("")

    @handle.on("app:a")
    async def first(data: Any) -> None:
        await box.put("first")

    async def second(data: Any) -> None:
        await box.put("second")

    end = handle.on("app:a", second)
    end()
    end()
    (await visit(handle)).emit("app:a")
    assert await heard(box) == "first"
    assert box.empty()


async def test_a_typed_listener_gets_the_event_itself(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[ThemeUpdated] = asyncio.Queue()
    handle = await app.show.aio("")

    async def changed(event: ThemeUpdated) -> None:
        await box.put(event)

    handle.on(ThemeUpdated, changed)
    (await visit(handle)).emit("pywry:theme-update", {"mode": "dark"})
    assert (await heard(box)).mode == "dark"


async def test_app_on_hears_widgets_that_open_later(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()

    async def listen(data: Any, event_type: str, label: str) -> None:
        await box.put(label)

    app.on("app:x", listen)
    handle = await app.show.aio("", label="later")
    (await visit(handle)).emit("app:x")
    assert await heard(box) == "later"


class Model(BaseModel):
    n: int
    inner: dict[str, Any]


@dataclasses.dataclass
class Point:
    x: int
    y: float


async def test_payloads_take_arrays_dates_models_and_dataclasses_anywhere(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    data = {
        "deep": [{"array": np.arange(3), "when": dt.datetime(2024, 1, 2, tzinfo=dt.UTC)}],
        "model": Model(n=1, inner={"floats": np.linspace(0, 1, 3)}),
        "point": Point(1, math.nan),
        "big": 2**63,
        "text": "</script>\ud800",
        "bytes": b"\x00\x01",
    }
    handle.emit("app:all", data)
    got = await (await visit(handle)).event("app:all")
    assert got["deep"][0]["array"].tolist() == [0, 1, 2]
    assert got["deep"][0]["when"] == "2024-01-02T00:00:00+00:00"
    assert got["model"]["inner"]["floats"].tolist() == [0, 0.5, 1]
    assert math.isnan(got["point"]["y"])
    assert (got["big"], got["text"], got["bytes"]) == (2**63, "</script>\ud800", b"\x00\x01")


@pytest.mark.parametrize(
    ("event", "data", "error", "words"),
    [
        ("click", None, NoSuchEvent, "namespace:event-name"),
        ("plotly:updte-layout", {}, NoSuchEvent, "'plotly:update-layout'"),
        ("pywry:set-content", {"id": "a"}, BadData, "either text or html"),
        ("pywry:navigate", {"url": "javascript:alert(1)"}, BadData, "no web address"),
        ("app:x", {"a": [object()]}, BadData, r"data\.a\[0\] is a builtins\.object"),
        ("app:x", {(1, 2): 3}, BadData, "use str keys"),
    ],
)
async def test_what_cannot_be_sent_is_refused_with_a_cure(
    app: PyWry, event: str, data: Any, error: type[Exception], words: str
) -> None:
    handle = await app.show.aio("")
    with pytest.raises(error, match=words):
        handle.emit(event, data)
    assert handle.revision == 0


async def test_emitting_to_an_unknown_label_offers_the_nearest(app: PyWry) -> None:
    await app.show.aio("", label="orders")
    with pytest.raises(NoSuchWidget, match="'orders'"):
        app.emit("app:x", {}, "order")


async def test_a_reserved_event_that_does_not_fit_is_refused_and_the_page_stays_connected(
    app: PyWry, visit: Visit
) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    page.emit("pywry:console", {"level": "shout", "text": "x"})
    refusal = await page.expect(lambda f: f["kind"] == "error")
    assert refusal["id"] is None and "level" in refusal["error"]["message"]
    assert page.closed is None


async def test_what_a_page_prints_reaches_logging_with_the_widgets_id(
    app: PyWry, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    handle = await app.show.aio("", label="noisy")
    page = await visit(handle)
    with caplog.at_level(logging.INFO, "pywry.page"):
        page.emit("pywry:console", {"level": "error", "text": "boom", "source": "a.js", "line": 3})
    assert caplog.messages == ["noisy: error: boom (a.js:3)"]

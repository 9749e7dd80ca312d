"""A live source begins, waits, fails, is tried again and ends, and its pages are told."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from itertools import count
from queue import Queue
from typing import Any

import pytest

from pywry import ChartHandle, PyWry
from pywry.transports.memory import MemoryPage, MemoryTransport
from pywry_tools.errors import InvalidArguments, NoSuchPanel, WrongThread
from tests.conftest import Visit

LINE: dict[str, Any] = {"data": [{"x": [], "y": [], "name": "a"}, {"x": [], "y": [], "name": "b"}]}


async def shown(app: PyWry, label: str = "c") -> ChartHandle:
    return await app.show_plotly.aio(LINE, label=label)


async def note(page: MemoryPage, status: str | None) -> Any:
    def is_it(frame: dict[str, Any]) -> bool:
        return frame.get("key") == "live:chart" and dict[str, Any](frame.get("data") or {}).get("status") == status

    return await page.expect(is_it)


async def drawn(page: MemoryPage, more: int = 1) -> None:
    """Wait for points that are not there yet."""
    before = len(page.events("plotly:extend"))
    await page.expect(lambda _: len(page.events("plotly:extend")) >= before + more)


async def test_a_source_that_raises_is_told_in_the_panel_in_the_log_and_to_whoever_waits(
    app: PyWry, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    chart = await shown(app)
    page = await visit(chart)

    def source() -> Iterator[tuple[int, int]]:
        yield 1, 1
        raise OSError("the sensor was unplugged")

    live = chart.live(source)
    with pytest.raises(OSError, match="unplugged"):
        await live
    told = await note(page, "failed")
    assert told["data"]["text"] == "OSError: the sensor was unplugged"
    assert [r.name for r in caplog.records if "unplugged" in r.getMessage()] == ["pywry.live"]
    assert (live.state.status, live.state.error) == ("failed", "OSError: the sensor was unplugged")
    assert ((await chart.read.aio()).traces[0].points, page.state["live:chart"]["status"]) == (1, "failed")
    assert (await visit(chart)).state["live:chart"]["status"] == "failed"
    await chart.live(iter([(2, 2)]))
    assert "live:chart" not in page.state


@pytest.mark.parametrize("source", [[], iter([]), iter([None, None])])
async def test_a_source_may_have_nothing_to_say(app: PyWry, visit: Visit, source: Any) -> None:
    chart = await shown(app)
    page = await visit(chart)
    live = chart.live(source)
    await live
    assert (live.state.status, live.state.count, page.events("plotly:extend")) == ("ended", 0, [])


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf")])
async def test_a_rate_is_above_zero(app: PyWry, rate: float) -> None:
    chart = await shown(app)
    with pytest.raises(InvalidArguments, match="rate"):
        chart.live(lambda: 1, rate=rate)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "needs one source"),
        ({"source": [1], "tool": "page_list_open"}, "needs one source"),
        ({"source": [1], "args": {}}, "give tool too"),
        ({"source": [1], "by_id": True}, "by_id is for a grid"),
        ({"source": [1], "parse": str}, "a line of a file"),
        ({"source": iter([1]), "retry": 1}, "begin anew"),
        ({"source": [1], "window": 0}, "window"),
    ],
)
async def test_what_does_not_go_together_is_refused(app: PyWry, arguments: dict[str, Any], said: str) -> None:
    chart = await shown(app)
    with pytest.raises(InvalidArguments, match=said):
        chart.live(**arguments)


async def test_a_pause_holds_the_source_and_says_so(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    page = await visit(chart)
    live = chart.live(lambda: 1, rate=200)
    await drawn(page)
    live.pause()
    await note(page, "paused")
    assert live.status == "paused"
    before = live.state.count
    assert not await asyncio.to_thread(live.wait, 0.1)
    assert live.state.count <= before + 1
    live.resume()
    await drawn(page)
    assert (live.status, "live:chart" in page.state) == ("running", False)
    live.stop()
    await live
    assert live.status == "ended"


async def test_what_a_source_says_once_more_after_a_pause_waits_until_it_goes_on(app: PyWry, visit: Visit) -> None:
    chart, other = await shown(app), await shown(app, "other")
    page = await visit(chart)
    said: Queue[int | None] = Queue()
    live = chart.live(iter(said.get, None))
    said.put(1)
    await drawn(page, 0)
    live.pause()
    before = live.state.count
    said.put(2)
    async with asyncio.timeout(5):
        while live.state.count == before:
            await other.live(iter([1]))
    await other.live(iter([1]))
    assert (await chart.read.aio()).traces[0].points == before
    said.put(None)
    live.resume()
    await asyncio.wait_for(live, 5)
    assert (await chart.read.aio()).traces[0].points == 2


async def test_what_had_come_before_a_stop_is_drawn(app: PyWry) -> None:
    chart = await shown(app)
    sent = threading.Event()
    release = threading.Event()

    def source() -> Iterator[int]:
        yield from range(100)
        sent.set()
        release.wait(5)

    live = chart.live(source)
    await asyncio.to_thread(sent.wait, 5)
    live.stop()
    await live
    release.set()
    assert (await chart.read.aio()).traces[0].points == 100


async def test_another_source_takes_the_place_of_the_first(app: PyWry) -> None:
    chart = await shown(app)
    first = chart.live(lambda: 1, rate=100)
    second = chart.live(lambda: 2, rate=100)
    await first
    assert (first.status, second.status) == ("ended", "running")
    assert [state.source for state in (await app.list_live.aio()).lives] == [second.state.source]


async def test_two_sources_feed_two_traces_of_one_chart(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    one, two = chart.live(iter([(1, 1)]), traces=[0]), chart.live(iter([(2, 2)]), traces=[1])
    await one
    await two
    assert [trace.points for trace in (await chart.read.aio()).traces] == [1, 1]
    assert [state.live for state in (await app.list_live.aio()).lives] == ["c/chart/0", "c/chart/1"]


async def test_it_ends_with_its_page_and_an_async_source_may_clean_up(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    page = await visit(chart)
    cleaned = asyncio.Event()

    async def source() -> AsyncIterator[int]:
        try:
            yield 1
            await asyncio.Event().wait()
        finally:
            cleaned.set()

    live = chart.live(source)
    await page.event("plotly:extend")
    await chart.close.aio()
    await live
    async with asyncio.timeout(5):
        await cleaned.wait()
    assert live.status == "ended"


async def test_it_ends_when_its_panel_is_taken_away(app: PyWry, visit: Visit) -> None:
    panels = [{"kind": "metric", "id": name, "value": 0} for name in ("m", "n")]
    board = await app.show_dashboard.aio(panels)
    page = await visit(board)
    live = board.panel("m").live(lambda: 1, rate=100)
    await page.expect(lambda f: f.get("key") == "panel:m" and f["data"]["value"] == 1)
    await board.change.aio(remove=["m"])
    await live
    assert live.status == "ended"
    assert (await app.list_live.aio()).lives == []


async def test_the_panel_has_to_be_named_where_there_are_several(app: PyWry) -> None:
    panels = [{"kind": "metric", "id": name, "value": 0} for name in ("m", "n")]
    board = await app.show_dashboard.aio([*panels, {"kind": "html", "id": "h", "html": ""}])
    with pytest.raises(NoSuchPanel, match="which one was not said"):
        board.live([1])
    with pytest.raises(NoSuchPanel, match="'m', 'n'"):
        board.live([1], panel="h")
    await board.live([5], panel="n")
    page = await app.transport.visit(board.id)  # type: ignore[attr-defined]  # the memory transport
    assert page.state["panel:n"]["value"] == 5


async def test_without_a_viewer_it_goes_on_and_keeps_the_window(app: PyWry) -> None:
    chart = await shown(app)
    await chart.live(((i, i) for i in range(50_000)), window=10)
    found = (await chart.read.aio()).traces[0]
    assert (found.points, found.x) == (10, [49_990, 49_999])


async def test_a_fast_source_is_held_while_no_page_keeps_up_and_nothing_is_lost(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    page = await visit(chart)
    page.keeps_up = False
    live = chart.live(({"x": i, "a": i} for i in range(200_000)), window="all")
    while (live.state.lag or 0) <= 1:
        assert not await asyncio.to_thread(live.wait, 0.2)
    assert live.state.count < 150_000
    page.keeps_up = True
    page.acknowledge()
    await live
    assert [x for event in page.events("plotly:extend") for x in event["data"]["x"][0]] == list(range(200_000))


async def test_a_second_page_that_hangs_holds_nobody(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    stuck, page = await visit(chart), await visit(chart)
    stuck.keeps_up = False
    await chart.live({"x": i, "a": i} for i in range(100_000))
    assert page.events("plotly:extend")[-1]["data"]["x"][0][-1] == 99_999


async def test_a_source_that_can_begin_anew_is_tried_again(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    page = await visit(chart)
    tries = count(1)

    def source() -> Iterator[tuple[int, int]]:
        number = next(tries)
        yield number, number
        if number < 3:
            raise ConnectionError(f"try {number}")

    live = chart.live(source, retry=0.02)
    await live
    assert (live.state.status, live.state.error) == ("ended", None)
    assert (await chart.read.aio()).traces[0].points == 3
    assert (await note(page, "failed"))["data"]["text"] == "ConnectionError: try 1"
    assert "live:chart" not in page.state


async def test_a_plain_function_that_returns_a_coroutine_is_told_so(app: PyWry) -> None:
    chart = await shown(app)

    async def read() -> int:
        return 1

    with pytest.raises(Exception, match="write it as `async def`"):
        await chart.live(lambda: read())
    with pytest.raises(Exception, match="no live source"):
        chart.live(5)  # type: ignore[arg-type]  # what is wrong about it


async def test_a_sync_callback_may_start_one_and_a_block_ends_it(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    page = await visit(chart)
    ended: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    @chart.on("app:go")
    def go(data: Any) -> None:
        with chart.live(count(), rate=500) as live:
            while live.state.count < 3:
                live.wait(0.01)
        live.wait()
        loop.call_soon_threadsafe(ended.put_nowait, live.status)

    page.emit("app:go", {})
    async with asyncio.timeout(5):
        assert await ended.get() == "ended"
    async with chart.live(count(), rate=500) as live:
        await drawn(page)
        with pytest.raises(WrongThread, match="await live"):
            live.wait()
    assert live.status == "ended"


def test_an_async_source_runs_on_the_loop_that_handed_it_over() -> None:
    app = PyWry(transport=MemoryTransport)
    seen: list[object] = []

    async def program() -> None:
        async def source() -> AsyncIterator[int]:
            seen.append(asyncio.get_running_loop())
            yield 1

        chart = await app.show_plotly.aio(LINE)
        await chart.live(source)
        assert seen == [asyncio.get_running_loop()]
        assert (await chart.read.aio()).traces[0].points == 1

    try:
        asyncio.run(program())
        app.show_plotly(LINE).live(iter([1, 2])).wait(5)
    finally:
        app.destroy()


def test_destroying_the_app_ends_what_is_live(caplog: pytest.LogCaptureFixture) -> None:
    app = PyWry(transport=MemoryTransport)
    live = app.show_plotly(LINE).live(count(), rate=100)
    app.destroy()
    assert live.wait(5)
    assert live.status == "ended"
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


async def test_a_source_that_ends_its_thread_ends(app: PyWry) -> None:
    chart = await shown(app)
    live = chart.live(sys.exit, rate=100)
    await live
    assert live.status == "ended"

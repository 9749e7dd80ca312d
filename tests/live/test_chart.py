"""Points from sources of every kind reach a chart: all of them, in order, in few messages."""

from __future__ import annotations

import collections
import datetime as dt
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pywry import ChartHandle, PyWry
from pywry.transports.memory import MemoryPage
from pywry_tools.errors import BadData, InvalidArguments
from tests.conftest import Visit

EMPTY: dict[str, Any] = {"data": [{"x": [], "y": [], "name": "a"}, {"x": [], "y": [], "name": "b"}]}


async def shown(app: PyWry, figure: Any = EMPTY) -> ChartHandle:
    return await app.show_plotly.aio(figure, label="c")


async def points(chart: ChartHandle, trace: int = 0) -> tuple[list[Any], list[Any]]:
    found = (await chart.read.aio(trace=trace, limit=1000)).points or []
    return [point.get("x") for point in found], [point.get("y") for point in found]


def appended(page: MemoryPage) -> list[Any]:
    return [x for event in page.events("plotly:extend") for x in event["data"]["x"][0]]


async def test_every_point_of_a_generator_is_drawn_in_order_and_in_batches(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    page = await visit(chart)
    began = time.monotonic()
    live = chart.live(({"x": i, "a": i * 2} for i in range(20_000)), window="all")
    await live
    assert (live.state.status, live.state.count, live.state.error) == ("ended", 20_000, None)
    assert appended(page) == list(range(20_000))
    assert len(page.events("plotly:extend")) <= (time.monotonic() - began) / 0.016 + 2


async def test_the_window_holds_in_python_and_in_every_page(app: PyWry, visit: Visit) -> None:
    chart = await shown(app)
    page = await visit(chart)
    await chart.live(((i, i) for i in range(500)), window=100)
    assert {event["maxPoints"] for event in page.events("plotly:extend")} == {100}
    assert (await points(chart))[0] == list(range(400, 500))
    assert (await visit(chart)).state["panel:chart"]["figure"]["data"][0]["x"][0] == 400


async def test_an_async_generator_and_its_function_are_sources(app: PyWry) -> None:
    chart = await shown(app)

    async def ticks() -> AsyncIterator[tuple[int, int]]:
        for i in range(3):
            yield i, i * i

    await chart.live(ticks())
    await chart.live(ticks)
    assert await points(chart) == ([0, 1, 2, 0, 1, 2], [0, 1, 4, 0, 1, 4])


async def test_functions_are_called_at_the_rate_until_they_end(app: PyWry) -> None:
    chart = await shown(app)
    left = iter([1, None, 2])

    async def aread() -> int | None:
        try:
            return next(left)
        except StopIteration:
            raise StopAsyncIteration from None

    await chart.live(aread, rate=1000)
    assert (await points(chart))[1] == [1, 2]
    began = time.monotonic()
    await chart.live(iter([5.0, 6.0, 7.0]).__next__, rate=50, traces=[1])
    assert time.monotonic() - began >= 2 / 50
    assert (await points(chart, 1))[1] == [5, 6, 7]


Reading = collections.namedtuple("Reading", "x y")


@pytest.mark.parametrize(
    "value",
    [
        [(1, 10), (2, 20)],
        [{"x": 1, "y": 10}, {"x": 2, "y": 20}],
        {"x": [1, 2], "y": [10, 20]},
        {"x": np.array([1, 2]), "y": np.array([10, 20])},
        [Reading(1, 10), Reading(2, 20)],
        np.array([[1, 10], [2, 20]]),
        pd.DataFrame({"x": [1, 2], "y": [10, 20]}),
    ],
    ids=["tuples", "rows", "lists", "arrays", "named tuples", "a matrix", "a frame"],
)
async def test_several_points_may_come_at_once(app: PyWry, value: Any) -> None:
    chart = await shown(app)
    await chart.live(iter([value, value]))
    assert await points(chart) == ([1, 2, 1, 2], [10, 20, 10, 20])


async def test_keys_are_drawn_by_the_traces_of_their_names(app: PyWry) -> None:
    chart = await shown(app)
    await chart.live(iter([{"t": 1, "b": 5, "a": 4}, {"t": 2, "a": 6}]))
    assert await points(chart) == ([1, 2], [4, 6])
    assert await points(chart, 1) == ([1, 2], [5, None])


async def test_keys_can_be_named_and_nested(app: PyWry) -> None:
    chart = await shown(app)
    said = {"at": {"t": 7}, "sensors": [{"heat": 1}, {"heat": 2}], "noise": 0}
    await chart.live(iter([said]), x="at.t", y=["sensors.0.heat", "sensors.1.heat"])
    assert (await points(chart), await points(chart, 1)) == (([7], [1]), ([7], [2]))
    await chart.live(iter([{"all": said}]), pick="all.sensors", y="heat", traces=[0])
    assert (await points(chart))[1] == [1, 1, 2]


async def test_numbers_alone_stand_at_their_time_or_after_the_last_number(app: PyWry) -> None:
    chart = await shown(app)
    await chart.live(iter([3.5]))
    [moment], values = await points(chart)
    assert values == [3.5]
    assert abs(dt.datetime.fromisoformat(moment) - dt.datetime.now()) < dt.timedelta(minutes=1)
    counted = await shown(app, {"data": [{"x": [7, 8], "y": [1, 2]}]})
    await counted.live(iter([3, 4]))
    assert await points(counted) == ([7, 8, 9, 10], [1, 2, 3, 4])
    bare = await shown(app, [{"y": [1, 2]}])
    await bare.live(iter([3]))
    assert await points(bare) == ([None] * 3, [1, 2, 3])


async def test_other_attributes_of_a_trace_grow_too(app: PyWry) -> None:
    candles: dict[str, Any] = {"type": "candlestick", "x": [], "open": [], "high": [], "low": [], "close": []}
    chart = await shown(app, [candles])
    await chart.live(iter([{"x": "2026-01-02", "open": 1, "high": 4, "low": 0.5, "close": 3}]))
    point = ((await chart.read.aio(trace=0)).points or [])[0]
    assert (point["x"], point["high"], point["close"]) == ("2026-01-02", 4, 3)


@pytest.mark.parametrize(
    ("value", "options", "said"),
    [
        ({"t": 1, "heat": 2, "damp": 3}, {}, "'heat', 'damp' are drawn was not said, and its traces are 'a', 'b'"),
        ({"t": 1, "a": 2}, {"x": "time"}, "has no 'time'; its keys are 't', 'a'"),
        ((1, 2, 3, 4), {}, "3 values for 2 traces; its traces are 'a', 'b'"),
        ({"x": [1, 2], "y": [1]}, {}, "give equally many"),
        ({"a": 1}, {"pick": "b"}, "no part 'b': no 'b'"),
    ],
)
async def test_what_does_not_fit_is_told_with_the_charts_traces(
    app: PyWry, value: Any, options: dict[str, Any], said: str
) -> None:
    chart = await shown(app)
    live = chart.live(iter([value]), **options)
    with pytest.raises(BadData, match=said):
        await live
    assert live.state.status == "failed"


async def test_keys_that_change_on_the_way_end_it_and_leave_what_was_drawn(app: PyWry) -> None:
    chart = await shown(app)

    def source() -> Iterator[Any]:
        yield {"x": 1, "a": 1}
        yield {"x": 2, "z": 2}

    live = chart.live(source, rate=20)
    with pytest.raises(BadData, match="lacks keys; the chart takes 'x', 'a'"):
        await live
    assert await points(chart) == ([1], [1])


async def test_a_chart_without_traces_and_traces_that_are_not_there_are_refused(app: PyWry) -> None:
    empty = await shown(app, {"data": []})
    with pytest.raises(BadData, match="no trace that could grow"):
        await empty.live(iter([1]))
    chart = await shown(app)
    with pytest.raises(InvalidArguments, match=r"traces=\[2\] names traces that the chart has not; it has 2"):
        chart.live(iter([1]), traces=[2])

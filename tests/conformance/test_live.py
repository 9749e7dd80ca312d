"""Live data on a real page: every point in order, rows within their window, the last value, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from pywry import DashboardHandle
from tests.conformance.places import Document, Place

pytestmark = pytest.mark.anyio

LINE: dict[str, Any] = {"data": [{"x": [], "y": [], "mode": "lines"}], "layout": {}}
NOTE = "document.querySelector('[data-panel=\"line\"] .pywry-live')"


def plot(panel: str) -> str:
    return f"document.querySelector('[data-panel=\"{panel}\"] .js-plotly-plot')"


def kinds(number: str = "") -> list[dict[str, Any]]:
    return [
        {"kind": "chart", "id": f"line{number}", "figure": LINE, "width": 3, "height": 5},
        {"kind": "grid", "id": f"rows{number}", "data": {"n": [], "word": []}, "width": 3, "height": 5},
        {"kind": "metric", "id": f"last{number}", "value": None, "width": 3},
    ]


async def drawn(place: Place, panels: list[dict[str, Any]]) -> tuple[DashboardHandle, Document]:
    board = await place.app.show_dashboard.aio(panels)
    page = await place.open(board)
    await page.wait("document.documentElement.dataset.pywryPainted", 20)
    return board, page


async def test_a_chart_a_grid_and_a_metric_follow_their_sources(place: Place) -> None:
    board, page = await drawn(place, kinds())
    lives = [
        board.live(((i, i * 2) for i in range(5000)), panel="line", window=3000, rate=4000),
        board.live(({"n": i, "word": f"w{i}"} for i in range(300)), panel="rows", window=12, rate=600),
        board.live(iter(range(100)), panel="last", rate=200),
    ]
    for live in lives:
        await live
    await page.wait(f"{plot('line')}.data[0].x.at(-1) === 4999")
    in_order = f"Array.from({plot('line')}.data[0].x).every((x, i) => x === i + 2000)"
    assert await page.js(f"[{plot('line')}.data[0].x.length, {in_order}]") == [3000, True]
    await page.wait("document.querySelector('[data-panel=last] .pywry-metric-value').textContent === '99'")
    await page.wait("document.querySelector('[data-panel=rows]').textContent.includes('w299')")
    rows = "[...document.querySelectorAll('[data-panel=rows] [row-id]')].map((row) => row.getAttribute('row-id'))"
    await page.wait(f"new Set({rows}).size === 12")


async def test_what_went_wrong_is_shown_on_the_panel_until_a_source_speaks_again(place: Place) -> None:
    board, page = await drawn(place, kinds())

    def sensor() -> Iterator[tuple[int, int]]:
        yield 1, 1
        raise OSError("the sensor was unplugged")

    with pytest.raises(OSError, match="unplugged"):
        await board.live(sensor, panel="line")
    await page.wait(f"{NOTE}?.textContent.includes('the sensor was unplugged')")
    await page.wait(f"{plot('line')}.data[0].x.length === 1")
    await page.reload()
    await page.wait(f"{NOTE}?.textContent.includes('the sensor was unplugged')")
    told = await place.app.session.call("page_describe", {"widget": board.id})
    assert [w for w in told.warnings if "live" in w or "no new data" in w] == [
        "chart 'line': gets no new data: 'OSError: the sensor was unplugged'"
    ]
    live = board.live(count(2), panel="line", rate=50)
    await page.wait(f"{NOTE} === null && {plot('line')}?.data[0].x.length > 3")
    live.pause()
    await page.wait(f"{NOTE}?.textContent === 'Paused'")
    live.stop()
    await live
    await page.wait(f"{NOTE} === null")


async def test_twenty_sources_feed_one_dashboard(place: Place) -> None:
    metrics = [{"kind": "metric", "id": f"m{i}", "value": None, "width": 2} for i in range(12)]
    panels = [panel for i in range(4) for panel in kinds(str(i)) if panel["kind"] != "metric"]
    board, page = await drawn(place, [*metrics, *panels])
    ends = [{"n": i, "word": "x"} for i in range(90)]
    lives = [
        *(board.live(iter(range(90)), panel=f"m{i}", rate=60) for i in range(12)),
        *(board.live(iter(enumerate(range(90))), panel=f"line{i}", rate=60) for i in range(4)),
        *(board.live(iter(ends), panel=f"rows{i}", rate=60) for i in range(4)),
    ]
    for live in lives:
        await live
    for i in range(12):
        await page.wait(f"document.querySelector('[data-panel=m{i}] .pywry-metric-value').textContent === '89'")
    for i in range(4):
        await page.wait(f"{plot(f'line{i}')}.data[0].x.length === 90")
    assert {state.status for state in (await place.app.list_live.aio()).lives if state.widget == board.id} == {"ended"}

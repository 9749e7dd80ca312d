"""A Plotly chart on a real page: shown, changed, extended, clicked, selected, zoomed."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from pywry import ChartHandle
from pywry_tools.errors import BadData, NoSuchPanel
from tests.conformance.heard import Heard
from tests.conformance.places import Document, Place

pytestmark = pytest.mark.anyio

PLOT = "document.querySelector('.js-plotly-plot')"
BARS = {
    "data": [{"type": "bar", "x": ["a", "b", "c"], "y": [3, 1, 2], "name": "n"}],
    "layout": {"title": {"text": "T"}},
}


async def drawn(place: Place, figure: Any, **options: Any) -> tuple[ChartHandle, Document]:
    handle = await place.app.show_plotly.aio(figure, **options)
    page = await place.open(handle)
    await page.wait("document.documentElement.dataset.pywryPainted")
    return handle, page


async def test_a_figure_is_drawn_with_its_arrays_as_binary(place: Place) -> None:
    figure = go.Figure(go.Scattergl(x=np.arange(1000.0), y=np.sin(np.arange(1000) / 50), name="wave"))
    handle, page = await drawn(place, figure)
    assert await page.js(f"[{PLOT}.data[0].x.constructor.name, {PLOT}.data[0].x.length]") == ["Float64Array", 1000]
    told = await handle.describe.aio()
    assert told.page is not None
    assert told.page["panels"][0]["points"] == 1000
    assert told.console == []


async def test_a_click_reports_the_point(place: Place) -> None:
    heard: asyncio.Queue[tuple[Any, str, str]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def on_click(data: Any, event_type: str, label: str) -> None:
        loop.call_soon_threadsafe(heard.put_nowait, (data, event_type, label))

    handle, page = await drawn(place, BARS, on_click=on_click)
    await page.click(".barlayer .point:nth-child(2) path")
    async with asyncio.timeout(10):
        data, event_type, label = await heard.get()
    assert (event_type, label) == ("plotly:click", handle.id)
    assert data["chartId"] == "chart"
    assert data["widget_type"] == "chart"
    assert data["point_indices"] == [1]
    point = data["points"][0]
    assert (point["x"], point["y"], point["pointIndex"], point["curveNumber"], point["trace_name"]) == (
        "b",
        1,
        1,
        0,
        "n",
    )


async def test_hover_and_unhover_are_heard(place: Place) -> None:
    handle, page = await drawn(place, BARS)
    hovered, left = Heard(handle, "plotly:hover"), Heard(handle, "plotly:unhover")
    await page.hover(".barlayer .point:nth-child(1) path")
    assert (await hovered.next())["points"][0]["x"] == "a"
    await page.hover(".gtitle, .xtitle, .ytick")
    assert await left.next() == {"chartId": "chart"}


async def test_a_box_selection_and_a_zoom_are_heard_and_remembered(place: Place) -> None:
    figure = {"data": [{"x": [1, 2, 3, 4], "y": [1, 2, 3, 4], "mode": "markers"}], "layout": {"dragmode": "select"}}
    handle, page = await drawn(place, figure, config={"doubleClickDelay": 1})
    selected, zoomed = Heard(handle, "plotly:selected"), Heard(handle, "plotly:relayout")
    await page.drag(".nsewdrag", (0.02, 0.98), (0.5, 0.4))
    data = await selected.next()
    assert [p["x"] for p in data["points"]] == [1, 2]
    assert data["range"]
    await handle.update_layout.aio({"dragmode": "zoom"})
    await page.wait(f"{PLOT}._fullLayout.dragmode === 'zoom'")
    await page.drag(".nsewdrag", (0.6, 0.9), (0.9, 0.1))
    while "xaxis.range[0]" not in (data := (await zoomed.next())["relayout_data"]):
        pass
    before = await page.js(f"{PLOT}.layout.xaxis.range")
    assert data["xaxis.range[0]"] == pytest.approx(before[0])
    assert "selected" in str((await handle.read.aio()).seen)


async def test_changes_reach_pages_that_are_open_and_those_to_come(place: Place) -> None:
    handle, page = await drawn(place, BARS)
    handle.update_layout({"title.text": "Changed", "xaxis": {"title": {"text": "letters"}}})
    handle.update_traces({"marker.color": "rgb(1, 2, 3)"}, [0])
    await page.wait(f"{PLOT}.layout.title.text === 'Changed' && {PLOT}.data[0].marker.color === 'rgb(1, 2, 3)'")
    later = await place.open(handle)
    await later.wait(f"{PLOT}?.layout?.title?.text === 'Changed'")
    assert await later.js(f"[{PLOT}.layout.xaxis.title.text, {PLOT}.data[0].marker.color]") == [
        "letters",
        "rgb(1, 2, 3)",
    ]
    handle.update_figure({"data": [{"type": "scatter", "y": [1, 2]}], "layout": {}})
    for document in (page, later):
        await document.wait(f"{PLOT}.data[0].type === 'scatter'")


async def test_points_are_appended_and_the_window_holds(place: Place) -> None:
    handle, page = await drawn(place, {"data": [{"x": [], "y": [], "mode": "lines"}], "layout": {}})
    for n in range(500):
        handle.extend({"x": [[n]], "y": [[n * 2]]}, indices=[0], max_points=100)
    await page.wait(f"{PLOT}.data[0].x.length === 100 && {PLOT}.data[0].x[99] === 499")
    assert await page.js(f"Array.from({PLOT}.data[0].y).at(-1)") == 998
    later = await place.open(handle)
    await later.wait(f"{PLOT}?.data?.[0]?.x?.length === 100")
    assert await later.js(f"{PLOT}.data[0].x[0]") == 400


async def test_the_theme_switch_recolours_the_chart_and_keeps_the_zoom(place: Place) -> None:
    handle, page = await drawn(place, BARS, theme="light")
    handle.set_zoom([0.5, 1.5])
    await page.wait(f"{PLOT}.layout.xaxis?.range?.[0] === 0.5")
    light = await page.js(f"{PLOT}._fullLayout.font.color")
    handle.emit("pywry:update-theme", {"theme": "dark"})
    await page.wait(f"{PLOT}._fullLayout.font.color !== '{light}'")
    assert await page.js(f"{PLOT}.layout.xaxis.range[0]") == 0.5
    handle.reset_zoom()
    await page.wait(f"{PLOT}.layout.xaxis.range[0] !== 0.5")


async def test_state_is_answered_by_the_page(place: Place) -> None:
    handle, _ = await drawn(place, BARS)
    state = Heard(handle, "plotly:state-response")
    handle.request_plotly_state()
    answer = await state.next()
    assert answer["chartId"] == "chart"
    assert answer["data"][0]["type"] == "bar"
    assert answer["layout"]["title"]["text"] == "T"


async def test_what_is_no_figure_and_no_chart_is_refused(place: Place) -> None:
    with pytest.raises(BadData, match="figure"):
        await place.app.show_plotly.aio({"dat": []})
    plain = await place.app.show.aio("")
    with pytest.raises(NoSuchPanel):
        await place.app.session.call("plotly_update", {"widget": plain.id, "layout": {}})

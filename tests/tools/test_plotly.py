"""Charts by tool: what pages get, what is kept for later ones, what is read back."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from pywry import ChartHandle, PyWry
from pywry_tools.errors import BadData, InvalidArguments, NoPage, NoSuchPanel, NoSuchWidget
from pywry_tools.events.plotly import Clicked
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

BARS = {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2], "name": "one"}], "layout": {"title": {"text": "Sales"}}}


async def heard(box: asyncio.Queue[Any]) -> Any:
    async with asyncio.timeout(5):
        return await box.get()


async def test_a_figure_is_shown_and_titled_by_itself(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio(go.Figure(BARS), config={"scrollZoom": True})
    page = await visit(chart)
    state = page.state["panel:chart"]
    assert (state["kind"], state["figure"]["data"][0]["x"], state["config"]) == (
        "chart",
        ["a", "b"],
        {"scrollZoom": True},
    )
    assert (chart.title, page.view.families) == ("Sales", frozenset({"chart"}))
    named = await app.show_plotly.aio(BARS, "Mine", theme="dark", label="mine")
    assert (named.id, named.title) == ("mine", "Mine")


async def test_numbers_travel_as_bytes(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio([{"y": np.linspace(0, 1, 1000)}])
    y = (await visit(chart)).state["panel:chart"]["figure"]["data"][0]["y"]
    assert (y.dtype, len(y)) == (np.float64, 1000)


async def test_one_call_changes_figure_layout_traces_and_zoom(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio(BARS)
    page = await visit(chart)
    await chart.change.aio(
        figure=BARS, layout={"xaxis.range": [0, 1]}, traces={"y": [[5, 6]]}, indices=[0], reset_zoom=True
    )
    await page.event("plotly:reset-zoom")
    assert page.events("plotly:update-layout") == [{"chartId": "chart", "layout": {"xaxis.range": [0, 1]}}]
    assert page.events("plotly:update-traces") == [{"chartId": "chart", "update": {"y": [[5, 6]]}, "indices": [0]}]
    later = (await visit(chart)).state["panel:chart"]["figure"]
    assert (later["data"][0]["y"], "range" in later["layout"]["xaxis"]) == ([5, 6], False)


async def test_every_verb_has_a_method(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio(BARS)
    page = await visit(chart)
    chart.update_figure([{"y": pd.Series([1, 2])}], animate=True)
    chart.update_layout({"title.text": "New"})
    chart.update_traces({"marker.color": "red"})
    chart.set_zoom([0, 5])
    chart.set_trace_visibility("legendonly", [0])
    chart.reset_zoom()
    chart.request_plotly_state()
    await page.event("plotly:request-state")
    assert page.events("plotly:update-figure")[0]["animate"] is True
    assert [e["layout"] for e in page.events("plotly:update-layout")] == [
        {"title.text": "New"},
        {"xaxis.range": [0, 5]},
    ]
    assert page.events("plotly:update-traces")[1] == {
        "chartId": "chart",
        "update": {"visible": "legendonly"},
        "indices": [0],
    }


async def test_points_are_appended_for_those_who_watch_and_those_who_come(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio([{"y": np.array([1.0, 2.0])}])
    page = await visit(chart)
    for n in range(50):
        chart.extend({"y": [np.array([float(n)])]}, max_points=3)
    chart.extend({"y": [[7]]}, indices=[0])
    await page.expect(lambda f: f.get("name") == "plotly:extend" and f["data"]["data"]["y"][0][0] == 7)
    assert len(page.events("plotly:extend")) == 51
    assert page.events("plotly:extend")[0]["maxPoints"] == 3
    later = await visit(chart)
    assert later.state["panel:chart"]["figure"]["data"][0]["y"].tolist() == [47.0, 48.0, 49.0, 7.0]


async def test_callbacks_hear_clicks_from_the_start(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    chart = await app.show_plotly.aio(BARS, on_click=box.put_nowait, callbacks={"plotly:hover": box.put_nowait})
    typed: asyncio.Queue[Any] = asyncio.Queue()
    chart.on(Clicked, typed.put_nowait)
    page = await visit(chart)
    point = {"x": "a", "y": 1, "curveNumber": 0, "pointNumber": 0}
    page.emit("plotly:click", {"chartId": "chart", "points": [point]})
    page.emit("plotly:hover", {"chartId": "chart", "points": [point]})
    assert [(await heard(box))["points"], (await heard(box))["points"]] == [[point], [point]]
    assert (await heard(typed)).points == [point]
    read = await chart.read.aio()
    assert read.seen["clicked"] == [point]


async def test_a_chart_is_read_in_brief_and_point_by_point(app: PyWry) -> None:
    chart = await app.show_plotly.aio(BARS, "T")
    brief = await chart.read.aio()
    assert (brief.panel, brief.layout["title"]["text"], brief.points) == ("chart", "Sales", None)
    assert brief.traces[0].model_dump(exclude_none=True) == {
        "index": 0,
        "type": "bar",
        "name": "one",
        "points": 2,
        "x": ["a", "b"],
        "y": [1, 2],
    }
    page_of_points = await chart.read.aio(trace=0, limit=1)
    assert (page_of_points.points, page_of_points.next_cursor) == ([{"x": "a", "y": 1}], 1)


async def test_a_raw_event_takes_any_figure_and_means_the_only_chart(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio(BARS)
    page = await visit(chart)
    chart.emit("plotly:update-figure", {"figure": go.Figure(go.Scatter(y=[3]))})
    data = await page.event("plotly:update-figure")
    assert (data["chartId"], data["figure"]["data"][0]["type"]) == ("chart", "scatter")


async def test_what_does_not_fit_is_refused_and_the_page_hears_nothing(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio(BARS)
    page = await visit(chart)
    for wrong, words in (
        (lambda: chart.update_figure({"x": [1]}), "a figure has data"),
        (lambda: chart.update_traces({"y": 1}, [3]), "no trace 3"),
        (lambda: chart.extend({"y": [[1], [2]]}, [0]), "2 lists of points for 1"),
    ):
        with pytest.raises(BadData, match=words):
            wrong()
    with pytest.raises(InvalidArguments, match="nothing to change; give figure"):
        await chart.change.aio()
    with pytest.raises(InvalidArguments, match="max_points"):
        chart.extend({"y": [[1]]}, max_points=0)
    with pytest.raises(InvalidArguments, match="two callbacks for plotly:click"):
        await app.show_plotly.aio(BARS, on_click=print, callbacks={"plotly:click": print})
    chart.emit("app:after")
    await page.event("app:after")
    assert [f["name"] for f in page.frames if f["kind"] == "event"] == ["app:after"]


async def test_a_page_without_charts_says_so(app: PyWry) -> None:
    page = await app.show.aio("<p>Hi</p>")
    with pytest.raises(NoSuchPanel, match="no panel 'chart'"):
        await ChartHandle(app.session, page.id).read.aio()
    with pytest.raises(NoSuchWidget):
        await app.session.call("plotly_update", {"widget": "nobody", "reset_zoom": True})


async def test_points_are_put_before_the_first_ones_for_those_who_come(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio([{"x": np.array([5.0, 6.0]), "y": [1, 2], "text": ["e", "f"]}])
    page = await visit(chart)
    chart.prepend({"x": [[4]], "y": [[0]], "text": [["d"]]})
    chart.prepend({"x": [np.array([2.0, 3.0])], "y": [[8, 9]], "text": [["b", "c"]]}, max_points=4)
    await page.expect(lambda f: f.get("name") == "plotly:prepend" and "maxPoints" in f["data"])
    [trace] = (await visit(chart)).state["panel:chart"]["figure"]["data"]
    assert (trace["x"].tolist(), trace["y"], trace["text"]) == ([2, 3, 4, 5], [8, 9, 0, 1], ["b", "c", "d", "e"])
    chart.prepend({"x": [["a"]]}, [0])
    chart.extend({"x": [[None]]}, [0])
    [trace] = (await visit(chart)).state["panel:chart"]["figure"]["data"]
    assert trace["x"] == ["a", 2, 3, 4, 5, None]


async def test_a_replacement_forgets_what_a_person_did(app: PyWry, visit: Visit) -> None:
    chart = await app.show_plotly.aio(BARS)
    page = await visit(chart)
    page.emit("plotly:selected", {"chartId": "chart", "points": [{"x": "a"}]})
    async with asyncio.timeout(5):
        while not (await chart.read.aio()).seen:
            await chart.wait_for.aio(["plotly:selected"], timeout_s=1)
    chart.replace([{"y": [1]}])
    await page.event("plotly:replace")
    assert (await chart.read.aio()).seen == {}


async def test_frames_are_played_by_name_or_group(app: PyWry, visit: Visit) -> None:
    frames = [{"name": "a", "group": "g", "data": [{"y": [2]}]}, {"name": "b", "data": [{"y": [3]}]}]
    chart = await app.show_plotly.aio({"data": [{"y": [1]}], "frames": frames})
    page = await visit(chart)
    chart.animate(["b", "a"], frame_ms=100, transition_ms=900)
    chart.animate(["g"])
    chart.animate(stop=True)
    await page.expect(lambda f: f.get("name") == "plotly:animate" and f["data"]["stop"])
    first, *_ = page.events("plotly:animate")
    assert (first["frames"], first["frameMs"], first["transitionMs"]) == (["b", "a"], 100, 100)
    with pytest.raises(BadData, match="no frame 'c'"):
        chart.animate(["c"])
    still = await app.show_plotly.aio(BARS)
    with pytest.raises(BadData, match="no frames to play"):
        still.animate()


async def test_a_picture_that_no_page_can_take_is_refused(app: PyWry) -> None:
    chart = await app.show_plotly.aio(BARS)
    with pytest.raises(NoPage):
        await chart.to_image.aio(timeout_s=0.05)
    with pytest.raises(InvalidArguments, match="png"):
        await chart.to_image.aio("gif")  # type: ignore[arg-type]  # what a caller without types may give
    with pytest.raises(InvalidArguments, match="xaxis_range or yaxis_range"):
        chart.set_zoom()

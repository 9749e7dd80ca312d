"""What charts can do beyond being shown: zoom by call, buttons that Python hears, frames, other traces, pictures."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

import numpy as np
import plotly.express as px
import plotly.graph_objects as go
import pytest
from PIL import Image

from pywry import ChartHandle, ModeBarButton, PlotlyConfig, ToggleGridButton
from pywry_tools.errors import PyWryError
from tests.conformance.heard import Heard
from tests.conformance.places import Document, Place

pytestmark = pytest.mark.anyio

PLOT = "document.querySelector('.js-plotly-plot')"
LINE = {"data": [{"x": [1, 2, 3], "y": [3, 1, 2], "name": "n"}], "layout": {}}


async def drawn(place: Place, figure: Any, **options: Any) -> tuple[ChartHandle, Document]:
    handle = await place.app.show_plotly.aio(figure, **options)
    page = await place.open(handle)
    await page.wait("document.documentElement.dataset.pywryPainted")
    return handle, page


async def test_zoom_and_visibility_are_set_by_call(place: Place) -> None:
    chart, page = await drawn(place, [{"y": [1, 2, 3]}, {"y": [3, 2, 1]}])
    chart.set_zoom([0.5, 1.5], [1, 2])
    chart.set_trace_visibility("legendonly", [1])
    await page.wait(f"{PLOT}.data[1].visible === 'legendonly'")
    assert await page.js(f"[...{PLOT}.layout.xaxis.range, ...{PLOT}.layout.yaxis.range]") == [0.5, 1.5, 1, 2]
    chart.set_trace_visibility([True, False])
    await page.wait(f"{PLOT}.data[1].visible === false && {PLOT}.data[0].visible === true")


async def test_points_go_before_the_first_ones(place: Place) -> None:
    chart, page = await drawn(place, [{"x": np.array([3.0, 4.0]), "y": np.array([30.0, 40.0])}])
    for x in (2, 1, 0):
        chart.prepend({"x": [[x]], "y": [[x * 10]]}, max_points=4)
    await page.wait(f"{PLOT}.data[0].x.length === 4 && {PLOT}.data[0].x[0] === 0")
    assert await page.js(f"Array.from({PLOT}.data[0].y)") == [0, 10, 20, 30]
    later = await place.open(chart)
    await later.wait(f"{PLOT}?.data?.[0]?.x?.length === 4")
    assert await later.js(f"Array.from({PLOT}.data[0].y)") == [0, 10, 20, 30]


@pytest.mark.parametrize("method", ["extend", "prepend"])
async def test_arrays_take_points_one_by_one_until_there_are_as_many_as_are_kept(place: Place, method: str) -> None:
    chart, page = await drawn(place, [{"x": np.array([10.0, 11.0]), "y": np.array([1.0, 2.0])}])
    for count in (3, 4, 4):
        getattr(chart, method)({"x": [[count]], "y": [[count]]}, max_points=4)
        await page.wait(f"{PLOT}.data[0].y.length === {count} && {PLOT}.data[0].y.includes({count})")
        await chart.read_drawn.aio()
    assert (await chart.describe.aio()).console == []


async def test_a_button_of_the_mode_bar_calls_python(place: Place) -> None:
    heard: asyncio.Queue[Any] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    config = PlotlyConfig(
        display_mode_bar=True,
        mode_bar_buttons_to_add=[
            ModeBarButton(
                name="Re-read", icon="undo", on_click=lambda d: loop.call_soon_threadsafe(heard.put_nowait, d)
            ),
            ModeBarButton(name="tell", icon="pencil", event="app:told", data={"n": 7}),
            ModeBarButton(name="pan", icon="pan", attr="dragmode", val="pan"),
            ToggleGridButton(),
        ],
    )
    chart, page = await drawn(place, LINE, config=config)
    told = Heard(chart, "app:told")
    await page.click('.modebar-btn[data-title="Re-read"]')
    async with asyncio.timeout(10):
        assert await heard.get() == {"chartId": "chart", "button": "Re-read"}
    await page.click('.modebar-btn[data-title="tell"]')
    assert await told.next() == {"chartId": "chart", "button": "tell", "n": 7}
    await page.click('.modebar-btn[data-title="pan"]')
    await page.wait(f"{PLOT}._fullLayout.dragmode === 'pan'")
    before = await page.js(f"{PLOT}._fullLayout.yaxis.showgrid")
    await page.click('.modebar-btn[data-title="Grid lines"]')
    await page.wait(f"{PLOT}._fullLayout.yaxis.showgrid === {str(not before).lower()}")
    assert (await chart.describe.aio()).console == []


async def test_a_picture_is_taken_of_a_chart(place: Place) -> None:
    chart, _ = await drawn(place, LINE, theme="dark")
    png = await chart.to_image.aio(width=320, height=200, scale=2)
    picture = Image.open(BytesIO(png)).convert("RGB")
    assert picture.size == (640, 400)
    corner = picture.getpixel((2, 2))
    assert isinstance(corner, tuple)
    assert max(corner) < 60  # the dark page's ground, not a clear one
    svg = await chart.to_image.aio("svg")
    assert svg.lstrip().startswith(b"<svg")


async def test_a_picture_is_of_the_format_that_was_asked_or_an_error(place: Place) -> None:
    chart, _ = await drawn(place, LINE)
    if place.name == "browser":
        assert (await chart.to_image.aio("webp"))[8:12] == b"WEBP"
    else:
        with pytest.raises(PyWryError, match="makes no webp pictures; use png, jpeg or svg"):
            await chart.to_image.aio("webp")


async def test_frames_play_and_stop(place: Place) -> None:
    frames = [go.Frame(data=[go.Scatter(y=[n, n + 1])], name=str(n)) for n in range(1, 6)]
    chart, page = await drawn(place, go.Figure(go.Scatter(y=[0, 1]), frames=frames))
    chart.animate(["2", "3"], frame_ms=30, transition_ms=0)
    await page.wait(f"{PLOT}.data[0].y[0] === 3")
    chart.animate(frame_ms=40, transition_ms=10)
    await page.wait(f"{PLOT}.data[0].y[0] === 5")
    chart.animate(frame_ms=60_000, transition_ms=0)
    await page.wait(f"{PLOT}.data[0].y[0] === 1")
    chart.animate(stop=True)
    chart.update_layout({"title.text": "After"})
    await page.wait(f"{PLOT}.layout.title.text === 'After'")


async def test_a_chart_learns_to_draw_what_an_update_brings(place: Place) -> None:
    chart, page = await drawn(place, LINE)
    assert await page.js("[...document.scripts].filter((s) => s.src.includes('plotly')).length") == 1
    zoomed = Heard(chart, "plotly:relayout")
    chart.update_figure([{"type": "treemap", "labels": ["a", "b"], "parents": ["", "a"]}])
    await page.wait("document.querySelectorAll('.treemaplayer .slice').length === 2")
    chart.update_figure(LINE)
    await page.wait(f"{PLOT}.data[0].type === undefined && document.querySelector('.scatterlayer .trace') !== null")
    await page.drag(".nsewdrag", (0.2, 0.2), (0.8, 0.8))
    assert "xaxis.range[0]" in (await zoomed.next())["relayout_data"]
    assert zoomed.nothing


async def test_maps_are_drawn_without_another_host(place: Place) -> None:
    figure = go.Figure(go.Choropleth(locations=["FRA", "BRA", "CHN"], z=[1.0, 2.0, 3.0]))
    chart, page = await drawn(place, figure)
    await page.wait("document.querySelectorAll('.choroplethlayer path').length === 3")
    await page.wait("document.querySelectorAll('.geo .layer.land path, .geo .layer.coastlines path').length > 0")
    chart.update_layout({"geo.scope": "europe", "geo.resolution": 50})
    await page.wait(f"{PLOT}._fullLayout.geo._subplot.topojsonName === 'europe_50m'")
    await page.wait("document.querySelectorAll('.choroplethlayer path').length > 0")
    assert (await chart.describe.aio()).console == []


async def test_colours_that_nobody_chose_follow_the_theme(place: Place) -> None:
    figure = px.bar(x=["a", "b"], y=[1, 2], color=["u", "v"])
    chart, page = await drawn(place, figure, theme="light")
    color = f"{PLOT}.data[1].marker.color"
    light = await page.js(color)
    assert light != "#EF553B"
    chart.emit("pywry:update-theme", {"theme": "dark"})
    await page.wait(f"{color} !== '{light}'")
    chosen = px.bar(x=["a"], y=[1], color=["u"], template="plotly_dark")
    chart.update_figure(chosen)
    await page.wait(f"{PLOT}.data[0].marker.color === '{chosen.data[0].marker.color}' && {PLOT}.data.length === 1")
    assert await page.js(f"{PLOT}._fullLayout.paper_bgcolor") == "rgb(17,17,17)"


async def test_frames_have_the_colours_of_the_page_too(place: Place) -> None:
    table = {"x": [1, 2, 1, 2], "y": [1, 2, 2, 1], "step": ["a", "a", "b", "b"]}
    chart, page = await drawn(place, px.scatter(table, x="x", y="y", animation_frame="step"), theme="light")
    color = f"{PLOT}.data[0].marker.color"
    for theme in ("light", "dark"):
        chart.emit("pywry:update-theme", {"theme": theme})
        await page.wait(f"document.documentElement.dataset.theme === '{theme}'")
        await chart.read_drawn.aio()
        before = await page.js(color)
        for frame, first in (("b", 2), ("a", 1)):
            chart.animate([frame], frame_ms=20, transition_ms=0)
            await page.wait(f"{PLOT}.data[0].y[0] === {first}")
            assert await page.js(color) == before != "#636efa"


async def test_templates_for_each_theme_survive_a_switch(place: Place) -> None:
    config = PlotlyConfig(
        template_dark={"layout": {"font": {"color": "rgb(1, 2, 3)"}}},
        template_light={"layout": {"font": {"color": "rgb(4, 5, 6)"}}},
    )
    chart, page = await drawn(place, LINE, theme="dark", config=config)
    font = f"{PLOT}._fullLayout.font.color"
    assert await page.js(font) == "rgb(1, 2, 3)"
    for theme, color in (("light", "rgb(4, 5, 6)"), ("dark", "rgb(1, 2, 3)")):
        chart.emit("pywry:update-theme", {"theme": theme})
        await page.wait(f"{font} === '{color}'")
    chart.update_figure([{"y": [5, 6]}])
    await page.wait(f"{PLOT}.data[0].y[0] === 5")
    assert await page.js(font) == "rgb(1, 2, 3)"


async def test_points_are_exported_and_the_drawn_state_is_read(place: Place) -> None:
    chart, _page = await drawn(place, LINE)
    exported = Heard(chart, "plotly:export-response")
    chart.request_export_data()
    told = await exported.next()
    assert [(t["traceIndex"], t["name"], t["type"], list(t["x"]), list(t["y"])) for t in told["data"]] == [
        (0, "n", "scatter", [1, 2, 3], [3, 1, 2])
    ]
    state = await chart.read_drawn.aio()
    assert state.layout["xaxis"]["range"]
    assert list(state.data[0]["y"]) == [3, 1, 2]


async def test_a_zoom_stays_with_another_figure_and_goes_with_a_replacement(place: Place) -> None:
    chart, page = await drawn(place, LINE)
    zoomed = Heard(chart, "plotly:relayout")
    await page.drag(".nsewdrag", (0.2, 0.2), (0.5, 0.6))
    await zoomed.next()
    range_ = await page.js(f"{PLOT}._fullLayout.xaxis.range")
    chart.update_figure({"data": [{"x": [1, 2, 3], "y": [9, 8, 7]}], "layout": {}})
    await page.wait(f"{PLOT}.data[0].y[0] === 9")
    assert await page.js(f"{PLOT}._fullLayout.xaxis.range") == range_
    chart.replace({"data": [{"x": [1, 2, 3], "y": [4, 8, 7]}], "layout": {}})
    await page.wait(f"{PLOT}.data[0].y[0] === 4")
    assert await page.js(f"{PLOT}._fullLayout.xaxis.autorange") is True

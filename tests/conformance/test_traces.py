"""Every type of trace is drawn by a real page under our own policy, WebGL included."""

from __future__ import annotations

import json
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from pywry import wire
from pywry.panels.chart import ChartPanel
from pywry.render.bundles import BUILDS, PARTS
from tests.conformance.places import PATIENCE_S, Place
from tests.data.every_trace import TRACES, figure_of_type

pytestmark = pytest.mark.anyio

PLOT = "document.querySelector('.js-plotly-plot')"
LOADED = "performance.getEntriesByType('resource').map((r) => r.name).filter((n) => /plotly.*js$/.test(n)).length"


async def test_every_trace_type_is_drawn_from_typed_arrays(browser: Place) -> None:
    chart = await browser.app.show_plotly.aio(figure_of_type("scatter"))
    page = await browser.open(chart)
    await page.wait("document.documentElement.dataset.pywryPainted")
    for kind in TRACES:
        chart.replace({**figure_of_type(kind), "layout": {**figure_of_type(kind)["layout"], "meta": kind}})
        await page.wait(
            f"{PLOT}.layout.meta === '{kind}' && {PLOT}._fullData.at(-1).type === '{kind}' "
            f"&& {PLOT}._fullData.at(-1).visible === true && {PLOT}._fullLayout._size !== undefined",
            PATIENCE_S * 2,
        )
        seen = await chart.describe.aio()
        assert [warning for warning in seen.warnings if "Plotly" in warning] == []
    told = await chart.describe.aio()
    console = [line for line in told.console if "WebGL" not in str(line) and "Canvas2D" not in str(line)]
    assert console == []
    assert await page.js(LOADED) <= len(BUILDS)


async def test_a_page_fetches_the_part_of_plotly_that_it_needs_and_the_whole_when_it_must(browser: Place) -> None:
    chart = await browser.app.show_plotly.aio(figure_of_type("histogram"))
    page = await browser.open(chart)
    await page.wait("document.documentElement.dataset.pywryPainted")
    size = "performance.getEntriesByType('resource').filter((r) => r.name.includes('plotly')).map((r) => r.encodedBodySize)"
    [part] = await page.js(size)
    chart.update_traces({"type": "scattergl", "y": [[1, 2, 3]], "x": [[1, 2, 3]]})
    await page.wait(f"{PLOT}._fullData[0].type === 'scattergl'", PATIENCE_S * 2)
    chart.update_traces({"type": "waterfall"})
    await page.wait(f"{PLOT}._fullData[0].type === 'waterfall'", PATIENCE_S * 2)
    [_, webgl, whole] = await page.js(size)
    assert part < whole / 3
    assert webgl < whole / 2


async def test_what_webgl_draws_needs_a_part_of_plotly_alone(browser: Place) -> None:
    kinds = sorted(PARTS["plotly-gl2d.js"] - PARTS["plotly-cartesian.js"])
    panels = [{"id": kind, "kind": "chart", "figure": figure_of_type(kind)} for kind in kinds]
    board = await browser.app.show_dashboard.aio(panels)
    page = await browser.open(board)
    await page.wait("document.documentElement.dataset.pywryPainted")
    drawn = "[...document.querySelectorAll('.js-plotly-plot')].map((plot) => plot._fullData.at(-1).type).sort()"
    assert await page.js(drawn) == kinds
    assert await page.js(LOADED) == 1
    told = await board.describe.aio()
    assert [line for line in told.console if "WebGL" not in str(line) and "Canvas2D" not in str(line)] == []


async def test_what_a_person_zoomed_and_hid_is_kept_when_the_whole_of_plotly_takes_over(browser: Place) -> None:
    traces = [{"type": "bar", "y": [1, 2, 3]}, {"type": "bar", "y": [3, 2, 1]}]
    chart = await browser.app.show_plotly.aio(traces)
    page = await browser.open(chart)
    await page.wait("document.documentElement.dataset.pywryPainted")
    await page.drag(".nsewdrag", (0.4, 0.5), (0.8, 0.5))
    await page.click(".legendtoggle")
    zoomed = await page.wait(f"{PLOT}._fullData[0].visible === 'legendonly' && {PLOT}._fullLayout.xaxis.range.slice()")
    chart.update_figure([{**trace, "type": "waterfall"} for trace in traces])
    await page.wait(f"{PLOT}._fullData.at(-1).type === 'waterfall'", PATIENCE_S * 2)
    assert await page.js(f"{PLOT}._fullLayout.xaxis.range.slice()") == zoomed
    assert await page.js(f"{PLOT}._fullData.map((trace) => trace.visible)") == ["legendonly", True]


async def test_frames_go_along_when_the_whole_of_plotly_takes_over(browser: Place) -> None:
    frames = [{"name": str(n), "data": [{"y": [n, n, n]}]} for n in range(3)]
    chart = await browser.app.show_plotly.aio({"data": [{"type": "bar", "y": [0, 1, 2]}], "frames": frames})
    page = await browser.open(chart)
    await page.wait("document.documentElement.dataset.pywryPainted")
    chart.update_traces({"type": "waterfall"})
    await page.wait(f"{PLOT}._fullData[0].type === 'waterfall'", PATIENCE_S * 2)
    chart.animate(frame_ms=20, transition_ms=0)
    await page.wait(f"{PLOT}.data[0].y[0] === 2")


async def test_a_dashboard_of_several_kinds_fetches_one_build(browser: Place) -> None:
    panels = [
        {"id": f"p{n}", "kind": "chart", "figure": figure_of_type(kind)} for n, kind in enumerate(("bar", "sankey"))
    ]
    board = await browser.app.show_dashboard.aio(panels)
    page = await browser.open(board)
    await page.wait("document.documentElement.dataset.pywryPainted")
    assert await page.js("[...document.scripts].filter((s) => s.src.includes('plotly')).length") == 1


async def test_a_chart_that_nobody_looks_at_is_pictured_and_read_by_a_headless_page(browser: Place) -> None:
    figure = [{"type": "scattergl", "x": np.arange(9.0), "y": np.arange(9.0) ** 2, "mode": "markers"}]
    chart = await browser.app.show_plotly.aio(figure)
    picture = Image.open(BytesIO(await chart.to_image.aio("webp", width=300, height=200)))
    assert (picture.format, picture.size) == ("WEBP", (300, 200))
    colors = picture.convert("RGB").getcolors(100_000)
    assert colors is not None
    assert len(colors) > 10
    state = await chart.read_drawn.aio()
    assert list(state.data[0]["y"]) == [float(n * n) for n in range(9)]
    assert json.loads(state.model_dump_json())["data"][0]["y"][:3] == [0, 1, 4]
    assert chart.viewers == 0


def test_a_hundred_thousand_points_weigh_what_their_numbers_weigh() -> None:
    xs, ys = np.random.default_rng(1).normal(size=(2, 100_000))
    panel = ChartPanel("c", figure=[{"type": "scattergl", "mode": "markers", "x": xs, "y": ys}])
    message = wire.encode(panel.wire())
    size = len(message.text) + len(message.tail) + sum(memoryview(buffer).nbytes for buffer in message.buffers)
    assert size <= 1.1 * (xs.nbytes + ys.nbytes)


async def test_more_webgl_charts_than_a_browser_has_contexts_for_are_all_drawn(browser: Place) -> None:
    figure = [{"type": "scattergl", "mode": "markers", "y": [1, 3, 2]}]
    panels = [{"id": f"p{n}", "kind": "chart", "width": 3, "height": 4, "figure": figure} for n in range(10)]
    board = await browser.app.show_dashboard.aio(panels)
    page = await browser.open(board)
    await page.wait("document.documentElement.dataset.pywryPainted")
    told = await board.describe.aio()
    assert [line for line in told.console if "Too many active WebGL contexts" in str(line)] == []
    assert await page.js("document.querySelectorAll('.scatterlayer .trace').length") == 3
    read = await board.chart("p9").read_drawn.aio()
    assert read.data[0]["type"] == "scattergl"
    await board.chart("p9").update_traces.aio({"type": ["scattergl"], "marker.size": 9})
    await page.wait("document.querySelector('[data-panel=p9] .js-plotly-plot')._fullData[0].marker.size === 9")
    assert (await board.chart("p9").read_drawn.aio()).data[0]["type"] == "scattergl"

"""Plotly's config: as classes or dicts, checked before a page sees it."""

from __future__ import annotations

import asyncio
from typing import Any

import plotly.graph_objects as go
import pytest

from pywry import (
    DownloadImageButton,
    ModeBarButton,
    ModeBarConfig,
    PlotlyConfig,
    PlotlyIconName,
    PyWry,
    ResetAxesButton,
    StandardButton,
    SvgIcon,
    ToggleGridButton,
)
from pywry_tools.errors import BadData, InvalidArguments, NoSuchPanel
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

LINE = [{"y": [1, 2]}]


async def told(app: PyWry, visit: Visit, config: Any) -> dict[str, Any]:
    chart = await app.show_plotly.aio(LINE, config=config)
    found: dict[str, Any] = (await visit(chart)).state["panel:chart"]
    return found


async def test_a_config_object_says_what_a_dict_says(app: PyWry, visit: Visit) -> None:
    config = PlotlyConfig(
        scroll_zoom=True,
        display_logo=True,
        to_image_button_options={"format": "svg"},
        mode_bar_buttons_to_remove=[StandardButton.LASSO_2D, "select2d"],
        mode_bar=ModeBarConfig(orientation="v", active_color="red", buttons_to_add=["drawline"]),
    )
    same = {
        "scrollZoom": True,
        "displaylogo": True,
        "toImageButtonOptions": {"format": "svg"},
        "modeBarButtonsToRemove": ["lasso2d", "select2d"],
        "modeBar": {"orientation": "v", "activecolor": "red", "add": ["drawline"]},
    }
    assert (await told(app, visit, config))["config"] == same
    assert (await told(app, visit, same))["config"] == same


async def test_buttons_are_described_and_icons_come_in_every_form(app: PyWry, visit: Visit) -> None:
    icons: list[Any] = [
        PlotlyIconName.DISK,
        "pencil",
        "M0 0L9 9",
        "<svg viewBox='0 0 1 1'></svg>",
        SvgIcon(path="M1 1", width=24),
        {"path": "M2 2"},
    ]
    own = [ModeBarButton(name=f"b{n}", event="app:b", icon=icon) for n, icon in enumerate(icons)]
    presets = [DownloadImageButton(), ResetAxesButton(), ToggleGridButton(), StandardButton.DRAW_LINE]
    buttons = (await told(app, visit, {"modeBarButtonsToAdd": [*own, *presets]}))["config"]["modeBarButtonsToAdd"]
    assert [button["icon"] for button in buttons[:6]] == [
        "disk",
        "pencil",
        {"width": 500, "height": 500, "path": "M0 0L9 9"},
        {"svg": "<svg viewBox='0 0 1 1'></svg>"},
        {"width": 24, "height": 500, "path": "M1 1"},
        {"width": 500, "height": 500, "path": "M2 2"},
    ]
    assert (buttons[6], buttons[7]["action"], buttons[8]["action"], buttons[9]) == (
        "toImage",
        "reset-axes",
        "toggle-grid",
        "drawline",
    )


async def test_a_function_of_a_button_never_leaves_python(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    config = {"modeBarButtonsToAdd": [{"name": "Go on!", "on_click": box.put_nowait, "data": {"n": 1}}]}
    chart = await app.show_plotly.aio(LINE, config=config)
    page = await visit(chart)
    [button] = page.state["panel:chart"]["config"]["modeBarButtonsToAdd"]
    assert button == {"name": "Go on!", "data": {"n": 1}, "event": "modebar:go-on", "icon": "question"}
    page.emit("modebar:go-on", {"n": 1})
    async with asyncio.timeout(5):
        assert await box.get() == {"n": 1}
    with pytest.raises(InvalidArguments, match=r"give it event='modebar:go-on'"):
        await chart.update_figure.aio(LINE, config=config)


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"scrolZoom": True}, "'scrolZoom'.*'scrollZoom'"),
        (PlotlyConfig(show_link=True, link_text="Edit"), "no option 'showLink'. It sent the chart to Plotly's cloud"),
        ({"showLink": True}, "no option 'showLink'. It sent the chart to Plotly's cloud"),
        (PlotlyConfig(mapbox_access_token="key"), "Tile maps are MapLibre's now"),
        (PlotlyConfig.model_validate({"scroll_zom": 1}), "'scroll_zom'"),
        ("x", "a PlotlyConfig or a dict"),
        ({"modeBarButtonsToAdd": "drawline"}, "must be a list of buttons"),
        ({"modeBarButtonsToAdd": [5]}, "a mode bar button is"),
        ({"modeBarButtonsToAdd": [{"title": "x"}]}, "needs a name"),
        ({"modeBarButtonsToAdd": [{"name": "x", "click": "alert()"}]}, "pages never run"),
        ({"modeBarButtonsToAdd": [{"name": "x", "evnt": "app:x"}]}, "'evnt'.*'event'"),
        ({"modeBarButtonsToAdd": [{"name": "x"}]}, "does nothing"),
        ({"modeBarButtonsToAdd": [{"name": "x", "event": "plotly:click"}]}, "reserved"),
        ({"modeBarButtonsToAdd": [{"name": "x", "event": "nonsense"}]}, "namespace:event-name"),
        ({"modeBarButtonsToAdd": [{"name": "x", "event": "app:x", "icon": "camra"}]}, "'camera'"),
        ({"modeBarButtonsToAdd": [{"name": "x", "event": "app:x", "icon": {"pth": "M"}}]}, "path or an svg"),
        ({"modeBarButtonsToAdd": [{"name": "x", "on_click": 5}]}, "must be a function"),
        ({"modeBarButtonsToAdd": [{"name": "x", "on_click": print}, {"name": "X", "on_click": print}]}, "two buttons"),
    ],
)
async def test_a_config_that_cannot_be_is_refused(app: PyWry, config: Any, words: str) -> None:
    with pytest.raises(InvalidArguments, match=words):
        await app.show_plotly.aio(LINE, config=config)


async def test_templates_are_named_or_given(app: PyWry, visit: Visit) -> None:
    own = {"layout": {"font": {"size": 9}}}
    found = await told(app, visit, PlotlyConfig(template_dark="plotly_dark", template_light=go.layout.Template(own)))
    assert found["templates"]["dark"]["layout"]["paper_bgcolor"] == "rgb(17,17,17)"
    assert found["templates"]["light"]["layout"] == own["layout"]
    assert "config" not in found
    with pytest.raises(BadData, match="'ggplot2'"):
        await told(app, visit, {"templateDark": "ggplot"})


async def test_an_app_and_a_dashboard_change_charts_by_their_ids(app: PyWry, visit: Visit) -> None:
    panels = [{"id": name, "kind": "chart", "figure": LINE} for name in ("one", "two")]
    board = await app.show_dashboard.aio(panels)
    alone = await app.show_plotly.aio(LINE)
    pages = [await visit(board), await visit(alone)]
    board.set_zoom([0, 1], chart_id="two")
    board.set_trace_visibility(False, [0], chart_id="one")
    board.update_figure([{"y": [3]}], chart_id="one", config=PlotlyConfig(scroll_zoom=True))
    board.request_plotly_state("one")
    app.update_layout({"title.text": "All"}, label=alone.id)
    app.reset_zoom("two")
    await pages[0].event("plotly:reset-zoom")
    assert pages[0].events("plotly:update-layout") == [{"layout": {"xaxis.range": [0, 1]}, "chartId": "two"}]
    assert pages[0].events("plotly:update-traces")[0]["update"] == {"visible": False}
    assert pages[0].events("plotly:update-figure")[0]["config"] == {"scrollZoom": True}
    await pages[1].event("plotly:update-layout")
    assert pages[1].events("plotly:reset-zoom") == []
    with pytest.raises(NoSuchPanel, match="three"):
        app.update_traces({"name": "x"}, chart_id="three")

"""Dashboards by tool: shown, linked, changed, described."""

from __future__ import annotations

import asyncio
from typing import Any

import pandas as pd
import pytest

from pywry import ChartHandle, GridHandle, PyWry
from pywry_tools.errors import BadData, InvalidArguments, NoSuchPanel
from pywry_tools.models.dashboard import Link, PanelSpec
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

SALES = pd.DataFrame({"region": ["north", "south", "south"], "amount": [1, 2, 4]})
PANELS: list[dict[str, Any]] = [
    {"kind": "metric", "id": "total", "title": "Total", "dataset": "sales", "column": "amount", "agg": "sum"},
    {"kind": "chart", "id": "regions", "dataset": "sales", "chart": "bar", "x": "region", "y": "amount"},
    {"kind": "grid", "id": "rows", "dataset": "sales", "row_selection": True},
    {"kind": "chart", "id": "live", "figure": {"data": [{"y": [1]}]}, "width": 12, "height": 4},
]
LINKS = [{"source": "regions"}]
SOUTH = {"chartId": "regions", "points": [{"x": "south", "y": 6, "curveNumber": 0, "pointNumber": 1}]}


async def shown(app: PyWry, **options: Any) -> Any:
    return await app.show_dashboard.aio(PANELS, "Sales", datasets={"sales": SALES}, links=LINKS, **options)


async def test_panels_and_their_layout_are_shown(app: PyWry, visit: Visit) -> None:
    board = await shown(app, label="sales")
    page = await visit(board)
    assert (board.id, board.title, page.state["panel:total"]["value"]) == ("sales", "Sales", 7.0)
    assert page.state["layout"]["items"][3] == {"panel": "live", "width": 12, "height": 4}
    assert page.view.families == {"metric", "chart", "grid"}


async def test_specs_may_be_models(app: PyWry) -> None:
    panels = [PanelSpec(kind="metric", id="m", dataset="d"), PanelSpec(kind="grid", id="g", dataset="d")]
    board = await app.show_dashboard.aio(panels, datasets={"d": [{"a": 1}]}, links=[Link(source="g", targets=["m"])])
    assert (await board.describe_board.aio()).links == [{"source": "g", "targets": ["m"], "kind": "filter"}]


async def test_a_click_on_one_page_narrows_every_page(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page, other = await visit(board), await visit(board)
    page.emit("plotly:click", SOUTH)
    for viewer in (page, other):
        assert (await viewer.event("grid:keep-rows"))["keep"].tolist() == [1, 2]
        await viewer.expect(lambda f: f.get("key") == "panel:total" and f["data"]["value"] == 6)
    later = await visit(board)
    assert later.state["panel:total"]["value"] == 6
    assert later.state["panel:rows"]["keep"].tolist() == [1, 2]
    assert (await board.describe_board.aio()).filters == [{"source": "regions", "dataset": "sales", "rows": 2, "of": 3}]
    assert (await board.grid("rows").read.aio(only="linked")).rows == 2
    page.emit("plotly:click", SOUTH)
    await page.expect(lambda f: f["kind"] == "event" and f["name"] == "grid:keep-rows" and f["data"]["keep"] is None)


async def test_a_reaction_does_not_hold_up_the_page(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page = await visit(board)
    page.emit("plotly:click", {**SOUTH, "points": [{"curveNumber": 0, "pointNumber": 99}]})
    page.emit("plotly:click", SOUTH)
    await page.expect(lambda f: f.get("key") == "panel:total" and f["data"]["value"] == 6)


async def test_panels_have_handles_that_hear_and_change_only_them(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page = await visit(board)
    live, rows = board.chart("live"), board.panel("rows")
    assert (type(live), type(rows), type(board.panel("regions"))) == (ChartHandle, GridHandle, ChartHandle)
    box: asyncio.Queue[Any] = asyncio.Queue()
    live.on("plotly:click", box.put_nowait)
    live.extend({"y": [[2]]})
    assert (await page.event("plotly:extend"))["chartId"] == "live"
    page.emit("plotly:click", SOUTH)
    page.emit("plotly:click", {"chartId": "live", "points": []})
    async with asyncio.timeout(5):
        assert (await box.get())["chartId"] == "live"
    with pytest.raises(NoSuchPanel, match="Did you mean 'rows'"):
        board.panel("rosw")
    with pytest.raises(NoSuchPanel, match="among the grid panels"):
        board.grid("live")


async def test_several_charts_ask_which_one_is_meant(app: PyWry) -> None:
    board = await shown(app)
    with pytest.raises(NoSuchPanel, match="'live', 'regions'"):
        board.emit("plotly:reset-zoom", {})
    board.emit("plotly:reset-zoom", {"chartId": "live"})


async def test_panels_are_changed_in_place(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page = await visit(board)
    state = await board.change.aio(
        panels=[{"kind": "markdown", "id": "note", "text": "Hi"}],
        remove=["live"],
        layout=[{"panel": "note", "width": 12, "height": 1}],
    )
    assert [p.id for p in state.panels] == ["total", "regions", "rows", "note"]
    layout = await page.expect(lambda f: f.get("key") == "layout" and f["data"]["items"][0]["panel"] == "note")
    assert [item["panel"] for item in layout["data"]["items"]] == ["note", "total", "regions", "rows"]
    assert page.state["panel:note"]["text"] == "Hi"
    assert "panel:live" not in page.state


async def test_another_dataset_redraws_what_shows_it(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page = await visit(board)
    await board.change.aio(datasets={"sales": {"region": ["west"], "amount": [50]}})
    await page.expect(lambda f: f.get("key") == "panel:total" and f["data"]["value"] == 50)
    assert page.state["panel:rows"]["rows"] == 1


async def test_a_board_describes_itself(app: PyWry) -> None:
    facts = await (await shown(app)).describe_board.aio()
    assert facts.datasets == {"sales": {"rows": 3, "columns": {"region": "text", "amount": "integer"}}}
    assert facts.links == [{"source": "regions", "targets": ["total", "rows"], "kind": "filter"}]
    assert [p.id for p in facts.widget.panels] == ["total", "regions", "rows", "live"]


async def test_what_does_not_fit_is_refused_and_nothing_changes(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    with pytest.raises(InvalidArguments, match="nothing to change"):
        await board.change.aio()
    with pytest.raises(InvalidArguments, match=r"panels.0.kind.*'chart', 'grid'"):
        await board.change.aio(panels=[{"kind": "gauge", "id": "x"}])
    with pytest.raises(InvalidArguments, match=r"panels.0.width.*less than or equal to 12"):
        await board.change.aio(panels=[{"kind": "metric", "id": "x", "value": 1, "width": 13}])
    with pytest.raises(BadData, match="no dataset 'sals'"):
        await board.change.aio(panels=[{"kind": "metric", "id": "x", "dataset": "sals"}])
    with pytest.raises(NoSuchPanel):
        await board.change.aio(remove=["x"])
    chart = await app.show_plotly.aio([])
    with pytest.raises(NoSuchPanel, match="dashboard"):
        await app.session.call("dashboard_update", {"widget": chart.id, "remove": ["chart"]})
    assert [p.id for p in (await board.describe_board.aio()).widget.panels] == ["total", "regions", "rows", "live"]

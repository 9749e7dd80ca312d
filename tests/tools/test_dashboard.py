"""Dashboards by tool: shown, linked, changed, described."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pandas as pd
import pytest

from pywry import ChartHandle, ColDef, GridHandle, GridOptions, PyWry
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
    assert page.state["layout"]["items"][3] == {"panel": "live", "col": 1, "row": 20, "width": 12, "height": 4}
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


async def test_a_layout_is_read_saved_and_put_back(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page = await visit(board)
    saved = board.layout
    assert (saved["version"], saved["items"][0]) == (1, {"panel": "total", "col": 1, "row": 1, "width": 3, "height": 2})
    assert (await board.read_layout.aio()).model_dump() == saved
    await board.change.aio(layout=[{"panel": "live", "tab": "Live"}, {"panel": "rows", "col": 1, "row": 1}])
    assert board.layout["strips"][0]["names"] == ["Live"]
    await board.change.aio(layout=json.loads(json.dumps(saved)))
    assert board.layout == saved
    assert page.state["layout"]["editable"] is True
    with pytest.raises(InvalidArguments, match=r"layout.version: Input should be 1"):
        await board.change.aio(layout={"version": 2, "items": []})
    with pytest.raises(BadData, match="'rows' and 'live' overlap"):
        await board.change.aio(layout=[{"panel": n, "col": 1, "row": 1} for n in ("rows", "live")])


async def test_a_layout_of_an_earlier_program_is_put_back_as_far_as_its_panels_are_there(
    app: PyWry, visit: Visit
) -> None:
    earlier = await shown(app)
    places = [{"panel": "live", "width": 6}, {"panel": "total", "width": 6}, {"panel": "rows", "tab": "Rows"}]
    await earlier.change.aio(layout=places)
    saved = json.loads(json.dumps(earlier.layout))
    note: dict[str, Any] = {"kind": "markdown", "id": "note", "text": "New", "width": 4, "height": 1}
    board = await app.show_dashboard.aio([note, *PANELS[:1], *PANELS[2:]], datasets={"sales": SALES})
    state = await board.change.aio(layout=saved)
    assert state.note == "The layout's places for 'regions' are left out: no such panels are there."
    assert [(i["panel"], i["col"], i["row"], i.get("tab")) for i in board.layout["items"]] == [
        ("live", 1, 1, None),
        ("total", 7, 1, None),
        ("rows", 1, 1, "Rows"),
        ("note", 1, 15, None),
    ]
    assert (await board.change.aio(layout=board.layout)).note is None
    with pytest.raises(NoSuchPanel, match=r"'regions'.*on the dashboard"):
        await board.change.aio(layout=[{"panel": "regions"}])


async def test_what_a_person_moved_is_heard_and_seen_by_everyone(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page, other = await visit(board), await visit(board)
    heard: asyncio.Queue[Any] = asyncio.Queue()
    board.on("dashboard:layout-changed", heard.put_nowait)
    items = [{**item, "col": 10, "row": 1} if item["panel"] == "total" else item for item in board.layout["items"]]
    page.emit("dashboard:layout-changed", {"layout": {"version": 1, "columns": 12, "items": items, "strips": []}})
    await other.expect(lambda f: f.get("key") == "layout" and f["data"]["items"][0]["col"] == 10)
    async with asyncio.timeout(5):
        assert (await heard.get())["layout"]["items"] == items
    later = await visit(board)
    [total] = [item for item in later.state["layout"]["items"] if item["panel"] == "total"]
    assert (total["col"], (await board.describe_board.aio()).layout) == (10, board.layout)


async def test_a_tab_is_shown_and_a_panel_fills_the_page(app: PyWry, visit: Visit) -> None:
    tabs = [{"kind": "html", "id": f"h{n}", "html": "", "tab": "One", "tabs": f"strip{n}"} for n in (1, 2)]
    board = await app.show_dashboard.aio([*tabs, {"kind": "html", "id": "h3", "html": "", "tab": "Two"}])
    page = await visit(board)
    board.select_tab("Two")
    assert await page.event("dashboard:select-tab") == {"tab": "Two", "tabs": ""}
    assert [strip.get("shown") for strip in (await visit(board)).state["layout"]["strips"]] == [None, None, "Two"]
    board.maximize_panel("h3")
    assert await page.event("dashboard:maximize") == {"panelId": "h3"}
    with pytest.raises(BadData, match=r"no tab 'Tow'\. Did you mean 'Two'"):
        board.select_tab("Tow")
    with pytest.raises(BadData, match="several strips have a tab 'One'; give tabs: 'strip1', 'strip2'"):
        board.select_tab("One")
    with pytest.raises(NoSuchPanel, match="'h3'"):
        board.maximize_panel("h4")


async def test_an_input_is_heard_and_filters_for_everyone(app: PyWry, visit: Visit) -> None:
    choice = {"kind": "input", "id": "region", "input": "select", "dataset": "sales", "column": "region"}
    board = await app.show_dashboard.aio([choice, *PANELS], datasets={"sales": SALES}, links=[{"source": "region"}])
    page, other = await visit(board), await visit(board)
    heard: asyncio.Queue[Any] = asyncio.Queue()
    board.panel("region").on("dashboard:input-changed", heard.put_nowait)
    page.emit("dashboard:input-changed", {"panelId": "region", "value": "south"})
    await other.expect(lambda f: f.get("key") == "panel:total" and f["data"]["value"] == 6)
    async with asyncio.timeout(5):
        assert await heard.get() == {"panelId": "region", "value": "south"}
    assert board.input("region").value == "south"
    with pytest.raises(NoSuchPanel, match="'region'"):
        board.input("regoin")
    later = await visit(board)
    assert (later.state["panel:region"]["value"], later.state["panel:region"]["options"]) == (
        "south",
        ["north", "south"],
    )


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
    # The figure would be long, and plotly_read has it.
    assert facts.panels == [*PANELS[:3], {"kind": "chart", "id": "live", "width": 12, "height": 4}]


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


async def test_changes_are_taken_back_and_made_again(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page = await visit(board)
    first = board.layout
    more = SALES.assign(amount=SALES["amount"] * 10)
    await board.change.aio(
        panels=[
            {"kind": "metric", "id": "total", "dataset": "sales", "column": "amount", "agg": "max"},
            {"kind": "markdown", "id": "note", "text": "New"},
        ],
        remove=["live"],
        links=[],
    )
    await board.change.aio(datasets={"sales": more})
    assert (await visit(board)).state["panel:total"]["value"] == 40
    told = await board.history.aio()
    assert [(v["version"], v["what"], v["shown"]) for v in told.versions] == [
        (1, "added total, regions, rows, live; datasets sales", False),
        (2, "added note; replaced total; removed live; other links", False),
        (3, "datasets sales", True),
    ]
    state = await board.undo.aio()
    assert (await visit(board)).state["panel:total"]["value"] == 4
    assert {panel.id for panel in state.panels} == {"total", "regions", "rows", "note"}
    state = await board.undo.aio()
    assert [panel.id for panel in state.panels] == ["total", "regions", "rows", "live"]
    assert (board.layout, (await visit(board)).state["panel:total"]["value"]) == (first, 7)
    page.emit("plotly:click", SOUTH)
    assert (await page.event("grid:keep-rows"))["keep"].tolist() == [1, 2]
    await board.redo.aio(steps=2)
    later = await visit(board)
    assert (later.state["panel:total"]["value"], later.state["panel:note"]["text"]) == (40, "New")
    assert "panel:live" not in later.state


async def test_panels_that_a_version_shares_are_not_touched_by_going_back(app: PyWry) -> None:
    board = await shown(app)
    chart, grid = board.chart("live"), board.grid("rows")
    await board.change.aio(panels=[{"kind": "markdown", "id": "note", "text": "New"}])
    await chart.extend.aio({"y": [[5]]})
    await grid.update_cell.aio("0", "amount", 100)
    await board.undo.aio()
    assert (await chart.read.aio()).traces[0].points == 2
    assert (await grid.read.aio(limit=1)).records[0]["amount"] == 100


async def test_what_a_person_dragged_can_be_taken_back_too(app: PyWry, visit: Visit) -> None:
    board = await shown(app)
    page, before = await visit(board), board.layout
    items = [dict(item) for item in before["items"]]
    items[0]["width"] = 6
    page.emit("dashboard:layout-changed", {"layout": {**before, "items": items}})
    await page.expect(lambda f: f.get("key") == "layout" and f["data"]["items"][0]["width"] == 6)
    assert (await board.history.aio()).versions[-1]["what"] == "a person arranged the panels"
    await board.undo.aio()
    assert board.layout == before


async def test_going_further_than_there_are_changes_says_how_far_it_goes(app: PyWry) -> None:
    board = await shown(app)
    with pytest.raises(BadData, match=r"nothing can be\. dashboard_history"):
        await board.undo.aio()
    await board.change.aio(remove=["live"])
    with pytest.raises(BadData, match="2 changes cannot be taken back; only 1 can be"):
        await board.undo.aio(steps=2)
    await board.undo.aio()
    await board.change.aio(remove=["rows"])
    with pytest.raises(BadData, match="nothing was taken back"):
        await board.redo.aio()
    for number in range(60):
        await board.change.aio(panels=[{"kind": "metric", "id": "n", "value": number}])
    versions = (await board.history.aio()).versions
    assert (len(versions), versions[-1]["version"]) == (50, 62)


async def test_a_grid_takes_the_options_of_a_grid_of_its_own(app: PyWry, visit: Visit) -> None:
    options = GridOptions(pagination=True, pagination_page_size=20, default_col_def=ColDef(filter="set"))
    spec = {"kind": "grid", "id": "g", "dataset": "sales", "grid_options": options, "aggrid_theme": "balham"}
    board = await app.show_dashboard.aio([spec, PANELS[1]], datasets={"sales": SALES}, links=LINKS)
    panel = (await visit(board)).state["panel:g"]
    assert (panel["options"]["paginationPageSize"], panel["gridTheme"]) == (20, "balham")
    assert panel["options"]["defaultColDef"]["filter"] == "set"
    board.grid("g").set_filter({"region": {"filterType": "set", "values": ["south"]}})
    assert (await board.grid("g").read.aio()).seen["filter"]["model"]["region"]["values"] == ["south"]
    await board.change.aio(panels=[{**spec, "grid_options": {"rowModelType": "infinite"}}])
    assert "paged" in (await visit(board)).state["panel:g"]
    with pytest.raises(
        BadData, match=r"panel 'g': AG Grid has no grid option 'paginatoin'\. Did you mean 'pagination'"
    ):
        await board.change.aio(panels=[{**spec, "grid_options": {"paginatoin": True}}])
    with pytest.raises(BadData, match="a metric has no grid_options"):
        await board.change.aio(panels=[{"kind": "metric", "id": "m", "value": 1, "grid_options": {}}])

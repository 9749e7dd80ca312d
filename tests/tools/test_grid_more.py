"""Grids by tool, further: one step for many changes, views from Python, refusals, files, and the app's own verbs."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
import pytest

from pywry import ColDef, GridOptions, PyWry
from pywry_tools.errors import BadData, InvalidArguments, NoSuchPanel
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

ROWS = [{"id": "a", "px": 1.5, "t": "x"}, {"id": "b", "px": None, "t": "y"}]
EDIT = {"gridId": "grid", "rowId": "a", "colId": "px", "oldValue": 1.5, "newValue": -1}


async def test_a_callback_that_raises_refuses_the_edit(app: PyWry, visit: Visit) -> None:
    def checked(data: dict[str, Any]) -> None:
        if data["newValue"] < 0:
            raise ValueError("A price is not negative.")

    grid = await app.show_dataframe.aio(ROWS, row_id="id", on_cell_edit=checked)
    page = await visit(grid)
    page.emit("grid:cell-edit", EDIT)
    assert (await page.event("pywry:alert"))["message"] == "A price is not negative."
    assert [change["value"] for change in page.events("grid:update-cell")] == [-1, 1.5]
    assert (await grid.read.aio()).records[0]["px"] == 1.5


async def test_another_error_is_logged_and_refuses_too(
    app: PyWry, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    async def checked(data: dict[str, Any]) -> None:
        raise KeyError(data["colId"])

    grid = await app.show_dataframe.aio(ROWS, row_id="id")
    grid.on("grid:cell-edit", checked)
    page = await visit(grid)
    page.emit("grid:cell-edit", EDIT)
    assert (await page.event("pywry:alert"))["message"] == "The change could not be taken."
    assert (await grid.read.aio()).records[0]["px"] == 1.5
    assert "KeyError" in caplog.text


async def test_edits_are_taken_back_by_tool(app: PyWry, visit: Visit) -> None:
    heard: asyncio.Queue[Any] = asyncio.Queue()
    grid = await app.show_dataframe.aio(ROWS, row_id="id", on_cell_edit=heard.put_nowait)
    page = await visit(grid)
    page.emit("grid:cell-edit", EDIT)
    async with asyncio.timeout(5):
        await heard.get()
    grid.undo()
    assert (await grid.read.aio()).records[0]["px"] == 1.5
    grid.redo()
    assert (await grid.read.aio()).records[0]["px"] == -1
    with pytest.raises(BadData, match="no edit to put in again"):
        grid.redo()


async def test_filter_and_sort_are_set_for_everybody(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id")
    page = await visit(grid)
    grid.set_filter({"px": {"filterType": "number", "type": "blank"}}, quick="y")
    grid.set_sort([{"col_id": "px", "sort": "desc"}, {"col_id": "t"}])
    sorts = [{"colId": "px", "sort": "desc"}, {"colId": "t", "sort": "asc"}]
    await page.expect(lambda frame: "sortModel" in str(frame.get("data")))
    assert page.events("grid:quick-filter") == [{"gridId": "grid", "text": "y"}]
    assert (await grid.read.aio()).seen == {
        "filter": {"model": {"px": {"filterType": "number", "type": "blank"}}},
        "quick_filter": "y",
        "sort": sorts,
    }
    later = (await visit(grid)).state["panel:grid"]["options"]
    assert later["initialState"]["sort"] == {"sortModel": sorts}
    grid.set_filter()
    assert (await grid.read.aio()).seen == {"sort": sorts}


async def test_rows_are_written_as_a_file(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id", row_selection=True)
    answer = await grid.export_csv.aio()
    assert (answer.text, answer.size) == ("id,px,t\r\na,1.5,x\r\nb,,y\r\n", 24)
    page = await visit(grid)
    page.emit("grid:row-selected", {"gridId": "grid", "rows": [ROWS[1]], "rowIds": ["b"]})
    await grid.wait_for.aio(["grid:row-selected"], since=0)
    answer = await grid.export_csv.aio(only="selected", columns=["t"], filename="rows.csv")
    assert (answer.text, answer.size) == (None, 6)
    assert (await page.event("pywry:download"))["content"] == "\ufefft\r\ny\r\n"


async def test_one_step_for_many_changes(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id")
    page = await visit(grid)
    grid.apply_transaction(add=[{"id": "c"}], update=[{"id": "b", "t": "z"}], remove=["a"])
    parts = (await page.event("grid:transaction"))["parts"]
    assert [name for name, _ in parts] == ["grid:remove-rows", "grid:update-data", "grid:update-data"]
    assert (await grid.read.aio()).row_ids == ["b", "c"]
    grid.update_grid([{"id": "x", "n": 1}], [ColDef(field="n")], {"sortModel": []})
    assert (await grid.read.aio()).records == [{"n": 1}]
    for wrong in (grid.apply_transaction, grid.update_grid):
        with pytest.raises(InvalidArguments, match="nothing to"):
            wrong()


async def test_many_cells_may_be_given_as_columns(app: PyWry) -> None:
    grid = await app.show_dataframe.aio({"n": range(50), "m": range(50)})
    grid.update_cells({"row_id": range(50), "col_id": "n", "value": [0.5] * 50})
    grid.update_cells({"row_id": [1, 2], "col_id": ["n", "m"], "value": [7, 8]})
    grid.update_cells([{"row_id": i, "col_id": "m", "value": -i} for i in range(30, 50)])
    records = (await grid.read.aio()).records
    assert (records[0], records[1], records[2], records[40]) == (
        {"n": 0.5, "m": 0},
        {"n": 7.0, "m": 1},
        {"n": 0.5, "m": 8},
        {"n": 0.5, "m": -40},
    )
    for wrong in ([{"row_id": 1, "col_id": "n"}], {"row_id": [1]}, [{"row_id": 1, "col_id": "n", "value": 1, "x": 1}]):
        with pytest.raises(InvalidArguments):
            grid.update_cells(wrong)


async def test_an_app_changes_grids_by_their_ids(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id", label="prices")
    page = await visit(grid)
    app.update_cell("a", "px", 3, grid_id="grid")
    app.update_data([{"id": "b", "t": "z"}], strategy="update")
    app.update_columns([ColDef(field="px")], label="prices")
    app.update_grid(restore_state={"sortModel": []})
    app.request_grid_state("why")
    app.restore_state({"filterModel": {}})
    app.reset_state(hard=True)
    assert await page.event("grid:reset-state") == {"gridId": "grid", "hard": True}
    assert page.events("grid:request-state") == [{"gridId": "grid", "context": "why"}]
    assert [row["px"] for row in (await grid.read.aio()).records] == [3.0, None]
    with pytest.raises(NoSuchPanel, match="'gird'"):
        app.update_cell("a", "px", 3, grid_id="gird")


async def test_what_a_peer_calls_it_is_taken(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(
        ROWS,
        aggrid_theme="balham",
        pagination=True,
        pagination_page_size=5,
        enable_cell_span=True,
        inline_css="body { margin: 0 }",
        grid_options=GridOptions(column_defs=[ColDef(field="px", hide=True)]),
    )
    state = (await visit(grid)).state["panel:grid"]
    assert state["gridTheme"] == "balham"
    assert state["options"]["paginationPageSizeSelector"] == [5, 20, 50, 100]
    assert state["options"]["enableCellSpan"] is True
    assert state["columns"][1]["colDef"] == {"hide": True}


async def test_an_update_of_several_kinds_is_taken_as_a_whole_or_not_at_all(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id")
    page = await visit(grid)
    before = await grid.read.aio()
    with pytest.raises(BadData, match="no row 'gone'"):
        grid.change(
            data=[{"id": "c"}], strategy="append", cells=[{"row_id": "gone", "col_id": "px", "value": 1}], remove=["a"]
        )
    assert await grid.read.aio() == before
    grid.change(
        data=[{"id": "c", "px": 3, "t": "z"}],
        strategy="append",
        cells=[{"row_id": "c", "col_id": "t", "value": "!"}],
        remove=["a"],
    )
    parts = (await page.event("grid:transaction"))["parts"]
    assert [name for name, _ in parts] == ["grid:remove-rows", "grid:update-data", "grid:update-cells"]
    assert (await grid.read.aio()).records == [{"id": "b", "px": None, "t": "y"}, {"id": "c", "px": 3, "t": "!"}]


@pytest.mark.parametrize("options", [{}, {"rowModelType": "infinite"}], ids=["whole", "paged"])
async def test_a_set_of_values_filters_a_column_that_has_such_a_filter(
    app: PyWry, visit: Visit, options: dict[str, Any]
) -> None:
    defs = [ColDef(field="px", filter="set"), ColDef(field="t", filter="set")]
    grid = await app.show_dataframe.aio(ROWS, row_id="id", column_defs=defs, grid_options=options)
    page = await visit(grid)
    grid.set_filter({"px": {"filterType": "set", "values": [np.float64(1.5), float("nan")]}})
    known = {"px": {"filterType": "set", "values": [1.5, None]}}
    assert (await page.event("grid:restore-state"))["state"]["filterModel"] == known
    assert (await visit(grid)).state["panel:grid"]["options"]["initialState"] == {"filter": {"filterModel": known}}
    grid.update_columns([{"field": "t", "filter": True}])
    for model, words in (
        (
            {"px": {"filterType": "set", "values": ["many"]}},
            "set filter of column 'px': 'many' is no value of type number",
        ),
        ({"px": {"filterType": "number", "type": "equals", "filter": 1}}, "column 'px' has a set filter, which is"),
        ({"px": {"filterType": "set", "values": 1.5}}, "column 'px' has a set filter, which is"),
        ({"t": {"filterType": "set", "values": ["x"]}}, "column 't' has no set filter"),
    ):
        with pytest.raises(BadData, match=words):
            grid.set_filter(model)


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        ({"filter": "agSetColumnFilter"}, "needs AG Grid Enterprise.*Use filter 'set'"),
        ({"filter": "sett"}, "there is no filter 'sett'. Did you mean 'set'"),
        ({"filter": "set", "filterParams": {"excelMode": "mac"}}, "set filter has no 'excelMode' in its filterParams"),
    ],
)
async def test_a_filter_that_there_is_not_is_refused(app: PyWry, definition: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        await app.show_dataframe.aio(ROWS, column_defs=[{"field": "t", **definition}])


@pytest.mark.parametrize("options", [{}, {"rowModelType": "infinite"}], ids=["whole", "paged"])
@pytest.mark.parametrize(
    ("model", "words"),
    [
        ({"nope": {"type": "equals", "filter": 1}}, "no column 'nope' to filter"),
        ({"px": {"filterType": "number", "type": "near", "filter": 1}}, "no number filter 'near'"),
        ({"px": {"filterType": "number", "type": "equals", "filter": "many"}}, "needs a number, not 'many'"),
        ({"px": "abc"}, "is an object such as"),
        ({"t": {"operator": "AND", "conditions": "x"}}, "conditions of column 't' are a list"),
        ({"t": {"operator": "OR", "conditions": [{"type": "blank"}] * 3}}, "takes 2 conditions, not 3"),
        ({"t": {"filterType": "set", "values": ["x"]}}, "column 't' has no set filter; give it one"),
    ],
)
async def test_a_filter_that_no_page_can_show_is_refused(
    app: PyWry, options: dict[str, Any], model: dict[str, Any], words: str
) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id", grid_options=options)
    with pytest.raises(BadData, match=words):
        grid.set_filter(model)
    assert (await grid.read.aio()).seen == {}


async def test_a_column_may_be_allowed_more_conditions(app: PyWry) -> None:
    defs = [{"field": "t", "filterParams": {"maxNumConditions": 3}}]
    grid = await app.show_dataframe.aio(ROWS, column_defs=defs)
    grid.set_filter({"t": {"operator": "OR", "conditions": [{"type": "blank"}] * 3}})
    assert "filter" in (await grid.read.aio()).seen


async def test_a_kept_state_may_be_of_columns_that_are_gone_and_nothing_else_is_one(app: PyWry) -> None:
    grid = await app.show_dataframe.aio(ROWS)
    grid.restore_state(
        {
            "columnState": [{"colId": "t"}, {"colId": "old"}],
            "filterModel": {"old": {"type": "blank"}, "t": {"filterType": "text", "type": "blank"}},
            "sortModel": [{"colId": "old", "sort": "asc"}],
        }
    )
    assert (await grid.read.aio()).seen == {"filter": {"model": {"t": {"filterType": "text", "type": "blank"}}}}
    for state in ({"old": 1}, {"columnState": "all"}, {"sortModel": [{"sort": "asc"}]}):
        with pytest.raises(BadData):
            grid.restore_state(state)
    with pytest.raises(BadData, match="no column 'old' to filter or sort by"):
        grid.set_sort([{"col_id": "old"}])
    with pytest.raises(BadData, match="needs a column to show"):
        grid.update_columns([])

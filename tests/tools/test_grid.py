"""Grids by tool: what pages get, what is kept for later ones, what is read back."""

from __future__ import annotations

import asyncio
from typing import Any

import pandas as pd
import polars as pl
import pytest

from pywry import PyWry
from pywry_tools.errors import BadData, InvalidArguments
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

ROWS = [{"id": "a", "px": 1.5, "t": "x"}, {"id": "b", "px": None, "t": "y"}]


async def heard(box: asyncio.Queue[Any]) -> Any:
    async with asyncio.timeout(5):
        return await box.get()


def texts(column: Any) -> list[str]:
    return [column["categories"][code] for code in column["codes"].tolist()]


@pytest.mark.parametrize(
    "data",
    [
        ROWS,
        pd.DataFrame(ROWS),
        pl.DataFrame(ROWS),
        {"columns": ["id", "px", "t"], "rows": [["a", 1.5, "x"], ["b", None, "y"]]},
    ],
)
async def test_rows_of_every_kind_are_shown_as_columns(app: PyWry, visit: Visit, data: Any) -> None:
    grid = await app.show_dataframe.aio(data, "Prices", row_id="id", row_selection="multiple")
    state = (await visit(grid)).state["panel:grid"]
    assert (state["kind"], state["rows"], texts(state["rowIds"]), texts(state["data"]["t"])) == (
        "grid",
        2,
        ["a", "b"],
        ["x", "y"],
    )
    assert [(c["field"], c["type"]) for c in state["columns"]] == [("id", "text"), ("px", "number"), ("t", "text")]
    assert grid.title == "Prices"


@pytest.mark.parametrize("row_id", ["id", None])
async def test_a_grid_that_is_given_no_rows_keeps_its_columns(app: PyWry, visit: Visit, row_id: str | None) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id=row_id)
    grid.update_data([])
    state = (await visit(grid)).state["panel:grid"]
    assert (state["rows"], [column["field"] for column in state["columns"]]) == (0, ["id", "px", "t"])
    grid.update_data(ROWS[:1], strategy="append")
    assert (await grid.read.aio()).records == [ROWS[0]]


async def test_column_models_of_the_caller_s_own_are_taken(app: PyWry, visit: Visit) -> None:
    class ColDef:
        def to_dict(self) -> dict[str, Any]:
            return {"field": "px", "headerName": "Price"}

    grid = await app.show_dataframe.aio(ROWS, column_defs=[ColDef()], grid_options={"pagination": True})
    state = (await visit(grid)).state["panel:grid"]
    assert (state["columns"][1]["headerName"], state["options"]) == ("Price", {"pagination": True})


async def test_one_call_removes_adds_and_writes(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id")
    page = await visit(grid)
    cells = [{"row_id": "c", "col_id": "px", "value": 9}]
    await grid.change.aio(data=[{"id": "c", "t": "z"}], strategy="append", remove=["a"], cells=cells)
    parts = dict((await page.event("grid:transaction"))["parts"])
    assert parts["grid:update-cells"] == {"gridId": "grid", "cells": [{"rowId": "c", "colId": "px", "value": 9}]}
    assert parts["grid:remove-rows"] == {"gridId": "grid", "rowIds": ["a"]}
    assert parts["grid:update-data"]["strategy"] == "append"
    read = await grid.read.aio()
    assert read.records == [{"id": "b", "px": None, "t": "y"}, {"id": "c", "px": 9.0, "t": "z"}]
    assert texts((await visit(grid)).state["panel:grid"]["rowIds"]) == ["b", "c"]


async def test_every_verb_has_a_method(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id")
    page = await visit(grid)
    grid.update_data([{"id": "a", "px": 2}], strategy="update")
    grid.update_cell("b", "t", "new")
    grid.update_cells([{"row_id": "b", "col_id": "px", "value": 3}])
    grid.update_columns([{"field": "px", "format": ",.2f"}])
    grid.remove_rows(["a"])
    grid.request_grid_state(context={"why": 1})
    grid.restore_state({"sortModel": [{"colId": "px", "sort": "asc"}]})
    grid.reset_state(hard=True)
    assert await page.event("grid:reset-state") == {"gridId": "grid", "hard": True}
    assert page.events("grid:request-state") == [{"gridId": "grid", "context": {"why": 1}}]
    assert page.events("grid:update-cell") == [{"gridId": "grid", "rowId": "b", "colId": "t", "value": "new"}]
    assert (await grid.read.aio()).records == [{"px": 3.0}]


async def test_frames_may_be_sent_as_raw_events(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS)
    page = await visit(grid)
    grid.emit("grid:update-data", {"data": pd.DataFrame({"n": range(3)})})
    data = await page.event("grid:update-data")
    assert (data["gridId"], data["data"]["data"]["n"].tolist()) == ("grid", [0, 1, 2])


async def test_a_person_s_edit_is_kept_and_reaches_the_other_viewers(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    grid = await app.show_dataframe.aio(ROWS, row_id="id", on_cell_edit=box.put_nowait)
    page, other = await visit(grid), await visit(grid)
    edit = {"gridId": "grid", "rowId": "a", "colId": "px", "oldValue": 1.5, "newValue": 2.5}
    page.emit("grid:cell-edit", edit)
    assert (await heard(box))["newValue"] == 2.5
    assert (await other.event("grid:update-cell"))["value"] == 2.5
    assert (await grid.read.aio()).records[0]["px"] == 2.5


async def test_selected_rows_are_read_back(app: PyWry, visit: Visit) -> None:
    box: asyncio.Queue[Any] = asyncio.Queue()
    grid = await app.show_dataframe.aio(ROWS, row_id="id", row_selection=True, on_row_selected=box.put_nowait)
    page = await visit(grid)
    page.emit("grid:row-selected", {"gridId": "grid", "rows": [ROWS[1]], "rowIds": ["b"]})
    assert (await heard(box))["rowIds"] == ["b"]
    read = await grid.read.aio(only="selected", columns=["t"])
    assert (read.records, read.row_ids, read.seen["selected"]["count"]) == ([{"t": "y"}], ["b"], 1)


async def test_reading_is_paged(app: PyWry) -> None:
    grid = await app.show_dataframe.aio({"n": range(120)})
    first = await grid.read.aio()
    assert (first.rows, len(first.records), first.next_cursor) == (120, 50, 50)
    last = await grid.read.aio(cursor=100)
    assert (last.records[-1], last.next_cursor) == ({"n": 119}, None)


async def test_what_does_not_fit_is_refused_and_the_page_hears_nothing(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(ROWS, row_id="id")
    page = await visit(grid)
    for wrong, words in (
        (lambda: grid.update_cell("q", "px", 1), "no row 'q'"),
        (lambda: grid.update_data(5), "no table"),
        (lambda: grid.remove_rows(["q"]), "no row 'q'"),
        (lambda: grid.update_columns([{"field": "px", "aggFunc": "sum"}]), "needs AG Grid Enterprise"),
    ):
        with pytest.raises(BadData, match=words):
            wrong()
    with pytest.raises(InvalidArguments, match="nothing to change"):
        await grid.change.aio()
    with pytest.raises(InvalidArguments, match="row_selection"):
        await app.show_dataframe.aio(ROWS, row_selection="many")
    grid.emit("app:after")
    await page.event("app:after")
    assert [f["name"] for f in page.frames if f["kind"] == "event"] == ["app:after"]


async def test_many_rows_are_all_there(app: PyWry, visit: Visit) -> None:
    grid = await app.show_dataframe.aio(pd.DataFrame({"n": range(100_000), "t": "same"}))
    state = (await visit(grid)).state["panel:grid"]
    assert (state["rows"], len(state["data"]["n"]), state["data"]["t"]["categories"]) == (100_000, 100_000, ["same"])

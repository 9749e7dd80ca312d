"""A grid on a real page: rows, selection, edits, sort, filter, updates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from pywry import GridHandle
from tests.conformance.heard import Heard
from tests.conformance.places import Document, Place

pytestmark = pytest.mark.anyio

ROWS = [
    {"id": "r1", "name": "Anna", "age": 31, "born": dt.date(1993, 5, 1), "ok": True},
    {"id": "r2", "name": "Bob", "age": None, "born": dt.date(1950, 1, 2), "ok": False},
    {"id": "r3", "name": "</script>", "age": 7, "born": None, "ok": None},
]


async def drawn(place: Place, data: Any, **options: Any) -> tuple[GridHandle, Document]:
    handle = await place.app.show_dataframe.aio(data, **options)
    page = await place.open(handle)
    await page.wait("document.documentElement.dataset.pywryPainted")
    return handle, page


def cell(row: str, column: str) -> str:
    return f'.ag-row[row-id="{row}"] .ag-cell[col-id="{column}"]'


def text(row: str, column: str) -> str:
    return f"document.querySelector('{cell(row, column)}').textContent.trim()"


async def test_rows_are_shown_with_their_own_ids_and_formats(place: Place) -> None:
    _, page = await drawn(place, ROWS, row_id="id")
    await page.wait(f"!!document.querySelector('{cell('r3', 'name')}')")
    assert await page.js(text("r3", "name")) == "</script>"
    assert await page.js(text("r1", "age")) == "31"
    assert "1993" in await page.js(text("r1", "born"))


@pytest.mark.parametrize("model", ["clientSide", "infinite"])
async def test_rows_that_are_pinned_look_like_the_others_and_are_none_of_the_table(place: Place, model: str) -> None:
    total = {"name": "All", "age": 38, "born": dt.date(2024, 1, 31), "ok": None}
    options = {"rowModelType": model, "pinnedBottomRowData": [total], "defaultColDef": {"editable": True}}
    handle, page = await drawn(place, ROWS, row_id="id", grid_options=options)
    await page.wait(f"!!document.querySelector('{cell('r1', 'age')}')")
    assert [await page.js(text("bottom-0", name)) for name in ("name", "age")] == ["All", "38"]
    assert "2024" in await page.js(text("bottom-0", "born"))
    heard = Heard(handle, "grid:cell-click")
    await page.click(cell("bottom-0", "age"), times=2)
    assert not await page.js("!!document.querySelector('.ag-cell-inline-editing')")
    await page.click(cell("r1", "age"))
    assert (await heard.next())["rowId"] == "r1"
    assert (await handle.read.aio()).rows == 3


async def test_a_selection_is_heard_and_remembered(place: Place) -> None:
    handle, page = await drawn(place, pd.DataFrame(ROWS), row_id="id", row_selection="multiple")
    heard = Heard(handle, "grid:row-selected")
    await page.click('.ag-row[row-id="r2"] .ag-checkbox-input')
    data = await heard.next()
    assert (data["gridId"], data["widget_type"], data["rowIds"]) == ("grid", "grid", ["r2"])
    assert data["rows"][0]["name"] == "Bob"
    read = await handle.read.aio()
    assert "r2" in str(read.seen)


async def test_clicks_and_edits_are_heard_with_old_and_new_value(place: Place) -> None:
    handle, page = await drawn(place, ROWS, row_id="id", column_defs=[{"field": "name", "editable": True}])
    clicked, edited = Heard(handle, "grid:cell-click"), Heard(handle, "grid:cell-edit")
    await page.click(cell("r1", "name"))
    assert (await clicked.next())["value"] == "Anna"
    await page.click(cell("r1", "name"), times=2)
    await page.wait("!!document.querySelector('.ag-cell-edit-wrapper input, .ag-cell-inline-editing input')")
    await page.js("document.activeElement.select?.()")
    await page.type("Maria\n")
    data = await edited.next()
    assert (data["rowId"], data["colId"], data["oldValue"], data["newValue"]) == ("r1", "name", "Anna", "Maria")
    later = await place.open(handle)
    await later.wait(f"{text('r1', 'name')} === 'Maria'")


async def test_sort_and_filter_are_heard(place: Place) -> None:
    handle, page = await drawn(place, ROWS, row_id="id", column_defs=[{"field": "name", "floatingFilter": True}])
    sorts, filters = Heard(handle, "grid:sort-changed"), Heard(handle, "grid:filter-changed")
    await page.click('.ag-header-cell[col-id="name"] .ag-header-cell-label')
    assert (await sorts.next())["sortModel"][0]["colId"] == "name"
    await page.click(".ag-floating-filter input")
    await page.type("nn")
    data = await filters.next()
    assert data["rows"] == 1
    assert "name" in data["filterModel"]


async def test_cells_and_rows_are_updated_by_id(place: Place) -> None:
    handle, page = await drawn(place, ROWS, row_id="id")
    handle.update_cell("r1", "age", 99)
    await page.wait(f"{text('r1', 'age')} === '99'")
    handle.update_data([{"id": "r2", "name": "Robert"}], strategy="update")
    await page.wait(f"{text('r2', 'name')} === 'Robert'")
    handle.update_data([{"id": "r4", "name": "New"}], strategy="append")
    await page.wait(f"{text('r4', 'name')} === 'New'")
    handle.remove_rows(["r3"])
    await page.wait(f"!document.querySelector('{cell('r3', 'name')}')")
    later = await place.open(handle)
    await later.wait(f"{text('r4', 'name')} === 'New' && {text('r1', 'age')} === '99'")
    read = await handle.read.aio()
    assert read.row_ids == ["r1", "r2", "r4"]
    assert read.records[1]["name"] == "Robert"


async def test_ten_thousand_rows_are_all_there(place: Place) -> None:
    frame = pd.DataFrame({"n": range(10_000), "half": [n / 2 for n in range(10_000)]})
    handle, page = await drawn(place, frame)
    told = await handle.describe.aio()
    assert told.page is not None
    assert told.page["panels"][0]["rows"] == 10_000
    handle.update_cell("9999", "n", -5)
    assert (await handle.read.aio(cursor=9_999)).records == [{"n": -5, "half": 4999.5}]
    await page.js("0")


async def test_rows_that_are_kept_are_the_right_ones_after_a_removal(place: Place) -> None:
    handle, page = await drawn(place, ROWS, row_id="id")
    handle.remove_rows(["r1"])
    handle.emit("grid:keep-rows", {"keep": [1]})
    await page.wait(f"{text('r3', 'name')} === '</script>' && document.querySelectorAll('.ag-row').length === 1")


async def test_a_width_that_was_said_stands_and_the_other_columns_fill_the_room(place: Place) -> None:
    rows = [{"name": f"row {n}", "n": n, "text": "a few words"} for n in range(50)]
    columns = [{"field": "n", "width": 90}, {"field": "text", "flex": 1}]
    _, page = await drawn(place, rows, column_defs=columns, width=900, height=500)
    widths = "[...document.querySelectorAll('.ag-header-cell')].map((e) => Math.round(e.getBoundingClientRect().width))"
    await page.wait(f"{widths}[1] === 90 && {widths}[0] < 150 && {widths}[2] > 400")
    _, page = await drawn(place, {"a": [], "b": []}, width=900, height=500)
    await page.wait(f"{widths}.join() === '360,360'")

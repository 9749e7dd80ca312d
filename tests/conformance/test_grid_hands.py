"""What a person does in a grid beyond a look: edit, take back, copy, export, reset; and what Python changes under it."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pywry import GridHandle
from tests.conformance.heard import Heard
from tests.conformance.places import PATIENCE_S, Document, Place
from tests.conformance.test_grid import cell, drawn, text

pytestmark = pytest.mark.anyio

ROWS = [
    {"id": "r1", "name": "Anna", "age": 31, "size": 1.5, "born": dt.date(1993, 5, 1), "ok": True},
    {"id": "r2", "name": "Bob", "age": None, "size": 2.5, "born": dt.date(1950, 1, 2), "ok": False},
    {"id": "r3", "name": "</script>", "age": 7, "size": None, "born": None, "ok": None},
]
EDITABLE = {"defaultColDef": {"editable": True}}
ORDER = (
    "[...new Map([...document.querySelectorAll('.ag-row')].map((row) => [+row.getAttribute('row-index'), "
    "row.getAttribute('row-id')])).entries()].sort((a, b) => a[0] - b[0]).map(([, id]) => id).join()"
)
TOAST = "document.querySelector('.pywry-toast-container')?.textContent ?? ''"


async def edit(page: Document, row: str, column: str, value: str) -> None:
    """Type a value into a cell."""
    await page.click(cell(row, column), times=2)
    await page.wait("document.activeElement.matches('.ag-cell input, .ag-cell-edit-wrapper input')")
    await page.js("document.activeElement.select?.()")
    await page.type(f"{value}\n")


async def press(page: Document, key: str, **more: bool) -> None:
    """Press a key with Ctrl where the focus is."""
    held = ", ".join(f"{name}: {str(on).lower()}" for name, on in {"ctrlKey": True, **more}.items())
    await page.js(
        f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: {key!r}, bubbles: true, {held} }}))"
    )


async def menu(page: Document, selector: str) -> None:
    """Ask for the menu of an element."""
    await page.js(
        f"(({{ x, y }}) => document.querySelector({selector!r}).dispatchEvent(new MouseEvent('contextmenu', "
        "{ bubbles: true, cancelable: true, button: 2, clientX: x + 9, clientY: y + 9 })))"
        f"(document.querySelector({selector!r}).getBoundingClientRect())"
    )
    await page.wait("!!document.querySelector('.pywry-menu')")


async def choose(page: Document, words: str) -> None:
    """Click what the menu offers."""
    await page.js(
        f"[...document.querySelectorAll('.pywry-menu button')].find((item) => item.textContent.includes({words!r})).click()"
    )


async def editable(place: Place, **options: Any) -> tuple[GridHandle, Document]:
    return await drawn(place, ROWS, row_id="id", grid_options=EDITABLE, **options)


async def test_an_edit_is_taken_back_and_put_in_again(place: Place) -> None:
    handle, page = await editable(place)
    edits = Heard(handle, "grid:cell-edit")
    await edit(page, "r1", "age", "40")
    first = await edits.next()
    assert (first["oldValue"], first["newValue"], first["source"]) == (31, 40, "edit")
    await edit(page, "r1", "name", "Ada")
    await edits.next()
    await press(page, "z")
    await press(page, "z")
    back = [await edits.next(), await edits.next()]
    assert [(one["colId"], one["newValue"], one["source"]) for one in back] == [
        ("name", "Anna", "undo"),
        ("age", 31, "undo"),
    ]
    await page.wait(f"{text('r1', 'age')} === '31'")
    await press(page, "y")
    assert (await edits.next())["source"] == "redo"
    assert (await handle.read.aio()).records[0]["age"] == 40
    handle.undo()
    await page.wait(f"{text('r1', 'age')} === '31'")
    handle.redo()
    await page.wait(f"{text('r1', 'age')} === '40'")


async def test_an_edit_that_a_callback_refuses_goes_back_and_says_why(place: Place) -> None:
    handle, page = await editable(place)

    @handle.on("grid:cell-edit")
    def checked(data: dict[str, Any]) -> None:
        if data["newValue"] > 120:
            raise ValueError("Nobody is that old.")

    await edit(page, "r1", "age", "300")
    await page.wait(f"({TOAST}).includes('Nobody is that old.')")
    await page.wait(f"{text('r1', 'age')} === '31'")
    assert (await handle.read.aio()).records[0]["age"] == 31
    edits = Heard(handle, "grid:cell-edit")
    await edit(page, "r1", "age", "99")
    await edits.next()
    assert await page.js(text("r1", "age")) == "99"
    assert (await handle.read.aio()).records[0]["age"] == 99


async def test_an_edit_has_the_type_of_its_column(place: Place) -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b"],
            "size": pd.Categorical(["small", "large"], categories=["small", "medium", "large"], ordered=True),
            "took": pd.to_timedelta(["01:30:00", None]),
            "tags": [["x"], {"k": 1}],
            "big": [2**60, 1],
        }
    )
    handle, page = await drawn(place, frame, row_id="id", grid_options=EDITABLE)
    edits = Heard(handle, "grid:cell-edit")
    await edit(page, "a", "took", "2d 00:00:05")
    assert (await edits.next())["newValue"] == "2d 00:00:05"
    await edit(page, "b", "tags", "[1, 2]")
    assert (await edits.next())["newValue"] == [1, 2]
    await edit(page, "b", "big", str(2**61))
    assert (await edits.next())["newValue"] == 2**61
    read = await handle.read.aio()
    assert read.records[0]["took"] == "2d 00:00:05"
    assert (read.records[1]["tags"], read.records[1]["big"]) == ([1, 2], 2**61)


async def test_rows_are_sorted_as_their_type_is_ordered(place: Place) -> None:
    frame = pd.DataFrame(
        {
            "size": pd.Categorical(["small", "large", "medium"], categories=["small", "medium", "large"], ordered=True),
            "took": pd.to_timedelta(["1 days", "10 days", "2 days"]),
            "at": pd.to_datetime(["2024-03-10 02:30", "1930-02-03 00:00", "0099-01-01"], format="ISO8601").astype(
                "datetime64[us]"
            ),
            "mixed": ["b", 2, 10],
            "inf": [np.inf, -np.inf, 0.0],
        }
    )
    handle, page = await drawn(place, frame)
    for column, order in {"size": "0,2,1", "took": "0,2,1", "at": "2,1,0", "mixed": "1,2,0", "inf": "1,2,0"}.items():
        handle.set_sort([{"col_id": column}])
        await page.wait(f"{ORDER} === '{order}'")
    handle.set_sort([])
    await page.wait(f"{ORDER} === '0,1,2'")
    assert await page.js(text("0", "took")) == "1d 00:00:00"
    assert "2024" in await page.js(text("0", "at"))


async def test_python_filters_sorts_and_puts_back(place: Place) -> None:
    handle, page = await drawn(place, ROWS, row_id="id")
    handle.set_filter({"age": {"filterType": "number", "type": "greaterThan", "filter": 10}})
    await page.wait(f"{ORDER} === 'r1'")
    later = await place.open(handle)
    await later.wait(f"{ORDER} === 'r1'")
    handle.set_filter({})
    handle.set_filter(quick="bob")
    await page.wait(f"{ORDER} === 'r2'")
    # The later page may still be telling of the filter that it found.
    async with asyncio.timeout(PATIENCE_S):
        while (await handle.read.aio()).seen != {"quick_filter": "bob"}:
            await later.js("new Promise((next) => requestAnimationFrame(() => next(1)))")
    handle.set_filter()
    handle.set_sort([{"col_id": "name", "sort": "desc"}])
    await page.wait(f"{ORDER} === 'r2,r1,r3'")
    asked = Heard(handle, "grid:state-response")
    handle.request_grid_state({"why": 1})
    state = await asked.next()
    assert state["context"] == {"why": 1}
    handle.reset_state()
    await page.wait(f"{ORDER} === 'r1,r2,r3'")
    handle.restore_state(state)
    await page.wait(f"{ORDER} === 'r2,r1,r3'")


async def test_a_transaction_is_one_step(place: Place) -> None:
    handle, page = await drawn(place, ROWS, row_id="id")
    handle.apply_transaction(add=[{"id": "r9", "name": "New"}], update=[{"id": "r2", "name": "Robert"}], remove=["r1"])
    await page.wait(f"{ORDER} === 'r2,r3,r9' && {text('r2', 'name')} === 'Robert'")
    handle.update_grid(data=[{"id": "x", "n": 1}], columns=[{"field": "n", "headerName": "Number"}])
    await page.wait(f"{ORDER} === 'x' && document.querySelector('.ag-header').textContent.includes('Number')")


async def test_the_menu_copies_exports_and_resets(place: Place) -> None:
    handle, page = await drawn(place, ROWS, row_id="id")
    await page.js(
        "(navigator.clipboard.writeText = (text) => { globalThis.copied = text; return Promise.resolve(); }, 0)"
    )
    await menu(page, cell("r1", "name"))
    await choose(page, "Copy row with headings")
    assert (await page.js("globalThis.copied")).split("\n")[1].split("\t")[:3] == ["r1", "Anna", "31"]
    await page.click(cell("r2", "name"))
    await press(page, "c")
    await page.wait("globalThis.copied === 'Bob'")
    handle.set_sort([{"col_id": "name", "sort": "desc"}])
    await page.wait(f"{ORDER} === 'r2,r1,r3'")
    answer = await handle.export_csv.aio(columns=["id", "age"])
    assert answer.text == "id,age\r\nr2,\r\nr1,31\r\nr3,7\r\n"
    await menu(page, '.ag-header-cell[col-id="age"]')
    await choose(page, "Hide column")
    await page.wait("!document.querySelector('.ag-header-cell[col-id=\"age\"]')")
    await menu(page, '.ag-header-cell[col-id="name"]')
    await choose(page, "Reset columns")
    await page.wait(f"!!document.querySelector('.ag-header-cell[col-id=\"age\"]') && {ORDER} === 'r1,r2,r3'")
    # Where it is saved is another matter: a window asks.
    await page.js("(HTMLAnchorElement.prototype.click = () => undefined, 0)")
    saved = Heard(handle, "grid:export-csv")
    await menu(page, cell("r1", "name"))
    await choose(page, "Export CSV")
    data = await saved.next()
    assert data["data"].split("\r\n")[:2] == ["id,name,age,size,born,ok", "r1,Anna,31,1.5,1993-05-01,true"]


async def test_labels_in_levels_are_groups_and_spans(place: Place) -> None:
    index = pd.MultiIndex.from_product([["North", "South"], ["a", "b"]], names=["region", "shop"])
    columns = pd.MultiIndex.from_product([["Sales", "Costs"], ["net", "gross"]])
    frame = pd.DataFrame(np.arange(16).reshape(4, 4), index=index, columns=columns)
    handle, page = await drawn(place, frame)
    groups = "[...document.querySelectorAll('.ag-header-group-cell-label')].map((g) => g.textContent.trim()).filter(Boolean).join()"
    await page.wait(f"{groups} === 'Sales,Costs'")
    assert await page.js("document.querySelectorAll('.ag-spanned-cell-wrapper').length") == 2
    handle.update_columns([{"headerName": "G", "children": [{"field": "Costs net"}]}, {"field": "Sales net"}])
    await page.wait(f"{groups} === 'G'")
    later = await place.open(handle)
    await later.wait(f"{groups} === 'G'")


@pytest.mark.parametrize("theme", ["alpine", "balham", "material"])
async def test_themes_follow_the_page(place: Place, theme: str) -> None:
    handle, page = await drawn(place, ROWS, row_id="id")
    before = await page.js("getComputedStyle(document.querySelector('.ag-row')).height")
    handle.set_theme(theme)
    await page.wait(f"getComputedStyle(document.querySelector('.ag-row')).height !== {before!r}")
    later = await place.open(handle)
    await later.wait(
        f"!!document.querySelector('.ag-row') && getComputedStyle(document.querySelector('.ag-row')).height !== {before!r}"
    )

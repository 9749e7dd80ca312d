"""A grid of more rows than travel: scrolling, sorting, filtering, editing and selecting in a real page."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from pywry import GridHandle
from tests.conformance.heard import Heard
from tests.conformance.places import Document, Place

pytestmark = pytest.mark.anyio

ROWS = 120_000
LOADED = "document.querySelectorAll('.ag-row').length > 3 && !document.querySelector('.pywry-row-loading')"
FOOT = "document.querySelector('.pywry-grid-foot-count').textContent"
SCROLLER = (
    "[...document.querySelectorAll('.pywry-grid *')]"
    ".find((e) => e.scrollHeight > e.clientHeight + 1000 && getComputedStyle(e).overflowY !== 'hidden')"
)


def frame() -> pd.DataFrame:
    n = np.arange(ROWS)
    return pd.DataFrame({"n": n, "back": ROWS - n, "name": np.where(n % 3 == 0, "Third", "other")})


async def drawn(place: Place, data: Any = None, **options: Any) -> tuple[GridHandle, Document]:
    handle = await place.app.show_dataframe.aio(frame() if data is None else data, **options)
    page = await place.open(handle)
    await page.wait("document.documentElement.dataset.pywryPainted")
    return handle, page


def cell(row: str, column: str) -> str:
    return f'.ag-row[row-id="{row}"] .ag-cell[col-id="{column}"]'


def text(row: str, column: str) -> str:
    return f"document.querySelector('{cell(row, column)}')?.textContent.trim()"


async def scroll(page: Document, row: int) -> None:
    await page.js(f"({SCROLLER}).scrollTop = {row} * document.querySelector('.ag-row').offsetHeight, 0")


async def test_any_row_is_a_scroll_away_and_only_blocks_travel(place: Place) -> None:
    handle, page = await drawn(place)
    assert await page.js(FOOT) == "120,000 rows"
    await scroll(page, 90_000)
    await page.wait(f"{text('90005', 'n')} === '90,005'")
    await page.wait(LOADED)
    told = await handle.describe.aio()
    assert told.page is not None
    assert (told.page["panels"][0]["rows"], told.page["panels"][0]["shownRows"]) == (ROWS, ROWS)


async def test_sorting_and_filtering_happen_in_python_and_are_heard(place: Place) -> None:
    handle, page = await drawn(place, column_defs=[{"field": "name", "floatingFilter": True}])
    sorts, filters = Heard(handle, "grid:sort-changed"), Heard(handle, "grid:filter-changed")
    await page.click('.ag-header-cell[col-id="back"] .ag-header-cell-label')
    assert (await sorts.next())["sortModel"] == [{"colId": "back", "sort": "asc"}]
    await page.wait(f"{text('119999', 'back')} === '1'")
    await page.click(".ag-floating-filter input")
    await page.type("third")
    assert (await filters.next())["rows"] == ROWS // 3
    await page.wait(f"{FOOT} === '40,000 of 120,000 rows'")
    read = await handle.read.aio(limit=2)
    assert read.seen["sort"] == [{"colId": "back", "sort": "asc"}]


async def test_edits_and_changes_are_on_every_page_and_survive_a_reload(place: Place) -> None:
    handle, page = await drawn(place, column_defs=[{"field": "name", "editable": True}])
    edited = Heard(handle, "grid:cell-edit")
    await page.click(cell("1", "name"), times=2)
    await page.wait("!!document.querySelector('.ag-cell-edit-wrapper input, .ag-cell-inline-editing input')")
    await page.js("document.activeElement.select?.()")
    await page.type("Maria\n")
    data = await edited.next()
    assert (data["rowId"], data["oldValue"], data["newValue"]) == ("1", "other", "Maria")
    handle.update_cell("2", "name", "Written")
    handle.update_data([{"n": -1, "back": -1, "name": "Added"}], strategy="append")
    handle.remove_rows(["0"])
    await page.wait(f"{text('2', 'name')} === 'Written' && {FOOT} === '120,000 rows' && !{text('0', 'n')}")
    await page.click('.ag-header-cell[col-id="n"] .ag-header-cell-label')
    await page.wait(f"{text('120000', 'name')} === 'Added' && {text('1', 'name')} === 'Maria'")
    await page.reload()
    await page.wait(f"{text('1', 'name')} === 'Maria'")
    assert (await handle.read.aio(cursor=0, limit=2)).records[0]["name"] == "Maria"


async def test_select_all_means_every_row_of_the_view(place: Place) -> None:
    handle, page = await drawn(place, row_selection="multiple")
    heard = Heard(handle, "grid:row-selected")
    await page.click(".pywry-select-all input")
    data = await heard.next()
    assert (data["count"], data["exceptIds"], data["rowIds"]) == (ROWS, [], [])
    await scroll(page, 60_000)
    await page.wait(f"{LOADED} && document.querySelectorAll('.ag-row-selected').length > 3")
    await page.wait("!!document.querySelector('.ag-row[row-id=\"60003\"]')")
    await page.click('.ag-row[row-id="60003"] .ag-checkbox-input')
    assert (await heard.next())["exceptIds"] == ["60003"]
    await page.wait(f"{FOOT} === '119,999 selected · 120,000 rows'")
    from pywry_tools.models.table import GridState

    state: GridState = await handle.read.aio(only="selected", cursor=60_002, limit=2)
    assert (state.rows, state.row_ids) == (ROWS - 1, ["60002", "60004"])


async def test_links_states_and_quick_filters_work_as_on_a_small_grid(place: Place) -> None:
    handle, page = await drawn(place)
    handle.emit("grid:keep-rows", {"keep": [7, 9, 11]})
    await page.wait(f"{FOOT} === '3 of 120,000 rows' && {text('9', 'n')} === '9'")
    handle.emit("grid:keep-rows", {"keep": None})
    handle.restore_state({"filterModel": {"n": {"filterType": "number", "type": "lessThan", "filter": 2}}})
    await page.wait(f"{FOOT} === '2 of 120,000 rows'")
    handle.reset_state()
    await page.wait(f"{FOOT} === '120,000 rows'")
    handle.emit("grid:quick-filter", {"text": "third 119997"})
    await page.wait(f"{FOOT} === '2 of 120,000 rows' && {text('119997', 'n')} === '119,997'")


async def test_what_goes_wrong_is_said_below_the_rows_and_can_be_tried_again(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    handle, page = await drawn(place)
    panel = place.app._hub.find(handle.id).panels["grid"]
    base = panel.rows.over.base  # type: ignore[attr-defined]
    kept = base._frame
    del base._frame
    await scroll(page, 50_000)
    await page.wait("document.querySelector('.pywry-grid-foot-error').textContent.includes('could not be read')")
    assert "could not be read" in caplog.text
    base._frame = kept
    await page.click(".pywry-grid-foot button")
    await page.wait(f"{text('50003', 'n')} === '50,003' && document.querySelector('.pywry-grid-foot-error').hidden")

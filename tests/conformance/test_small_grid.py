"""A grid in a small panel of a dashboard: all that a person needs of it is within reach."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.conformance.places import Place

pytestmark = pytest.mark.anyio

BUTTON = '[data-panel=small] .ag-header-cell[col-id="day"] .ag-header-cell-filter-button'
ON_TOP = """(() => {
  const button = document.querySelector('%s'), box = button.getBoundingClientRect();
  return button.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
})()"""
CUT = "(() => { const e = document.querySelector('.ag-paging-panel'); return e.scrollWidth > e.clientWidth; })()"
BELOW = (
    "document.querySelector('.pywry-set').getBoundingClientRect().bottom"
    " > document.querySelector('[data-panel=small]').getBoundingClientRect().bottom"
)


async def test_filters_and_pages_of_a_small_grid_are_within_reach(place: Place) -> None:
    frame = pd.DataFrame({"city": ["Chur", "Zug"] * 30, "day": pd.date_range("2024-01-01", periods=60)})
    options = {"pagination": True, "paginationPageSize": 20, "defaultColDef": {"filter": "set"}}
    handle = await place.app.show_dashboard.aio(
        [{"kind": "grid", "id": "small", "data": frame, "width": 4, "height": 4, "grid_options": options}]
    )
    page = await place.open(handle)
    await page.wait("document.documentElement.dataset.pywryPainted")
    await page.wait("!!document.querySelector('.ag-paging-panel')")
    assert not await page.js(CUT)
    await page.hover('[data-panel=small] .ag-header-cell[col-id="day"]')
    await page.wait(ON_TOP % BUTTON)
    await page.click(BUTTON)
    await page.wait("document.querySelectorAll('.pywry-set-line').length === 61")
    assert await page.js(BELOW)


async def test_columns_are_as_wide_as_what_they_hold_wherever_the_rows_are(place: Place) -> None:
    frame = pd.DataFrame(
        {"at": pd.date_range("2024-01-01 10:20:30", periods=30, freq="s"), "t": ["a rather long text"] * 30}
    )
    widths = []
    for options in ({}, {"rowModelType": "infinite"}):
        handle = await place.app.show_dashboard.aio(
            [{"kind": "grid", "id": "small", "data": frame, "width": 3, "height": 4, "grid_options": options}]
        )
        page = await place.open(handle)
        await page.wait("document.querySelectorAll('.ag-row .ag-cell').length > 4")
        await page.wait(
            "[...document.querySelectorAll('.ag-row .ag-cell')].every((e) => e.scrollWidth <= e.clientWidth)"
        )
        widths.append(await page.js("[...document.querySelectorAll('.ag-header-cell')].map((e) => e.offsetWidth)"))
    assert widths[0] == widths[1]

"""The filter that lists a column's values, over rows that are in the page and over rows that stay in Python."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from pywry import GridHandle
from tests.conformance.heard import Heard
from tests.conformance.places import Document, Place

pytestmark = pytest.mark.anyio

MODES: Any = pytest.mark.parametrize("options", [{}, {"rowModelType": "infinite"}], ids=["whole", "paged"])
LINES = (
    "[...document.querySelectorAll('.pywry-set-line')]"
    ".map((e) => [...e.querySelectorAll('span')].map((part) => part.textContent).join(' '))"
)
TICKS = ".pywry-set-line:not(.pywry-set-all) input"
OLD = dt.date(1961, 2, 3)
SHOWN = "[...new Set([...document.querySelectorAll('.ag-row [col-id=city]')].map((e) => e.textContent.trim()))].sort()"


def frame() -> pd.DataFrame:
    day = dt.date(2024, 1, 31)
    return pd.DataFrame(
        {
            "city": ["Chur", "Zug", None, "Bern", "Zug", ""],
            "day": [day, None, day, OLD, day, day],
            "n": [1, 2, 3, 4, 5, 6],
        }
    )


async def drawn(place: Place, data: Any, options: dict[str, Any]) -> tuple[GridHandle, Document]:
    defs = [{"field": "city", "filter": "set"}, {"field": "day", "filter": "set"}]
    handle = await place.app.show_dataframe.aio(data, column_defs=defs, grid_options=options)
    page = await place.open(handle)
    await page.wait("document.documentElement.dataset.pywryPainted")
    return handle, page


async def opened(page: Document, column: str) -> None:
    button = f'.ag-header-cell[col-id="{column}"] .ag-header-cell-filter-button'
    await page.hover(f'.ag-header-cell[col-id="{column}"]')
    await page.wait(f"!!document.querySelector('{button}')")
    await page.click(button)
    await page.wait("document.querySelectorAll('.pywry-set-line').length > 1")


@MODES
async def test_values_are_chosen_by_a_person_or_by_python_and_stay(place: Place, options: dict[str, Any]) -> None:
    handle, page = await drawn(place, frame(), options)
    heard = Heard(handle, "grid:filter-changed")
    await opened(page, "city")
    assert await page.js(LINES) == ["(Select all)", "(Blanks) 2", "Bern 1", "Chur 1", "Zug 2"]
    for line, rows, values in ((2, 4, ["Bern", "Chur", "Zug"]), (3, 3, ["Chur", "Zug"])):
        await page.click(f".pywry-set-line:nth-child({line}) input")
        data = await heard.next()
        assert (data["rows"], data["filterModel"]) == (rows, {"city": {"filterType": "set", "values": values}})
    await page.wait(f"{SHOWN}.join() === 'Chur,Zug'")
    await opened(page, "day")
    await page.wait(f"{LINES}[1] === '(Blanks) 1' && {LINES}[2].endsWith(' 0') && {LINES}[3].endsWith(' 2')")
    await page.click(".pywry-set-line:nth-child(2) input")
    model = (await heard.next())["filterModel"]["day"]
    assert model["values"] == ["1961-02-03", "2024-01-31"]
    await page.click(".pywry-set-foot button")
    assert "day" not in (await heard.next())["filterModel"]
    handle.set_filter(
        {"city": {"filterType": "set", "values": ["Bern", None]}, "day": {"filterType": "set", "values": [OLD]}}
    )
    await page.wait(f"{SHOWN}.join() === 'Bern'")
    await page.reload()
    await page.wait(f"{SHOWN}.join() === 'Bern'")
    await opened(page, "city")
    assert await page.js(f"[...document.querySelectorAll('{TICKS}')].map((e) => e.checked)") == [
        True,
        True,
        False,
        False,
    ]
    handle.set_filter()
    await page.wait(f"{SHOWN}.length === 5")


async def test_of_many_values_those_are_offered_that_a_person_searches(place: Place) -> None:
    data = pd.DataFrame({"city": [f"Place {i:05}" for i in range(3_000)], "day": [None] * 3_000})
    handle, page = await drawn(place, data, {"rowModelType": "infinite"})
    heard = Heard(handle, "grid:filter-changed")
    await opened(page, "city")
    await page.wait("document.querySelector('.pywry-set-note').textContent.startsWith('1,000 of 3,000 values')")
    await page.type("e 0299")
    await page.wait(
        f"{LINES}.join() === '(Select all found),' + Array.from({{length: 10}}, (_, i) => `Place 0299${{i}} 1`).join()"
    )
    await page.click(".pywry-set-line:nth-child(3) input")
    assert (await heard.next())["filterModel"]["city"]["values"] == ["Place 02991"]
    await page.wait(f"{SHOWN}.join() === 'Place 02991'")

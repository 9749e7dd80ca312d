"""A dashboard on a real page: panels, declared links, callbacks, changes."""

from __future__ import annotations

from typing import Any

import pytest

from pywry import DashboardHandle
from pywry_tools.errors import PyWryError
from tests.conformance.heard import Heard
from tests.conformance.places import Document, Place

pytestmark = pytest.mark.anyio

SALES = {
    "region": ["north", "north", "south", "south", "south"],
    "product": ["tea", "rum", "tea", "tea", "rum"],
    "amount": [1, 2, 4, 8, 16],
}
PANELS: list[dict[str, Any]] = [
    {"kind": "metric", "id": "total", "title": "Total", "dataset": "sales", "column": "amount", "agg": "sum"},
    {"kind": "chart", "id": "regions", "dataset": "sales", "chart": "bar", "x": "region", "y": "amount", "agg": "sum"},
    {
        "kind": "chart",
        "id": "products",
        "dataset": "sales",
        "chart": "bar",
        "x": "product",
        "y": "amount",
        "agg": "sum",
    },
    {"kind": "grid", "id": "rows", "dataset": "sales", "row_selection": "multiple"},
    {"kind": "markdown", "id": "note", "text": "# Note\n\n**bold** <script>window.hacked = 1</script>"},
    {"kind": "html", "id": "own", "html": "<p id='own-p'>own</p><script>window.ran = (window.ran ?? 0) + 1</script>"},
]
LINKS = [{"source": "regions", "column": "region"}]


async def drawn(place: Place, panels: Any = PANELS, links: Any = LINKS) -> tuple[DashboardHandle, Document]:
    handle = await place.app.show_dashboard.aio(panels, title="Sales", datasets={"sales": SALES}, links=links)
    page = await place.open(handle)
    await page.wait("document.documentElement.dataset.pywryPainted")
    return handle, page


def bar(panel: str, n: int) -> str:
    return f'[data-panel="{panel}"] .barlayer .point:nth-child({n}) path'


def said(panel: str, words: str) -> str:
    return f"document.querySelector('[data-panel=\"{panel}\"]').textContent.includes('{words}')"


def rows(n: int) -> str:
    return f"document.querySelectorAll('[data-panel=\"rows\"] .ag-row').length === {n}"


async def test_every_panel_is_painted_and_reported(place: Place) -> None:
    handle = await place.app.show_dashboard.aio(PANELS, datasets={"sales": SALES}, links=LINKS)
    painted = Heard(handle, "pywry:painted")
    page = await place.open(handle)
    panels = (await painted.next())["panels"]
    assert [(p["id"], p["kind"]) for p in panels] == [(p["id"], p["kind"]) for p in PANELS]
    assert next(p["rows"] for p in panels if p["id"] == "rows") == 5
    assert await page.js("[window.hacked ?? null, window.ran]") == [None, 1]
    assert await page.js(said("total", "31"))


async def test_a_click_filters_what_follows_and_a_second_click_lifts_it(place: Place) -> None:
    _, page = await drawn(place)
    await page.click(bar("regions", 2))
    await page.wait(f"{said('total', '28')} && {rows(3)}")
    products = "document.querySelector('[data-panel=\"products\"] .js-plotly-plot').data[0].y"
    assert sorted(await page.js(f"Array.from({products})")) == [12, 16]
    # As a person would after a while: two clicks in quick succession are a double click to Plotly.
    await page.js(
        "pywry.emit('plotly:click', {chartId: 'regions', points: [{x: 'south', y: 28, curveNumber: 0, pointNumber: 1, pointIndex: 1}]})"
    )
    await page.wait(f"{said('total', '31')} && {rows(5)}")


async def test_a_selection_of_rows_filters_by_a_declared_column(place: Place) -> None:
    _, page = await drawn(place, links=[{"source": "rows", "column": "product", "targets": ["total"]}])
    await page.click('[data-panel="rows"] .ag-row[row-id="1"] .ag-checkbox-input')
    await page.wait(said("total", "18"))


async def test_a_later_viewer_sees_what_is_filtered(place: Place) -> None:
    handle, page = await drawn(place)
    await page.click(bar("regions", 2))
    await page.wait(said("total", "28"))
    later = await place.open(handle)
    await later.wait(f"{said('total', '28')} && {rows(3)}", 15)


async def test_a_selection_filters_by_callback_too(place: Place) -> None:
    handle, page = await drawn(place, links=[])

    def show(data: Any) -> None:
        picked = data["points"][0]["x"]
        kept = [
            {"region": r, "amount": a} for r, a in zip(SALES["region"], SALES["amount"], strict=True) if r == picked
        ]
        handle.grid("rows").update_data(kept)

    handle.chart("regions").on("plotly:click", show)
    await page.click(bar("regions", 1))
    await page.wait(rows(2))


async def test_panels_are_replaced_added_and_removed_without_touching_the_others(place: Place) -> None:
    handle, page = await drawn(place)
    await page.js("document.querySelector('[data-panel=\"regions\"]').dataset.same = 'yes'")
    await handle.change.aio(
        panels=[
            {"kind": "markdown", "id": "note", "text": "changed"},
            {"kind": "metric", "id": "new", "title": "New", "value": 42},
        ],
        remove=["own"],
    )
    await page.wait(
        f"{said('note', 'changed')} && document.querySelector('[data-panel=\"new\"]') && {said('new', '42')}"
    )
    assert await page.js("document.querySelector('[data-panel=\"own\"]')") is None
    assert await page.js("document.querySelector('[data-panel=\"regions\"]').dataset.same") == "yes"


@pytest.mark.parametrize(
    ("panels", "links", "words"),
    [
        (PANELS, [{"source": "region"}], "'regions'"),
        (PANELS, [{"source": "regions", "column": "regon"}], "'region'"),
        ([{"kind": "chart", "id": "c", "dataset": "sals", "chart": "bar", "x": "region"}], [], "'sales'"),
        ([{"kind": "chart", "id": "c", "dataset": "sales", "chart": "bar", "x": "amnt"}], [], "'amount'"),
        ([{"kind": "metric", "id": "a", "value": 1}, {"kind": "metric", "id": "a", "value": 2}], [], "'a'"),
        ([{"kind": "gauge", "id": "a"}], [], "gauge"),
    ],
)
async def test_what_does_not_fit_is_refused_with_the_nearest_names(
    place: Place, panels: Any, links: Any, words: str
) -> None:
    with pytest.raises(PyWryError, match=words):
        await place.app.show_dashboard.aio(panels, datasets={"sales": SALES}, links=links)

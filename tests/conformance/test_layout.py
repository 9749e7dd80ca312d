"""The arrangement of a dashboard on a real page: tabs, moving, resizing, filling the page, inputs."""

from __future__ import annotations

from typing import Any

import pytest

from pywry import DashboardHandle
from tests.conformance.heard import Heard
from tests.conformance.places import Document, Place

pytestmark = pytest.mark.anyio

SALES = {"region": ["north", "north", "south"], "amount": [1, 2, 4]}
CHART: dict[str, Any] = {"kind": "chart", "dataset": "sales", "chart": "bar", "x": "region", "y": "amount", "height": 5}
PANELS: list[dict[str, Any]] = [
    {
        "kind": "metric",
        "id": "total",
        "title": "Total",
        "dataset": "sales",
        "column": "amount",
        "agg": "sum",
        "width": 6,
    },
    {"kind": "metric", "id": "count", "title": "Count", "dataset": "sales", "width": 5},
    CHART | {"id": "left", "title": "Left"},
    CHART | {"id": "right", "title": "Right"},
]
PLOT = "document.querySelector('[data-panel=\"{}\"] .js-plotly-plot')"


async def drawn(place: Place, panels: Any = PANELS, **more: Any) -> tuple[DashboardHandle, Document]:
    handle = await place.app.show_dashboard.aio(panels, datasets={"sales": SALES}, width=1000, height=800, **more)
    page = await place.open(handle)
    await page.wait("document.documentElement.dataset.pywryPainted")
    return handle, page


def cell(panel: str) -> str:
    style = f"document.querySelector('[data-panel=\"{panel}\"]').style"
    return f"['col', 'row', 'width', 'height'].map((n) => Number({style}.getPropertyValue('--pywry-' + n))).join()"


def at(panel: str, *numbers: int) -> str:
    return f"{cell(panel)} === '{','.join(map(str, numbers))}'"


async def test_a_chart_and_a_grid_in_another_tab_are_right_when_they_are_shown(place: Place) -> None:
    rows = {"kind": "grid", "id": "rows", "dataset": "sales", "tab": "Chart", "width": 6, "height": 5}
    tabbed = [*PANELS[:3], PANELS[3] | {"tab": "More", "width": 12}, PANELS[2] | {"id": "third", "tab": "Chart"}, rows]
    handle, page = await drawn(place, tabbed)
    told = Heard(handle, "dashboard:tab-selected")
    assert (
        await page.js("document.querySelector('[data-panel=\"third\"]').checkVisibility({visibilityProperty: true})")
        is False
    )
    await page.click('[data-tab="Chart"]')
    assert await told.next() == {"tab": "Chart", "tabs": ""}
    third = PLOT.format("third")
    await page.wait(
        f"Math.abs({third}._fullLayout.width - {third}.getBoundingClientRect().width) < 2 && {third}._fullLayout.width > 300"
    )
    await page.wait("document.querySelector('.ag-header-cell').getBoundingClientRect().width > 150")
    await page.reload()
    await page.wait("document.querySelector('[data-tab=\"Chart\"]')?.ariaSelected === 'true'")
    handle.select_tab("More")
    await page.wait("document.querySelector('[data-panel=\"right\"]')?.checkVisibility({visibilityProperty: true})")


async def test_a_panel_that_is_dragged_moves_for_everyone_and_stays_there(place: Place) -> None:
    handle, page = await drawn(place)
    told = Heard(handle, "dashboard:layout-changed")
    await page.js(f"Plotly.relayout({PLOT.format('right')}, {{'xaxis.range': [0, 1]}}).then(() => 1)")
    await page.js("for (const p of document.querySelectorAll('.pywry-panel')) p.dataset.same = 'yes'")
    await page.drag('[data-panel="left"] [data-tool="move"]', (0.5, 0.5), (23.5, 0.5))
    layout = (await told.next())["layout"]
    assert [(i["panel"], i["col"], i["row"]) for i in layout["items"]][-2:] == [("right", 1, 3), ("left", 7, 3)]
    await page.wait(f"{at('left', 7, 3, 6, 5)} && {at('right', 1, 3, 6, 5)}")
    assert await page.js("[...document.querySelectorAll('.pywry-panel')].every((p) => p.dataset.same === 'yes')")
    assert await page.js(f"{PLOT.format('right')}._fullLayout.xaxis.range.join()") == "0,1"
    other = await place.open(handle)
    await other.wait(at("left", 7, 3, 6, 5))
    await page.reload()
    await page.wait(at("left", 7, 3, 6, 5))
    assert (handle.layout["items"], handle.layout["version"]) == (layout["items"], 1)


async def test_a_panel_is_resized_by_its_corner_and_what_is_in_the_way_goes_down(place: Place) -> None:
    handle, page = await drawn(place)
    told = Heard(handle, "dashboard:layout-changed")
    await page.drag('[data-panel="left"] [data-tool="resize"]', (0.5, 0.5), (10.0, 3.0))
    await told.next()
    await page.wait(f"{at('right', 7, 9, 6, 5)} && {cell('left')}.startsWith('1,3,8,6')")
    left = PLOT.format("left")
    await page.wait(f"Math.abs({left}._fullLayout.width - {left}.getBoundingClientRect().width) < 2")


async def test_a_panel_is_moved_and_resized_by_the_keyboard(place: Place) -> None:
    handle, page = await drawn(place)
    told = Heard(handle, "dashboard:layout-changed")
    press = "document.querySelector('[data-panel=\"count\"] [data-tool=move]').dispatchEvent(new KeyboardEvent('keydown', {{key: '{}', shiftKey: {}, bubbles: true}}))"
    await page.js(press.format("ArrowRight", "false"))
    await told.next()
    await page.js(press.format("ArrowLeft", "true"))
    await told.next()
    await page.wait(at("count", 8, 1, 4, 2))
    assert await page.js("document.querySelector('.pywry-said').textContent") == "Column 8, row 1, 4 wide, 2 high"


async def test_a_fixed_dashboard_has_nothing_to_drag(place: Place) -> None:
    handle, page = await drawn(place, editable=False)
    handles = "[...document.querySelectorAll('[data-tool=move],[data-tool=resize]')].some((e) => e.checkVisibility())"
    assert await page.js(handles) is False
    handle.change(editable=True)
    await page.wait(handles)


async def test_a_saved_layout_is_put_back(place: Place) -> None:
    handle, page = await drawn(place)
    saved = handle.layout
    handle.change(layout=[{"panel": "right", "col": 1, "row": 1, "width": 12}, {"panel": "left"}])
    await page.wait(f"{at('right', 1, 1, 12, 5)} && {at('left', 1, 6, 6, 5)}")
    handle.change(layout=saved)
    await page.wait(f"{at('left', 1, 3, 6, 5)} && {at('right', 7, 3, 6, 5)}")
    assert handle.layout == saved


async def test_panels_that_are_not_named_are_not_drawn_again(place: Place) -> None:
    handle, page = await drawn(place)
    left = PLOT.format("left")
    await page.js(f"Plotly.relayout({left}, {{'xaxis.range': [0, 1]}}).then(() => 1)")
    await page.js(f"window.drawn = 0; window.was = {left}; {left}.on('plotly_afterplot', () => window.drawn++); 1")
    handle.change(
        panels=[{"kind": "metric", "id": "total", "value": 5}, {"kind": "markdown", "id": "new", "text": "Hello"}],
        remove=["count"],
        layout=[{"panel": "new", "height": 1}, {"panel": "right", "width": 12, "height": 3}],
    )
    await page.wait(f"{at('right', 1, 2, 12, 3)} && document.querySelector('[data-panel=\"new\"] p')")
    right = PLOT.format("right")
    await page.wait(f"Math.abs({right}._fullLayout.width - {right}.getBoundingClientRect().width) < 2")
    assert await page.js(f"[window.drawn, window.was === {left}, {left}._fullLayout.xaxis.range.join()]") == [
        0,
        True,
        "0,1",
    ]


async def test_a_panel_fills_the_page_until_escape(place: Place) -> None:
    handle, page = await drawn(place)
    told = Heard(handle, "dashboard:panel-maximized")
    fills = "document.querySelector('[data-panel=\"left\"]').getBoundingClientRect().width === document.documentElement.clientWidth"
    await page.hover('[data-panel="left"]')
    await page.click('[data-panel="left"] [data-tool="full"]')
    assert await told.next() == {"panelId": "left"}
    await page.wait(fills)
    await page.wait(f"{PLOT.format('left')}._fullLayout.width > document.documentElement.clientWidth - 60")
    assert await page.js("document.querySelector('[data-panel=\"right\"]').inert") is True
    await page.js("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))")
    assert await told.next() == {"panelId": None}
    await page.wait(f"!({fills})")
    handle.maximize_panel("left")
    await page.wait(fills)
    handle.maximize_panel()
    await page.wait(f"!({fills})")


async def test_an_input_filters_what_it_is_linked_to(place: Place) -> None:
    choice = {"kind": "input", "id": "region", "input": "select", "dataset": "sales", "column": "region"}
    handle, page = await drawn(place, [choice, *PANELS], links=[{"source": "region"}])
    told = Heard(handle.panel("region"), "dashboard:input-changed")
    select = "document.querySelector('[data-panel=\"region\"] select')"
    assert await page.js(f"[...{select}.options].map((o) => o.text)") == ["All", "north", "south"]
    await page.js(f"{select}.value = '1'; {select}.dispatchEvent(new Event('change', {{bubbles: true}}))")
    assert await told.next() == {"panelId": "region", "value": "south"}
    total = "document.querySelector('[data-panel=\"total\"] .pywry-metric-value').textContent"
    await page.wait(f"{total} === '4'")
    other = await place.open(handle)
    await other.wait(f"{total} === '4' && {select}.value === '1'")


async def test_a_chart_without_rows_says_so(place: Place) -> None:
    handle, page = await drawn(place)
    note = "document.querySelector('[data-panel=\"left\"] .pywry-panel-empty')"
    assert await page.js(note) is None
    handle.change(datasets={"sales": {"region": [], "amount": []}})
    await page.wait(f"{note}?.textContent === 'No rows'")
    handle.change(datasets={"sales": SALES})
    await page.wait(f"{note} === null")


async def test_a_dashboard_without_panels_says_so(place: Place) -> None:
    handle, page = await drawn(place, [])
    await page.wait("document.body.textContent.includes('Nothing here yet')")
    handle.change(panels=[{"kind": "metric", "id": "one", "value": 1}])
    await page.wait("document.querySelector('[data-panel=\"one\"]') && !document.querySelector('.pywry-empty')")

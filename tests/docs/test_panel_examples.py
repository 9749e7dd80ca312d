"""The examples of charts, grids and dashboards do in a real browser what the text round them says."""

from __future__ import annotations

import pytest

from tests.docs.conftest import Run
from tests.docs.look import TOAST, cell, clean, click_point, text

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.slow]

PLOT = "document.querySelector('.js-plotly-plot')"
ROWS = "new Set([...document.querySelectorAll('[row-id]')].map((row) => row.getAttribute('row-id'))).size"


async def test_a_click_on_a_bubble_names_the_country(run: Run) -> None:
    async with run("chart.py") as program:
        tab = await program.tab()
        await click_point(tab, ".scatterlayer .point")
        await tab.wait_for(text(TOAST, "Afghanistan: 43.8 years"))
        await clean(tab)
        await program.end()


async def test_a_chart_is_changed_in_place_and_read(run: Run) -> None:
    async with run("chart_change.py") as program:
        tab = await program.tab()
        await tab.wait_for(f"{PLOT}.layout.yaxis.type === 'log' && {PLOT}.data[1].visible === 'legendonly'")
        assert await tab.evaluate(f"{PLOT}.data.map((t) => t.line.dash)") == ["solid", "dot"]
        assert str(await tab.evaluate(f"{PLOT}.layout.xaxis.range[0]")).startswith("2009-01-01")
        [line] = await program.lines_until("Apple")
        assert line.startswith("Apple 3270 [{'x': '2000-03-01', 'y': ")
        await clean(tab)
        await program.end()


async def test_a_live_chart_grows_up_to_its_limit(run: Run) -> None:
    async with run("chart_live.py") as program:
        tab = await program.tab()
        await tab.wait_for(f"{PLOT}.data[0].x.length === 250", 40)
        await clean(tab)
        await program.end()


async def test_336776_points_are_drawn(run: Run) -> None:
    async with run("chart_large.py") as program:
        tab = await program.tab()
        assert await tab.evaluate(f"{PLOT}.data[0].x.length") == 336_776
        await clean(tab)
        await program.end()


async def test_a_selection_is_heard_by_name_and_by_class(run: Run) -> None:
    async with run("chart_select.py") as program:
        tab = await program.tab()
        drag = "document.querySelector('.nsewdrag').getBoundingClientRect()"
        box = await tab.evaluate(f"(({{x, y, width, height}}) => [x, y, width, height])({drag})")
        for kind, share in (("mousePressed", 0.02), ("mouseMoved", 0.5), ("mouseMoved", 0.98), ("mouseReleased", 0.98)):
            at = {"x": box[0] + box[2] * share, "y": box[1] + box[3] * share}
            await tab.send(
                "Input.dispatchMouseEvent", {"type": kind, "button": "left", "buttons": 1, "clickCount": 1, **at}
            )
        lines = await program.lines_until("tips, ")
        assert " in all" in lines[-1]
        await program.lines_until("'x': ")
        await clean(tab)
        await program.end()


async def test_336776_rows_are_there_and_can_be_selected(run: Run) -> None:
    async with run("grid.py") as program:
        tab = await program.tab()
        assert await tab.evaluate("document.querySelector('[aria-rowcount]').ariaRowCount >= '336776'")
        await tab.click('[row-id="0"] .ag-checkbox-input')
        await tab.wait_for(text(TOAST, "1 flights, 1,400 miles"))
        await clean(tab)
        await program.end()


async def test_an_edit_is_answered_with_the_new_total(run: Run) -> None:
    async with run("grid_edit.py") as program:
        tab = await program.tab()
        await tab.click(cell("Espresso", "count"), times=2)
        await tab.wait_for("document.querySelector('.ag-cell-editor input, .ag-cell input') !== null")
        await tab.evaluate("document.querySelector('.ag-cell-editor input, .ag-cell input').select()")
        await tab.type("5\n")
        await tab.wait_for(text(cell("Espresso", "total"), "11.00"))
        await clean(tab)
        await program.end()


async def test_rows_and_cells_are_changed_in_place_and_read(run: Run) -> None:
    async with run("grid_change.py") as program:
        tab = await program.tab()
        assert await tab.evaluate(ROWS) == 2
        assert await tab.evaluate(text(cell("n3", "task"), "before noon"))
        assert await tab.evaluate(text(".ag-header-cell[col-id=task]", "Task"))
        [line] = await program.lines_until("n3")
        assert line.startswith("2 ['n2', 'n3'] [{'task': 'Print the labels'}")
        await clean(tab)
        await program.end()


@pytest.mark.parametrize("name", ["dashboard.py", "dashboard_readme.py"])
async def test_a_declared_link_filters_every_other_panel(run: Run, name: str) -> None:
    async with run(name) as program:
        tab = await program.tab(height=1100)
        await tab.wait_for(text('[data-panel="count"]', "13,473"))
        await click_point(tab, '[data-panel="hours"] .point path')
        await tab.wait_for(f"!{text('[data-panel=count]', '13')}")
        await clean(tab)
        await program.end()


async def test_what_is_picked_is_handed_on(run: Run) -> None:
    async with run("dashboard_set.py") as program:
        tab = await program.tab(height=700)
        await click_point(tab, '[data-panel="airlines"] .point path')
        await tab.wait_for(text('[data-panel="note"]', "was picked"))
        await tab.click(cell("2", "meaning"))
        await tab.wait_for(text('[data-panel="airlines"] .ytitle', "mean of distance"))
        await clean(tab)
        await program.end()


async def test_a_callback_links_what_no_declaration_can(run: Run) -> None:
    async with run("dashboard_callback.py") as program:
        tab = await program.tab(height=600)
        assert await tab.evaluate(f"{PLOT}.data[0].name") == "AAPL"
        await tab.click(cell("IBM", "close"))
        await tab.wait_for(f"{PLOT}.data[0].name === 'IBM'")
        await clean(tab)
        await program.end()


async def test_live_data_reaches_every_kind_of_panel(run: Run) -> None:
    async with run("dashboard_live.py") as program:
        tab = await program.tab(height=900)
        await tab.wait_for(f"{PLOT}.data[0].x.length > 5")
        await tab.wait_for(f"{ROWS} > 5")
        await tab.wait_for(text('[data-panel="close"]', "1"))
        await clean(tab)
        await program.end()


async def test_a_dashboard_is_rearranged_and_described(run: Run) -> None:
    async with run("dashboard_change.py") as program:
        tab = await program.tab(height=900)
        order = "[...document.querySelectorAll('[data-panel]')].map((e) => e.dataset.panel)"
        assert await tab.evaluate(order) == ["days", "hours", "about"]
        [line] = await program.lines_until("days")
        assert line == "13473 ['days', 'hours', 'about']"
        await clean(tab)
        await program.end()

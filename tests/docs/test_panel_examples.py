"""The examples of charts, grids and dashboards do in a real browser what the text round them says."""

from __future__ import annotations

from pathlib import Path

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


async def test_a_page_is_saved_as_files(run: Run) -> None:
    async with run("export.py") as program:
        [note, page] = await program.lines_until("flights.html")
        assert note == "grid 'table': the first 120 of 13,473 rows are on paper."
        [*_, beside] = await program.lines_until("beside it")
        assert beside.endswith("flights-flights.parquet")
        [memory] = (await program.lines_until("of PNG"))[-1:]
        assert Path(page.split(": ")[0]).stat().st_size > 500_000
        assert int(memory.split()[0].replace(",", "")) > 500_000
        await clean(await program.tab())
        await program.end()


async def test_a_script_that_was_exported_shows_its_page(run: Run) -> None:
    async with run("exported.py") as program:
        tab = await program.tab()
        await tab.wait_for(text("[data-panel=total]", "235,000"))
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
        await tab.click(cell("Espresso", "count"), times=2)
        await tab.wait_for("document.querySelector('.ag-cell-editor input, .ag-cell input') !== null")
        await tab.evaluate("document.querySelector('.ag-cell-editor input, .ag-cell input').select()")
        await tab.type("-1\n")
        await tab.wait_for(text(TOAST, "Espresso: the count has to be 0 or more."))
        await tab.wait_for(text(cell("Espresso", "count"), "5"))
        await clean(tab)
        await program.end()


async def test_labels_in_levels_stand_over_columns_and_beside_rows(run: Run) -> None:
    async with run("grid_levels.py") as program:
        tab = await program.tab()
        await tab.wait_for(text(".ag-header-group-cell", "Departure, min late"))
        await tab.wait_for(text(".ag-spanned-row", "EWR"))
        await clean(tab)
        await program.end()


async def test_a_view_is_set_and_a_transaction_follows(run: Run) -> None:
    async with run("grid_view.py") as program:
        tab = await program.tab()
        await tab.wait_for(text(cell("Chur", "people"), "38,900"))
        await tab.wait_for(text(cell("Zug", "metres"), "425"))
        assert await tab.evaluate(ROWS) == 3
        lines = await program.lines_until("Bern")
        assert "city,metres" in lines[0]
        await clean(tab)
        await program.end()


async def test_rows_are_chosen_by_their_values(run: Run) -> None:
    async with run("grid_set.py") as program:
        tab = await program.tab()
        await tab.wait_for(text(".pywry-grid-foot-count", "215,941 of 336,776 rows"))
        await tab.click('.ag-header-cell[col-id="carrier"] .ag-floating-filter-button button')
        await tab.wait_for("document.querySelectorAll('.pywry-set-line').length > 3")
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


async def test_inputs_filter_and_are_heard(run: Run) -> None:
    async with run("dashboard_inputs.py") as program:
        tab = await program.tab(height=900)
        await tab.wait_for(text('[data-panel="count"]', "13,473"))
        select = "document.querySelector('[data-panel=\"origin\"] select')"
        await tab.evaluate(f"{select}.value = '1'; {select}.dispatchEvent(new Event('change', {{bubbles: true}}))")
        await program.lines_until("chosen: JFK")
        await tab.wait_for(f"!{text('[data-panel=count]', '13')}")
        await tab.click('[data-panel="airline"] input')
        await tab.type("jetblue")
        await tab.wait_for(text('[data-panel="count"]', "1,747"))
        await clean(tab)
        await program.end()


async def test_a_layout_is_saved_when_a_person_changes_it_and_put_back(run: Run) -> None:
    async with run("dashboard_layout.py") as program:
        tab = await program.tab(width=1280, height=900)
        chosen = "document.querySelector('[data-tab=\"Airlines\"]').ariaSelected === 'true'"
        await tab.wait_for("document.querySelectorAll('[role=tab]').length === 3")
        cell = "document.querySelector('[data-panel=\"count\"]').style.getPropertyValue('--pywry-row')"
        assert (await tab.evaluate(cell), await tab.evaluate(chosen)) == ("7", True)
        move = "document.querySelector('[data-panel=\"count\"] [data-tool=move]')"
        await tab.evaluate(f"{move}.dispatchEvent(new KeyboardEvent('keydown', {{key: 'ArrowUp', bubbles: true}}))")
        await tab.wait_for(f"{cell} === '5'")
        await tab.reload()
        await tab.wait_for(f"{cell} === '5'")
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


async def test_a_button_of_the_mode_bar_shows_another_figure(run: Run) -> None:
    async with run("chart_buttons.py") as program:
        tab = await program.tab()
        await tab.click('.modebar-btn[data-title="Stronger wind"]')
        await tab.wait_for(f"{PLOT}.layout.title.text === 'Wind of strength 1-2'")
        assert await tab.evaluate("document.querySelector('[data-title=\"Lasso Select\"]')") is None
        await clean(tab)
        await program.end()


async def test_templates_for_light_and_dark_are_used(run: Run) -> None:
    async with run("chart_templates.py") as program:
        tab = await program.tab()
        await tab.wait_for(f"{PLOT}._fullLayout !== undefined")
        dark = await tab.evaluate("document.documentElement.dataset.theme === 'dark'")
        size = await tab.evaluate(f"{PLOT}._fullLayout.font.size")
        ground = await tab.evaluate(f"{PLOT}._fullLayout.plot_bgcolor")
        assert (size == 14) if dark else (ground == "rgb(237,237,237)")
        await clean(tab)
        await program.end()


async def test_frames_play_to_the_last_year(run: Run) -> None:
    async with run("chart_frames.py") as program:
        tab = await program.tab()
        await tab.wait_for(f"{PLOT}._fullLayout.sliders?.[0]?.active > 3", 40)
        await tab.wait_for(f"{PLOT}._transitionData?._frames.length === 12")
        await clean(tab)
        await program.end()


async def test_a_chart_is_saved_as_pictures(run: Run) -> None:
    async with run("chart_image.py") as program:
        await program.tab()
        [line] = await program.lines_until(" ")
        assert all(int(size) > 5_000 for size in line.split())
        await program.end()


async def test_a_map_of_tiles_is_drawn_with_and_without_the_network(run: Run) -> None:
    async with run("chart_tiles.py") as program:
        tab = await program.tab()
        await tab.wait_for(f"{PLOT}._fullLayout.map._subplot.map.loaded() && {PLOT}._fullData[0].lat.length > 200")
        await program.end()


async def test_a_map_is_drawn_without_the_network(run: Run) -> None:
    async with run("chart_map.py") as program:
        tab = await program.tab()
        await tab.wait_for("document.querySelectorAll('.choroplethlayer path').length > 130")
        await clean(tab)
        await program.end()


async def test_a_million_rows_are_shown_and_selected_at_once(run: Run) -> None:
    async with run("grid_paged.py") as program:
        tab = await program.tab()
        await tab.wait_for("document.querySelector('.pywry-grid-foot-count').textContent === '1,000,000 rows'", 30)
        await tab.click(".pywry-select-all input")
        await tab.wait_for(text(TOAST, "1,000,000 rows are selected, 1,000,000 can be read"), 30)
        await clean(tab)
        await program.end()

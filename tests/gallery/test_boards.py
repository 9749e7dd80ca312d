"""Every dashboard of the gallery is drawn in a real browser, and does what it is there for."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from pywry.data.sample import flights
from pywry.headless import Tab
from tests.docs.look import cell, clean, click_point, text
from tests.gallery.conftest import Look

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.slow]

EDITOR = "document.querySelector('.ag-cell-editor input, .ag-cell input')"


def module(name: str) -> Any:
    return importlib.import_module(f"pywry.gallery.boards.{name}")


def panel(name: str, inside: str = "") -> str:
    return f'[data-panel="{name}"] {inside}'.strip()


def plot(name: str) -> str:
    return f"document.querySelector('{panel(name, '.js-plotly-plot')}')"


async def choose(tab: Tab, name: str, label: str) -> None:
    select = f"document.querySelector('{panel(name, 'select')}')"
    option = f"[...{select}.options].find((option) => option.text === {label!r}).value"
    await tab.evaluate(f"{select}.value = {option}; {select}.dispatchEvent(new Event('change', {{bubbles: true}}))")


async def number(tab: Tab, name: str, without: str) -> float:
    """What a metric says, once it says something else."""
    value = f"document.querySelector('{panel(name)}').innerText.split('\\n')[1]"
    await tab.wait_for(f"{value} !== {without!r}")
    return float("".join(c for c in await tab.evaluate(value) if c.isdigit() or c == "."))


async def test_flights_of_one_airport_and_airline(look: Look) -> None:
    _, tab = await look("flights")
    rows = flights()
    await choose(tab, "origin", "JFK")
    assert await number(tab, "count", "13,473") == sum(origin == "JFK" for origin in rows["origin"])
    await click_point(tab, panel("hours", ".point path"))
    early = sum(origin == "JFK" and hour == 5 for origin, hour in zip(rows["origin"], rows["hour"], strict=True))
    await tab.wait_for(text(panel("count"), str(early)))
    await clean(tab)


async def test_a_share_that_is_picked_shows_its_candles(look: Look) -> None:
    _, tab = await look("stocks")
    await tab.click(cell("IBM", "close"))
    await tab.wait_for(f"{plot('chart')}.data?.[0].name === 'IBM'")
    await tab.wait_for(text(panel("close"), "IBM"))
    assert await tab.evaluate(f"{plot('chart')}.data.length") == 5
    await clean(tab)


async def test_a_country_that_is_clicked_shows_its_course(look: Look) -> None:
    _, tab = await look("countries")
    await click_point(tab, panel("world", ".scatterlayer .trace:nth-child(5) .point"))
    await tab.wait_for(f"!{text(panel('course'), 'China')}")
    title = await tab.evaluate(f"document.querySelector('{panel('course')}').innerText.split('\\n')[0]")
    rows = importlib.import_module("bokeh_sampledata.gapminder").data
    rows = rows[rows["country"] == title]
    assert len(rows) == 50
    drawn = await tab.evaluate(f"{plot('course')}.data[0].y[49]")
    assert drawn == pytest.approx(rows["life_expectancy"].iloc[-1])
    await clean(tab)


async def test_cars_of_so_many_cylinders(look: Look) -> None:
    _, tab = await look("cars")
    await click_point(tab, panel("cylinders", ".trace:first-child .point:last-child path"))
    cars = importlib.import_module("bokeh_sampledata.autompg").autompg_clean
    assert await number(tab, "count", "392") in set(cars.groupby(["cyl", "origin"]).size())
    # Plotly remarks on boxes of years that have no cars left.
    assert [line for line in tab.console if "q1 <= median" not in line.text] == []


async def test_sales_of_one_region_behind_another_tab(look: Look) -> None:
    _, tab = await look("sales")
    data = importlib.import_module("bokeh_sampledata.sample_superstore").data
    await choose(tab, "region", "South")
    sold = data.loc[data["Region"] == "South", "Sales"].sum()
    assert await number(tab, "sales", "$2.3M") == pytest.approx(sold / 1000, abs=0.6)
    await tab.click('[data-tab="Orders"]')
    await tab.wait_for(f"document.querySelector('{panel('orders', '.ag-row')}')?.offsetHeight > 0")
    await clean(tab)


async def test_an_airport_that_is_picked_shows_its_routes(look: Look) -> None:
    _, tab = await look("airports")
    await tab.click(cell("DEN", "City"))
    await tab.wait_for(text(panel("map"), "From DEN"))
    data = importlib.import_module("bokeh_sampledata.airport_routes")
    ends = set(data.routes.query("Source == 'DEN'")["Destination"]) & set(data.airports["IATA"])
    await tab.wait_for(f"{plot('map')}.data?.[0].lat.length === {3 * len(ends)}")
    await clean(tab)


async def test_penguins_in_a_box_are_counted(look: Look) -> None:
    _, tab = await look("penguins")
    box = f"document.querySelector('{panel('matrix', '.nsewdrag')}').getBoundingClientRect()"
    x, y, width, height = await tab.evaluate(f"(({{x, y, width, height}}) => [x, y, width, height])({box})")
    for kind, share in (("mousePressed", 0.02), ("mouseMoved", 0.4), ("mouseMoved", 0.6), ("mouseReleased", 0.6)):
        at = {"x": x + width * share, "y": y + height * share}
        await tab.send(
            "Input.dispatchMouseEvent", {"type": kind, "button": "left", "buttons": 1, "clickCount": 1, **at}
        )
    assert 0 < await number(tab, "count", "333") < 333
    await clean(tab)


async def test_a_state_that_is_clicked_shows_its_counties(look: Look) -> None:
    _, tab = await look("unemployment")
    await tab.hover(panel("states", ".choroplethlayer path:nth-child(5)"))
    await tab.wait_for("document.querySelector('.hoverlayer .hovertext') !== null")
    await tab.click(panel("states", ".choroplethlayer path:nth-child(5)"))
    await tab.wait_for(f"!{text(panel('counties'), 'Counties of MI')}")
    title = await tab.evaluate(f"document.querySelector('{panel('counties')}').innerText.split('\\n')[0]")
    counties = module("unemployment").COUNTIES
    rates = counties.loc[counties["state"] == title[-2:], "rate"]
    assert await tab.evaluate(f"Math.max(...{plot('counties')}.data[0].x)") == rates.max()
    await clean(tab)


@pytest.mark.filterwarnings("ignore:The inplace keyword")
async def test_the_sea_goes_on(look: Look) -> None:
    _, tab = await look("sea")
    sea = module("sea")
    await tab.wait_for(f"{plot('course')}.data[0].x.length > {sea.BEFORE + 20}")
    await tab.wait_for(f"document.querySelectorAll('{panel('table', '.ag-row')}').length > 5")
    shown = await tab.evaluate(f"[...{plot('course')}.data[0].y]")
    real = [row["celsius"] for row, _ in zip(sea.readings(), shown, strict=False)]
    assert shown == real
    await clean(tab)


async def test_this_machine_is_read(look: Look) -> None:
    _, tab = await look("server")
    await tab.wait_for(f"{plot('cores')}.data[0].x.length >= 2 && {plot('net')}.data[1].x.length >= 1", 20)
    assert 0 < await tab.evaluate(f"{plot('cores')}.data[0].y[1]") <= 100
    assert float(await tab.evaluate(f"document.querySelector('{cell('1', 'MB')}').innerText.replace(',', '')")) > 10
    await clean(tab)


async def test_a_million_rows_are_narrowed_by_a_click(look: Look) -> None:
    _, tab = await look("million")
    count = f"document.querySelector('{panel('table', '.pywry-grid-foot-count')}').textContent"
    await tab.wait_for(f"{count} === '1,000,000 rows'", 20)
    await click_point(tab, panel("divisors", ".point path"))
    left = await number(tab, "count", "1,000,000")
    assert left == (module("million").numbers()["divisors"] == 8).sum()
    await tab.wait_for(f"{count}.startsWith('{left:,.0f}')", 20)
    await clean(tab)


async def test_a_plan_that_is_edited_adds_up(look: Look) -> None:
    _, tab = await look("budget")
    await tab.click(cell("Chairs", "growth"), times=2)
    await tab.wait_for(f"{EDITOR} !== null")
    await tab.evaluate(f"{EDITOR}.select()")
    await tab.type("0.5\n")
    sold = {row["goods"]: row["sold"] for row in module("budget").lines()}
    await tab.wait_for(text(cell("Chairs", "planned"), f"${sold['Chairs'] * 1.5:,.0f}"))
    total = sum(sold.values()) * 1.05 + sold["Chairs"] * 0.45
    await tab.wait_for(text(panel("planned"), f"${total:,.0f}"))
    await tab.click(cell("Chairs", "growth"), times=2)
    await tab.wait_for(f"{EDITOR} !== null")
    await tab.evaluate(f"{EDITOR}.select()")
    await tab.type("-3\n")
    await tab.wait_for(text(".pywry-toast-container", "Growth has to be between -1"))
    await tab.wait_for(text(cell("Chairs", "growth"), "+50.0%"))
    await clean(tab)


async def test_a_log_is_followed(look: Look) -> None:
    _, tab = await look("log")
    await tab.wait_for(f"document.querySelectorAll('{panel('log', '.ag-row')}').length > 15", 20)
    assert await number(tab, "INFO", "0") > 0
    newest = f"Math.max(...[...document.querySelectorAll('{panel('log', '[col-id=line].ag-cell')}')].map((cell) => +cell.innerText))"
    tops = "[...document.querySelectorAll('[data-panel=log] .ag-center-cols-container .ag-row')].map((row) => Math.round(row.getBoundingClientRect().top)).sort((a, b) => a - b)"
    await tab.wait_for(f"{tops}.every((top, at, all) => at === 0 || top - all[at - 1] >= 20)")
    seen = await tab.evaluate(newest)
    await tab.wait_for(f"{newest} > {seen}")
    await clean(tab)


async def test_a_square_that_is_clicked_tells_whom_a_character_meets(look: Look) -> None:
    _, tab = await look("characters")
    gd = plot("matrix")
    places = f"(({{_fullLayout: {{xaxis, yaxis}}}}) => [xaxis.d2p('Javert') / xaxis._length, yaxis.d2p('Cosette') / yaxis._length])({gd})"
    across, down = await tab.evaluate(places)
    size = await tab.evaluate(
        f"(({{width, height}}) => [width, height])(document.querySelector('{panel('matrix', '.nsewdrag')}').getBoundingClientRect())"
    )
    at = (across * size[0], down * size[1])
    await tab.hover(panel("matrix", ".nsewdrag"), at)
    await tab.wait_for("document.querySelector('.hoverlayer .hovertext') !== null")
    await tab.click(panel("matrix", ".nsewdrag"), at)
    await tab.wait_for(text(panel("met"), "Cosette meets"))
    await tab.wait_for(text(panel("met"), "11 others"))
    await clean(tab)


async def test_another_country_is_drawn_into_every_square(look: Look) -> None:
    _, tab = await look("emissions")
    await choose(tab, "other", "Iceland")
    await tab.wait_for(f"{plot('squares')}.data.filter((trace) => trace.name === 'Iceland').length === 12")
    await clean(tab)

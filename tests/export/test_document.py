"""An exported page opens from a disk, and does there what needs no Python."""

from __future__ import annotations

import asyncio
from inspect import signature
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pywry import DashboardHandle, PyWry
from pywry.headless import Browser
from pywry.headless.tab import Tab
from pywry_tools.errors import BadData, NoSuchPanel, NotHere
from tests.export.conftest import HOSTILE

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

PLOT = "document.querySelector('.js-plotly-plot')"
PAINTED = "document.documentElement.dataset.pywryPainted"
CITIES = (
    "[...document.querySelectorAll('.ag-row')]"
    ".sort((a, b) => a.getAttribute('row-index') - b.getAttribute('row-index'))"
    ".map((row) => row.querySelector('[col-id=city]').textContent)"
)


async def opened(browser: Browser, path: Path) -> tuple[Tab, list[str]]:
    """The document without a network, and what it asks a network for or complains of."""
    tab = await browser.page("about:blank")
    said: list[str] = []
    tab.on_console(lambda line: said.append(line.text))
    await tab.emulate_offline(True)
    await tab.navigate(path.as_uri())
    await tab.wait_for(PAINTED, 20)
    return tab, said


async def test_every_panel_is_drawn_from_the_disk_and_grids_sort(
    board: DashboardHandle, browser: Browser, tmp_path: Path
) -> None:
    made = await board.export.aio(tmp_path / "cities.html")
    assert (made.format, made.path, made.size) == (
        "html",
        str(tmp_path / "cities.html"),
        Path(made.path or "").stat().st_size,
    )
    tab, said = await opened(browser, tmp_path / "cities.html")
    assert await tab.evaluate("document.querySelector('[data-panel=total]').textContent") == "total191,000"
    assert await tab.evaluate("[...document.querySelector('.js-plotly-plot').data[0].y]") == [134_000, 19_000, 38_000]
    assert await tab.evaluate("document.querySelector('[data-panel=note] h1').textContent") == "Where people live"
    assert await tab.evaluate("document.querySelector('[data-panel=more] b').textContent") == "text"
    assert await tab.evaluate(CITIES) == ["Bern", HOSTILE, "Chur"]
    await tab.click("[data-panel=table] .ag-header-cell[col-id=people]")
    await tab.wait_for(f"({CITIES})[2] === 'Bern'")
    assert await tab.evaluate(CITIES) == [HOSTILE, "Chur", "Bern"]
    assert "Copy of" in await tab.evaluate("document.querySelector('.pywry-exported').textContent")
    assert (
        await tab.evaluate("performance.getEntriesByType('resource').filter((r) => r.name.startsWith('http')).length")
        == 0
    )
    assert said == []
    await tab.close()


async def test_the_document_holds_what_a_person_made_of_the_page(
    board: DashboardHandle, browser: Browser, tmp_path: Path
) -> None:
    tab = await browser.page(board.url or "")
    await tab.wait_for(PAINTED, 20)
    await tab.click("[data-panel=table] .ag-header-cell[col-id=people]")
    await tab.wait_for(f"({CITIES})[2] === 'Bern'")
    await tab.evaluate(
        "Plotly.relayout(document.querySelector('.js-plotly-plot'), {'yaxis.range': [0, 500000]}).then(() => 1)"
    )
    for event in ("grid:sort-changed", "plotly:relayout"):
        assert (await board.wait_for.aio([event], timeout_s=10, since=0)).events
    await board.export.aio(tmp_path / "page.html")
    copy, _ = await opened(browser, tmp_path / "page.html")
    assert await copy.evaluate(CITIES) == [HOSTILE, "Chur", "Bern"]
    assert await copy.evaluate("document.querySelector('.js-plotly-plot').layout.yaxis.range") == [0, 500000]
    await tab.close()
    await copy.close()


async def test_one_panel_alone_carries_only_what_draws_it(
    board: DashboardHandle, browser: Browser, tmp_path: Path
) -> None:
    await board.export.aio(tmp_path / "total.html", panel="total", theme="dark")
    await board.export.aio(tmp_path / "bars.html", panel="bars")
    sizes = {name: (tmp_path / f"{name}.html").stat().st_size for name in ("total", "bars")}
    assert sizes["total"] < 200_000 < sizes["bars"]
    tab, said = await opened(browser, tmp_path / "total.html")
    assert await tab.evaluate("document.querySelectorAll('.pywry-panel').length") == 1
    assert await tab.evaluate("document.documentElement.dataset.theme ?? document.documentElement.className") != ""
    assert said == []
    await tab.close()


async def test_nothing_of_the_program_is_in_the_file(board: DashboardHandle) -> None:
    html = await board.to_html.aio()
    assert board.url is not None and board.url.split("/")[2] not in html
    assert "<img src=x" not in html
    assert html.count("Content-Security-Policy") == 1 and "default-src &#x27;none&#x27;" in html


async def test_what_cannot_be_exported_says_why(app: PyWry, tmp_path: Path) -> None:
    grid = await app.show_dataframe.aio({"n": list(range(50))}, label="numbers")
    with pytest.raises(BadData, match=r"50 rows.* max_rows"):
        await grid.export.aio(tmp_path / "n.html", max_rows=49)
    with pytest.raises(NoSuchPanel):
        await grid.export.aio(tmp_path / "n.html", panel="nothing")
    with pytest.raises(BadData, match=r"end it with \.html, \.png, \.pdf or \.py"):
        await grid.export.aio(tmp_path / "n.txt")
    with pytest.raises(BadData, match=r"path, such as report\.html, or a format"):
        await grid.export.aio()
    with pytest.raises(BadData, match="there is no folder"):
        await grid.export.aio(tmp_path / "missing" / "n.html")
    site = await app.show.aio(url="https://example.org/")
    with pytest.raises(NotHere, match="somebody else's page"):
        await site.export.aio(tmp_path / "n.html")
    assert list(tmp_path.iterdir()) == []


async def test_every_row_of_a_paged_grid_is_in_the_document(app: PyWry, browser: Browser, tmp_path: Path) -> None:
    data = {"n": list(range(3_000)), "name": [f"row {n}" for n in range(3_000)]}
    grid = await app.show_dataframe.aio(data, grid_options={"rowModelType": "infinite"})
    await grid.export.aio(tmp_path / "paged.html")
    tab, said = await opened(browser, tmp_path / "paged.html")
    await tab.click(".ag-header-cell[col-id=n]")
    await tab.click(".ag-header-cell[col-id=n]")
    last = "document.querySelector('.ag-row[row-index=\"0\"] [col-id=name]')?.textContent"
    await tab.wait_for(f"{last} === 'row 2999'")
    assert said == []
    await tab.close()


async def test_what_pages_become_in_memory_says_what_it_takes_and_gives(app: PyWry) -> None:
    page = await app.show.aio("<p>Hello</p>")
    faces = {face.__name__: face for face in (page.to_html, page.to_png, page.to_pdf, page.to_python)}
    for name, face in faces.items():
        said = signature(face)
        assert set(said.parameters) <= set(signature(page.export).parameters), name
        assert said.return_annotation == ("str" if name in ("to_html", "to_python") else "bytes")
        assert "panel" in (face.__doc__ or "")
    with pytest.raises(TypeError, match="paper"):
        await page.to_pdf.aio(paper="A4")  # type: ignore[call-arg]  # there is none


async def test_a_map_of_tiles_is_drawn_from_the_disk_on_outlines(browser: Browser, tmp_path: Path) -> None:
    app = PyWry(open_tabs=False)
    points = {"type": "scattermap", "lon": [-60, 60], "lat": [0, 30], "marker": {"size": 30, "color": "rgb(0,255,0)"}}
    chart = await app.show_plotly.aio([points], theme="light")
    await chart.export.aio(tmp_path / "map.html")
    tab, said = await opened(browser, tmp_path / "map.html")
    assert await tab.evaluate(f"{PLOT}._fullLayout.map._subplot.map.getSource('land') !== undefined")
    picture = Image.open(BytesIO(await tab.screenshot())).convert("RGB")
    assert {(0, 255, 0), (228, 228, 232)} <= {color for _, color in picture.getcolors(1_000_000) or ()}
    [warning] = [line for line in said if "WebGL" not in line]
    assert "outlines" in warning
    await tab.close()
    await asyncio.to_thread(app.destroy)

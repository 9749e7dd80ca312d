"""On paper a page has all its rows and all its tabs, and says what it lacks; on screen it is left as it was."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from pywry import DashboardHandle, PyWry
from pywry.headless import Browser
from pywry.headless.tab import Tab

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

PAINTED = "document.documentElement.dataset.pywryPainted"
ROWS = 300
NAMES = [f"name-{n}" for n in range(ROWS)]
TEXTS = [f"begin{n} {'words that need several lines in a column ' * (1 + n % 9)}end{n}" for n in range(60)]
LOOKS = """(() => {
  const at = document.querySelector('.ag-grid-viewport');
  const plot = document.querySelector('.js-plotly-plot');
  return JSON.stringify([
    scrollY, at.scrollTop, [...document.querySelectorAll('.ag-row-selected')].map((row) => row.getAttribute('row-index')),
    plot._fullLayout.yaxis.range, plot._fullLayout.width, plot._fullLayout.height, plot._fullLayout.font.color,
    [...document.documentElement.classList].sort(), document.body.getBoundingClientRect().width, document.querySelectorAll('.pywry-panels > *, .pywry-panel-body > *').length,
    [...document.querySelectorAll('.pywry-panel')].map((panel) => panel.getBoundingClientRect()),
  ]);
})()"""


@pytest.fixture(scope="module")
async def paper(anyio_backend: str) -> AsyncIterator[PyWry]:
    app = PyWry(open_tabs=False)
    yield app
    await asyncio.to_thread(app.destroy)


@pytest.fixture(scope="module")
async def many(paper: PyWry) -> DashboardHandle:
    """A dashboard whose grid shows but a few of its rows."""
    return await paper.show_dashboard.aio(
        [
            {"kind": "metric", "id": "count", "title": "Counted", "dataset": "rows"},
            {"kind": "chart", "id": "bars", "title": "Bars", "dataset": "rows", "chart": "bar", "x": "kind", "y": "n"},
            {"kind": "grid", "id": "table", "title": "All of them", "dataset": "rows", "row_selection": "multiple"},
            {"kind": "input", "id": "kind", "dataset": "rows", "column": "kind", "input": "select"},
        ],
        datasets={"rows": {"n": list(range(ROWS)), "name": NAMES, "kind": ["odd", "even"] * (ROWS // 2)}},
        links=[{"source": "kind"}],
        title="Many rows",
        theme="dark",
        label="many",
    )


async def sheets(handle: Any, **asked: Any) -> tuple[list[str], list[str]]:
    """The text of every sheet, and what the answer notes."""
    made = await handle.export.aio(format="pdf", keep=False, **asked)
    return texts(made.content), list(made.notes)


def texts(pdf: bytes) -> list[str]:
    # Fonts join letters.
    return [normalize("NFKC", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


async def opened(browser: Browser, handle: DashboardHandle) -> Tab:
    tab = await browser.page(handle.url or "", width=1100, height=600)
    await tab.wait_for(PAINTED, 20)
    return tab


async def test_every_row_is_on_paper_once_with_the_headings_on_each_sheet(many: DashboardHandle) -> None:
    pages, notes = await sheets(many)
    assert len(pages) > 2 and notes == []
    assert re.findall(r"name-\d+", "".join(pages)) == NAMES
    assert all(re.search(r"\bn\b.*name\b.*kind\b", page, re.DOTALL) for page in pages if "name-" in page)
    assert all(words in pages[0] for words in ("Many rows", "Counted", "Bars", "All of them"))


async def test_rows_are_sorted_filtered_and_in_the_columns_that_the_last_viewer_has(
    many: DashboardHandle, browser: Browser
) -> None:
    tab = await opened(browser, many)
    state = {
        "columnState": [{"colId": "name"}, {"colId": "n"}, {"colId": "kind", "hide": True}],
        "sortModel": [{"colId": "n", "sort": "desc"}],
        "filterModel": {"n": {"filterType": "number", "type": "lessThan", "filter": 100}},
    }
    await tab.evaluate(
        f"pywry.dispatch('grid:restore-state', {{gridId: 'table', state: {state}}})".replace("True", "true")
    )
    pages, notes = await sheets(many, panel="table")
    text = "".join(pages)
    assert re.findall(r"name-\d+", text) == NAMES[99::-1]
    assert "100 of 300 rows: those that pass the filters." in text and notes == []
    assert re.search(r"name\s+n\s+name-99\s+99\s+name-98", text) and "odd" not in text
    await tab.close()


async def test_no_row_is_cut_by_the_edge_of_a_sheet(paper: PyWry) -> None:
    grid = await paper.show_dataframe.aio({"text": TEXTS, "more": TEXTS, "n": list(range(60))})
    pages, _ = await sheets(grid)
    begun = [sorted(re.findall(r"begin(\d+)", page)) for page in pages]
    assert begun == [sorted(re.findall(r"end(\d+)", page)) for page in pages]
    assert sum(map(len, begun)) == 120 and len(pages) > 2


async def test_rows_that_are_pinned_stand_apart_from_those_of_the_table(paper: PyWry) -> None:
    options = {"pinnedTopRowData": [{"name": "mean", "n": 1.5}], "pinnedBottomRowData": [{"name": "sum", "n": 3}]}
    grid = await paper.show_dataframe.aio({"name": ["a", "b"], "n": [1.0, 2.0]}, grid_options=options)
    [sheet] = texts(await grid.to_pdf.aio())
    assert re.findall(r"(mean|sum|a|b) ([\d.]+)", sheet) == [
        ("mean", "1.5"),
        ("a", "1.0"),
        ("b", "2.0"),
        ("sum", "3.0"),
    ]


async def test_of_more_rows_than_paper_takes_the_first_are_there_and_it_says_so(paper: PyWry) -> None:
    data = {"n": list(range(3_000)), "name": [f"name-{n}" for n in range(3_000)]}
    grid = await paper.show_dataframe.aio(data, grid_options={"rowModelType": "infinite"})
    for asked in ({}, {"panel": "grid"}):
        pages, notes = await sheets(grid, max_rows=80, **asked)
        text = "".join(pages)
        assert re.findall(r"name-\d+", text) == [f"name-{n}" for n in range(80)]
        assert "The first 80 of 3,000 rows." in text and "2,920 more rows are not on paper." in text
        assert notes == ["grid 'grid': the first 80 of 3,000 rows are on paper."]


async def test_columns_for_which_a_sheet_is_too_narrow_go_on_in_a_further_table_with_the_first_one(
    paper: PyWry,
) -> None:
    wide = {"key": ["first", "last"], **{f"number{c}": [c + 1_000_000.125, c] for c in range(30)}}
    pages, notes = await sheets(await paper.show_dataframe.aio(wide))
    text = "".join(pages)
    assert notes == [] and sorted(set(re.findall(r"number(\d+)", text)), key=int) == [str(c) for c in range(30)]
    parts = re.findall(r"Columns (\d+) to (\d+) of 31", text)
    assert len(parts) > 1 and parts[0][0] == "2" and parts[-1][1] == "31"
    assert text.count("first") == text.count("key") == len(parts)


async def test_the_panels_of_every_tab_are_on_paper_under_its_name(paper: PyWry) -> None:
    long = "\n\n".join(f"Paragraph {n}." for n in range(80))
    board = await paper.show_dashboard.aio(
        [
            {"kind": "markdown", "id": "one", "text": "The first words", "tab": "First"},
            {"kind": "grid", "id": "two", "dataset": "rows", "tab": "Second"},
            {"kind": "markdown", "id": "three", "text": long, "tab": "Third"},
        ],
        datasets={"rows": {"city": ["Bern", "Thun"], "yes": [True, False], "people": [134_000, 44_000]}},
    )
    text = " ".join("".join((await sheets(board))[0]).split())
    assert re.search(
        r"First The first words Second city yes people Bern Yes 134,000 Thun No 44,000 Third Paragraph 0\.", text
    )
    assert re.findall(r"Paragraph (\d+)\.", text) == [str(n) for n in range(80)]


async def test_a_page_that_was_printed_is_left_as_it_was(many: DashboardHandle, browser: Browser) -> None:
    tab = await opened(browser, many)
    await tab.click("[data-panel=table] .ag-row[row-index='1'] .ag-checkbox-input")
    await tab.evaluate("document.querySelector('[data-panel=table] .ag-grid-viewport').scrollTo(0, 1700)")
    await tab.evaluate(
        "Plotly.relayout(document.querySelector('.js-plotly-plot'), {'yaxis.range': [0, 9000]}).then(() => 1)"
    )
    await tab.evaluate("scrollTo(0, 60)")
    assert (await many.wait_for.aio(["plotly:relayout"], timeout_s=10, since=0)).events
    cursor = (await many.wait_for.aio(["*"], timeout_s=1, since=0)).cursor
    before = await tab.evaluate(LOOKS)
    await tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    looks = await tab.evaluate(
        "[document.documentElement.className, document.querySelectorAll('.pywry-sheet tbody tr').length]"
    )
    assert "light" in looks[0] and looks[1] == ROWS
    assert await tab.evaluate(LOOKS) != before
    await tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert await tab.evaluate(LOOKS) == before
    assert await tab.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(true))))")
    assert await tab.evaluate(LOOKS) == before
    assert (await many.wait_for.aio(["*"], timeout_s=0.5, since=cursor)).events == []
    await tab.close()


async def test_what_a_printer_gets_by_hand_is_what_the_pdf_has(many: DashboardHandle, browser: Browser) -> None:
    tab = await opened(browser, many)
    answer = await tab.send("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    assert re.findall(r"name-\d+", "".join(texts(base64.b64decode(answer["data"])))) == NAMES
    assert await tab.evaluate("document.documentElement.dataset.pywryPaper ?? null") is None
    await tab.close()


async def test_a_picture_and_a_document_note_what_they_lack(many: DashboardHandle) -> None:
    picture = await many.export.aio(format="png", keep=False)
    assert len(picture.notes) == 1 and re.fullmatch(
        r"grid 'table': \d+ of 300 rows are in the picture\.", picture.notes[0]
    )
    document = await many.export.aio(format="html", keep=False)
    assert document.notes == [
        "Links from 'kind' do nothing: the other panels stay as they are now.",
        "What is chosen in 'kind' is locked.",
    ]
    assert (await many.export.aio(format="html", keep=False, panel="bars")).notes == []


async def test_rows_that_stay_in_python_are_asked_for_before_the_printer_begins(paper: PyWry, browser: Browser) -> None:
    data = {"n": list(range(3_000)), "name": [f"name-{n}" for n in range(3_000)]}
    grid = await paper.show_dataframe.aio(data, grid_options={"rowModelType": "infinite"})
    tab = await browser.page(grid.url or "", width=900, height=600)
    await tab.wait_for(PAINTED, 20)
    printed = "document.querySelectorAll('.pywry-sheet tbody tr').length"
    await tab.evaluate(f"window.print = () => {{ dispatchEvent(new Event('beforeprint')); window.rows = {printed}; }}")
    key = {"key": "p", "code": "KeyP", "windowsVirtualKeyCode": 80, "modifiers": 2}
    await tab.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    assert await tab.wait_for("window.rows") == 3_000
    await tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert await tab.evaluate(printed) == 0
    await tab.close()

"""The examples of live data do in a real browser what the text round them says."""

from __future__ import annotations

import pytest

from tests.docs.conftest import Run
from tests.docs.look import cell, clean, text

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.slow]

PLOT = "document.querySelector('.js-plotly-plot')"


async def test_a_sensor_feeds_a_metric_and_a_chart(run: Run) -> None:
    async with run("live_sensor.py") as program:
        tab = await program.tab()
        await tab.wait_for(f"{PLOT}.data[0].x.length > 10", 20)
        await tab.wait_for(text('[data-panel="now"]', "µs"))
        await tab.wait_for("document.querySelector('.pywry-metric-spark path') !== null", 20)
        await clean(tab)
        await program.end()


async def test_a_log_file_is_followed(run: Run) -> None:
    async with run("live_log.py") as program:
        tab = await program.tab()
        rows = "[...document.querySelectorAll('.ag-row')]"
        await tab.wait_for(f"{rows}.filter((row) => row.textContent.includes('IBM closed at')).length >= 8", 20)
        await clean(tab)
        await program.end()


async def test_a_queue_changes_and_adds_rows(run: Run) -> None:
    async with run("live_queue.py") as program:
        tab = await program.tab()
        await tab.wait_for(text(cell("FB", "date"), "201"), 20)
        await tab.wait_for(text(cell("AAPL", "date"), "2000"), 20)
        await clean(tab)
        await program.end()


async def test_a_stream_that_fails_says_so_and_goes_on(run: Run) -> None:
    async with run("live_async.py") as program:
        assert (await program.lines_until("prices"))[-1].endswith("prices running")
        tab = await program.tab()
        await tab.wait_for(text(".pywry-live", "the exchange has hung up"), 20)
        await tab.wait_for(f"document.querySelector('.pywry-live') === null && {PLOT}.data[1].x.length > 65", 20)
        await clean(tab)


async def test_a_whole_file_is_drawn_before_the_block_ends(run: Run) -> None:
    async with run("live_wait.py") as program:
        tab = await program.tab()
        await program.lines_until("days drawn")
        await program.lines_until("ended")
        await tab.wait_for(f"{PLOT}.data[0].x.length === 3270", 20)
        await clean(tab)
        await program.end()

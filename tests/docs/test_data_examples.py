"""The example of files as data prints and shows what the text round it says."""

from __future__ import annotations

import pytest

from tests.docs.conftest import Run
from tests.docs.look import clean, text

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.slow]


async def test_a_file_is_profiled_asked_and_shown(run: Run) -> None:
    async with run("data.py") as program:
        await program.lines_until("56 rows")
        tab = await program.tab()
        await tab.wait_for(text("h1", "Flights from New York"), 40)
        await clean(tab)
        await program.end()

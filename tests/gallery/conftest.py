from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from anyio import to_thread

from pywry import DashboardHandle, PyWry
from pywry.gallery.shelf import card
from pywry.headless import Browser, Tab
from tests.docs.program import PAINTED

Look = Callable[..., Awaitable[tuple[DashboardHandle, Tab]]]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


@pytest.fixture
def app() -> Iterator[PyWry]:
    with PyWry(open_tabs=False) as app:
        yield app


@pytest.fixture
def look(browser: Browser, app: PyWry) -> Look:
    """Shows a dashboard of the gallery, and opens it in a tab."""

    async def look(name: str) -> tuple[DashboardHandle, Tab]:
        board = await to_thread.run_sync(card(name).show, app)
        tab = await browser.page(str(board.url), width=1280, height=1300)
        await tab.wait_for(PAINTED, 30)
        return board, tab

    return look

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from pywry import DashboardHandle, PyWry
from pywry.headless import Browser

HOSTILE = "</script><img src=x onerror=alert(1)><!--"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


@pytest.fixture(scope="module")
async def board(anyio_backend: str) -> AsyncIterator[DashboardHandle]:
    """A dashboard with one panel of each kind; a name in its data is hostile."""
    app = PyWry(open_tabs=False)
    cities = {"city": ["Bern", HOSTILE, "Chur"], "people": [134_000, 19_000, 38_000]}
    yield await app.show_dashboard.aio(
        [
            {"kind": "metric", "id": "total", "dataset": "cities", "column": "people", "agg": "sum", "format": ","},
            {"kind": "chart", "id": "bars", "dataset": "cities", "chart": "bar", "x": "city", "y": "people"},
            {"kind": "grid", "id": "table", "dataset": "cities"},
            {"kind": "markdown", "id": "note", "text": "# Where people live"},
            {"kind": "html", "id": "more", "html": "<p>More <b>text</b></p>"},
        ],
        datasets={"cities": cities},
        links=[{"source": "bars"}],
        title="Cities",
        label="cities",
    )
    await asyncio.to_thread(app.destroy)

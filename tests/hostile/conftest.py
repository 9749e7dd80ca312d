"""One program with something of everything open, and an agent that is offered every tool."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from fastmcp import Client

from pywry import PyWry
from pywry.serve import serve
from pywry.transports.memory import MemoryPage, MemoryTransport

Told = tuple[bool, str]
"""Whether a call failed, and what the agent is told."""

Ask = Callable[..., Awaitable[Told]]
ROWS = [{"city": "Bern", "people": 134_000}, {"city": "Olten", "people": 19_000}]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def house(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PyWry]:
    app = PyWry(transport=MemoryTransport)
    app.session.hub.portal.adopt(asyncio.get_running_loop())
    root = Path(tmp_path_factory.mktemp("data"))
    (root / "cities.csv").write_text("city,people\nBern,134000\nOlten,19000\n")
    app.session.shelf.named = [root]
    await fill(app)
    yield app
    await app.session.hub.stop()


async def fill(app: PyWry) -> None:
    """Open a page, a chart, a table and a dashboard."""
    await app.show.aio("<p>x", label="page")
    await app.show_dataframe.aio(ROWS, label="table", row_id="city")
    await app.show_plotly.aio({"data": [{"y": [1, 2], "name": "a"}]}, label="chart")
    panels = [
        {"kind": "metric", "id": "total", "dataset": "cities", "column": "people", "agg": "sum"},
        {"kind": "chart", "id": "bars", "dataset": "cities", "chart": "bar", "x": "city", "y": "people"},
        {"kind": "grid", "id": "rows", "dataset": "cities"},
    ]
    await app.show_dashboard.aio(panels, datasets={"cities": ROWS}, label="board")


@pytest.fixture(scope="module")
async def client(house: PyWry) -> AsyncIterator[Client[Any]]:
    async with Client(serve(house.session, toolsets=("all",))) as client:
        yield client


@pytest.fixture(scope="module")
def ask(client: Client[Any]) -> Ask:
    """Calls a tool as an agent does, and checks what holds for every answer."""

    async def ask(tool: str, /, **arguments: Any) -> Told:
        result = await client.call_tool(tool, arguments, raise_on_error=False)
        text = next(part.text for part in result.content if part.type == "text")
        for word in ("Traceback", "failed inside PyWry", 'File "/', "pydantic"):
            assert word not in text, text
        assert len(text.encode()) <= 8_000
        if not result.is_error:
            assert json.loads(text) == result.structured_content
        return result.is_error, text

    return ask


@pytest.fixture
def open_page(house: PyWry) -> Callable[[str], Awaitable[MemoryPage]]:
    """Loads a page as a browser would; it answers no calls."""
    transport = house.transport
    assert isinstance(transport, MemoryTransport)

    async def load(label: str) -> MemoryPage:
        return await transport.visit(label)  # type: ignore[arg-type]  # an id

    return load

"""An agent that starts `pywry mcp` reads files below the folders that were named, and no others."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.client.transports import StdioTransport

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def agent(cwd: Path, *options: str, **env: str) -> AsyncIterator[Client[Any]]:
    """A client that has started the server somewhere."""
    arguments = ["-m", "pywry.cli", "mcp", "--toolsets", "core,data", "--no-browser", *options]
    way = StdioTransport(sys.executable, arguments, env={**os.environ, **env}, cwd=str(cwd), keep_alive=False)
    async with Client(way) as client:
        yield client


async def reads(client: Client[Any], inside: Path, outside: Path) -> None:
    """Open what is below the folder, show it, and be refused the rest."""
    for path in ("cities.csv", str(inside / "cities.csv")):
        opened = await client.call_tool("data_open", {"path": path, "name": "cities"})
        assert (opened.structured_content or {})["rows"] == 3
    asked = await client.call_tool("data_query", {"sql": "SELECT city FROM cities WHERE area > 30", "name": "large"})
    assert (asked.structured_content or {})["records"] == [{"city": "Bern"}]
    shown = await client.call_tool("grid_show", {"data": {"ref": "large"}, "label": "large"})
    assert (shown.structured_content or {})["panels"][0]["facts"]["rows"] == 1
    (inside / "link.csv").symlink_to(outside / "secret.csv")
    for path in (str(outside / "secret.csv"), "../outside/secret.csv", "link.csv"):
        refused = await client.call_tool("data_open", {"path": path}, raise_on_error=False)
        said = refused.content[0].text
        assert refused.is_error and f"Files may be read below {inside.resolve()}" in said, said
        assert "hidden" not in said
    listed = await client.call_tool("data_list_all")
    assert (listed.structured_content or {})["roots"] == [str(inside.resolve())]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that nobody named, in which the server is started."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.csv").write_text("a\nhidden\n")
    return folder


async def test_the_folder_of_the_option_is_what_an_agent_reads(folder: Path, outside: Path) -> None:
    async with agent(outside, "--data-root", str(folder)) as client:
        await reads(client, folder, outside)


async def test_the_folder_of_the_environment_is_what_an_agent_reads(folder: Path, outside: Path) -> None:
    async with agent(outside, PYWRY_DATA_ROOT=str(folder)) as client:
        await reads(client, folder, outside)
        assert "data_open" in (client.instructions or "")

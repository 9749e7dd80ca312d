"""An agent turns a page into a script over MCP, and gets nowhere else by it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.exceptions import ToolError

from pywry import PyWry
from pywry.serve import serve
from tests.export.script.again import model, run
from tests.export.script.test_boards import CITIES, LINKS, PANELS

pytestmark = pytest.mark.anyio

ROWS = {"n": list(range(300)), "square": [n * n for n in range(300)]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


async def test_what_an_agent_built_is_a_program_that_builds_it(app: PyWry, house: PyWry, folder: Path) -> None:
    panels = [*PANELS, {"kind": "grid", "id": "long", "dataset": "numbers"}]
    shown = {"panels": panels, "title": "Cities", "datasets": {"cities": CITIES, "numbers": ROWS}, "links": LINKS}
    async with Client(serve(app.session, toolsets=("all",))) as client:
        board = (await client.call_tool("dashboard_show", {**shown, "label": "cities"})).structured_content
        assert board is not None
        asked = {"widget": board["widget"], "path": "cities.py"}
        made = (await client.call_tool("page_export", asked)).structured_content
    assert made is not None
    assert made["format"] == "py" and made["path"] == str(folder / "cities.py")
    assert made["beside"] == [str(folder / "cities-numbers.parquet")] and not made.get("notes")
    there = await asyncio.to_thread(run, house, folder / "cities.py")
    assert there.id == "cities"
    assert model(there) == model(app.get("cities"))


async def test_notes_say_what_the_script_leaves_out(app: PyWry, folder: Path) -> None:
    page = await app.show.aio("<p>Hello</p>", label="page")
    page.on("app:clicked", print)
    async with Client(serve(app.session, toolsets=("all",))) as client:
        made = (await client.call_tool("page_export", {"widget": "page", "format": "py"})).structured_content
    assert made is not None
    assert made["notes"] == ['Left out: page.on("app:clicked", ...), the Python function builtins.print.']
    assert Path(made["path"]).is_relative_to(folder / "cache")


@pytest.mark.parametrize("name", ["json.py", "conftest.py", "sitecustomize.py", "pandas.py", "mine.py", "../out.py"])
async def test_no_program_of_anybody_else_is_replaced_or_hidden(app: PyWry, folder: Path, name: str) -> None:
    (folder / "mine.py").write_text("print('mine')\n", encoding="utf-8")
    await app.show.aio("<p>Hello</p>", label="page")
    async with Client(serve(app.session, toolsets=("all",))) as client:
        with pytest.raises(ToolError, match=r"another|outside"):
            await client.call_tool("page_export", {"widget": "page", "path": name, "overwrite": True})
    assert [path.name for path in folder.glob("*.py")] == ["mine.py"]
    assert (folder / "mine.py").read_text(encoding="utf-8") == "print('mine')\n"


async def test_a_script_and_its_files_are_replaced_when_that_is_asked_for(app: PyWry, folder: Path) -> None:
    await app.show_dataframe.aio(ROWS, label="grid")
    (folder / "counts-rows.parquet").write_bytes(b"mine")
    (folder / "counts").mkdir()
    async with Client(serve(app.session, toolsets=("all",))) as client:

        async def export(**more: Any) -> None:
            await client.call_tool("page_export", {"widget": "grid", "path": "counts.py", **more})

        with pytest.raises(ToolError, match=r"counts-rows\.parquet is there already"):
            await export()
        assert not (folder / "counts.py").exists()
        await export(overwrite=True)
        with pytest.raises(ToolError, match=r"counts\.py is there already"):
            await export()
        await export(overwrite=True)
    assert (folder / "counts-rows.parquet").read_bytes().startswith(b"PAR1")

"""Agents write below the working directory and folders that were named; people wherever they may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pywry import PyWry
from pywry_tools.access import Actor
from pywry_tools.errors import BadData, NotAllowed

pytestmark = pytest.mark.anyio

AGENT = Actor(caller="agent")


@pytest.fixture
async def page(app: PyWry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return (await app.show.aio("<h1>Report</h1>", label="report")).id


async def export(app: PyWry, page: str, **asked: Any) -> Any:
    return await app.session.call("page_export", {"widget": page, **asked}, AGENT)


async def test_an_agent_writes_below_the_working_directory(app: PyWry, page: str) -> None:
    answer = await export(app, page, path="report.html")
    assert Path(answer.path) == Path.cwd() / "report.html"
    assert "Report" in Path("report.html").read_text()


async def test_without_a_path_a_new_file_is_written_and_named(app: PyWry, page: str, tmp_path: Path) -> None:
    first, second = await export(app, page, format="html"), await export(app, page, format="html")
    assert first.path != second.path
    assert Path(first.path).is_relative_to(tmp_path / "cache") and Path(first.path).stat().st_size == first.size


async def test_a_file_that_is_there_stays_unless_it_may_be_replaced(app: PyWry, page: str) -> None:
    Path("report.html").write_text("mine")
    with pytest.raises(BadData, match="is there already"):
        await export(app, page, path="report.html")
    assert Path("report.html").read_text() == "mine"
    await export(app, page, path="report.html", overwrite=True)
    assert "Report" in Path("report.html").read_text()


@pytest.mark.parametrize(
    "path", ["../out.html", "/etc/out.html", "way/out.html", "report.sh", "a\0b.html", "~/out.html"]
)
async def test_an_agent_writes_nowhere_else(app: PyWry, page: str, tmp_path: Path, path: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path("way").symlink_to(tmp_path / "elsewhere")
    with pytest.raises((NotAllowed, BadData)):
        await export(app, page, path=path, format="html")
    assert list((tmp_path / "elsewhere").iterdir()) == [] and not (tmp_path / "out.html").exists()


async def test_whoever_runs_the_program_can_allow_folders(
    app: PyWry, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shared").mkdir()
    monkeypatch.setenv("PYWRY_EXPORT_ROOT", str(tmp_path / "shared"))
    await export(app, page, path=str(tmp_path / "shared" / "report.html"))
    assert (tmp_path / "shared" / "report.html").is_file()


async def test_a_person_writes_anywhere_and_replaces(app: PyWry, page: str, tmp_path: Path) -> None:
    handle, path = app.get(page), tmp_path / "mine.html"
    path.write_text("old")
    await handle.export.aio(path)
    assert "Report" in path.read_text()
    with pytest.raises(BadData, match="is there already"):
        await handle.export.aio(path, overwrite=False)

"""A file that grows is followed, also when it is cut short or replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pywry import GridHandle, Live, PyWry
from pywry_tools.errors import BadData
from tests.conftest import Visit


async def shown(app: PyWry, *columns: str) -> GridHandle:
    return await app.show_dataframe.aio({name: [] for name in columns}, label="g")


async def rows(grid: GridHandle, count: int) -> list[list[Any]]:
    """The rows, once there are so many."""
    hub = grid.session.hub
    widget = hub.find(grid.id)
    assert await hub.until(widget, lambda: widget.panels["grid"].summary()["rows"] >= count, 10)
    return [list(row.values()) for row in (await grid.read.aio(limit=1000)).records]


async def over(live: Live) -> None:
    live.stop()
    await live


def write(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


async def test_a_csv_file_is_read_and_followed(app: PyWry, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("t;name\n1;Ann\n2.5;\n")
    grid = await shown(app, "t", "name")
    live = grid.live(path)
    assert await rows(grid, 2) == [[1, "Ann"], [2.5, None]]
    write(path, "3;'x")
    write(path, "y'\r\n4;z\n")
    assert (await rows(grid, 4))[2:] == [[3, "'xy'"], [4, "z"]]
    assert live.state.source == "log.csv"
    await over(live)


async def test_a_file_may_be_empty_at_first_and_be_cut_short_or_replaced(app: PyWry, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.touch()
    grid = await shown(app, "n")
    live = grid.live(str(path))
    write(path, "n\n1\n2\n3\n")
    await rows(grid, 3)
    path.write_text("n\n4\n")
    await rows(grid, 4)
    other = tmp_path / "other"
    other.write_text("n\n5\n")
    other.replace(path)
    await rows(grid, 5)
    path.rename(tmp_path / "log.csv.1")
    path.write_text("n\n6\n")
    assert [n for [n] in await rows(grid, 6)] == [1, 2, 3, 4, 5, 6]
    await over(live)


async def test_json_lines_are_objects_and_other_lines_are_parsed_or_text(app: PyWry, tmp_path: Path) -> None:
    grid = await shown(app, "level", "line")
    (tmp_path / "a.jsonl").write_text('{"level": "info", "line": "up"}\n\n')
    live = grid.live(tmp_path / "a.jsonl")
    await rows(grid, 1)
    await over(live)
    (tmp_path / "a.log").write_text("INFO down\n# nothing\nWARN \xe4\n")

    def parse(line: str) -> dict[str, str] | None:
        level, _, text = line.partition(" ")
        return None if level == "#" else {"level": level, "line": text}

    live = grid.live(tmp_path / "a.log", parse=parse)
    assert await rows(grid, 3) == [["info", "up"], ["INFO", "down"], ["WARN", "ä"]]
    await over(live)
    live = grid.live(tmp_path / "a.log")
    assert (await rows(grid, 6))[3] == [None, "INFO down"]
    await over(live)


@pytest.mark.parametrize("end", ["\n", ""])
async def test_a_long_file_begins_with_its_last_lines(app: PyWry, tmp_path: Path, end: str) -> None:
    path = tmp_path / "log.csv"
    path.write_text("n\n" + "\n".join(str(n) for n in range(100_000)) + end)
    grid = await shown(app, "n")
    live = grid.live(path, window=30)
    whole = 100_000 if end else 99_999
    assert [n for [n] in await rows(grid, 30)] == list(range(whole - 30, whole))
    assert live.state.count == 30
    write(path, "\nlast\n" if end == "" else "last\n")
    widget = app.session.hub.find("g")
    await app.session.hub.until(widget, lambda: widget.panels["grid"].read()["records"][-1]["n"] == "last", 10)
    assert (await grid.read.aio()).records[-1] == {"n": "last"}
    await over(live)


async def test_a_line_that_cannot_be_read_is_told_and_skipped_after_a_retry(
    app: PyWry, visit: Visit, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"n": 1}\n{"n": 2\n{"n": 3}\n')
    grid = await shown(app, "n")
    with pytest.raises(BadData, match="a line is not JSON"):
        await grid.live(path)
    page = await visit(grid)
    live = grid.live(path, retry=0.01)
    assert [n for [n] in await rows(grid, 3)] == [1, 1, 3]
    await page.expect(lambda f: f.get("key") == "live:grid" and "gone" in f)
    write(path, '{"n": 4}\n')
    await rows(grid, 4)
    await over(live)


async def test_a_file_that_is_not_there_is_refused(app: PyWry, tmp_path: Path) -> None:
    grid = await shown(app, "n")
    with pytest.raises(BadData, match=r"there is no file .*nothing.csv"):
        grid.live(tmp_path / "nothing.csv")

"""Rows from sources reach a grid: appended up to a window, or changed by their ids."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pywry import GridHandle, PyWry
from pywry_tools.errors import BadData, InvalidArguments
from tests.conftest import Visit

START = {"t": [0], "level": ["info"]}


async def shown(app: PyWry, data: Any = START, **options: Any) -> GridHandle:
    return await app.show_dataframe.aio(data, label="g", **options)


async def records(grid: GridHandle) -> list[dict[str, Any]]:
    return (await grid.read.aio(limit=1000)).records


async def test_rows_are_appended_in_order_and_the_window_holds_everywhere(app: PyWry, visit: Visit) -> None:
    grid = await shown(app)
    page = await visit(grid)
    await grid.live(({"t": i, "level": "warn"} for i in range(1, 501)), window=20)
    assert [row["t"] for row in await records(grid)] == list(range(481, 501))
    sent = sum(event["data"]["rows"] for event in page.events("grid:update-data"))
    gone = [row for event in page.events("grid:remove-rows") for row in event["rowIds"]]
    assert sent - len(gone) == 19
    assert gone[0] == "0"
    assert (await visit(grid)).state["panel:grid"]["rows"] == 20


@dataclasses.dataclass
class Line:
    t: int
    level: str


@pytest.mark.parametrize(
    "value",
    [
        {"t": 1, "level": "warn"},
        (1, "warn"),
        Line(1, "warn"),
        [{"level": "warn", "t": 1}],
        {"t": [1], "level": ["warn"]},
        pd.DataFrame({"t": [1], "level": ["warn"]}),
    ],
    ids=["a dict", "a tuple", "a dataclass", "rows", "columns", "a frame"],
)
async def test_a_row_has_many_forms(app: PyWry, value: Any) -> None:
    grid = await shown(app)
    await grid.live(iter([value]))
    assert await records(grid) == [{"t": 0, "level": "info"}, {"t": 1, "level": "warn"}]


async def test_rows_of_known_ids_are_changed_and_the_others_appended(app: PyWry, visit: Visit) -> None:
    grid = await shown(app, [{"symbol": "A", "price": 1, "size": 5}], row_id="symbol")
    page = await visit(grid)
    quotes = [{"symbol": "A", "price": 2}, {"symbol": "B", "price": 7, "size": 1}, {"symbol": "A", "price": 3}]
    await grid.live(iter([quotes]), by_id=True)
    assert await records(grid) == [{"symbol": "A", "price": 3, "size": 5}, {"symbol": "B", "price": 7, "size": 1}]
    assert [event["strategy"] for event in page.events("grid:update-data")] == ["update", "append"]


async def test_a_missing_cell_is_empty_and_an_unknown_key_names_the_columns(app: PyWry) -> None:
    grid = await shown(app)
    with pytest.raises(BadData, match=r"'lvel', which is no column of the grid\. Did you mean 'level'"):
        await grid.live(iter([{"t": 1}, {"t": 2, "lvel": "x"}]), rate=20)
    assert await records(grid) == [{"t": 0, "level": "info"}, {"t": 1, "level": None}]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ((1, 2, 3), "3 cells for 2 columns; its columns are 't', 'level'"),
        (5, "one value for 2 columns"),
        ({"t": [1], "level": []}, "equally many"),
    ],
)
async def test_what_does_not_fit_is_told_with_the_grids_columns(app: PyWry, value: Any, said: str) -> None:
    grid = await shown(app)
    with pytest.raises(BadData, match=said):
        await grid.live(iter([value]))


async def test_rows_without_an_id_cannot_be_changed_by_it(app: PyWry) -> None:
    grid = await shown(app, [{"symbol": "A", "price": 1}], row_id="symbol")
    with pytest.raises(BadData, match="lacks 'symbol', which says which row it is"):
        await grid.live(iter([{"price": 1}]), by_id=True)


async def test_a_grid_without_columns_takes_those_of_the_first_rows(app: PyWry) -> None:
    grid = await shown(app, [])
    await grid.live(iter([{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]), rate=100)
    assert await records(grid) == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]


async def test_a_grid_whose_rows_stay_in_python_grows_without_a_window(app: PyWry) -> None:
    grid = await shown(app, {"n": np.arange(150_000)})
    with pytest.raises(InvalidArguments, match="keeps its rows in Python and cannot hold a window"):
        grid.live(iter([{"n": 1}]), window=10)
    live = grid.live(iter([{"n": -1}, {"n": -2}]))
    await live
    assert (live.state.window, live.state.status) == (None, "ended")
    found = await grid.read.aio(cursor=149_999)
    assert (found.rows, [row["n"] for row in found.records]) == (150_002, [149_999, -1, -2])

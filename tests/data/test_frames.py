"""Frames of every library make the table that their owner sees."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from pywry.data.table import Table
from pywry_tools.errors import BadData

COLUMNS: dict[str, list[Any]] = {
    "n": [1, 2, 3],
    "x": [1.5, None, 3.0],
    "t": ["a", None, "b"],
    "ok": [True, False, None],
    "at": [dt.datetime(1969, 12, 31, 23), None, dt.datetime(2026, 1, 1, 6)],
}
SEEN = [
    {"n": 1, "x": 1.5, "t": "a", "ok": True, "at": "1969-12-31T23:00:00"},
    {"n": 2, "x": None, "t": None, "ok": False, "at": None},
    {"n": 3, "x": 3.0, "t": "b", "ok": None, "at": "2026-01-01T06:00:00"},
]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(COLUMNS),
        pd.DataFrame(COLUMNS).convert_dtypes(),
        pd.DataFrame(COLUMNS).convert_dtypes(dtype_backend="pyarrow"),
        pl.DataFrame(COLUMNS),
        pl.LazyFrame(COLUMNS),
        pa.table(COLUMNS),
    ],
    ids=["pandas", "pandas nullable", "pandas arrow", "polars", "polars lazy", "arrow"],
)
def test_every_library_gives_the_same_rows(frame: Any) -> None:
    table = Table.of(frame)
    assert table.records() == SEEN
    assert table.types == {"n": "integer", "x": "number", "t": "text", "ok": "boolean", "at": "datetime"}


def test_series_are_tables_of_one_column() -> None:
    assert Table.of(pd.Series([1, 2], name="px")).records() == [{"px": 1}, {"px": 2}]
    assert Table.of(pl.Series("px", [1, 2])).records() == [{"px": 1}, {"px": 2}]
    assert Table.of({"a": pd.Series([1, 2]), "b": pl.Series(["x", "y"])}).records()[1] == {"a": 2, "b": "y"}


def test_an_index_that_says_something_becomes_columns() -> None:
    dates = pd.DataFrame({"px": [1.0, 2.0]}, index=pd.to_datetime(["2026-01-01", "2026-01-02"]))
    assert Table.of(dates).records()[0] == {"index": "2026-01-01", "px": 1.0}
    assert Table.of(dates).types["index"] == "date"
    grouped = pd.DataFrame({"a": ["x", "x"], "b": [1, 2], "n": [3, 4]}).groupby(["a", "b"]).sum()
    assert Table.of(grouped).records() == [{"a": "x", "b": 1, "n": 3}, {"a": "x", "b": 2, "n": 4}]
    assert Table.of(pd.DataFrame({"n": [5, 6, 7]})[1:]).names == ["n"]


def test_columns_may_have_any_labels() -> None:
    frame = pd.DataFrame([[1, 2, 3, 4]], columns=[1, ("a", "b"), None, "1"])
    assert Table.of(frame).names == ["1", "a b", "column 3", "1 (2)"]
    levels = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("px", "high"), ("px", "low")]))
    assert Table.of(levels).names == ["px high", "px low"]


def test_time_zones_become_utc() -> None:
    local = pd.to_datetime(["2026-07-01 12:00", None]).tz_localize("Europe/Berlin")
    assert Table.of(pd.DataFrame({"at": local})).records() == [{"at": "2026-07-01T10:00:00Z"}, {"at": None}]
    zoned = pl.Series("at", [dt.datetime(2026, 7, 1, 12)]).dt.replace_time_zone("America/New_York")
    assert Table.of(zoned).records() == [{"at": "2026-07-01T16:00:00Z"}]


def test_rarer_types_keep_their_meaning() -> None:
    frame = pl.DataFrame(
        {
            "day": [dt.date(1960, 1, 1), None],
            "exact": [Decimal("1.10"), None],
            "list": [[1, 2], None],
            "struct": [{"a": 1}, {"a": None}],
            "huge": [2**64 - 1, 1],
            "big": [None, 2**60],
            "cat": pl.Series(["b", "a"], dtype=pl.Enum(["a", "b"])),
            "lasts": [dt.timedelta(seconds=3), None],
            "time": [dt.time(1, 2), None],
        }
    )
    table = Table.of(frame)
    assert table.types == {
        "day": "date",
        "exact": "number",
        "list": "object",
        "struct": "object",
        "huge": "integer",
        "big": "integer",
        "cat": "text",
        "lasts": "duration",
        "time": "text",
    }
    assert table.records()[0] == {
        "day": "1960-01-01",
        "exact": 1.1,
        "list": [1, 2],
        "struct": {"a": 1},
        "huge": 2**64 - 1,
        "big": None,
        "cat": "b",
        "lasts": "00:00:03",
        "time": "01:02:00",
    }
    assert table.column("big").values() == [None, 2**60]


def test_categories_keep_their_own_order() -> None:
    days = pd.Categorical(["Tue", "Mon", None], categories=["Mon", "Tue", "Wed"], ordered=True)
    table = Table.of(pd.DataFrame({"day": days}))
    assert table.column("day").values() == ["Tue", "Mon", None]
    assert table.aggregate(["day"]).records() == [
        {"day": "Mon", "count": 1},
        {"day": "Tue", "count": 1},
        {"day": None, "count": 1},
    ]
    assert Table.of(pd.DataFrame({"n": pd.Categorical([1, 2, 1])})).column("n").values() == [1, 2, 1]


def test_later_changes_of_a_frame_are_not_seen() -> None:
    frame = pd.DataFrame({"a": [1, 2], "t": ["x", "y"]})
    table = Table.of(frame)
    frame.loc[0, "a"] = 99
    assert table.records()[0] == {"a": 1, "t": "x"}


def test_half_floats_and_arrays_with_units_are_taken() -> None:
    data = {"h": np.array([0.5, 1], dtype=np.float16), "d": np.array(["2026-01-01", "NaT"], dtype="datetime64[D]")}
    table = Table.of(data)
    assert (table.types, table.records()[0]) == ({"h": "number", "d": "date"}, {"h": 0.5, "d": "2026-01-01"})


@pytest.mark.parametrize("data", [np.ma.array([1, 2, 3]), np.ma.array([1.0, 2.0, 3.0])], ids=["integers", "floats"])
def test_what_a_mask_hides_is_missing(data: Any) -> None:
    data[1] = np.ma.masked
    days = np.ma.array(np.array(["2026-01-01"] * 3, dtype="datetime64[D]"), mask=[False, True, False])
    assert [row["value"] for row in Table.of(data).records()] == [1, None, 3]
    assert Table.of({"d": days}).records()[1:] == [{"d": None}, {"d": "2026-01-01"}]


def test_an_object_of_a_library_that_is_no_frame_is_refused() -> None:
    class Strange:
        def collect(self) -> None: ...

    with pytest.raises(BadData, match=r"Strange is no table; give a pandas, Polars"):
        Table.of(Strange())


def test_a_million_rows_are_not_cut() -> None:
    table = Table.of(pd.DataFrame({"i": np.arange(1_000_000), "t": "same"}))
    assert (table.rows, table.records(999_999)) == (1_000_000, [{"i": 999_999, "t": "same"}])
    assert len(table.wire()["data"]["i"]) == 1_000_000

"""Lengths of time, exact decimals, ordered categories and large integers keep their meaning and their order."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pywry.data.quantities import duration, said
from pywry.data.table import Table
from pywry_tools.errors import BadData


@given(st.timedeltas(dt.timedelta(days=-99_999), dt.timedelta(days=99_999)))
def test_a_length_of_time_is_read_back_from_its_text(value: dt.timedelta) -> None:
    text = said(value // dt.timedelta(microseconds=1))
    assert duration(text) == np.timedelta64(value, "us")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.timedelta(days=1, hours=2, minutes=3, seconds=4), "1d 02:03:04"),
        (dt.timedelta(seconds=-3), "-00:00:03"),
        (dt.timedelta(microseconds=500_000), "00:00:00.5"),
        (np.timedelta64(90, "m"), "01:30:00"),
        (pd.Timedelta("10 days"), "10d 00:00:00"),
        (pd.NaT, None),
        (None, None),
    ],
)
def test_lengths_of_time_are_told_as_text(value: Any, text: str | None) -> None:
    assert Table.of({"a": [value, dt.timedelta(0)]}).records()[0] == {"a": text}


@pytest.mark.parametrize("text", ["soon", "d", "-", "1:2", "", "1e3 days"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(BadData, match="no length of time"):
        duration(text)


def test_lengths_of_time_travel_as_seconds_and_are_written_and_compared() -> None:
    table = Table.of(pl.DataFrame({"took": [dt.timedelta(days=10), dt.timedelta(days=2), None]}))
    column = table.column("took")
    assert column.type == "duration"
    np.testing.assert_array_equal(column.wire(), [864_000.0, 172_800.0, np.nan])
    assert table.where({"took": {"min": "3d"}}).tolist() == [0]
    assert table.where({"took": [None, 172_800]}).tolist() == [1, 2]
    table.put("took", np.array([2]), ["00:00:05"])
    assert [key for key, *_ in table.groups(["took"]).keys] == ["00:00:05", "2d 00:00:00", "10d 00:00:00"]
    table.append(Table.of({"took": [dt.timedelta(1), None]}))
    assert table.records()[3:] == [{"took": "1d 00:00:00"}, {"took": None}]
    table.put("took", np.array([0]), ["later"])
    assert (table.types["took"], table.records()[0]) == ("text", {"took": "later"})


def test_decimals_beyond_a_float_are_exact_and_ordered_as_numbers() -> None:
    exact = ["1.00000000000000000001", "10", "9.5"]
    table = Table.of({"n": [*map(Decimal, exact), None]})
    assert table.types == {"n": "decimal"}
    assert [row["n"] for row in table.records()] == [*exact, None]
    assert table.where({"n": {"min": 9.5}}).tolist() == [1, 2]
    assert table.where({"n": [Decimal("9.50")]}).tolist() == [2]
    table.put("n", np.array([3]), ["2.00000000000000000003"])
    assert table.records()[3] == {"n": "2.00000000000000000003"}
    table.put("n", np.array([3]), ["none"])
    assert (table.types, table.records()[3]) == ({"n": "object"}, {"n": "none"}) or table.types == {"n": "text"}


@pytest.mark.parametrize(
    ("frame", "traits"),
    [
        (
            pd.DataFrame({"a": pd.Categorical(["s", "l"], categories=["s", "m", "l"], ordered=True)}),
            {"choices": ["s", "m", "l"], "ordered": True},
        ),
        (pd.DataFrame({"a": pd.Categorical(["s", "l"])}), {"choices": ["l", "s"]}),
        (pl.DataFrame({"a": pl.Series(["a"], dtype=pl.Enum(["b", "a"]))}), {"choices": ["b", "a"], "ordered": True}),
        (pd.DataFrame({"a": pd.to_datetime(["2024-01-01"], utc=True)}), {"zoned": True}),
        (pd.DataFrame({"a": pd.to_datetime(["2024-01-01"])}), {}),
        (pd.DataFrame({"a": [2**60, 1]}), {"big": True}),
        ([{"a": 2**70}, {"a": None}], {"big": True}),
        ([{"a": 2**50}], {}),
        ([{"a": "x"}], {}),
    ],
)
def test_a_page_is_told_what_the_type_does_not_say(frame: Any, traits: dict[str, Any]) -> None:
    table = Table.of(frame)
    assert table.column("a").traits == traits
    assert table.share().take(np.array([0])).column("a").traits.keys() <= traits.keys()


def test_an_iterator_that_never_ends_is_an_error() -> None:
    with pytest.raises(BadData, match="gave more than 1,000,000 rows and may never end"):
        Table.of({"a": i} for i in itertools.count())
    assert Table.of({"a": i} for i in range(3)).rows == 3


def test_a_cell_that_holds_itself_is_an_error() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(BadData, match="nested deeper than 100, or holds itself"):
        Table.of([{"a": loop}])

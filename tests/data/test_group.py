"""Aggregates agree with what pandas says, also where values are missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pywry.data.group import HOWS, How
from pywry.data.table import Table
from pywry_tools.errors import BadData

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None]),
        st.integers(0, 3),
        st.one_of(st.none(), st.integers(-1000, 1000)),
    ),
    min_size=1,
    max_size=40,
)


@pytest.mark.parametrize("how", HOWS)
@settings(deadline=None)
@given(rows=ROWS)
def test_aggregates_agree_with_pandas(how: How, rows: list[tuple[str | None, int, int | None]]) -> None:
    frame = pd.DataFrame(rows, columns=["t", "k", "v"]).astype({"v": "float64"})
    wanted = frame.groupby(["t", "k"], dropna=False)["v"].agg(how)
    found = Table.of(frame).aggregate(["t", "k"], "v", how)
    assert found.rows == len(wanted)
    expected = {(None if t != t else t, k): v for (t, k), v in wanted.items()}
    for row in found.records():
        value = expected[row["t"], row["k"]]
        assert row["v"] == (None if value != value else pytest.approx(value))


def test_groups_come_in_the_order_of_their_values_or_of_appearance() -> None:
    table = Table.of({"t": ["z", "a", "z"], "n": [3, 1, 2], "ok": [True, False, None]})
    assert [r["t"] for r in table.aggregate(["t"]).records()] == ["z", "a"]
    assert [r["n"] for r in table.aggregate(["n"]).records()] == [1, 2, 3]
    assert [r["ok"] for r in table.aggregate(["ok"]).records()] == [False, True, None]


def test_without_groups_there_is_one_row() -> None:
    table = Table.of({"v": [1, 2, None]})
    assert table.aggregate([], "v", "mean").records() == [{"v": 1.5}]
    assert table.aggregate([]).records() == [{"count": 3}]
    assert table.aggregate([], "v", "count").records() == [{"v": 2}]


def test_truth_values_are_counted_and_texts_told_apart() -> None:
    table = Table.of({"t": ["x", "y", "x", None], "ok": [True, True, False, None]})
    assert table.aggregate([], "ok", "mean").records() == [{"ok": pytest.approx(2 / 3)}]
    assert table.aggregate([], "t", "nunique").records() == [{"t": 2}]
    assert table.aggregate([], "t", "count").records() == [{"t": 3}]


@pytest.mark.parametrize(
    ("by", "value", "how", "words"),
    [
        (["q"], None, "count", "no column 'q'"),
        (["t"], "t", "mean", "no numbers"),
        (["t"], None, "mean", "needs the column"),
        (["t"], "n", "average", "'average' is no way"),
    ],
)
def test_what_cannot_be_aggregated_is_refused(by: list[str], value: str | None, how: How, words: str) -> None:
    with pytest.raises(BadData, match=words):
        Table.of({"t": ["a"], "n": [1]}).aggregate(by, value, how)


def test_many_rows_are_grouped_by_their_codes() -> None:
    rows = 300_000
    numbers = np.arange(rows)
    table = Table.of({"t": np.array(["a", "b", "c"])[numbers % 3], "v": numbers})
    assert table.aggregate(["t"], "v", "sum").records() == [
        {"t": name, "v": float(numbers[i::3].sum())} for i, name in enumerate("abc")
    ]

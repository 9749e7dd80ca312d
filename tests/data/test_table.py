"""A table holds whatever it was made of, and gives back the same values."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import namedtuple
from decimal import Decimal
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from pywry.data.table import Table
from pywry_tools.errors import BadData

ROWS = [{"name": "Ann", "age": 31}, {"name": "Bob", "age": 7}]


class Colour(Enum):
    RED = "red"


@dataclasses.dataclass
class Person:
    name: str
    age: int


class Model(BaseModel):
    name: str
    age: int


Tuple = namedtuple("Tuple", "name age")


@pytest.mark.parametrize(
    "data",
    [
        ROWS,
        tuple(ROWS),
        iter(ROWS),
        {"name": ["Ann", "Bob"], "age": [31, 7]},
        {"name": ("Ann", "Bob"), "age": np.array([31, 7])},
        {"columns": ["name", "age"], "rows": [["Ann", 31], ["Bob", 7]]},
        [Person("Ann", 31), Person("Bob", 7)],
        [Model(name="Ann", age=31), Model(name="Bob", age=7)],
        [Tuple("Ann", 31), Tuple("Bob", 7)],
        np.array([("Ann", 31), ("Bob", 7)], dtype=[("name", "U3"), ("age", "i4")]),
        Table.of(ROWS),
    ],
    ids=lambda data: type(data).__name__,
)
def test_rows_and_columns_of_every_kind_make_the_same_table(data: Any) -> None:
    table = Table.of(data)
    assert (table.names, table.rows, table.types) == (["name", "age"], 2, {"name": "text", "age": "integer"})
    assert table.records() == ROWS


def test_lists_get_names_from_columns_and_numbers_without_them() -> None:
    assert Table.of([[1, 2], [3, 4]], columns=["a", "b"]).records() == [{"a": 1, "b": 2}, {"a": 3, "b": 4}]
    assert Table.of([[1, 2]]).names == ["0", "1"]
    assert Table.of(np.zeros((2, 3))).names == ["0", "1", "2"]
    assert Table.of([5, 6]).records() == [{"value": 5}, {"value": 6}]


def test_a_dict_of_single_values_is_one_row_and_an_empty_list_is_no_rows() -> None:
    assert Table.of({"a": 1, "b": "x"}).records() == [{"a": 1, "b": "x"}]
    assert (Table.of([]).rows, Table.of([]).names) == (0, [])
    assert Table.of({"a": [], "b": []}).records() == []


def test_keys_that_a_row_lacks_are_missing() -> None:
    assert Table.of([{"a": 1}, {"b": "x"}]).records() == [{"a": 1, "b": None}, {"a": None, "b": "x"}]


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["a", "a", "a"], ["a", "a (2)", "a (3)"]),
        ([1, "1", 2.5], ["1", "1 (2)", "2.5"]),
        ([("px", "high"), ("px", ""), None], ["px high", "px", "column 3"]),
        ([dt.date(2026, 1, 2), "a (2)", "a"], ["2026-01-02", "a (2)", "a"]),
        (["__proto__", "constructor"], ["__proto__ (2)", "constructor"]),
    ],
)
def test_names_become_text_and_unique(labels: list[Any], names: list[str]) -> None:
    assert Table.of([[0] * len(labels)], columns=labels).names == names


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"a": [1, 2], "b": [1]}, "'a' has 2, 'b' has 1"),
        ([[1, 2], [3]], "row 1 has 1"),
        ({"a": [1], "b": 2}, "column 'b' is a value of type int"),
        ([{"a": 1}, 3], "row 1 is a value of type int"),
        ("text", "type str is no table"),
        (7, "type int is no table"),
        (np.zeros((2, 2, 2)), "3 dimensions"),
        (object(), "type object is no table"),
    ],
)
def test_what_is_no_table_is_refused_with_the_place(data: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        Table.of(data)


@pytest.mark.parametrize(
    ("values", "kind", "told"),
    [
        ([1, None, 3], "integer", [1, None, 3]),
        ([1, 2.5, None], "number", [1.0, 2.5, None]),
        ([float("nan"), float("inf"), float("-inf"), 1.0], "number", [None, "Infinity", "-Infinity", 1.0]),
        ([True, None, False], "boolean", [True, None, False]),
        (["a", None, "", "a"], "text", ["a", None, "", "a"]),
        (["a", float("nan")], "text", ["a", None]),
        ([2**53 + 1, 1], "integer", [2**53 + 1, 1]),
        ([2**53 + 1, None], "integer", [2**53 + 1, None]),
        ([2**64, -(2**70)], "integer", [2**64, -(2**70)]),
        ([Decimal("0.10"), None], "number", [0.1, None]),
        ([Decimal("12345678901234567.5")], "decimal", ["12345678901234567.5"]),
        ([dt.date(1960, 2, 29), None], "date", ["1960-02-29", None]),
        ([dt.datetime(1969, 12, 31, 23, 59, 59, 500000)], "datetime", ["1969-12-31T23:59:59.500000"]),
        (
            [dt.datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin")), None],
            "datetime",
            ["2026-07-01T10:00:00Z", None],
        ),
        ([dt.date(2026, 1, 1), dt.datetime(2026, 1, 1, 5)], "datetime", ["2026-01-01T00:00:00", "2026-01-01T05:00:00"]),
        ([{"a": [1, {"b": None}]}, [1, 2]], "object", [{"a": [1, {"b": None}]}, [1, 2]]),
        ([{"when": dt.date(2026, 1, 1), "n": np.int64(4)}], "object", [{"when": "2026-01-01", "n": 4}]),
        ([1, "a", None], "object", [1, "a", None]),
        ([True, 2], "object", [True, 2]),
        ([Colour.RED, None], "text", ["red", None]),
        ([dt.timedelta(hours=1), None], "duration", ["01:00:00", None]),
        ([dt.timedelta(hours=1), dt.time(5, 30)], "object", ["01:00:00", "05:30:00"]),
        ([b"\x01\xff"], "text", ["01ff"]),
        ([np.float32(0.5), np.int8(3)], "number", [0.5, 3.0]),
        ([np.datetime64("2026-01-01T01"), None], "datetime", ["2026-01-01T01:00:00", None]),
        ([None, None], "number", [None, None]),
    ],
)
def test_values_keep_their_kind_and_meaning(values: list[Any], kind: str, told: list[Any]) -> None:
    table = Table.of({"v": values})
    assert table.types["v"] == kind
    assert table.column("v").values() == told
    json.dumps(table.records(), allow_nan=False)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["2026-01-02", None, "1960-02-29"], "date"),
        (["2026-01-02T03:04:05", "2026-01-02T03:04:06"], "datetime"),
        (["2026-01-02T03:04:05Z"], "datetime"),
        (["2026-01-02T03:04:05.250000"], "datetime"),
        (["2026-01-02", "2026-01-02T03:04:05"], "text"),
        (["2026-01-02", "soon"], "text"),
        (["2026-02-30"], "text"),
        (["2026-01-02 03:04"], "text"),
        (["2026"], "text"),
    ],
)
def test_texts_that_are_iso_dates_are_dates_and_read_as_they_were_written(texts: list[str | None], kind: str) -> None:
    table = Table.of({"when": texts})
    assert (table.types["when"], table.column("when").values()) == (kind, texts)


def test_the_wire_form_is_columns() -> None:
    table = Table.of(
        {"t": ["b", None, "b"], "n": [1.5, None, 2], "ok": [True, None, False], "day": [dt.date(1970, 1, 2)] * 3}
    )
    wire = table.wire()
    assert wire["rows"] == 3
    assert [c["type"] for c in wire["columns"]] == ["text", "number", "boolean", "date"]
    data = wire["data"]
    assert (data["t"]["codes"].tolist(), data["t"]["categories"]) == ([0, -1, 0], ["b"])
    assert data["t"]["codes"].dtype == np.int32
    assert np.isnan(data["n"][1])
    assert data["ok"]["bools"].tolist() == [1, 2, 0]
    assert data["day"]["millis"].tolist() == [86_400_000.0] * 3


def test_records_come_in_parts_and_by_column() -> None:
    table = Table.of({"a": range(10), "b": list("abcdefghij")})
    assert table.records(2, 4) == [{"a": 2, "b": "c"}, {"a": 3, "b": "d"}]
    assert table.records(9, 99, columns=["b"]) == [{"b": "j"}]
    with pytest.raises(BadData, match="no column 'c'"):
        table.records(columns=["c"])


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ({"n": 2}, [1]),
        ({"n": [1, 3]}, [0, 2]),
        ({"n": {"min": 2}}, [1, 2]),
        ({"n": {"min": "2", "max": 2.5}}, [1]),
        ({"n": None}, [3]),
        ({"t": "a"}, [0, 2]),
        ({"t": ["a", None]}, [0, 2, 3]),
        ({"t": {"min": "b"}}, [1]),
        ({"ok": True}, [0, 2]),
        ({"ok": None}, [3]),
        ({"day": "2026-01-02"}, [1]),
        ({"day": {"min": dt.date(2026, 1, 2)}}, [1, 2]),
        ({"day": {"max": "2026-01-01 12:00"}}, [0]),
        ({"day": None}, [3]),
        ({"o": "{'k': 1}"}, [0]),
        ({"t": "a", "n": {"max": 1}}, [0]),
        ({}, [0, 1, 2, 3]),
    ],
)
def test_conditions_find_positions(where: dict[str, Any], rows: list[int]) -> None:
    days = [dt.date(2026, 1, 1), dt.date(2026, 1, 2), dt.date(2026, 1, 3), None]
    data = {"n": [1, 2, 3, None], "t": ["a", "b", "a", None], "ok": [True, False, True, None], "day": days}
    found = Table.of({**data, "o": [{"k": 1}, 2, "x", None]}).where(where)
    assert (found.tolist(), found.dtype) == (rows, np.uint32)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({"nn": 1}, "no column 'nn'.*'n'"),
        ({"n": {"low": 1}}, "min and max"),
        ({"n": {"min": "x"}}, "no number"),
        ({"day": {"min": "x"}}, "no date"),
        ({"ok": {"min": 0}}, "no order"),
    ],
)
def test_conditions_that_do_not_fit_are_refused(where: dict[str, Any], words: str) -> None:
    table = Table.of({"n": [1], "day": [dt.date(2026, 1, 1)], "ok": [True]})
    with pytest.raises(BadData, match=words):
        table.where(where)


def test_rows_are_appended_and_columns_widen() -> None:
    table = Table.of({"a": [1, 2], "t": ["x", "y"]})
    table.append(Table.of({"a": [2.5], "t": ["z"], "new": [True]}))
    assert table.records() == [
        {"a": 1.0, "t": "x", "new": None},
        {"a": 2.0, "t": "y", "new": None},
        {"a": 2.5, "t": "z", "new": True},
    ]
    table.append(Table.of({"a": ["text"]}))
    assert table.column("a").values() == [1.0, 2.0, 2.5, "text"]
    assert table.records(3) == [{"a": "text", "t": None, "new": None}]


def test_an_empty_table_takes_the_kinds_of_what_is_appended() -> None:
    table = Table.of({"a": [], "t": []}).append(Table.of({"a": [1], "t": ["x"]}))
    assert (table.types, table.records()) == ({"a": "integer", "t": "text"}, [{"a": 1, "t": "x"}])


def test_cells_are_written_and_columns_change_their_kind_when_they_must() -> None:
    table = Table.of({"n": [1, 2, 3], "t": ["a", "b", "c"], "day": [dt.date(2026, 1, 1)] * 3, "ok": [True] * 3})
    table.put("n", np.array([1]), [None]).put("t", np.array([0, 2]), ["z", None]).put(
        "day", np.array([2]), ["2026-02-01"]
    )
    table.put("ok", np.array([0]), [None]).put("new", np.array([1]), ["only"])
    assert table.records() == [
        {"n": 1, "t": "z", "day": "2026-01-01", "ok": None, "new": None},
        {"n": None, "t": "b", "day": "2026-01-01", "ok": True, "new": "only"},
        {"n": 3, "t": None, "day": "2026-02-01", "ok": True, "new": None},
    ]
    table.put("n", np.array([0]), ["many"]).put("day", np.array([0]), ["soon"])
    assert (table.column("n").values(), table.column("day").values()[0]) == (["many", None, 3], "soon")


def test_shared_tables_do_not_see_each_other_s_writes() -> None:
    first = Table.of({"n": [1, 2], "t": ["a", "b"], "o": [{}, []]})
    second = Table.of(first)
    second.put("n", np.array([0]), [9]).put("t", np.array([0]), ["z"]).put("o", np.array([0]), [7])
    second.append(Table.of({"n": [3]}))
    first.append(Table.of({"n": [5], "t": ["q"]}))
    assert first.records() == [{"n": 1, "t": "a", "o": {}}, {"n": 2, "t": "b", "o": []}, {"n": 5, "t": "q", "o": None}]
    assert [row["n"] for row in second.records()] == [9, 2, 3]


def test_a_table_keeps_its_own_copy_of_arrays() -> None:
    array = np.array([1.0, 2.0])
    table = Table.of({"a": array})
    array[0] = 99
    assert table.column("a").values() == [1.0, 2.0]


CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.dates(),
    st.lists(st.integers(), max_size=2),
)


@given(st.lists(CELL, max_size=20))
def test_any_mixture_of_values_survives(values: list[Any]) -> None:
    told = Table.of({"v": values}).column("v").values()
    assert len(told) == len(values)
    for value, back in zip(values, told, strict=True):
        assert back == (value.isoformat() if isinstance(value, dt.date) else value)


@given(st.lists(st.one_of(st.none(), st.integers(-(2**40), 2**40)), min_size=1), st.data())
def test_appending_and_taking_agree_with_lists(values: list[int | None], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(values)))
    table = Table.of({"v": values[:cut]}).append(Table.of({"v": values[cut:]}))
    assert table.column("v").values() == values
    places = data.draw(st.lists(st.integers(0, len(values) - 1)))
    assert table.take(np.array(places, dtype=np.intp)).column("v").values() == [values[i] for i in places]

"""Engines find and order rows as AG Grid does, whatever holds the rows."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pywry.data.engine import PAGED_FROM, engine_of, paged
from pywry.data.engine.base import Engine, Order
from pywry.data.engine.overlay import Overlay
from pywry.data.engine.query import query_of
from pywry.data.engine.ranges import PRESETS, Clock
from pywry.data.engine.tables import TableEngine
from pywry.data.table import Table
from pywry_tools.errors import BadData
from tests.data.backends import BACKENDS, arrow_of, backend, duck_of, pandas_of, polars_of, rows
from tests.data.models import PRESETS as KNOWN_PRESETS
from tests.data.models import model

REFERENCE = TableEngine(Table.of(rows()))
ENGINES = {name: backend(name, rows()) for name in BACKENDS}


@pytest.fixture(params=BACKENDS)
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


def listed(order: Order, count: int) -> list[int]:
    return list(range(count)) if order is None else order.tolist()


def asked(engine: Engine, **query: Any) -> list[int]:
    return listed(engine.order(query_of(engine.types, **query)), engine.rows)


def test_every_engine_says_the_same_of_its_columns(engine: Engine) -> None:
    assert (engine.rows, dict(engine.types)) == (REFERENCE.rows, dict(REFERENCE.types))


def test_rows_come_in_the_order_that_was_asked_for(engine: Engine) -> None:
    places = np.array([7, 3, 119, 3, 0])
    assert engine.take(places, ["i", "t", "n"]).records() == REFERENCE.take(places, ["i", "t", "n"]).records()
    assert engine.slice(10, 14, engine.names).records() == REFERENCE.slice(10, 14, engine.names).records()
    assert engine.slice(118, 400, ["i"]).rows == 2


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
@pytest.mark.parametrize("name", [b for b in BACKENDS if b != "table"])
def test_every_engine_answers_alike(name: str, seed: int) -> None:
    asks = model(seed)
    query = {"filters": asks["filter"], "sorts": asks["sort"]}
    assert asked(ENGINES[name], **query) == asked(REFERENCE, **query)


@pytest.mark.parametrize("words", ["ann", "ANN 3", "true", "2024-03", "-2.25", "zoë a", "nothing"])
def test_a_quick_filter_looks_into_every_column_for_every_word(engine: Engine, words: str) -> None:
    assert asked(engine, quick=words) == asked(REFERENCE, quick=words)


def test_a_quick_filter_wants_all_words_anywhere() -> None:
    found = Table.of({"a": ["Anna", "Bob", "Anna"], "b": [1, 2, 3]})
    assert asked(TableEngine(found), quick="anna 3") == [2]
    assert asked(TableEngine(found), quick="anna", searched=["b"]) == []


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("t", ["Anna", None]),
        ("i", [3, "-4"]),
        ("b", ["true"]),
        ("b", [False, None]),
        ("day", ["1965-01-01"]),
        ("n", []),
        ("t", []),
    ],
)
def test_a_set_filter_takes_values_as_they_are_or_as_text(engine: Engine, column: str, values: list[Any]) -> None:
    filters = {column: {"filterType": "set", "values": values}}
    assert asked(engine, filters=filters) == asked(REFERENCE, filters=filters)


def test_what_a_set_filter_finds() -> None:
    found = TableEngine(Table.of({"t": ["a", None, "b"], "i": [1, 2, 3]}))
    assert asked(found, filters={"t": {"filterType": "set", "values": ["a", None]}}) == [0, 1]
    assert asked(found, filters={"i": {"filterType": "set", "values": ["3", 2]}}) == [1, 2]
    assert asked(found, filters={"i": {"filterType": "set", "values": []}}) == []


def test_missing_values_stand_first_forwards_and_last_backwards_and_ties_stay() -> None:
    found = TableEngine(Table.of({"n": [2.0, None, 1.0, 2.0, None], "i": [0, 1, 2, 3, 4]}))
    assert asked(found, sorts=[{"colId": "n", "sort": "asc"}]) == [1, 4, 2, 0, 3]
    assert asked(found, sorts=[{"colId": "n", "sort": "desc"}]) == [0, 3, 2, 1, 4]
    assert asked(found, sorts=[{"colId": "n", "sort": "desc"}, {"colId": "i", "sort": "desc"}]) == [3, 0, 2, 4, 1]


def test_numbers_may_be_sorted_without_their_sign(engine: Engine) -> None:
    sorts = [{"colId": "i", "sort": "desc", "type": "absolute"}]
    assert asked(engine, sorts=sorts) == asked(REFERENCE, sorts=sorts)
    assert abs(REFERENCE.take(np.array(asked(engine, sorts=sorts)[:1]), ["i"]).records()[0]["i"]) == 14


def test_filter_params_change_what_a_filter_means(engine: Engine) -> None:
    text = {"t": {"filterType": "text", "type": "equals", "filter": "anna"}}
    wide = {"i": {"filterType": "number", "type": "inRange", "filter": 0, "filterTo": 2}}
    less = {"n": {"filterType": "number", "type": "lessThan", "filter": -1e9}}
    exact = asked(engine, filters=text, params={"t": {"caseSensitive": True}})
    assert 0 < len(exact) < len(asked(engine, filters=text))
    assert len(asked(engine, filters=wide, params={"i": {"inRangeInclusive": True}})) > len(asked(engine, filters=wide))
    assert asked(engine, filters=less) == []
    assert len(asked(engine, filters=less, params={"n": {"includeBlanksInLessThan": True}})) == 11


def test_relative_dates_are_ranges_of_the_readers_calendar() -> None:
    clock = Clock(dt.date(2026, 11, 21), 1)
    days = Table.of({"d": [dt.date(2026, 1, 1) + dt.timedelta(days=i) for i in range(400)]})
    counts = {
        preset: len(asked(TableEngine(days), filters={"d": {"filterType": "date", "type": preset}}, clock=clock))
        for preset in PRESETS
    }
    assert set(PRESETS) == set(KNOWN_PRESETS)
    assert (counts["today"], counts["thisWeek"], counts["lastMonth"], counts["thisQuarter"]) == (1, 7, 31, 92)
    assert (counts["last7Days"], counts["yearToDate"], counts["nextYear"], counts["lastYear"]) == (8, 325, 35, 0)


def test_what_cannot_be_asked_is_said() -> None:
    with pytest.raises(BadData, match=r"no column 'nn'.*'n'"):
        asked(REFERENCE, filters={"nn": {"filterType": "number", "type": "equals", "filter": 1}})
    with pytest.raises(BadData, match="no number filter 'contain'"):
        asked(REFERENCE, filters={"n": {"filterType": "number", "type": "contain", "filter": 1}})
    with pytest.raises(BadData, match="needs a number"):
        asked(REFERENCE, filters={"n": {"filterType": "number", "type": "equals", "filter": "x"}})
    with pytest.raises(BadData, match="asc or desc"):
        asked(REFERENCE, sorts=[{"colId": "n", "sort": "up"}])


# --- changes on top


def changed(name: str) -> tuple[Overlay, TableEngine]:
    """An overlay with changes of every kind, and an engine over what should be the same rows."""
    over = Overlay(backend(name, rows()))
    plain = {key: list(values) for key, values in rows().items()}
    for at, column, value in [(5, "t", "Bobby"), (9, "n", None), (11, "n", 17.25), (5, "i", 99), (40, "d", None)]:
        over.write(column, [at], [value])
        plain[column][at] = value
    added = {
        "n": [1.5, None],
        "i": [3, 100],
        "t": ["Émile", None],
        "d": [None, None],
        "day": [None, None],
        "b": [True, None],
    }
    over.append(Table.of(added))
    for key, values in added.items():
        plain[key] += values
    over.write("t", [121], ["added and edited"])
    plain["t"][121] = "added and edited"
    over.remove([0, 7, 120])
    return over, TableEngine(Table.of(plain))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
@pytest.mark.parametrize("name", BACKENDS)
def test_changes_take_part_in_filters_and_sorts(name: str, seed: int) -> None:
    asks = model(seed)
    over, plain = CHANGED[name]
    query = query_of(plain.types, filters=asks["filter"], sorts=asks["sort"])
    wanted = [at for at in listed(plain.order(query), plain.rows) if at not in (0, 7, 120)]
    assert listed(over.order(query), over.span) == wanted


CHANGED = {name: changed(name) for name in BACKENDS}


@pytest.mark.parametrize("name", BACKENDS)
def test_changes_are_seen_in_rows_and_never_in_the_frame(name: str) -> None:
    over, plain = CHANGED[name]
    places = np.array([121, 5, 9, 119, 120])
    assert over.take(places, ["t", "n", "i"]).records() == plain.take(places, ["t", "n", "i"]).records()
    assert over.base.take(np.array([5]), ["t", "i"]).records() == REFERENCE.take(np.array([5]), ["t", "i"]).records()
    assert (over.count, over.has(7), over.has(121)) == (119, False, True)


def test_a_new_column_may_be_written() -> None:
    over = Overlay(REFERENCE)
    over.write("note", [3], ["look"])
    assert over.take(np.array([2, 3]), ["note"]).records() == [{"note": None}, {"note": "look"}]
    assert over.order(query_of(over.types, filters={"note": {"filterType": "text", "type": "notBlank"}})).tolist() == [
        3
    ]  # type: ignore[union-attr]


# --- what becomes which engine


def test_frames_stay_what_they_are() -> None:
    kinds = {type(engine_of(made(rows()))).__name__ for made in (pandas_of, polars_of, arrow_of)}
    assert kinds == {"FrameEngine"}
    assert type(engine_of(duck_of(rows()))).__name__ == "DuckEngine"
    assert type(engine_of(polars_of(rows()).lazy())).__name__ == "LazyEngine"
    assert type(engine_of(rows())).__name__ == "TableEngine"


def test_what_would_come_in_another_order_each_time_is_computed_once() -> None:
    grouped = polars_of(rows()).lazy().group_by("i").agg(pl.len())
    assert type(engine_of(grouped)).__name__ == "FrameEngine"
    assert type(engine_of(duck_of(rows()).aggregate("i, count(*) AS n"))).__name__ == "FrameEngine"


def test_many_rows_are_paged_and_a_person_may_choose() -> None:
    many = {"n": np.arange(PAGED_FROM + 1)}
    assert paged({"n": np.arange(PAGED_FROM)}, None) is None
    assert paged(many, None) is not None
    assert paged(many, False) is None
    assert paged({"n": [1]}, True) is not None
    assert paged(Table.of(many), None) is not None


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame([[1, 2, 3]], columns=["a", "a", ""]),
        pd.DataFrame([[1, 2, 3]], columns=pd.MultiIndex.from_tuples([("a", ""), ("a", ""), ("", "")])),
        pa.Table.from_arrays([pa.array([n]) for n in (1, 2, 3)], names=["a", "a", ""]),
        duckdb.sql('SELECT 1 AS a, 2 AS a, 3 AS "column 3"'),
    ],
    ids=["pandas", "pandas levels", "arrow", "duckdb"],
)
def test_a_name_that_is_there_twice_gets_a_number_whole_or_paged(frame: Any) -> None:
    wanted = [{"a": 1, "a (2)": 2, "column 3": 3}]
    engine = engine_of(frame)
    assert engine.slice(0, 1, list(engine.types)).records() == wanted
    assert Table.of(frame).records() == wanted


def test_a_name_that_pages_cannot_hold_is_another_in_any_frame() -> None:
    for frame in (pl.DataFrame({"__proto__": [1], "": [2]}), pl.LazyFrame({"__proto__": [1], "": [2]})):
        assert [*engine_of(frame).types] == Table.of(frame).names == ["__proto__ (2)", "column 2"]


def test_columns_of_any_kind_are_shown_sorted_and_filtered() -> None:
    import decimal

    data = {
        "dec": [decimal.Decimal("1.10"), None, decimal.Decimal("0.5")],
        "cat": ["b", "a", None],
        "obj": [{"a": 1}, [1, 2], None],
        "delta": [dt.timedelta(days=1), None, dt.timedelta(hours=2)],
        "big": [2**63, 1, None],
        "zone": [dt.datetime(1950, 1, 1, tzinfo=dt.UTC), None, dt.datetime(2024, 1, 1, tzinfo=dt.UTC)],
    }
    frame = pandas_of_any(data)
    engine = engine_of(frame)
    assert engine.slice(0, 3, engine.names).rows == 3
    assert asked(engine, sorts=[{"colId": "dec", "sort": "asc"}]) == [1, 2, 0]
    assert asked(engine, sorts=[{"colId": "cat", "sort": "asc"}]) == [2, 1, 0]
    assert asked(engine, sorts=[{"colId": "big", "sort": "desc"}]) == [0, 1, 2]
    assert asked(engine, sorts=[{"colId": "zone", "sort": "asc"}]) == [1, 0, 2]
    assert asked(engine, filters={"obj": {"filterType": "text", "type": "contains", "filter": '"a":1'}}) == [0]
    assert asked(engine, filters={"cat": {"filterType": "text", "type": "equals", "filter": "B"}}) == [0]


def pandas_of_any(data: dict[str, list[Any]]) -> Any:
    import pandas as pd

    frame = pd.DataFrame({key: pd.Series(values, dtype=object) for key, values in data.items()})
    frame["cat"] = frame["cat"].astype("category")
    return frame


@pytest.mark.parametrize("made", [pandas_of, polars_of, arrow_of])
def test_a_frame_is_never_turned_into_python_objects(made: Any) -> None:
    frame = made(rows(60_000))
    engine = engine_of(frame)
    asked(engine, sorts=[{"colId": "t", "sort": "asc"}])
    before = sys.getallocatedblocks()
    engine = engine_of(frame)
    order = engine.order(
        query_of(
            engine.types,
            filters={"t": {"filterType": "text", "type": "contains", "filter": "a"}},
            sorts=[{"colId": "t", "sort": "desc"}, {"colId": "n", "sort": "asc"}, {"colId": "d", "sort": "asc"}],
        )
    )
    assert sys.getallocatedblocks() - before < 10_000
    assert order is not None and len(order) > 10_000

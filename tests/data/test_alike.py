"""The same data is the same columns, whether it travels whole, stays in a frame or in DuckDB."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from pywry.data.engine import engine_of
from pywry.data.engine.base import Engine
from pywry.data.engine.query import query_of
from pywry.data.table import Table

COLUMNS = {
    "day": ("DATE '2024-01-02'", "DATE '0099-01-03'"),
    "midnight": ("TIMESTAMP '2024-01-02 00:00:00'", "TIMESTAMP '1960-01-03 00:00:00'"),
    "moment": ("TIMESTAMP '2024-01-02 03:04:05.123456'", "TIMESTAMP '1960-01-03 00:00:00'"),
    "zoned": ("TIMESTAMPTZ '2024-01-02 00:00:00+00'", "TIMESTAMPTZ '1960-01-03 01:00:00+01'"),
    "cents": ("DECIMAL '1.50'", "DECIMAL '2.00'"),
    "digits": ("1.12345678901234567891::DECIMAL(38,20)", "2::DECIMAL(38,20)"),
    "huge": ("170141183460469231731687303715884105727::HUGEINT", "6::HUGEINT"),
    "large": ("5::BIGINT", "9007199254740993::BIGINT"),
    "unsigned": ("3::UBIGINT", "18446744073709551615::UBIGINT"),
    "number": ("'inf'::DOUBLE", "'nan'::DOUBLE"),
    "truth": ("true", "false"),
    "kind": ("'b'::ENUM('b','a')", "'a'::ENUM('b','a')"),
    "list": ("[1, 2]", "[]::INTEGER[]"),
    "struct": ("{'x': 1}", "{'x': NULL}"),
    "time": ("TIME '03:04:05'", "TIME '00:00:00'"),
    "bytes": ("'blob'::BLOB", "''::BLOB"),
    "written": ("'2024-01-02'", "'2024-01-05'"),
    "stamped": ("'2024-01-02T03:04:05'", "'2024-01-05T00:00:00'"),
    "almost": ("'2024-01-02'", "'2024-13-05'"),
    "nothing": ("NULL::VARCHAR", "NULL::VARCHAR"),
}


@pytest.fixture(scope="module")
def relation() -> duckdb.DuckDBPyRelation:
    connection = duckdb.connect()
    rows = [", ".join(pair[place] for pair in COLUMNS.values()) for place in (0, 1)]
    names = ", ".join(COLUMNS)
    absent = ", ".join("NULL" for _ in COLUMNS)
    connection.execute(f"CREATE TABLE t AS SELECT * FROM (VALUES ({rows[0]}), ({absent}), ({rows[1]})) v({names})")
    return connection.table("t")


def told(made: Engine) -> dict[str, Any]:
    table = made.slice(0, made.rows, made.names)
    return {name: (type_, table.column(name).values(), made.traits(name)) for name, type_ in made.types.items()}


def test_a_relation_is_the_same_in_place_as_whole(relation: duckdb.DuckDBPyRelation) -> None:
    whole = Table.of(relation)
    expected = {
        name: (type_, whole.column(name).values(), whole.column(name).traits) for name, type_ in whole.types.items()
    }
    assert told(engine_of(relation)) == expected
    assert told(engine_of(relation.to_arrow_table())) == expected
    assert [expected[name][0] for name in ("midnight", "moment", "digits", "huge", "written", "stamped", "almost")] == [
        "date", "datetime", "decimal", "decimal", "date", "datetime", "text",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "model", "left"),
    [
        ("midnight", {"filterType": "date", "type": "equals", "dateFrom": "1960-01-03"}, [2]),
        ("written", {"filterType": "date", "type": "greaterThan", "dateFrom": "2024-01-03"}, [2]),
        ("huge", {"filterType": "number", "type": "greaterThan", "filter": 10}, [0]),
        ("digits", {"filterType": "set", "values": ["1.12345678901234567891"]}, [0]),
        ("huge", {"filterType": "set", "values": ["6", None]}, [1, 2]),
        ("large", {"filterType": "set", "values": ["9007199254740993"]}, [2]),
        ("midnight", {"filterType": "set", "values": ["2024-01-02", None]}, [0, 1]),
        ("kind", {"filterType": "set", "values": ["a"]}, [2]),
    ],
)
def test_what_only_values_say_of_a_column_counts_in_filters(
    relation: duckdb.DuckDBPyRelation, name: str, model: dict[str, Any], left: list[int]
) -> None:
    for engine in (engine_of(relation), engine_of(Table.of(relation)), engine_of(relation.to_arrow_table())):
        order = engine.order(query_of(engine.types, filters={name: model}))
        assert order is not None
        assert order.tolist() == left, engine


def test_numbers_beyond_64_bits_are_sorted_as_numbers(relation: duckdb.DuckDBPyRelation) -> None:
    for engine in (engine_of(relation), engine_of(Table.of(relation))):
        order = engine.order(query_of(engine.types, sorts=[{"colId": "huge", "sort": "asc"}]))
        assert order is not None
        assert order.tolist() == [1, 2, 0]


@pytest.mark.parametrize("made", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_text_stays_text_where_there_is_none_of_it(made: Any) -> None:
    frame = made({"t": ["a", "b"], "n": [1, 2]})
    for empty in (frame[:0], frame.head(0)):
        assert Table.of(empty).types == engine_of(empty).types == {"t": "text", "n": "integer"}


def test_many_different_texts_are_not_sent_with_every_block() -> None:
    made = engine_of(Table.of({"t": [f"row {i}" for i in range(5_000)]}))
    sent = made.take(np.array([4_999, 7]), ["t"]).wire_data()["t"]
    assert sent["categories"] == ["row 7", "row 4999"]
    assert sent["codes"].tolist() == [1, 0]

"""What a set filter offers and means, whatever holds the rows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from pywry.data.columns import ColumnType
from pywry.data.engine.base import Engine
from pywry.data.engine.distinct import Tally
from pywry.data.engine.members import member
from pywry.data.engine.overlay import Overlay
from pywry.data.engine.query import Query, query_of
from pywry.data.engine.tables import TableEngine
from pywry.data.table import Table
from pywry_tools.errors import BadData
from tests.data.backends import BACKENDS, backend, rows

ENGINES = {name: backend(name, rows()) for name in BACKENDS}
FEWER = {"i": {"filterType": "number", "type": "lessThan", "filter": 3}}


def told(found: Tally) -> tuple[Any, ...]:
    return found.values.values(), found.counts.tolist(), found.total, found.blanks


@pytest.mark.parametrize("keep", [None, np.arange(10)], ids=["all", "linked"])
@pytest.mark.parametrize("filters", [{}, FEWER], ids=["all", "filtered"])
@pytest.mark.parametrize("search", ["", "a", "2"])
def test_every_engine_counts_the_same_values(search: str, filters: dict[str, Any], keep: Any) -> None:
    for column in rows():
        asked = {
            name: told(engine.tally(column, query_of(engine.types, filters=filters), keep, search, 5))
            for name, engine in ENGINES.items()
        }
        assert all(answer == asked["table"] for answer in asked.values()), (column, asked)


def test_values_come_in_their_order_and_blanks_apart() -> None:
    found = TableEngine(Table.of({"t": ["b", None, "a", "", "b"], "n": [1, 2, 3, 4, 5]}))
    assert told(found.tally("t", Query(), None, "", 10)) == (["a", "b"], [1, 2], 2, 2)
    assert told(found.tally("t", query_of(found.types, filters=_above("n", 2)), None, "", 10)) == (
        ["a", "b"],
        [1, 1],
        2,
        1,
    )
    assert told(found.tally("n", Query(), None, "", 2)) == ([1, 2], [1, 1], 5, None)
    assert told(found.tally("t", Query(), None, "B", 10)) == (["b"], [2], 1, 2)


def test_mixed_kinds_come_one_after_another_as_in_a_page() -> None:
    found = TableEngine(Table.of({"v": ["b", 10, {"a": 1}, 2, True, None, "1", [2], 1]}))
    assert told(found.tally("v", Query(), None, "", 10)) == (
        [True, 2, 10, "1", "b", [2], {"a": 1}],
        [1, 1, 1, 2, 1, 1, 1],
        7,
        1,
    )


def test_values_are_those_after_edits() -> None:
    over = Overlay(TableEngine(Table.of({"t": ["a", "b", "c"], "n": [1, 2, 3]})))
    over.write("t", [0], ["z"])
    over.append(Table.of({"t": ["b"], "n": [4]}))
    over.remove([2])
    assert told(over.tally("t", Query(), None, "", 10)) == (["b", "z"], [2, 1], 2, None)
    assert told(over.tally("t", query_of(over.types, filters=_above("n", 1)), None, "", 10))[1] == [2, 0]
    assert told(over.tally("t", Query(), np.array([3]), "", 10))[1] == [1, 0]


def _above(column: str, limit: int) -> dict[str, Any]:
    return {column: {"filterType": "number", "type": "greaterThan", "filter": limit}}


@pytest.mark.parametrize(
    ("kind", "given", "known"),
    [
        ("integer", np.int64(3), 3),
        ("integer", "3", 3),
        ("integer", 2**53 + 1, "9007199254740993"),
        ("number", float("inf"), "Infinity"),
        ("number", float("nan"), None),
        ("text", "", None),
        ("text", 5, "5"),
        ("boolean", "true", True),
        ("boolean", False, False),
        ("date", dt.date(1965, 5, 6), "1965-05-06"),
        ("datetime", dt.datetime(2024, 1, 2, 3, 4, 5, 6), "2024-01-02T03:04:05.000006"),
        ("datetime", np.datetime64("2024-01-02"), "2024-01-02T00:00:00"),
        ("duration", dt.timedelta(days=1, hours=2), "1d 02:00:00"),
        ("decimal", Decimal("1.50"), "1.50"),
        ("object", [1, "a"], [1, "a"]),
        ("text", None, None),
    ],
)
def test_a_value_of_a_set_has_one_form(kind: ColumnType, given: Any, known: Any) -> None:
    assert member(given, kind) == known
    assert type(member(given, kind)) is type(known)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("integer", "many"),
        ("boolean", "perhaps"),
        ("date", "soon"),
        ("duration", "long"),
        ("decimal", "x"),
        ("number", True),
    ],
)
def test_a_value_that_a_column_never_holds_is_refused(kind: ColumnType, given: Any) -> None:
    with pytest.raises(BadData, match=f"{given!r} is no value of type {kind}"):
        member(given, kind)


LARGE = 2**53


@pytest.mark.parametrize(
    ("values", "wanted", "left"),
    [
        ([LARGE, LARGE + 1, 5], [str(LARGE + 1)], [1]),
        ([LARGE, LARGE + 1, 5], [LARGE], [0]),
        ([1.5, float("inf"), None], ["Infinity", None], [1, 2]),
        (["a", "", None], [None], [1, 2]),
        (["a", "A", "b"], ["A"], [1]),
        ([[1, 2], {"a": 1}, "x", None], [{"a": 1}, None], [1, 3]),
        ([Decimal("1.00000000000000000001"), Decimal("1.00000000000000000002")], ["1.00000000000000000002"], [1]),
        ([dt.timedelta(hours=1), dt.timedelta(hours=2)], ["02:00:00"], [1]),
        ([dt.datetime(1960, 1, 2, 3), dt.datetime(1960, 1, 2)], ["1960-01-02T03:00:00.000Z"], [0]),
    ],
)
def test_a_set_finds_exactly_its_values(values: list[Any], wanted: list[Any], left: list[int]) -> None:
    engine: Engine = TableEngine(Table.of({"v": values}))
    query = query_of(engine.types, filters={"v": {"filterType": "set", "values": wanted}})
    found = engine.order(query)
    assert found is not None
    assert found.tolist() == left

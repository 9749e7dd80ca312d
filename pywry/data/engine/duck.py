"""DuckDB relations as an engine: filters and sorts are SQL, and only row numbers and blocks leave DuckDB."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pywry.data.columns import ColumnType, Mask
from pywry.data.engine.base import Engine, Order, kind
from pywry.data.engine.frames import FrameEngine, part
from pywry.data.engine.match import TRUTHS
from pywry.data.engine.query import Condition, Joined, OneOf, Query, Sort, Test
from pywry.data.growing import Array
from pywry.data.names import unique
from pywry.data.table import Table
from pywry.data.texts import moment
from pywry_tools.errors import BadData

ROW = "__row"
STEADY = ("SCAN", "PROJECTION", "FILTER", "READ_", "LIMIT")
ODD = frozenset({"INTERVAL", "UUID", "BIT", "HUGEINT", "UHUGEINT", "TIME WITH TIME ZONE"})
FICKLE = ("random(", "uuid(", "nextval(")
KINDS: Mapping[str, ColumnType] = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT"), "integer"),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE", "DECIMAL"), "number"),
    **dict.fromkeys(("VARCHAR", "ENUM", "TIME", *ODD), "text"),
    "BOOLEAN": "boolean",
    "DATE": "date",
}
SYMBOLS = {
    "equals": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}
SEARCH = {"contains": "contains", "notContains": "contains", "startsWith": "starts_with", "endsWith": "ends_with"}


def duck_engine(relation: Any) -> Engine:
    """An engine over a relation.

    A relation whose plan only reads, narrows and computes hands out its rows in the same order each time and stays
    where it is. One that joins, groups or sorts is computed once, as an Arrow table.
    """
    said = str(relation.query("pywry_plan", "EXPLAIN (FORMAT json) SELECT * FROM pywry_plan").fetchall()[0][1])
    steady = all(any(kept in step for kept in STEADY) for step in plan(json.loads(said)))
    if steady and not any(word in said for word in FICKLE):
        return DuckEngine(relation)
    try:
        return FrameEngine(relation.to_arrow_table())
    except ModuleNotFoundError as error:
        raise BadData(f"this relation is read through the package {error.name}; install it, or give rows.") from None


def plan(steps: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of a plan's steps."""
    return [name for step in steps for name in (str(step["name"]).strip().upper(), *plan(step.get("children") or ()))]


class DuckEngine(Engine):
    """A relation that hands out its rows in the same order each time.

    Args:
        relation: The relation; queries on its connection are made one after another.
    """

    def __init__(self, relation: Any) -> None:
        self._lock = threading.RLock()
        names = unique(relation.columns)
        self.types = {name: type_of(str(t)) for name, t in zip(names, relation.types, strict=True)}
        self._exact = {name: str(t) for name, t in zip(names, relation.types, strict=True)}
        given = [self._plainly(name, own) for name, own in zip(names, relation.columns, strict=True)]
        self._plain = relation.project(", ".join(given))
        self._numbered = self._plain.project(f"*, row_number() OVER () - 1 AS {quoted(ROW)}")
        self.rows = int(relation.aggregate("count(*)").fetchall()[0][0])

    def _plainly(self, name: str, own: str) -> str:
        """A column as the page takes it; what only DuckDB knows, as its text."""
        odd = self._exact[name].partition("(")[0] in ODD
        value = f"CAST({quoted(own)} AS VARCHAR)" if odd else quoted(own)
        return f"{value} AS {quoted(name)}"

    def take(self, positions: Array, names: Sequence[str]) -> Table:
        """The rows at positions."""
        if not names or not len(positions):
            return self._table(self._plain.limit(0), names) if names else Table({}, len(positions))
        wanted = ", ".join(map(str, np.unique(positions).tolist()))
        with self._lock:
            found = self._numbered.filter(f"{quoted(ROW)} IN ({wanted})").project(
                ", ".join(quoted(n) for n in (*names, ROW))
            )
            arrow = found.to_arrow_table()
        places = arrow.column(ROW).to_numpy()
        order = np.argsort(places, kind="stable")
        back = order[np.searchsorted(places, positions, sorter=order)]
        return part(_narwhals(arrow.drop([ROW])), self.types).take(back)

    def slice(self, start: int, stop: int, names: Sequence[str]) -> Table:
        """The rows from a position to another."""
        stop = max(start, min(stop, self.rows))
        if not names:
            return Table({}, stop - start)
        with self._lock:
            return self._table(self._plain.limit(stop - start, start), names)

    def _table(self, relation: Any, names: Sequence[str]) -> Table:
        chosen = relation.project(", ".join(quoted(name) for name in names))
        return part(_narwhals(chosen.to_arrow_table()), self.types)

    def table(self) -> Table:
        """Everything."""
        with self._lock:
            return Table.of(self._plain.to_arrow_table())

    # --- finding and ordering

    def order(self, query: Query) -> Order:
        """The positions of the rows that a query leaves, in its order."""
        if not query.narrows and not query.sorts:
            return None
        conditions = [self._sql(name, condition) for name, condition in query.filters]
        for word in query.words:
            held = [f"coalesce(contains(upper({self._text(n)}), {literal(word)}), false)" for n in query.searched]
            conditions.append(f"({' OR '.join(held) or 'false'})")
        sorts = [self._sorted(sort) for sort in query.sorts]
        return self._positions(" AND ".join(conditions), sorts)

    def _positions(self, where: str, sorts: Sequence[str] = ()) -> Array:
        found = self._numbered.filter(where) if where else self._numbered
        with self._lock:
            ordered = found.order(", ".join([*sorts, quoted(ROW)]))
            return np.asarray(ordered.project(quoted(ROW)).fetchnumpy()[ROW]).astype(kind(self.rows))

    def _sorted(self, sort: Sort) -> str:
        value = self._value(sort.name)
        if sort.absolute and self.types[sort.name] in ("number", "integer"):
            value = f"abs({value})"
        return f"{value} {'DESC NULLS LAST' if sort.down else 'ASC NULLS FIRST'}"

    def passing(self, name: str, condition: Condition) -> Mask:
        """Which rows pass a condition."""
        mask = np.zeros(self.rows, dtype=bool)
        mask[self._positions(self._sql(name, condition))] = True
        return mask

    def find(self, name: str, values: Sequence[str | int | float]) -> Array:
        """The positions of rows that hold one of these values."""
        return self._positions(self._sql(name, OneOf(tuple(values))))

    def repeats(self, name: str) -> bool:
        """Whether a value stands in a column twice."""
        with self._lock:
            facts = self._plain.aggregate(f"count({quoted(name)}), count(DISTINCT {quoted(name)})").fetchall()[0]
        return bool(facts[0] != facts[1])

    # --- SQL

    def _value(self, name: str) -> str:
        """A column's values, as they are compared: NaN is a missing value."""
        column = quoted(name)
        if self._exact[name] in ("FLOAT", "DOUBLE"):
            return f"(CASE WHEN isnan({column}) THEN NULL ELSE {column} END)"
        return self._text(name) if self.types[name] in ("text", "object") else column

    def _text(self, name: str) -> str:
        """A column's values, as they are searched."""
        column = quoted(name)
        match self.types[name]:
            case "object":
                return f"CAST(to_json({column}) AS VARCHAR)"
            case "number":
                # JavaScript writes 1.0 as 1.
                return rf"regexp_replace(CAST({self._value(name)} AS VARCHAR), '\.0+$', '')"
            case "datetime":
                return f"strftime({column}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S')"
            case _:
                return f"CAST({column} AS VARCHAR)"

    def _sql(self, name: str, condition: Condition) -> str:
        match condition:
            case Joined():
                word = " AND " if condition.every else " OR "
                return f"({word.join(self._sql(name, p) for p in condition.parts)})"
            case OneOf():
                return self._among(name, condition.values)
            case Test(kind="text"):
                return self._texts(self._text(name), condition)
            case _:
                return self._ordered(name, condition)

    def _texts(self, value: str, test: Test) -> str:
        if test.op in ("blank", "notBlank"):
            return f"{'NOT ' if test.op == 'notBlank' else ''}coalesce(trim({value}) = '', true)"
        absent = test.op in ("notEqual", "notContains")
        if test.low is None:
            return f"({value} IS NULL AND {absent})"
        value, low = (value, test.low) if test.exact else (f"lower({value})", str(test.low).lower())
        searches = test.op in SEARCH
        found = f"{SEARCH[test.op]}({value}, {literal(low)})" if searches else f"{value} = {literal(low)}"
        return f"coalesce({'NOT ' if absent else ''}{found}, {absent})"

    def _ordered(self, name: str, test: Test) -> str:
        if self.types[name] in ("date", "datetime"):
            value, fits = f"epoch_ms({quoted(name)})", test.kind == "date"
        else:
            value, fits = self._value(name), test.kind == "number" and self.types[name] in ("number", "integer")
        if test.op in ("blank", "notBlank"):
            blank = f"{value} IS NULL" if self.types[name] != "text" else f"coalesce(trim({value}) = '', true)"
            return f"({blank})" if test.op == "blank" else f"(NOT ({blank}))"
        found = _compared(value, test) if fits else str(test.op == "notEqual")
        return f"(CASE WHEN {value} IS NULL THEN {test.blanks} ELSE {found} END)"

    def _among(self, name: str, values: Sequence[Any]) -> str:
        type_ = self.types[name]
        dated = type_ in ("date", "datetime")
        value = f"epoch_ms({quoted(name)})" if dated else self._value(name)
        given = [_given(v, type_) for v in values if v is not None]
        real = ", ".join(g for g in given if g is not None)
        found = f"coalesce({value} IN ({real}), false)" if real else "false"
        return f"({found} OR {value} IS NULL)" if None in values else found


def _compared(value: str, test: Test) -> str:
    if test.op == "within":
        return f"({value} >= {test.low} AND {value} < {test.high})"
    if test.op == "inRange":
        above, below = (">=", "<=") if test.closed else (">", "<")
        return f"({_against(value, above, test.low)} AND {_against(value, below, test.high)})"
    return _against(value, SYMBOLS[test.op], test.low)


def _against(value: str, symbol: str, limit: Any) -> str:
    return str(symbol in ("=", "<=", ">=")) if limit is None else f"{value} {symbol} {number(limit)}"


def _given(value: Any, type_: ColumnType) -> str | None:
    """A value of a set as SQL; None where the column never holds it."""
    try:
        if type_ in ("number", "integer"):
            return number(float(value))
        if type_ in ("date", "datetime"):
            return str(int(moment(value).astype("datetime64[ms]").astype("int64")))
    except (TypeError, ValueError, BadData):
        return None
    if type_ == "boolean":
        found = value if isinstance(value, bool) else TRUTHS.get(str(value).lower())
        return None if found is None else str(found)
    return literal(str(value))


def number(value: float) -> str:
    """A number as SQL."""
    if isinstance(value, int):
        return str(value)
    return f"'{value}'::DOUBLE"


def literal(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A column's name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def type_of(name: str) -> ColumnType:
    """What a column of one of DuckDB's types holds."""
    head = name.partition("(")[0].strip()
    if name.endswith("]"):
        return "object"
    return "datetime" if head.startswith("TIMESTAMP") else KINDS.get(head.removesuffix(" WITH TIME ZONE"), "object")


def _narwhals(arrow: Any) -> Any:
    import narwhals.stable.v2 as nw

    return nw.from_native(arrow, eager_only=True)

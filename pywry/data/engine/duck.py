"""DuckDB relations as an engine: filters and sorts are SQL, and only row numbers and blocks leave DuckDB."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pywry.data.columns import SAFE, ColumnType, Mask, Misfit
from pywry.data.engine.base import Engine, Order, kind
from pywry.data.engine.distinct import Tally
from pywry.data.engine.ducktypes import AS_TYPE, HUGE, LARGE, SAMPLE, choices, doubtful, other, plainly, type_of
from pywry.data.engine.frames import FrameEngine, part
from pywry.data.engine.match import TRUTHS, number_of
from pywry.data.engine.query import Condition, Joined, OneOf, Query, Sort, Test
from pywry.data.frames import series_column
from pywry.data.growing import Array
from pywry.data.names import unique
from pywry.data.quantities import exact
from pywry.data.table import Table
from pywry.data.texts import moment
from pywry_tools.errors import BadData

ROW = "__row"
HELD = "__held"
NUMBERS = ("number", "integer", "decimal")
STEADY = ("SCAN", "PROJECTION", "FILTER", "READ_", "LIMIT")
FICKLE = ("random(", "uuid(", "nextval(")
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
        values = {
            name: plainly(quoted(own), self._exact[name]) for name, own in zip(names, relation.columns, strict=True)
        }
        self._plain = relation.project(", ".join(f"{value} AS {quoted(name)}" for name, value in values.items()))
        self.rows = int(relation.aggregate("count(*)").fetchall()[0][0])
        self._look()
        self._numbered = self._plain.project(f"*, row_number() OVER () - 1 AS {quoted(ROW)}")

    def _look(self) -> None:
        """See by their values what some columns hold: days, dates written as text, numbers of many digits."""
        names = [name for name in self.types if doubtful(self._exact[name])]
        if not names or not self.rows:
            return
        chosen = self._plain.project(", ".join(map(quoted, names)))
        some = _narwhals(chosen.limit(SAMPLE).to_arrow_table())
        guesses = {name: other(quoted(name), self._exact[name], series_column(some[name])) for name in names}
        found = {name: guess for name, guess in guesses.items() if guess is not None}
        if not found:
            return
        counts = [f"count(*) FILTER (WHERE {against})" for _, against in found.values()]
        wrong = chosen.aggregate(", ".join(counts)).fetchall()[0]
        for (name, (type_, _)), contradicting in zip(found.items(), wrong, strict=True):
            if not contradicting:
                self._take_for(name, type_)

    def _take_for(self, name: str, type_: ColumnType) -> None:
        self.types = {**self.types, name: type_}
        if type_ in AS_TYPE and self._exact[name] != AS_TYPE[type_]:
            self._exact[name] = AS_TYPE[type_]
            value = f"CAST({quoted(name)} AS {AS_TYPE[type_]})"
            self._plain = self._plain.project(f"* REPLACE ({value} AS {quoted(name)})")

    def traits(self, name: str) -> Mapping[str, Any]:
        """What a page has to know of a column beyond its type."""
        type_ = self._exact[name]
        if type_ in LARGE:
            with self._lock:
                low, high = self._plain.aggregate(f"min({quoted(name)}), max({quoted(name)})").fetchall()[0]
            return {"big": True} if low is not None and (low < -SAFE or high > SAFE) else {}
        return choices(type_) or super().traits(name)

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
        return self._positions(self._where(query), [self._sorted(sort) for sort in query.sorts])

    def _where(self, query: Query) -> str:
        conditions = [self._sql(name, condition) for name, condition in query.filters]
        for word in query.words:
            held = [self._holding(name, word) for name in query.searched]
            conditions.append(f"({' OR '.join(held) or 'false'})")
        return " AND ".join(conditions)

    def _holding(self, name: str, word: str) -> str:
        return f"coalesce(contains(upper({self._text(name)}), {literal(word)}), false)"

    def tally(self, name: str, query: Query, keep: Array | None, search: str, most: int) -> Tally:
        """The values of a column, each once, and how many rows hold them; only the first ones leave DuckDB."""
        if keep is not None or self.types[name] == "object":
            return super().tally(name, query, keep, search, most)
        value, held = self._value(name), f"count(*) FILTER (WHERE {self._where(query) or 'true'})"
        gone = self._among(name, (None,))
        found = f"NOT ({gone})" + (f" AND {self._holding(name, search.upper())}" if search else "")
        with self._lock:
            blank, counted = self._plain.filter(gone).aggregate(f"count(*), {held}").fetchall()[0]
            groups = self._plain.filter(found).aggregate(
                f"{value} AS {quoted(name)}, {held} AS {quoted(HELD)}, count(*) OVER () AS {quoted(ROW)}", value
            )
            first = groups.order(quoted(name)).limit(most).to_arrow_table()
        total = int(first.column(ROW)[0].as_py()) if len(first) else 0
        values = part(_narwhals(first.select([name])), self.types).column(name)
        return Tally(values, first.column(HELD).to_numpy(), total, counted if blank else None)

    def _positions(self, where: str, sorts: Sequence[str] = ()) -> Array:
        found = self._numbered.filter(where) if where else self._numbered
        with self._lock:
            ordered = found.order(", ".join([*sorts, quoted(ROW)]))
            return np.asarray(ordered.project(quoted(ROW)).fetchnumpy()[ROW]).astype(kind(self.rows))

    def _sorted(self, sort: Sort) -> str:
        value = self._value(sort.name)
        if sort.absolute and self.types[sort.name] in NUMBERS:
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
        if self._exact[name] in HUGE:
            return f"CAST({column} AS {self._exact[name]})"
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
            value, fits = self._value(name), test.kind == "number" and self.types[name] in NUMBERS
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
        if None not in values:
            return found
        return f"({found} OR {value} IS NULL{f' OR {value} = {literal(str())}' if type_ == 'text' else ''})"


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
            found = number_of(value) if isinstance(value, str) else value
            return None if found is ... else number(found)
        if type_ == "decimal":
            return str(exact(value))
        if type_ in ("date", "datetime"):
            return str(int(moment(value).astype("datetime64[ms]").astype("int64")))
    except (TypeError, ValueError, BadData, Misfit):
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


def _narwhals(arrow: Any) -> Any:
    import narwhals.stable.v2 as nw

    return nw.from_native(arrow, eager_only=True)

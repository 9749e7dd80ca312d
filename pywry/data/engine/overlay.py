"""Changes on top of an engine, which itself is never written to: edited cells, rows added, rows taken away."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from pywry.data.columns import Column, ColumnType, Numbers
from pywry.data.engine.base import Engine, Order, kind, within
from pywry.data.engine.distinct import Distinct, Tally
from pywry.data.engine.frames import typed
from pywry.data.engine.keys import compare
from pywry.data.engine.match import passing
from pywry.data.engine.query import Query, Sort
from pywry.data.engine.tables import TableEngine
from pywry.data.growing import Array
from pywry.data.infer import column_of, native
from pywry.data.table import Table

KEPT = 8


class Overlay:
    """Rows by position. A row keeps its position; added ones follow, and those of removed rows stay empty.

    Args:
        base: The engine underneath.

    Attributes:
        types: What each column holds; a column that was added holds whatever came first.
        version: Grows with every change.
    """

    def __init__(self, base: Engine) -> None:
        self.base = base
        self.types: dict[str, ColumnType] = dict(base.types)
        self.version = 0
        self._lock = threading.RLock()
        self._cells: dict[str, dict[int, Any]] = {}
        self._extra = Table({})
        self._gone: set[int] = set()
        self._orders: OrderedDict[Query, Order] = OrderedDict()
        self._distinct: tuple[str, int, Distinct] | None = None

    def copy(self) -> Overlay:
        """The same changes, for somebody who may go on to others."""
        twin = Overlay(self.base)
        with self._lock:
            twin.types, twin.version = dict(self.types), self.version
            twin._cells = {name: dict(cells) for name, cells in self._cells.items()}
            twin._extra, twin._gone, twin._orders = self._extra.share(), set(self._gone), self._orders
        return twin

    @property
    def names(self) -> Sequence[str]:
        """The columns, in order."""
        return list(self.types)

    @property
    def span(self) -> int:
        """How many positions there are, those of removed rows included."""
        return self.base.rows + self._extra.rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.span - len(self._gone)

    def has(self, position: int) -> bool:
        """Whether a row is there."""
        return 0 <= position < self.span and position not in self._gone

    # --- changes

    def write(self, name: str, positions: Iterable[int], values: Iterable[Any]) -> None:
        """Put other values into cells; a new name makes a new column."""
        with self._lock:
            cells = self._cells.setdefault(name, {})
            cells.update((int(at), native(value)) for at, value in zip(positions, values, strict=True))
            if name not in self.types:
                self.types[name] = column_of(list(cells.values())).type
            self.version += 1

    def append(self, table: Table) -> Array:
        """Add rows at the end; their positions are returned."""
        with self._lock:
            first = self.span
            self._extra = self._extra.append(table) if self._extra.rows else table.share()
            for name, type_ in table.types.items():
                self.types.setdefault(name, type_)
            self.version += 1
            return np.arange(first, self.span)

    def remove(self, positions: Iterable[int]) -> None:
        """Take rows away."""
        with self._lock:
            self._gone.update(map(int, positions))
            self.version += 1

    # --- rows

    def take(self, positions: Array, names: Sequence[str]) -> Table:
        """The rows at positions, as they are now."""
        with self._lock:
            found = {name: typed(column, self.types[name]) for name, column in self._joined(positions, names)}
            table = Table(found, len(positions))
            for name in names:
                self._put(table, name, positions)
            return table

    def slice(self, start: int, stop: int, names: Sequence[str]) -> Table:
        """Rows that follow one another by position; no row may have been removed."""
        if stop <= self.base.rows and not self._cells and len(names) and set(names) <= set(self.base.types):
            return self.base.slice(start, stop, names)
        return self.take(np.arange(start, min(stop, self.span)), names)

    def _put(self, table: Table, name: str, positions: Array) -> None:
        cells = self._cells.get(name)
        if cells:
            hits = [(i, cells[at]) for i, at in enumerate(positions.tolist()) if at in cells]
            table.put(name, np.array([i for i, _ in hits], dtype=np.intp), [value for _, value in hits])

    def _joined(self, positions: Array, names: Sequence[str]) -> Iterable[tuple[str, Column]]:
        positions = positions.astype(np.int64)
        added = positions >= self.base.rows
        if not added.any():
            return self._under(positions, names)
        below, above = self._under(positions[~added], names), self._over(positions[added], names)
        back = np.empty(len(positions), dtype=np.intp)
        back[np.concatenate([np.flatnonzero(~added), np.flatnonzero(added)])] = np.arange(len(positions))
        both = Table(dict(below), int((~added).sum())).append(Table(dict(above), int(added.sum())))
        return [(name, both.column(name).take(back)) for name in names]

    def _under(self, positions: Array, names: Sequence[str]) -> list[tuple[str, Column]]:
        known = [name for name in names if name in self.base.types]
        part = self.base.take(positions, known)
        return [(name, part.column(name) if name in self.base.types else _absent(len(positions))) for name in names]

    def _over(self, positions: Array, names: Sequence[str]) -> list[tuple[str, Column]]:
        part = self._extra.take(positions - self.base.rows)
        there = set(part.names)
        return [(name, part.column(name) if name in there else _absent(len(positions))) for name in names]

    # --- order

    def order(self, query: Query) -> Order:
        """The positions of the rows that a query leaves, in its order; None is all of them, as they are."""
        with self._lock:
            touched = self._touched(query)
            gone = np.fromiter(self._gone, dtype=np.int64, count=len(self._gone))
            mine = self.take(touched, sorted(query.used)) if len(touched) else None
        under = self._under_order(query)
        if mine is None and not len(gone):
            return under
        rest = _without(under, self.base.rows, touched, gone)
        if mine is None:
            return rest
        left = TableEngine(mine).order(query)
        chosen = touched if left is None else touched[left]
        where = None if left is None else mine.take(left)
        return self._merged(rest, chosen, mine if where is None else where, query.sorts)

    def tally(self, name: str, query: Query, keep: Array | None, search: str, most: int) -> Tally:
        """The values of a column, each once, and how many rows hold them; see `Engine.tally`."""
        if not self._gone and not self._extra.rows and not ({name, *query.used} & set(self._cells)):
            return self.base.tally(name, query, keep, search, most)
        return self._values(name).tally(within(self.order(query), keep, self.span), search, most)

    def _values(self, name: str) -> Distinct:
        with self._lock:
            if self._distinct is None or self._distinct[:2] != (name, self.version):
                there = np.setdiff1d(np.arange(self.span), np.fromiter(self._gone, dtype=np.int64))
                column = self.take(np.arange(self.span), [name]).column(name)
                self._distinct = (name, self.version, Distinct.of(column, there if self._gone else None))
            return self._distinct[2]

    def _under_order(self, query: Query) -> Order:
        """What the engine says, which never changes."""
        query = self._known(query)
        if not query.sorts and not query.narrows:
            return None
        if query in self._orders:
            self._orders.move_to_end(query)
            return self._orders[query]
        new = [name for name, _ in query.filters if name not in self.base.types]
        found = self.base.order(query) if not new else np.empty(0, dtype=kind(self.base.rows))
        self._orders[query] = found
        if len(self._orders) > KEPT:
            self._orders.popitem(last=False)
        return found

    def _known(self, query: Query) -> Query:
        """A query as the engine can understand it: in columns that it lacks, every value is missing."""
        types = self.base.types
        if query.used <= set(types):
            return query
        absent = _absent(1)
        return Query(
            filters=tuple((n, c) for n, c in query.filters if n in types or not passing(absent, c).all()),
            sorts=tuple(sort for sort in query.sorts if sort.name in types),
            words=query.words,
            searched=tuple(name for name in query.searched if name in types),
        )

    def _touched(self, query: Query) -> Array:
        """Positions whose place the engine cannot know: edited where it counts, or added."""
        places = {at for name in query.used for at in self._cells.get(name, ()) if at < self.base.rows}
        places.update(range(self.base.rows, self.span))
        return np.array(sorted(places - self._gone), dtype=np.int64)

    def _merged(self, rest: Array, chosen: Array, mine: Table, sorts: Sequence[Sort]) -> Array:
        if not sorts:
            return np.sort(np.concatenate([rest, chosen])).astype(kind(self.span))
        places = np.zeros(len(chosen), dtype=np.int64)
        ends = np.full(len(chosen), len(rest), dtype=np.int64)
        names = [sort.name for sort in sorts]
        # Binary search for all of them at once: a row of the engine is only looked at where one of ours may go.
        while len(rest) and (open_ := places < ends).any():
            middle = (places + ends) // 2
            at = rest[middle[open_]]
            theirs = Table(dict(self._under(at.astype(np.int64), names)), len(at))
            behind = _order_of(mine.take(np.flatnonzero(open_)), theirs, sorts, chosen[open_] - at.astype(np.int64)) > 0
            places[open_] = np.where(behind, middle[open_] + 1, places[open_])
            ends[open_] = np.where(behind, ends[open_], middle[open_])
        return np.insert(rest.astype(kind(self.span)), places, chosen)


def _order_of(mine: Table, theirs: Table, sorts: Sequence[Sort], tie: Array) -> Array:
    """Positive where a row of ours stands behind one of theirs; equal rows stand as they were given."""
    found = np.zeros(mine.rows, dtype=np.int8)
    for sort in sorts:
        one, other = (_signless(t.column(sort.name), sort) for t in (mine, theirs))
        step = compare(one, other)
        found = np.where(found == 0, -step if sort.down else step, found)
    return np.where(found == 0, np.sign(tie), found)


def _signless(column: Column, sort: Sort) -> Column:
    return Numbers(np.abs(column.array)) if sort.absolute and isinstance(column, Numbers) else column


def _without(under: Order, rows: int, touched: Array, gone: Array) -> Array:
    drop = np.zeros(rows, dtype=bool)
    drop[touched[touched < rows]] = True
    drop[gone[gone < rows]] = True
    return np.flatnonzero(~drop).astype(kind(rows)) if under is None else under[~drop[under]]


def _absent(count: int) -> Column:
    return column_of([None] * count)

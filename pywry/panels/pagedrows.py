"""The rows of a grid that stay in Python: positions of an engine, changes on top, and an id for every row."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np

from pywry.data.columns import ColumnType
from pywry.data.engine import engine_of
from pywry.data.engine.base import Engine, Order, within
from pywry.data.engine.distinct import Tally
from pywry.data.engine.overlay import Overlay
from pywry.data.engine.query import Query, Test, kind_of
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.panels.rows import FIRST, Cell, Rows, ids_of, refuse_known
from pywry_tools.errors import BadData, nearest

KEPT = 8


class Stale(Exception):
    """Nobody waits for the answer any more."""


class PagedRows(Rows):
    """Rows by position and by id, of any number. A position never changes; a removed row's stays empty.

    Args:
        data: An engine, or anything that one can be made of.
        key: The column that names a row; None counts rows from 0.
        grid: The grid's id, for messages.
    """

    def __init__(self, data: Any, key: str | None, grid: str) -> None:
        self.key = key
        self._grid = grid
        self._working = threading.Lock()
        self.take_over(engine_of(data))

    def take_over(self, engine: Engine) -> None:
        """Take other rows instead.

        Raises:
            BadData: The column that names a row does not name every row once.
        """
        if self.key is not None:
            check_key(engine, self.key)
        self.over = Overlay(engine)
        self._whole: tuple[int, Table] | None = None
        self._orders: OrderedDict[tuple[Query, int, int], Order] = OrderedDict()
        self._kept: tuple[Array | None, int] = (None, 0)

    @property
    def types(self) -> Mapping[str, ColumnType]:
        """What the columns hold, in order."""
        return self.over.types

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.over.count

    @property
    def named(self) -> bool:
        """Whether a row's id is more than its position."""
        return self.key is not None

    @property
    def table(self) -> Table:  # type: ignore[override]  # made when it is asked for
        """Everything as a table, removed rows included, so that positions are those of the engine."""
        if self._whole is None or self._whole[0] != self.over.version:
            plain = self.over.version == 0
            whole = self.over.base.table() if plain else self.over.slice(0, self.over.span, self.over.names)
            self._whole = (self.over.version, whole)
        return self._whole[1]

    # --- ids

    @property
    def ids(self) -> list[str]:
        """All rows' ids; costs a text for each."""
        return self.ids_at(self.order(Query(), None))

    def ids_at(self, places: Order) -> list[str]:
        """The ids of the rows at positions."""
        places = np.arange(self.over.span) if places is None else places
        if self.key is None:
            return [str(i) for i in places.tolist()]
        return ids_of(self.over.take(places, [self.key]).column(self.key), self.key)

    def id_at(self, place: int) -> str:
        """The id of the row at a position."""
        return self.ids_at(np.array([place]))[0]

    def wire_ids(self) -> Any:
        """None: every block brings its own."""

    def share(self) -> PagedRows:
        """The same rows, which stay as they are when these are changed."""
        twin = copy(self)
        twin.over = self.over.copy()
        return twin

    def known(self, rows: Sequence[str]) -> dict[str, int]:
        """The positions of those rows that are there."""
        if self.key is None:
            known = {row: int(row) for row in rows if row.isascii() and row.isdigit() and str(int(row)) == row}
            return {row: at for row, at in known.items() if self.over.has(at)}
        found = self.over.base.find(self.key, list(rows))
        added = np.arange(self.over.base.rows, self.over.span)
        places = np.concatenate([found.astype(np.int64), added])
        wanted = set(rows)
        pairs = zip(self.ids_at(places), places.tolist(), strict=True)
        return {row: at for row, at in pairs if row in wanted and self.over.has(at)}

    def _place(self, row: str) -> int | None:
        return self.known([row]).get(row)

    def places(self, rows: Sequence[str]) -> Array:
        """The positions of rows.

        Raises:
            BadData: One of them is not there.
        """
        found = self._all(rows)
        return np.array([found[row] for row in rows], dtype=np.int64)

    def place(self, row: str) -> int:
        """The position of a row.

        Raises:
            BadData: There is no such row.
        """
        return self._all([row])[row]

    def _all(self, rows: Sequence[str]) -> dict[str, int]:
        found = self.known(rows)
        lost = next((row for row in rows if row not in found), None)
        if lost is None:
            return found
        if self.key is None:
            raise BadData(f"grid {self._grid!r} has no row {lost!r}; its rows are from '0' to '{self.over.span - 1}'.")
        some = self.ids_at(
            np.array([at for at in range(min(FIRST, self.over.span)) if self.over.has(at)], dtype=np.int64)
        )
        raise BadData(f"grid {self._grid!r} has no row {lost!r}. {nearest(lost, some)}")

    # --- changes

    def set(self, table: Table) -> None:
        """Take other rows instead."""
        self.take_over(engine_of(table))

    def append(self, table: Table) -> list[str]:
        """Add rows at the end; their ids are returned."""
        if self.key is not None:
            new = ids_of(table.column(self.key), self.key)
            refuse_known(self.known(new), new)
        return self.ids_at(self.over.append(table))

    def remove(self, rows: Sequence[str]) -> None:
        """Take rows away; the others keep their ids."""
        self.over.remove(self._all(rows).values())

    def write(self, cells: Sequence[Cell]) -> None:
        """Write single cells, each as row, column and value."""
        places = self._all(list(dict.fromkeys(row for row, _, _ in cells)))
        by_column: dict[str, dict[int, Any]] = {}
        for row, name, value in cells:
            by_column.setdefault(self.writable(name), {})[places[row]] = value
        for name, values in by_column.items():
            self.over.write(name, values.keys(), values.values())

    def write_columns(self, columns: Mapping[str, tuple[Sequence[str], Sequence[Any]]]) -> dict[str, Array]:
        """Write cells column by column, each as the rows and their values; the rows' positions are returned."""
        places = {self.writable(name): self.places(rows) for name, (rows, _) in columns.items()}
        for name, (_, values) in columns.items():
            self.over.write(name, places[name].tolist(), values)
        return places

    def update(self, table: Table) -> tuple[list[str], Table]:
        """Write a table's values into the rows that its column of ids names; ids and what was written are returned."""
        key = self.key or "rowId"
        if key not in table.names:
            raise BadData(f"rows to update need {key!r}, which says which rows they are. {nearest(key, table.names)}")
        ids = ids_of(table.column(key), key)
        places = self._all(ids)
        columns = [self.writable(name) for name in table.names if name != key]
        at = [places[row] for row in ids]
        for name in columns:
            self.over.write(name, at, table.column(name).values())
        return ids, self.over.take(np.array(at, dtype=np.int64), columns)

    def writable(self, column: str) -> str:
        """Let a column pass that may be written.

        Raises:
            BadData: There is none of that name, or it holds the rows' ids.
        """
        if column not in self.types:
            raise BadData(f"the table has no column {column!r}. {nearest(column, self.types)}")
        if column == self.key:
            raise BadData(
                f"column {column!r} names the rows of grid {self._grid!r} and cannot be changed; remove the row and "
                "append another."
            )
        return column

    # --- order

    def order(self, query: Query, keep: Array | None, stale: Callable[[], bool] = lambda: False) -> Order:
        """The positions of the rows that a query leaves, in its order; None is all of them, as they are.

        Args:
            query: Filters and sorts.
            keep: The positions that links leave; None is all.
            stale: Whether nobody waits for the answer any more.

        Raises:
            Stale: Nobody does.
        """
        with self._working:
            if stale():
                raise Stale
            ticket = (query, self.over.version, self._ticket(keep))
            if ticket not in self._orders:
                self._orders[ticket] = within(self.over.order(query), keep, self.over.span)
                if len(self._orders) > KEPT:
                    self._orders.popitem(last=False)
            return self._orders[ticket]

    def tally(
        self,
        name: str,
        query: Query,
        keep: Array | None,
        search: str,
        most: int,
        stale: Callable[[], bool] = lambda: False,
    ) -> Tally:
        """The values of a column, each once, and how many rows of a query hold them.

        Args:
            name: The column.
            query: Filters of the other columns.
            keep: The positions that links leave; None is all.
            search: What values have to hold; "" is nothing.
            most: So many values at most.
            stale: Whether nobody waits for the answer any more.

        Raises:
            Stale: Nobody does.
        """
        with self._working:
            if stale():
                raise Stale
            return self.over.tally(name, query, keep, search, most)

    def _ticket(self, keep: Array | None) -> int:
        """A number for what links leave, another one with every change."""
        if self._kept[0] is not keep:
            self._kept = (keep, self._kept[1] + 1)
        return 0 if keep is None else self._kept[1]

    def block(self, order: Order, start: int, stop: int, names: Sequence[str]) -> tuple[Table, Array]:
        """Some rows of an order, and their positions."""
        if order is None:
            stop = min(stop, self.over.span)
            return self.over.slice(start, stop, names), np.arange(start, max(start, stop), dtype=np.uint32)
        places = order[start:stop]
        return self.over.take(places, names), places

    def length(self, order: Order) -> int:
        """How many rows an order has."""
        return self.over.count if order is None else len(order)


def check_key(engine: Engine, name: str) -> None:
    """See that a column names every row once.

    Raises:
        BadData: It does not.
    """
    if name not in engine.types:
        raise BadData(f"the table has no column {name!r}. {nearest(name, engine.types)}")
    blank = engine.passing(name, Test(kind_of(engine.types[name]), "blank"))
    if blank.any():
        raise BadData(f"column {name!r} names the rows, but row {int(blank.argmax())} has no value in it.")
    if engine.repeats(name):
        raise BadData(f"row_id column {name!r} has a value twice; name a column whose values differ.")

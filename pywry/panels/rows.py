"""The rows of a grid: a table, and an id for every row that stays with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any, cast

import numpy as np

from pywry.data.columns import Column, Numbers
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.data.texts import Texts
from pywry_tools.errors import BadData, nearest

FIRST = 2_000

Cell = tuple[str, str, Any]


class Rows:
    """Rows by position and by id. A change that does not fit leaves them as they were.

    Args:
        table: The rows.
        key: The column that names a row; None counts rows from 0.
        grid: The grid's id, for messages.
    """

    def __init__(self, table: Table, key: str | None, grid: str) -> None:
        self.key = key
        self._grid = grid
        self.set(table)

    def set(self, table: Table) -> None:
        """Take other rows instead."""
        ids = None
        if self.key is not None:
            ids = ids_of(table.column(self.key), self.key)
            if (twice := repeated(ids)) is not None:
                raise BadData(f"row_id column {self.key!r} has {twice!r} twice; name a column whose values differ.")
        self.table = table
        self._ids = ids
        self._next = table.rows
        self._places: dict[str, int] | None = None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.table.rows

    # --- ids

    @property
    def named(self) -> bool:
        """Whether a row's id is more than its position."""
        return self._ids is not None

    @property
    def ids(self) -> list[str]:
        """The rows' ids, in order."""
        return self._ids if self._ids is not None else [str(i) for i in range(self.table.rows)]

    def id_at(self, place: int) -> str:
        """The id of the row at a position."""
        return str(place) if self._ids is None else self._ids[place]

    def wire_ids(self) -> Any:
        """The ids as pages take them; None where they are the positions."""
        return Texts.of(self._ids).wire() if self._ids is not None else None

    def place(self, row: str) -> int:
        """The position of a row.

        Raises:
            BadData: There is no such row.
        """
        found = self._place(row)
        if found is not None:
            return found
        if self._ids is None:
            there = f"from '0' to '{self.table.rows - 1}'" if self.table.rows else "none"
            raise BadData(f"grid {self._grid!r} has no row {row!r}; its rows are {there}.")
        raise BadData(f"grid {self._grid!r} has no row {row!r}. {nearest(row, self._ids[:FIRST])}")

    def has(self, row: str) -> bool:
        """Whether a row is there."""
        return self._place(row) is not None

    def _place(self, row: str) -> int | None:
        if self._ids is None:
            if not (row.isascii() and row.isdigit()) or (row[0] == "0" and row != "0"):
                return None
            place = int(row)
            return place if place < self.table.rows else None
        return self._index(self._ids).get(row)

    def _index(self, ids: Sequence[str]) -> dict[str, int]:
        if self._places is None:
            self._places = {name: i for i, name in enumerate(ids)}
        return self._places

    # --- changes

    def append(self, table: Table) -> list[str]:
        """Add rows at the end; their ids are returned."""
        first = self.table.rows
        new = self._new_ids(table)
        self.table.append(table)
        self._next += len(new)
        if self._ids is not None:
            index = self._index(self._ids)
            self._ids += new
            index.update((name, first + i) for i, name in enumerate(new))
        return new

    def _new_ids(self, table: Table) -> list[str]:
        if self.key is None:
            return [str(self._next + i) for i in range(table.rows)]
        new = ids_of(table.column(self.key), self.key)
        refuse_known((name for name in new if self.has(name)), new)
        return new

    def remove(self, rows: Sequence[str]) -> None:
        """Take rows away; the others keep their ids."""
        stay = np.ones(self.table.rows, dtype=bool)
        stay[[self.place(row) for row in rows]] = False
        left = np.flatnonzero(stay)
        ids = self.ids
        self.table = self.table.take(left)
        self._ids = [ids[i] for i in left.tolist()]
        self._places = None

    def write(self, cells: Sequence[Cell]) -> None:
        """Write single cells, each as row, column and value."""
        by_column: dict[str, tuple[list[str], list[Any]]] = {}
        for row, column, value in cells:
            names, values = by_column.setdefault(column, ([], []))
            names.append(row)
            values.append(value)
        self.write_columns(by_column)

    def write_columns(self, columns: Mapping[str, tuple[Sequence[str], Any]]) -> dict[str, Array]:
        """Write cells column by column, each as the rows and their values; the rows' positions are returned."""
        places = {self.writable(name): self.places(rows) for name, (rows, _) in columns.items()}
        for name, (_, values) in columns.items():
            self.table.put(name, places[name], values)
        return places

    def places(self, rows: Sequence[str]) -> Array:
        """The positions of rows.

        Raises:
            BadData: One of them is not there.
        """
        if self._ids is None:
            return self._counted(rows)
        found = list(map(self._index(self._ids).get, rows))
        if None in found:
            self.place(rows[found.index(None)])
        return np.array(found, dtype=np.intp)

    def _counted(self, rows: Sequence[str]) -> Array:
        try:
            found = list(map(int, rows))
        except ValueError:
            found = []
        if list(map(str, found)) != list(rows) or (found and not 0 <= min(found) <= max(found) < self.table.rows):
            found = [self.place(row) for row in rows]
        return np.array(found, dtype=np.intp)

    def share(self) -> Rows:
        """The same rows and ids for a second owner."""
        twin = copy(self)
        twin.table = self.table.share()
        twin._ids, twin._places = (list(self._ids) if self._ids is not None else None), None
        return twin

    def update(self, table: Table) -> tuple[list[str], Table]:
        """Write a table's values into the rows that its column of ids names; ids and what was written are returned."""
        key = self.key or "rowId"
        if key not in table.names:
            raise BadData(f"rows to update need {key!r}, which says which rows they are. {nearest(key, table.names)}")
        ids = ids_of(table.column(key), key)
        places = np.array([self.place(name) for name in ids], dtype=np.intp)
        columns = [self.writable(name) for name in table.names if name != key]
        for name in columns:
            self.table.put(name, places, table.column(name).values())
        return ids, self.table.take(places).select(columns)

    def writable(self, column: str) -> str:
        """Let a column pass that may be written.

        Raises:
            BadData: There is none of that name, or it holds the rows' ids.
        """
        self.table.column(column)
        if column == self.key:
            raise BadData(
                f"column {column!r} names the rows of grid {self._grid!r} and cannot be changed; remove the row and "
                "append another."
            )
        return column


def ids_of(column: Column, name: str) -> list[str]:
    """A column's values as row ids.

    Raises:
        BadData: Some are missing.
    """
    values = column.values()
    if None in values:
        raise BadData(f"column {name!r} names the rows, but row {values.index(None)} has no value in it.")
    if isinstance(column, Numbers) and all(float(v).is_integer() for v in values):
        return [str(int(v)) for v in values]
    return [str(value) for value in values]


def repeated(names: Sequence[str]) -> str | None:
    """The first name that is there a second time."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def refuse_known(known: Iterable[str], new: Sequence[str]) -> None:
    """Let ids of rows to append pass.

    Args:
        known: Those of them that the grid has.
        new: All of them.

    Raises:
        BadData: One is there already, or twice.
    """
    name = next(iter(known), None)
    name = repeated(new) if name is None else name
    if name is not None:
        raise BadData(f"row {name!r} is there already; update it, or append rows with ids of their own.")


def table_of(rows: Any) -> Table:
    """Rows as an event carries them: anything that is a table, or `{rows, data}` with columns."""
    if isinstance(rows, Mapping):
        known = cast("Mapping[str, Any]", rows)
        if set(known) <= {"rows", "columns", "data", "rowIds"} and isinstance(known.get("data"), Mapping):
            return Table.of(known["data"])
    return Table.of(rows)


def cells_of(rows: Any, key: str) -> list[Cell] | None:
    """The cells of dicts that do not all have the same keys; None where a table says the same.

    Raises:
        BadData: One of them does not say which row it is.
    """
    if not isinstance(rows, (list, tuple)):
        return None
    known = cast("Sequence[Any]", rows)
    if (
        not known
        or not all(isinstance(row, Mapping) for row in known)
        or all(row.keys() == known[0].keys() for row in known)
    ):
        return None
    for row in known:
        if key not in row:
            raise BadData(f"rows to update need {key!r}, which says which row each is. {nearest(key, row)}")
    return [(str(row[key]), str(name), value) for row in known for name, value in row.items() if name != key]


def positions(keep: Any, rows: int) -> Array | None:
    """Positions of rows to show.

    Raises:
        BadData: They are none, or outside the table.
    """
    if keep is None:
        return None
    try:
        found = np.asarray(keep)
        found = np.flatnonzero(found) if found.dtype == bool else found.astype(np.int64)
    except (TypeError, ValueError):
        raise BadData("keep must be a list of row positions, such as [0, 4, 7], or null to show all rows.") from None
    if found.ndim != 1 or (found.size and (found.min() < 0 or found.max() >= rows)):
        raise BadData(f"keep has positions outside the table; they go from 0 to {rows - 1}.")
    return found.astype(np.uint32)

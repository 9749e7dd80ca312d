"""Tables: columns of equal length, whatever they came from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, Self, cast
from weakref import ReferenceType, ref

import numpy as np
from numpy.typing import NDArray

from pywry.data.columns import Column, ColumnType, Mask, Misfit, Numbers, Objects, condition_of
from pywry.data.frames import columns_of, columns_of_array, is_frame, of_numpy
from pywry.data.group import HOWS, Groups, How
from pywry.data.growing import Array
from pywry.data.infer import column_of, native, natives
from pywry.data.levels import Levels, levels_of
from pywry.data.names import unique
from pywry_tools.errors import BadData, nearest

Positions = NDArray[np.uint32]

MOST_DRAWN = 1_000_000
"""How many rows an iterator may give; a list or a frame has no limit."""


class Table:
    """Columns of equal length.

    Args:
        columns: By name; all of the same length.
        rows: Their length; needed only where there is no column.

    Attributes:
        levels: How labels of several levels belong together; None where there are none.
    """

    __slots__ = ("_columns", "_made_of", "_rows", "levels")

    def __init__(self, columns: Mapping[str, Column], rows: int | None = None) -> None:
        self.levels: Levels | None = None
        self._made_of: ReferenceType[Any] | None = None
        self._columns = dict(columns)
        lengths = {name: len(column) for name, column in self._columns.items()}
        self._rows = next(iter(lengths.values()), rows or 0)
        if len(set(lengths.values())) > 1:
            said = ", ".join(f"{name!r} has {length}" for name, length in list(lengths.items())[:8])
            raise BadData(f"the columns of a table must be equally long; {said}. Fill the short ones with None.")

    @classmethod
    def of(cls, data: Any, columns: Sequence[Any] | None = None) -> Table:
        """Make a table of anything that is one.

        Args:
            data: A frame of pandas, Polars, Arrow, DuckDB or any library that narwhals knows, a list of dicts, a dict
                of columns, rows as lists, `{"columns": [...], "rows": [...]}`, a numpy array, or a table.
            columns: Names for rows that are lists.

        Raises:
            BadData: It is no table, or its columns are not equally long.
        """
        if isinstance(data, Table):
            return data.share()
        if is_frame(data):
            table = cls(columns_of(data))
            table.levels = levels_of(data, list(table.names))
            with suppress(TypeError):
                table._made_of = ref(data)
            return table
        if isinstance(data, np.ndarray):
            return cls(columns_of_array(cast(Array, data)))
        if isinstance(data, Mapping):
            return cls._of_mapping(cast("Mapping[Any, Any]", data))
        if isinstance(data, Iterable) and not isinstance(data, (str, bytes)):
            return cls._of_rows(_listed(cast("Iterable[Any]", data)), columns)
        raise BadData(
            f"{_named(data)} is no table; give a list of dicts, a dict of columns, {{columns, rows}}, or a frame."
        )

    @classmethod
    def _of_mapping(cls, data: Mapping[Any, Any]) -> Table:
        if set(data) == {"columns", "rows"} and all(isinstance(row, (list, tuple)) for row in data["rows"]):
            return cls._of_rows(list(data["rows"]), data["columns"])
        if data and not any(_is_column(v) for v in data.values()):
            return cls._of_rows([data], None)
        lone = [key for key, values in data.items() if not _is_column(values)]
        if lone:
            raise BadData(f"column {lone[0]!r} is {_named(data[lone[0]])}, not a list; give one value for each row.")
        names = unique(data)
        return cls({name: _column(values) for name, values in zip(names, data.values(), strict=True)})

    @classmethod
    def _of_rows(cls, rows: list[Any], columns: Sequence[Any] | None) -> Table:
        if not rows:
            return cls({name: column_of([]) for name in unique(columns or ())})
        rows = [_row(row) for row in rows] if not isinstance(rows[0], (dict, list)) else rows
        if all(isinstance(row, dict) for row in rows):
            return cls._of_dicts(rows)
        if all(isinstance(row, (list, tuple)) for row in rows):
            return cls._of_lists(rows, columns)
        odd = next(i for i, row in enumerate(rows) if not isinstance(row, type(rows[0])))
        raise BadData(
            f"the rows of a table must be of one kind; row 0 is {_named(rows[0])}, row {odd} is {_named(rows[odd])}."
        )

    @classmethod
    def _of_dicts(cls, rows: list[dict[Any, Any]]) -> Table:
        keys = dict.fromkeys(key for row in rows for key in row)
        names = unique(keys)
        return cls(
            {name: column_of([row.get(key) for row in rows]) for name, key in zip(names, keys, strict=True)}, len(rows)
        )

    @classmethod
    def _of_lists(cls, rows: list[list[Any]], columns: Sequence[Any] | None) -> Table:
        width = len(columns) if columns is not None else len(rows[0])
        for i, row in enumerate(rows):
            if len(row) != width:
                raise BadData(
                    f"every row needs {width} values; row {i} has {len(row)}. Fill what is missing with None."
                )
        names = unique(columns if columns is not None else range(width))
        return cls({name: column_of([row[i] for row in rows]) for i, name in enumerate(names)}, len(rows))

    def __repr__(self) -> str:
        return f"<Table of {self._rows} rows: {', '.join(self._columns)}>"

    def __len__(self) -> int:
        return self._rows

    @property
    def names(self) -> Sequence[str]:
        """The columns, in order."""
        return list(self._columns)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._rows

    @property
    def frame(self) -> Any:
        """The frame that it was made of, while that lives and says the same; None otherwise."""
        return None if self._made_of is None else self._made_of()

    @property
    def types(self) -> dict[str, ColumnType]:
        """What each column holds."""
        return {name: column.type for name, column in self._columns.items()}

    def column(self, name: str) -> Column:
        """One column.

        Raises:
            BadData: There is none of that name; the nearest names are offered.
        """
        found = self._columns.get(name)
        if found is None:
            raise BadData(f"the table has no column {name!r}. {nearest(name, self._columns)}")
        return found

    def records(
        self, start: int = 0, stop: int | None = None, columns: Sequence[str] | None = None
    ) -> list[dict[str, Any]]:
        """Rows `start` to `stop` (not included) as JSON-able dicts."""
        names = list(columns) if columns is not None else self.names
        lists = [self.column(name).values(start, stop) for name in names]
        if not lists:
            return [{} for _ in range(*slice(start, stop).indices(self._rows))]
        return [dict(zip(names, values, strict=True)) for values in zip(*lists, strict=True)]

    def wire(self) -> dict[str, Any]:
        """`{rows, columns, data}` as pages take it."""
        columns = [{"field": name, "headerName": name, "type": column.type} for name, column in self._columns.items()]
        return {"rows": self._rows, "columns": columns, "data": self.wire_data()}

    def wire_data(self) -> dict[str, Any]:
        """The columns by name in the form in which they travel."""
        return {name: column.wire() for name, column in self._columns.items()}

    def mask(self, where: Mapping[str, Any]) -> Mask:
        """Which rows fulfil all conditions.

        Args:
            where: Column to a value, a list of values, or `{"min": ..., "max": ...}`.

        Raises:
            BadData: An unknown column, or a condition that does not fit it.
        """
        mask: Mask = np.ones(self._rows, dtype=bool)
        for name, condition in where.items():
            values, low, high = condition_of(condition)
            column = self.column(name)
            mask &= column.between(low, high) if values is None else column.equal([native(v) for v in values])
        return mask

    def where(self, where: Mapping[str, Any]) -> Positions:
        """The positions of rows that fulfil all conditions, in order."""
        return np.flatnonzero(self.mask(where)).astype(np.uint32)

    def take(self, positions: Array) -> Table:
        """The rows at positions, or under a mask."""
        return Table({name: column.take(positions) for name, column in self._columns.items()}, len(positions))

    def select(self, names: Sequence[str]) -> Table:
        """Some columns, in this order."""
        return Table({name: self.column(name).share() for name in names}, self._rows)

    def share(self) -> Table:
        """The same rows for a second owner: what one of them writes, the other does not see."""
        shared = Table({name: column.share() for name, column in self._columns.items()}, self._rows)
        shared.levels, shared._made_of = self.levels, self._made_of
        return shared

    def groups(self, by: Sequence[str]) -> Groups:
        """Which rows share their values in some columns."""
        return Groups.by([self.column(name) for name in by], self._rows)

    def aggregate(self, by: Sequence[str], value: str | None = None, how: How = "count") -> Table:
        """One row for every combination of values in some columns.

        Args:
            by: The columns to group by.
            value: The column that is measured; None counts rows.
            how: count, sum, mean, min, max, median or nunique.

        Raises:
            BadData: An unknown column, an unknown way, or one that needs numbers where there are none.
        """
        if how not in HOWS:
            raise BadData(f"{how!r} is no way to aggregate. {nearest(how, HOWS)}")
        if value is None and how != "count":
            raise BadData(f"{how} needs the column that is measured; give value, or count rows.")
        groups = self.groups(by)
        found = groups.reduce(how, self.column(value) if value is not None else None)
        names = unique([*by, value or "count"])
        keys = {name: column_of([key[i] for key in groups.keys]) for i, name in enumerate(names[:-1])}
        counted = Numbers(found.astype(np.int64)) if how in ("count", "nunique") else Numbers(found)
        return Table({**keys, names[-1]: counted})

    def append(self, other: Table) -> Self:
        """Add another table's rows; columns that only one of them has are filled with missing values."""
        self._made_of = None
        for name in dict.fromkeys([*self._columns, *other._columns]):
            mine, theirs = self._columns.get(name), other._columns.get(name)
            if mine is None and theirs is not None:
                self._columns[name] = _joined(theirs.missing(self._rows), theirs)
            elif mine is not None:
                self._columns[name] = _joined(mine, theirs if theirs is not None else mine.missing(other.rows))
        self._rows += other.rows
        return self

    def put(self, name: str, positions: Array, values: Sequence[Any]) -> Self:
        """Write values into one column, which changes its type where they do not fit; a new name makes a new column."""
        self._made_of = None
        column = self._columns.get(name) or _missing(self._rows)
        given = natives(values)
        try:
            column.put(positions, given)
        except Misfit:
            everything = column.values()
            for position, value in zip(positions.tolist(), given, strict=True):
                everything[position] = value
            column = column_of(everything)
        self._columns[name] = column
        return self


def _missing(rows: int) -> Column:
    return column_of([None] * rows)


def _joined(first: Column, second: Column) -> Column:
    """One column out of two; of another kind than either where they do not agree."""
    if not len(first) or not len(second):
        return first if len(first) else second.share()
    if type(first) is not type(second):
        # A column of missing values alone has no kind of its own.
        second = first.missing(len(second)) if _blank(second) else second
        first = second.missing(len(first)) if _blank(first) else first
    elif _blank(first) and not _blank(second):
        return column_of([*first.values(), *second.values()])
    try:
        first.extend(second)
    except Misfit:
        return column_of([*first.values(), *second.values()])
    return first


def _blank(column: Column) -> bool:
    """Whether no value is there that would say what kind of column it is."""
    return isinstance(column, Numbers) and bool(np.isnan(column.array[:1]).all() and np.isnan(column.array).all())


def _column(values: Any) -> Column:
    if isinstance(values, Column):
        return values
    if isinstance(values, np.ndarray):
        return of_numpy(cast(Array, values))
    if is_frame(values):
        return next(iter(columns_of(values).values()), Objects([]))
    return column_of(list(values))


def _is_column(value: Any) -> bool:
    kinds = (list, tuple, range, np.ndarray, Column, set, frozenset)
    return (isinstance(value, kinds) and getattr(cast(Any, value), "ndim", 1) > 0) or is_frame(value)


def _row(row: Any) -> Any:
    """A row of any kind as a dict or a list."""
    if isinstance(row, Mapping):
        return dict(cast("Mapping[Any, Any]", row))
    if hasattr(row, "_asdict"):
        return row._asdict()
    if dataclasses.is_dataclass(row) and not isinstance(row, type):
        return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    if hasattr(row, "model_fields_set"):
        return dict(cast("Iterable[tuple[str, Any]]", row))
    if isinstance(row, (list, tuple)):
        return list(cast("Sequence[Any]", row))
    return {"value": row}


def _listed(data: Iterable[Any]) -> list[Any]:
    """All rows; those of an iterator, which may never end, up to a limit."""
    if hasattr(data, "__len__"):
        return list(data)
    rows = list(islice(data, MOST_DRAWN + 1))
    if len(rows) > MOST_DRAWN:
        raise BadData(
            f"{_named(data)} gave more than {MOST_DRAWN:,} rows and may never end; give a list of what it gives, a "
            "frame, or bind it as a live source."
        )
    return rows


def _named(value: Any) -> str:
    return f"a value of type {type(value).__name__}"

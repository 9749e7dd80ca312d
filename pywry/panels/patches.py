"""Many cells at once, column by column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import numpy as np

from pywry.data.columns import Column
from pywry.data.frames import is_frame, of_numpy
from pywry.data.growing import Array
from pywry.data.infer import column_of, native
from pywry.data.table import Table
from pywry_tools.errors import BadData
from pywry_tools.events import grid

MANY = 16
PLAIN = frozenset({type(None), bool, int, float, str})

Columns = dict[str, tuple[Sequence[str], Any]]
"""A column's rows, and the value for each as a list or an array."""


def columns_of(event: grid.UpdateCells) -> Columns:
    """The cells of an event by column; of a cell that is there twice, the last value comes last.

    Raises:
        BadData: A column's part does not say rows and values.
    """
    out: dict[str, tuple[list[str], list[Any]]] = {}
    for cell in event.cells:
        rows, values = out.setdefault(cell.column, ([], []))
        rows.append(cell.row_id)
        values.append(cell.value)
    more = {name: _part(name, part) for name, part in (event.columns or {}).items()}
    return {**cast("Columns", out), **more}


def _part(name: str, part: Any) -> tuple[Sequence[str], Any]:
    known: Mapping[str, Any] = cast("Mapping[str, Any]", part) if isinstance(part, Mapping) else {}
    if not {"rowIds", "values"} <= set(known):
        raise BadData(f"the cells of column {name!r} must be {{rowIds, values}}, two lists of one length.")
    rows = [row if type(row) is str else str(row) for row in cast("Sequence[Any]", known["rowIds"])]
    values = _values(known["values"])
    if len(rows) != len(values):
        raise BadData(f"column {name!r} has {len(rows)} rows to write and {len(values)} values; give one for each.")
    return rows, values


def _values(given: Any) -> Sequence[Any] | Array:
    if is_frame(given):
        table = Table.of(given)
        return table.column(table.names[0]).values()
    return cast("Array", given) if isinstance(given, np.ndarray) else list(cast("Sequence[Any]", given))


def patches(columns: Columns, places: Mapping[str, Array], rows: int) -> dict[str, Any]:
    """What pages get: where the cells of each column are, and their values as columns are sent."""
    kind = np.uint16 if rows <= 2**16 else np.uint32
    return {
        name: {"at": places[name].astype(kind), "values": _column(values).wire()}
        for name, (_, values) in columns.items()
    }


def _column(values: Any) -> Column:
    return of_numpy(cast("Array", values)) if isinstance(values, np.ndarray) else column_of(values)


def told(value: Any) -> Any:
    """A single value as pages read it: what is no number, text or truth value as its text."""
    value = native(value)
    if type(value) in PLAIN:
        return value
    if isinstance(value, (dt.date, dt.timedelta, Decimal)):
        return column_of([value]).values()[0]
    return value

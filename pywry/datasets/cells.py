"""Python values of loosely typed files as Arrow columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pywry.datasets.arrow import Array, arrow


def column(values: Sequence[Any]) -> Array:
    """Values as one column: of their own type if they share one, else as text."""
    pa = arrow()

    given: list[Any] = [_plain(value) for value in values]
    kinds: set[type] = {type(value) for value in given if value is not None}
    if kinds == {int, float}:
        given = [None if value is None else float(value) for value in given]
    elif kinds == {dt.date, dt.datetime}:
        given = [_moment(value) for value in given]
    elif len(kinds) > 1:
        given = [None if value is None else str(value) for value in given]
    try:
        return pa.array(given)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([None if value is None else str(value) for value in given], pa.string())


def joined(parts: Sequence[Array]) -> Array:
    """Parts of a column as one."""
    pa = arrow()

    kinds = {part.type for part in parts if part.type != pa.null()}
    mixed = pa.float64() if kinds == {pa.int64(), pa.float64()} else pa.string()
    kind = kinds.pop() if len(kinds) == 1 else mixed
    return pa.chunked_array([part.cast(kind) for part in parts], kind)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    return None if value == "" else value


def _moment(value: Any) -> Any:
    if value is None or isinstance(value, dt.datetime):
        return value
    return dt.datetime.combine(value, dt.time())

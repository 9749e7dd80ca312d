"""Rows of any number that stay in Python: found, ordered and handed out by the engine of whatever holds them."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any, cast

import numpy as np

from pywry.data.engine.base import Engine
from pywry.data.frames import flat, is_frame
from pywry.data.table import Table

PAGED_FROM = 100_000
"""A grid of more rows than this keeps them in Python, and its page asks for those that are looked at."""


def engine_of(data: Any) -> Engine:
    """An engine over anything that is a table; a frame is used as it is, everything else becomes a table.

    Raises:
        BadData: It is no table.
    """
    from pywry.data.engine.tables import TableEngine

    if isinstance(data, Engine):
        return data
    if not isinstance(data, Table) and is_frame(data):
        import narwhals.stable.v2 as nw

        # narwhals takes no frame with a name twice.
        known: Any = nw.from_native(flat(data), allow_series=True, pass_through=True)
        if isinstance(known, nw.LazyFrame):
            from pywry.data.engine.lazy import lazy_engine

            return lazy_engine(known.to_native())
        if isinstance(known, nw.DataFrame):
            from pywry.data.engine.frames import FrameEngine

            return FrameEngine(data)
    return TableEngine(Table.of(data))


def paged(data: Any, wanted: bool | None) -> Engine | None:
    """The engine of a grid that pages; None where all rows travel at once.

    Args:
        data: Anything that is a table; rows that can be gone through only once have to be made a table before.
        wanted: Whether to page; None decides by the number of rows.
    """
    if wanted is False:
        return None
    rows = None if wanted else _length(data)
    if rows is not None and rows <= PAGED_FROM:
        return None
    engine = engine_of(data)
    return engine if wanted or engine.rows > PAGED_FROM else None


def _length(data: Any) -> int | None:
    """How many rows there are, where that is known without work."""
    if isinstance(data, Engine):
        return data.rows
    if isinstance(data, (Table, list, np.ndarray)):
        return len(cast("Sized", data))
    if isinstance(data, dict):
        columns = cast("dict[Any, Any]", data).values()
        return None if any(is_frame(v) for v in columns) else max((_size(v) for v in columns), default=0)
    if is_frame(data) and hasattr(data, "__len__"):
        return len(data)
    return None


def _size(values: Any) -> int:
    return len(values) if hasattr(values, "__len__") else 0

"""Frames that are not there yet: Polars' lazy frames column by column and block by block, others once and for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pywry.data.engine.base import Engine
from pywry.data.engine.frames import FrameEngine
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry_tools.errors import BadData

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

SHUFFLING = ("AGGREGATE", "JOIN", "UNIQUE", "SORT", "SAMPLE", "SHUFFLE", "GROUP", "UDF", "MAP")
"""Steps of a plan that may hand out rows in another order each time."""


def lazy_engine(frame: Any) -> Engine:
    """An engine over a lazy frame or a relation.

    Raises:
        BadData: A package that reads it is not installed.
    """
    root = type(frame).__module__.partition(".")[0]
    if "duckdb" in root:
        from pywry.data.engine.duck import duck_engine

        return duck_engine(frame)
    if root == "polars" and not any(step in frame.explain().upper() for step in SHUFFLING):
        return LazyEngine(frame)
    import narwhals.stable.v2 as nw

    try:
        return FrameEngine(nw.from_native(frame).collect().to_native())
    except ModuleNotFoundError as error:
        raise BadData(
            f"this kind of frame is read through the package {error.name}; install it, or give rows."
        ) from None


class LazyEngine(FrameEngine):
    """A Polars LazyFrame whose plan keeps the order of rows; what is looked at is computed, and no more.

    Args:
        frame: The frame.
    """

    def __init__(self, frame: Any) -> None:
        import narwhals.stable.v2 as nw
        import polars as pl

        self._lazy = frame
        self._learn(dict(nw.from_native(frame).collect_schema()), int(frame.select(pl.len()).collect().item()))

    @property
    def frame(self) -> Any:
        """The frame."""
        return self._lazy

    def _collected(self, lazy: Any) -> nw.DataFrame[Any]:
        import narwhals.stable.v2 as nw

        return nw.from_native(lazy.collect(), eager_only=True)

    def _series(self, name: str) -> nw.Series[Any]:
        return self._collected(self._lazy.select(name))[name]

    def _cut(self, start: int, stop: int, names: Sequence[str]) -> nw.DataFrame[Any]:
        return self._collected(self._lazy.select(names).slice(start, stop - start))

    def _pick(self, positions: Array, names: Sequence[str]) -> nw.DataFrame[Any]:
        import polars as pl

        return self._collected(self._lazy.select(pl.col(names).gather(pl.Series(positions.astype(np.int64)))))

    def table(self) -> Table:
        """Everything."""
        return Table.of(self._lazy.collect())

"""Tables of our own as an engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pywry.data.columns import Mask
from pywry.data.engine.base import ArrayEngine
from pywry.data.engine.keys import key_of
from pywry.data.engine.match import passing, searched
from pywry.data.engine.query import Condition
from pywry.data.growing import Array
from pywry.data.table import Table


class TableEngine(ArrayEngine):
    """Rows in columns of numpy.

    Args:
        table: The rows; shared, so that what its owner writes later is not seen.
    """

    def __init__(self, table: Table) -> None:
        self._table = table.share()
        self.types = self._table.types
        self.rows = self._table.rows
        self.levels = self._table.levels

    @property
    def frame(self) -> Any:
        """The frame of which the table was made, while it lives."""
        return self._table.frame

    def take(self, positions: Array, names: Sequence[str]) -> Table:
        """The rows at positions."""
        return Table({name: self._table.column(name).take(positions) for name in names}, len(positions))

    def passing(self, name: str, condition: Condition) -> Mask:
        """Which rows pass a condition."""
        return passing(self._table.column(name), condition)

    def holding(self, word: str, name: str) -> Mask:
        """Which rows hold a word."""
        return searched(self._table.column(name), word)

    def key(self, name: str, *, absolute: bool = False) -> Array:
        """Numbers in the order of a column's values."""
        return key_of(self._table.column(name), absolute=absolute)

    def traits(self, name: str) -> Mapping[str, Any]:
        """What a page has to know of a column beyond its type."""
        return self._table.column(name).traits

    def table(self) -> Table:
        """The table."""
        return self._table.share()

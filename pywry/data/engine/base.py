"""Rows that stay where they are: an engine finds, orders and hands out some of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pywry.data.columns import ColumnType, Mask
from pywry.data.engine.keys import arranged
from pywry.data.engine.match import joined
from pywry.data.engine.query import Condition, OneOf, Query
from pywry.data.growing import Array
from pywry.data.levels import Levels
from pywry.data.table import Table

Order = Array | None
"""Positions of rows; None is all of them, as they are."""


class Engine(ABC):
    """Columns with types and a number of rows. Every method may be called from any thread, several at once.

    Attributes:
        types: What each column holds, in order.
        rows: How many rows there are.
        levels: How labels of several levels belong together; None where there are none.
    """

    types: Mapping[str, ColumnType]
    rows: int
    levels: Levels | None = None

    @property
    def names(self) -> Sequence[str]:
        """The columns, in order."""
        return list(self.types)

    @property
    def frame(self) -> Any:
        """The frame whose rows these are; None where there is none any more."""
        return None

    @abstractmethod
    def take(self, positions: Array, names: Sequence[str]) -> Table:
        """The rows at positions, in that order."""

    @abstractmethod
    def passing(self, name: str, condition: Condition) -> Mask:
        """Which rows pass a condition."""

    def slice(self, start: int, stop: int, names: Sequence[str]) -> Table:
        """The rows from a position to another, which is not included."""
        return self.take(np.arange(start, min(stop, self.rows)), names)

    @abstractmethod
    def order(self, query: Query) -> Order:
        """The positions of the rows that a query leaves, in its order."""

    @abstractmethod
    def repeats(self, name: str) -> bool:
        """Whether a value stands in a column twice."""

    def traits(self, name: str) -> Mapping[str, Any]:
        """What a page has to know of a column beyond its type."""
        return self.slice(0, 1, [name]).column(name).traits

    def find(self, name: str, values: Sequence[str | int | float]) -> Array:
        """The positions of rows that hold one of these values."""
        return np.flatnonzero(self.passing(name, OneOf(tuple(values))))

    def table(self) -> Table:
        """Everything, held in columns of numpy; costs as much memory as that takes."""
        return self.slice(0, self.rows, self.names)


class ArrayEngine(Engine):
    """An engine whose columns can be looked at whole, one at a time."""

    @abstractmethod
    def holding(self, word: str, name: str) -> Mask:
        """Which rows hold a word, given in upper case, in one column."""

    @abstractmethod
    def key(self, name: str, *, absolute: bool = False) -> Array:
        """Numbers in the order of a column's values; NaN, or less than all others, where one is missing."""

    def order(self, query: Query) -> Order:
        """The positions of the rows that a query leaves, in its order."""
        masks = [self.passing(name, condition) for name, condition in query.filters]
        words = ([self.holding(word, name) for name in query.searched] for word in query.words)
        masks += [joined(held, every=False) for held in words]
        left = np.flatnonzero(joined(masks, every=True)).astype(kind(self.rows)) if masks else None
        if not query.sorts:
            return left
        keys = [self.key(sort.name, absolute=sort.absolute) for sort in query.sorts]
        keys = keys if left is None else [key[left] for key in keys]
        places = arranged(keys, [sort.down for sort in query.sorts])
        return places.astype(kind(self.rows)) if left is None else left[places]

    def repeats(self, name: str) -> bool:
        """Whether a value stands in a column twice."""
        key = np.sort(self.key(name))
        return bool((key[1:] == key[:-1]).any())


def kind(rows: int) -> type[np.uint32 | np.int64]:
    """The smallest integers that can be positions."""
    return np.uint32 if rows < 2**32 else np.int64

"""Rows that stay where they are: an engine finds, orders and hands out some of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pywry.data.columns import ColumnType, Mask
from pywry.data.engine.distinct import Distinct, Tally, places
from pywry.data.engine.keys import arranged
from pywry.data.engine.match import joined
from pywry.data.engine.query import Condition, OneOf, Query
from pywry.data.growing import Array
from pywry.data.levels import Levels
from pywry.data.table import Table

Order = Array | None
"""Positions of rows; None is all of them, as they are."""

KEPT = 2
"""Columns whose values are remembered, while a person searches them."""


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

    def tally(self, name: str, query: Query, keep: Array | None, search: str, most: int) -> Tally:
        """The values of a column, each once, and how many rows hold them.

        Args:
            name: Which column.
            query: Rows that are counted; values that none of them holds are there too.
            keep: The positions that links leave; None is all.
            search: What values have to hold, in upper or lower case; "" is nothing.
            most: So many values at most.
        """
        found = self.slice(0, self.rows, [name]).column(name)
        return Distinct.of(found).tally(within(self.order(query), keep, self.rows), search, most)

    def find(self, name: str, values: Sequence[str | int | float]) -> Array:
        """The positions of rows that hold one of these values."""
        return np.flatnonzero(self.passing(name, OneOf(tuple(values))))

    def table(self) -> Table:
        """Everything, held in columns of numpy; costs as much memory as that takes."""
        return self.slice(0, self.rows, self.names)


class ArrayEngine(Engine):
    """An engine whose columns can be looked at whole, one at a time."""

    _distinct: OrderedDict[str, Distinct] | None = None

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

    def tally(self, name: str, query: Query, keep: Array | None, search: str, most: int) -> Tally:
        """The values of a column, each once, and how many rows hold them."""
        return self.distinct(name).tally(within(self.order(query), keep, self.rows), search, most)

    def distinct(self, name: str) -> Distinct:
        """The values of a column, and which row holds which."""
        known = self._distinct = OrderedDict() if self._distinct is None else self._distinct
        if name not in known:
            first, codes = places(self.key(name), self.passing(name, OneOf((None,))))
            known[name] = Distinct(self.take(first, [name]).column(name), codes)
            if len(known) > KEPT:
                known.popitem(last=False)
        return known[name]

    def repeats(self, name: str) -> bool:
        """Whether a value stands in a column twice."""
        key = np.sort(self.key(name))
        return bool((key[1:] == key[:-1]).any())


def within(order: Order, keep: Array | None, span: int) -> Order:
    """An order without the rows that links leave out."""
    if keep is None:
        return order
    if order is None:
        return np.sort(keep).astype(kind(span))
    mask = np.zeros(span, dtype=bool)
    mask[keep] = True
    return order[mask[order]]


def kind(rows: int) -> type[np.uint32 | np.int64]:
    """The smallest integers that can be positions."""
    return np.uint32 if rows < 2**32 else np.int64

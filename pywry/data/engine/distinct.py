"""The values of a column, each once: what a set filter offers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pywry.data.columns import Column
from pywry.data.engine.keys import key_of
from pywry.data.engine.match import one_of, searched
from pywry.data.growing import Array


@dataclass(frozen=True)
class Tally:
    """Some values of a column, and how many rows hold them.

    Attributes:
        values: In their order, each once; no missing one.
        counts: How many rows of the view hold each.
        total: How many values were found, of which these may be the first.
        blanks: How many rows of the view hold none; None where every row of the column holds one.
    """

    values: Column
    counts: Array
    total: int
    blanks: int | None


class Distinct:
    """The values of a whole column, and which row holds which.

    Args:
        values: Each once, in their order.
        codes: For each row the place of its value; one more than the last where it is missing.
        there: The positions of the rows that there still are; None is all.
    """

    def __init__(self, values: Column, codes: Array, there: Array | None = None) -> None:
        self._values = values
        self._codes = codes
        self._counts = self._counted(there)

    @classmethod
    def of(cls, column: Column, there: Array | None = None) -> Distinct:
        """The values of a column."""
        gone = one_of(column, (None,))
        if there is not None:
            left = np.zeros(len(column), dtype=bool)
            left[there] = True
            gone |= ~left
        first, codes = places(key_of(column), gone)
        return cls(column.take(first), codes, there)

    def tally(self, within: Array | None, search: str, most: int) -> Tally:
        """The first values that hold a text, in upper or lower case, counted over the rows at positions."""
        held = np.flatnonzero(searched(self._values, search.upper())) if search else np.arange(len(self._values))
        counts = self._counted(within) if within is not None else self._counts
        shown = held[:most]
        blanks = int(counts[-1]) if self._counts[-1] else None
        return Tally(self._values.take(shown), counts[shown], len(held), blanks)

    def _counted(self, within: Array | None) -> Array:
        return np.bincount(self._codes if within is None else self._codes[within], minlength=len(self._values) + 1)


def places(key: Array, gone: Array) -> tuple[Array, Array]:
    """The rows that hold each value first, in the order of the values; and for each row the place of its value.

    Args:
        key: Numbers in the order of the values.
        gone: Where a value is missing.
    """
    there = np.flatnonzero(~gone)
    _, first, inverse = np.unique(key[there], return_index=True, return_inverse=True)
    codes = np.full(len(key), len(first), dtype=np.int32)
    codes[there] = inverse.reshape(-1)
    return there[first], codes

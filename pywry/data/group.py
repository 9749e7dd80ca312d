"""Many rows to few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pywry.data.columns import Column, Positions

How = Literal["count", "sum", "mean", "min", "max", "median", "nunique"]
HOWS: tuple[How, ...] = ("count", "sum", "mean", "min", "max", "median", "nunique")

Codes = NDArray[np.intp]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Groups:
    """Which group each row belongs to.

    Attributes:
        codes: A group's number for every row.
        size: How many groups there are.
        keys: For every group, the values that its rows share, where they are known.
    """

    codes: Codes
    size: int
    keys: Sequence[tuple[Any, ...]] = ()

    @classmethod
    def by(cls, columns: Sequence[Column], rows: int) -> Groups:
        """Group rows by some columns; without any, all rows are one group."""
        if not columns:
            return cls(np.broadcast_to(np.intp(0), rows), 1, [()])
        codes, labels = columns[0].groups()
        keys: list[tuple[Any, ...]] = [(label,) for label in labels]
        for column in columns[1:]:
            more, labels = column.groups()
            joined = codes * len(labels) + more
            found, codes = np.unique(joined, return_inverse=True)
            codes = codes.reshape(-1)
            keys = [(*keys[j // len(labels)], labels[j % len(labels)]) for j in found.tolist()]
        return cls(codes, len(keys), keys)

    def reduce(self, how: How, column: Column | None, kept: Positions | None = None) -> Floats:
        """One number for every group, NaN where there is none.

        Args:
            how: count counts rows, or values that are not missing.
            column: What is measured; None counts rows.
            kept: The rows that take part; None means all.
        """
        codes = self.codes if kept is None else self.codes[kept]
        if column is None:
            return np.bincount(codes, minlength=self.size).astype(np.float64)
        part = column if kept is None else column.take(kept)
        if how == "nunique" or (how == "count" and not _numeric(part)):
            return _labels(how, codes, part, self.size)
        return reduce(how, codes, part.numbers(), self.size)


def _numeric(column: Column) -> bool:
    return column.type in ("number", "integer", "boolean")


def _labels(how: How, codes: Codes, column: Column, size: int) -> Floats:
    labels, names = column.groups()
    there = np.array([name is not None for name in names], dtype=bool)[labels]
    codes, labels = codes[there], labels[there]
    if how == "nunique":
        codes = np.unique(codes * max(1, len(names)) + labels) // max(1, len(names))
    return np.bincount(codes, minlength=size).astype(np.float64)


def reduce(how: How, codes: Codes, values: Floats, size: int) -> Floats:
    """One number for every group; missing values are left out, empty groups are NaN (sum and count: 0)."""
    there = ~np.isnan(values)
    if not there.all():
        codes, values = codes[there], values[there]
    counts = np.bincount(codes, minlength=size)
    if how == "count":
        return counts.astype(np.float64)
    if how in ("sum", "mean"):
        sums = np.bincount(codes, weights=values, minlength=size)
        return (
            sums.astype(np.float64)
            if how == "sum"
            else np.divide(sums, counts, out=np.full(size, np.nan), where=counts > 0)
        )
    return _ordered(how, codes, values, counts)


def _ordered(how: How, codes: Codes, values: Floats, counts: NDArray[np.intp]) -> Floats:
    order = np.lexsort((values, codes))
    sorted_ = values[order]
    ends = np.cumsum(counts)
    full = counts > 0
    first, last = (ends - counts)[full], ends[full] - 1
    out = np.full(len(counts), np.nan)
    if how == "median":
        middle = first + last
        out[full] = (sorted_[middle // 2] + sorted_[(middle + 1) // 2]) / 2
    else:
        out[full] = sorted_[first if how == "min" else last]
    return out

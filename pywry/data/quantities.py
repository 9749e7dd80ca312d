"""Columns of lengths of time, and of decimal numbers that floats cannot hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pywry.data.columns import ArrayColumn, Column, ColumnType, Mask, Misfit
from pywry.data.growing import Array, Growing
from pywry.data.texts import Texts
from pywry_tools.errors import BadData

SECOND = 1_000_000
DAY = 86_400 * SECOND
MISSING = np.iinfo(np.int64).min
TEXT = re.compile(r"^(-)?(?:(\d+) ?d(?:ays?,?)?)? ?(?:(\d+):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?$")


class Durations(ArrayColumn):
    """Lengths of time in microseconds.

    Args:
        values: timedelta64[us]; NaT is missing.
    """

    def __init__(self, values: Array | Growing) -> None:
        super().__init__(values if isinstance(values, Growing) else values.astype("timedelta64[us]", copy=False))

    @property
    def type(self) -> ColumnType:
        """Duration."""
        return "duration"

    def values(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """Text such as 1d 02:03:04."""
        return [said(us) for us in self.array[start:stop].astype(np.int64).tolist()]

    def wire(self) -> Any:
        """Seconds as floats; NaN is missing."""
        return self.numbers()

    def take(self, positions: Array) -> Durations:
        """Some of them."""
        return Durations(self.array[positions])

    def share(self) -> Durations:
        """A second owner's column."""
        return Durations(self.data.share())

    def missing(self, count: int) -> Durations:
        """NaT."""
        return Durations(np.full(count, np.timedelta64("NaT", "us")))

    def put(self, positions: Array, values: Sequence[Any]) -> None:
        """Write lengths of time, seconds or text; None is missing."""
        try:
            found = np.array([duration(v) for v in values], dtype="timedelta64[us]")
        except BadData:
            raise Misfit from None
        self.data.put(positions, found)

    def groups(self) -> tuple[NDArray[np.intp], list[Any]]:
        """Groups from short to long; None last."""
        found, codes = np.unique(self.array, return_inverse=True)
        return codes.reshape(-1), Durations(found).values()

    def equal(self, wanted: Sequence[Any]) -> Mask:
        """Compare lengths; they may be given as seconds or text."""
        mask: Mask = np.isin(self.array, np.array([duration(w) for w in wanted if w is not None], "timedelta64[us]"))
        return mask | np.isnat(self.array) if None in wanted else mask

    def between(self, low: Any, high: Any) -> Mask:
        """Compare lengths; they may be given as seconds or text."""
        mask: Mask = ~np.isnat(self.array)
        if low is not None:
            mask &= self.array >= duration(low)
        if high is not None:
            mask &= self.array <= duration(high)
        return mask

    def numbers(self) -> NDArray[np.float64]:
        """Seconds."""
        return np.where(np.isnat(self.array), np.nan, self.array.astype(np.int64) / SECOND)


class Decimals(Texts):
    """Decimal numbers of more digits than a float has, as the text that says them exactly."""

    @property
    def type(self) -> ColumnType:
        """Decimal."""
        return "decimal"

    def take(self, positions: Array) -> Decimals:
        """Some of them."""
        return Decimals(self.array[positions], self.categories)

    def share(self) -> Decimals:
        """A second owner's column."""
        return Decimals(self.data.share(), self.categories)

    def missing(self, count: int) -> Decimals:
        """The code for missing."""
        return Decimals(np.full(count, -1, dtype=np.int32), [])

    def put(self, positions: Array, values: Sequence[Any]) -> None:
        """Write numbers, or text that is one; None is missing."""
        super().put(positions, [None if v is None else str(exact(v)) for v in values])

    def extend(self, other: Column) -> None:
        """Append decimal numbers."""
        if not isinstance(other, Decimals):
            raise Misfit
        super().extend(other)

    def equal(self, wanted: Sequence[Any]) -> Mask:
        """Compare as numbers."""
        numbers = {exact(w) for w in wanted if w is not None}
        return np.array([*(Decimal(c) in numbers for c in self.categories), None in wanted], dtype=bool)[self.array]

    def between(self, low: Any, high: Any) -> Mask:
        """Compare as numbers."""
        least, most = (None if v is None else exact(v) for v in (low, high))
        known = [Decimal(c) for c in self.categories]
        hits = [(least is None or v >= least) and (most is None or v <= most) for v in known]
        return np.array([*hits, False], dtype=bool)[self.array]

    def numbers(self) -> NDArray[np.float64]:
        """The nearest floats."""
        known: NDArray[np.float64] = np.array([*map(float, self.categories), np.nan])
        return known[self.array]


def exact(value: Any) -> Decimal:
    """A number as a decimal.

    Raises:
        Misfit: It is none.
    """
    try:
        if isinstance(value, bool):
            raise Misfit
        return Decimal(str(value))
    except InvalidOperation:
        raise Misfit from None


def said(microseconds: int) -> str | None:
    """A length of time as text: 1d 02:03:04, and .5 where a second is not whole."""
    if microseconds == MISSING:
        return None
    sign, left = ("-" if microseconds < 0 else ""), abs(microseconds)
    days, left = divmod(left, DAY)
    seconds, parts = divmod(left, SECOND)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    rest = f".{parts:06}".rstrip("0") if parts else ""
    return f"{sign}{f'{days}d ' if days else ''}{clock}{rest}"


def duration(value: Any) -> np.timedelta64:
    """A length of time of any kind.

    Raises:
        BadData: It is none.
    """
    if value is None or value != value:
        return np.timedelta64("NaT", "us")
    if isinstance(value, np.timedelta64):
        return value.astype("timedelta64[us]")  # type: ignore[no-any-return]  # numpy's stubs lose it
    if isinstance(value, dt.timedelta):
        return np.timedelta64(value, "us")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return np.timedelta64(round(value * SECOND), "us")
    found = TEXT.match(value.strip()) if isinstance(value, str) else None
    if found is None or not any(found.groups()[1:]):
        raise BadData(f"{value!r} is no length of time; give a timedelta, seconds, or text such as '1d 02:03:04'.")
    sign, days, hours, minutes, seconds, parts = found.groups()
    whole = int(days or 0) * 86_400 + int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    total = whole * SECOND + int((parts or "").ljust(6, "0"))
    return np.timedelta64(-total if sign else total, "us")

"""Columns of text, and of moments in time."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from pywry.data.columns import ArrayColumn, Column, ColumnType, Mask, Misfit
from pywry.data.growing import Array, Growing
from pywry_tools.errors import BadData

ISO = re.compile(r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{6})?Z?)?$")


MOST_CHOICES = 1_000
FEW = 100


class Texts(ArrayColumn):
    """Text as int32 codes into a list of categories; -1 is missing.

    Args:
        codes: A number for each row.
        categories: The texts, each once.
        closed: Whether these are all that there can be.
        ordered: Whether their order means something.
    """

    def __init__(
        self, codes: Array | Growing, categories: list[str], *, closed: bool = False, ordered: bool = False
    ) -> None:
        super().__init__(codes)
        self.categories = categories
        self.closed = closed
        self.ordered = ordered
        self._index: dict[str, int] | None = None

    @classmethod
    def of(cls, values: Sequence[str | None]) -> Texts:
        """Number the texts in their order of appearance."""
        index: dict[str | None, int] = {None: -1}
        # A dict from the first pass keeps the order; the second pass is one look-up a row, inside numpy.
        for text in dict.fromkeys(values):
            if text is not None:
                index[text] = len(index) - 1
        codes = np.fromiter(map(index.__getitem__, values), dtype=np.int32, count=len(values))
        del index[None]
        return cls(codes, cast("list[str]", list(index)))

    @property
    def type(self) -> ColumnType:
        """Text."""
        return "text"

    @property
    def traits(self) -> dict[str, Any]:
        """What a person can choose from, and whether it is sorted in that order."""
        if not self.closed or (len(self.categories) > MOST_CHOICES and not self.ordered):
            return {}
        return {"choices": self.categories, **({"ordered": True} if self.ordered else {})}

    def values(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """The texts."""
        said = [*self.categories, None]
        return [said[code] for code in self.array[start:stop].tolist()]

    def wire(self) -> Any:
        """Codes and categories; of many categories those that occur."""
        if len(self.categories) <= max(len(self), FEW):
            return {"codes": self.array, "categories": self.categories}
        used, codes = np.unique(self.array, return_inverse=True)
        absent = int(used.size > 0 and used[0] < 0)
        categories = [self.categories[code] for code in cast("list[int]", used[absent:].tolist())]
        return {"codes": (codes.reshape(-1) - absent).astype(np.int32), "categories": categories}

    def take(self, positions: Array) -> Texts:
        """Some of them."""
        return Texts(self.array[positions], self.categories, closed=self.closed, ordered=self.ordered)

    def share(self) -> Texts:
        """A second owner's column."""
        return Texts(self.data.share(), self.categories, closed=self.closed, ordered=self.ordered)

    def missing(self, count: int) -> Texts:
        """The code for missing."""
        return Texts(np.full(count, -1, dtype=np.int32), [])

    def _codes(self, texts: Sequence[str]) -> list[int]:
        """The codes of texts; new ones are added to the categories."""
        if self._index is None:
            self._index = {text: code for code, text in enumerate(self.categories)}
            self.categories = list(self.categories)
        for text in texts:
            if text not in self._index:
                self._index[text] = len(self.categories)
                self.categories.append(text)
        return [self._index[text] for text in texts]

    def extend(self, other: Column) -> None:
        """Append texts."""
        if not isinstance(other, Texts):
            raise Misfit
        renumbered = np.array([*self._codes(other.categories), -1], dtype=np.int32)
        self.data.extend(renumbered[other.array])

    def put(self, positions: Array, values: Sequence[Any]) -> None:
        """Write texts; None is missing."""
        if not all(v is None or isinstance(v, str) for v in values):
            raise Misfit
        self._codes([v for v in values if v is not None])
        index = cast("dict[str, int]", self._index)
        self.data.put(positions, np.array([-1 if v is None else index[v] for v in values], dtype=np.int32))

    def groups(self) -> tuple[NDArray[np.intp], list[Any]]:
        """Groups in the order of the categories, those that occur; None last."""
        codes = self.array.astype(np.intp)
        codes[codes < 0] = len(self.categories)
        present = np.bincount(codes, minlength=len(self.categories) + 1) > 0
        names = [name for name, here in zip([*self.categories, None], present.tolist(), strict=True) if here]
        return (np.cumsum(present) - 1)[codes], names

    def equal(self, wanted: Sequence[Any]) -> Mask:
        """Compare texts; other values by their text."""
        texts = {str(w) for w in wanted if w is not None}
        hits = np.array([*(c in texts for c in self.categories), None in wanted], dtype=bool)
        return hits[self.array]

    def between(self, low: Any, high: Any) -> Mask:
        """Compare as text is sorted."""
        hits = [(low is None or c >= str(low)) and (high is None or c <= str(high)) for c in self.categories]
        return np.array([*hits, False], dtype=bool)[self.array]


class Dates(ArrayColumn):
    """Moments in microseconds of UTC, or calendar days.

    Args:
        values: datetime64[us]; NaT is missing.
        days: Whether they are days without a time.
        zoned: Whether they came with a time zone.
    """

    def __init__(self, values: Array | Growing, *, days: bool = False, zoned: bool = False) -> None:
        super().__init__(values if isinstance(values, Growing) else values.astype("datetime64[us]", copy=False))
        self._days = days
        self._zoned = zoned

    @property
    def type(self) -> ColumnType:
        """Date or datetime."""
        return "date" if self._days else "datetime"

    @property
    def traits(self) -> dict[str, Any]:
        """Whether they are UTC and not just a clock's time."""
        return {"zoned": True} if self._zoned else {}

    def values(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """ISO texts, no finer than they have to be."""
        part = self.array[start:stop]
        texts = part.astype("datetime64[D]").astype(str) if self._days else iso(part)
        zone = "Z" if self._zoned else ""
        return [None if text == "NaT" else f"{text}{zone}" for text in texts.tolist()]

    def wire(self) -> Any:
        """Milliseconds of UTC as floats; NaN is missing."""
        millis = self.array.astype(np.int64) / 1000.0
        return {"millis": np.where(np.isnat(self.array), np.nan, millis)}

    def take(self, positions: Array) -> Dates:
        """Some of them."""
        return Dates(self.array[positions], days=self._days, zoned=self._zoned)

    def share(self) -> Dates:
        """A second owner's column."""
        return Dates(self.data.share(), days=self._days, zoned=self._zoned)

    def missing(self, count: int) -> Dates:
        """NaT."""
        return self._like(np.full(count, np.datetime64("NaT", "us")))

    def extend(self, other: Column) -> None:
        """Append moments; days among moments are their midnights."""
        super().extend(other)
        self._days = self._days and cast(Dates, other)._days

    def put(self, positions: Array, values: Sequence[Any]) -> None:
        """Write dates or ISO texts; None is missing."""
        try:
            moments = np.array([moment(v) for v in values], dtype="datetime64[us]")
        except BadData:
            raise Misfit from None
        self._days = self._days and not (moments != moments.astype("datetime64[D]"))[~np.isnat(moments)].any()
        self.data.put(positions, moments)

    def groups(self) -> tuple[NDArray[np.intp], list[Any]]:
        """Groups in order of time; None last."""
        found, codes = np.unique(self.array, return_inverse=True)
        return codes.reshape(-1), self._like(found).values()

    def end(self, how: Literal["min", "max"]) -> str | None:
        """The first moment or the last one as text; None where all are missing."""
        there = self.array[~np.isnat(self.array)]
        if not len(there):
            return None
        found = there.min() if how == "min" else there.max()
        return cast(str, self._like(np.array([found])).values()[0])

    def _like(self, array: Array) -> Dates:
        return Dates(array, days=self._days, zoned=self._zoned)

    def timed(self) -> Dates:
        """The same moments, midnights written out."""
        return Dates(self.data.share(), zoned=self._zoned)

    def equal(self, wanted: Sequence[Any]) -> Mask:
        """Compare moments; they may be given as ISO text."""
        usable = np.array([moment(w) for w in wanted if w is not None], dtype="datetime64[us]")
        mask: Mask = np.isin(self.array, usable)
        return mask | np.isnat(self.array) if None in wanted else mask

    def between(self, low: Any, high: Any) -> Mask:
        """Compare moments; they may be given as ISO text."""
        mask: Mask = ~np.isnat(self.array)
        if low is not None:
            mask &= self.array >= moment(low)
        if high is not None:
            mask &= self.array <= moment(high)
        return mask


def dated(texts: Texts) -> Dates | None:
    """Texts that are dates as `Dates` would write them, as those dates; None where one is not.

    JSON has no dates: what an agent sends is text, and should still be sorted, filtered and drawn along time.
    """
    names = texts.categories
    if not names or not all(map(ISO.match, names)):
        return None
    zoned, days = names[0].endswith("Z"), len(names[0]) == 10
    try:
        moments = np.array([name.removesuffix("Z") for name in names], dtype="datetime64[us]")
    except ValueError:
        return None
    if Dates(moments, days=days, zoned=zoned).values() != names:
        return None
    return Dates(np.append(moments, np.datetime64("NaT"))[texts.array], days=days, zoned=zoned)


def iso(moments: Array) -> NDArray[np.str_]:
    """Moments as ISO text: to the second, or to the microsecond where one of them needs it."""
    whole = moments.astype("datetime64[s]")
    finer = (whole.astype("datetime64[us]") != moments)[~np.isnat(moments)].any()
    return (moments if finer else whole).astype(str)


def text_of(value: Any) -> str | None:
    """A value as text, as JavaScript writes it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    if isinstance(value, (int, float)):
        return str(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def moment(value: Any) -> np.datetime64[Any]:
    """A date of any kind as UTC microseconds.

    Raises:
        BadData: It is none.
    """
    if value is None or value != value:
        return np.datetime64("NaT", "us")
    if isinstance(value, str):
        try:
            # Plotly writes a space where ISO has a T, and leaves out trailing zeros.
            value = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            try:
                return np.datetime64(value.strip().replace(" ", "T"), "us")
            except ValueError:
                raise BadData(f"{value!r} is no date; write it as 2026-11-21 or 2026-11-21T09:30:00.") from None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return np.datetime64(round(value * 1000), "us")
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        value = value.astimezone(dt.UTC).replace(tzinfo=None)
    if isinstance(value, np.datetime64):
        return cast("np.datetime64[Any]", cast(Any, value).astype("datetime64[us]"))
    if isinstance(value, dt.date):
        return np.datetime64(value, "us")
    raise BadData(f"{value!r} is no date; give a date, a datetime or ISO text.")

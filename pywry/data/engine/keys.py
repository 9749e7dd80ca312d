"""Sorting as AG Grid does: missing values before all others, backwards after them; equal ones stay in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, cast

import numpy as np

from pywry.data.columns import Bools, Column, Numbers
from pywry.data.engine.match import missing
from pywry.data.growing import Array
from pywry.data.quantities import Decimals, Durations
from pywry.data.texts import Dates, Texts, text_of

NO_TIME = np.iinfo(np.int64).min


def key_of(column: Column, *, absolute: bool = False) -> Array:
    """Numbers in the order of the values; those of missing ones are NaN, or less than all others."""
    match column:
        case Numbers():
            return np.abs(column.array) if absolute else column.array
        case Dates() | Durations():
            return column.array.astype(np.int64)
        case Bools():
            return np.where(column.array < 2, column.array, -1).astype(np.int8)
        case Texts(ordered=True):
            return column.array
        case Decimals():
            return ranks(column.categories, column.array, Decimal)
        case Texts():
            return ranks(column.categories, column.array)
        case _:
            return _object_ranks(column)


def ranks(categories: Sequence[str], codes: Array, meaning: Callable[[str], Any] = str) -> Array:
    """The places of texts among the sorted ones; -1 is missing."""
    order = sorted(range(len(categories)), key=lambda place: meaning(categories[place]))
    places = np.empty(len(categories) + 1, dtype=np.int32)
    places[order] = np.arange(len(categories), dtype=np.int32)
    places[-1] = -1
    return cast(Array, places[codes])


def _object_ranks(column: Column) -> Array:
    values = column.values()
    known: set[Any] = {type(v) for v in values if v is not None}
    if known <= {int, float}:
        exact: list[Any] = sorted({v for v in values if v is not None})
        index = {value: place for place, value in enumerate(exact)}
        return np.array([-1 if v is None else index[v] for v in values], dtype=np.int64)
    texts = [text_of(v) for v in values]
    firsts = dict(zip(reversed(texts), reversed(values), strict=True))
    ordered = sorted((text for text in firsts if text is not None), key=lambda text: by_kind(firsts[text]))
    index = {text: place for place, text in enumerate(ordered)}
    return np.array([-1 if t is None else index[t] for t in texts], dtype=np.int64)


def by_kind(value: Any) -> tuple[int, Any, str]:
    """What values of several kinds are sorted by: truth values, numbers, text, and the rest by its text."""
    if isinstance(value, bool):
        return 0, value, ""
    if isinstance(value, (int, float, Decimal)):
        return 1, value, ""
    return (2, 0, value) if isinstance(value, str) else (3, 0, text_of(value) or "")


def arranged(keys: Sequence[Array], down: Sequence[bool]) -> Array:
    """The places of rows in order.

    Args:
        keys: One array for each column that is sorted by, the first counts most.
        down: Which of them run backwards.
    """
    order: Array | None = None
    for key, backwards in zip(reversed(keys), reversed(down), strict=True):
        step = _places(key if order is None else key[order], backwards)
        order = step if order is None else order[step]
    return cast(Array, order)


def _places(key: Array, backwards: bool) -> Array:
    if key.dtype.kind == "f":
        order = np.argsort(-key if backwards else key, kind="stable")
        absent = int(np.isnan(key).sum())
        # numpy puts NaN last either way; forwards, missing values come first.
        return order if backwards or not absent else np.concatenate([order[-absent:], order[:-absent]])
    return np.argsort(~key if backwards else key, kind="stable")


def compare(one: Column, other: Column) -> Any:
    """-1, 0 or 1 for every pair of values, as they are sorted."""
    low, high = missing(one), missing(other)
    if isinstance(one, (Numbers, Bools)) and isinstance(other, (Numbers, Bools)):
        found = _signs(one.array, other.array)
    elif isinstance(one, (Dates, Durations)) and isinstance(other, (Dates, Durations)):
        found = _signs(one.array.astype(np.int64), other.array.astype(np.int64))
    elif isinstance(one, Decimals) and isinstance(other, Decimals):
        pairs = zip(one.values(), other.values(), strict=True)
        found = np.array([_sign(*(None if v is None else Decimal(v) for v in pair)) for pair in pairs], dtype=np.int8)
    elif isinstance(one, Texts) and isinstance(other, Texts) and other.ordered:
        places = {text: place for place, text in enumerate(other.categories)}
        pairs = zip(one.values(), other.values(), strict=True)
        found = np.array([_sign(*(places.get(v, len(places)) for v in pair)) for pair in pairs], dtype=np.int8)
    else:
        pairs = zip(one.values(), other.values(), strict=True)
        found = np.array([_sign(a, b) for a, b in pairs], dtype=np.int8)
    found[low] = np.where(high[low], 0, -1)
    found[high & ~low] = 1
    return found


def _signs(one: Array, other: Array) -> Any:
    return (one > other).astype(np.int8) - (one < other).astype(np.int8)


def _sign(one: Any, other: Any) -> int:
    if one is None or other is None:
        return 0
    first, second = by_kind(one), by_kind(other)
    return int(first > second) - int(first < second)

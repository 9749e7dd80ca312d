"""Which values of a column pass a condition. The meaning of every filter is here; engines only do it faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from pywry.data.columns import MISSING_BOOL, Bools, Column, Mask, Misfit, Numbers, Objects
from pywry.data.engine.query import Condition, Joined, OneOf, Test
from pywry.data.quantities import Decimals, Durations
from pywry.data.texts import Dates, Texts, iso, text_of
from pywry_tools.errors import BadData

COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "equals": lambda v, x: v == x,
    "notEqual": lambda v, x: v != x,
    "lessThan": lambda v, x: v < x,
    "lessThanOrEqual": lambda v, x: v <= x,
    "greaterThan": lambda v, x: v > x,
    "greaterThanOrEqual": lambda v, x: v >= x,
}
SEARCH: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda v, x: x in v,
    "notContains": lambda v, x: x not in v,
    "equals": lambda v, x: v == x,
    "notEqual": lambda v, x: v != x,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
}
ODD = ("INFINITY", "-INFINITY")
TRUTHS = {"true": True, "false": False}


def passing(column: Column, condition: Condition) -> Mask:
    """Which values pass."""
    match condition:
        case Joined():
            masks = [passing(column, part) for part in condition.parts]
            return joined(masks, condition.every)
        case OneOf():
            return one_of(column, condition.values)
        case Test(kind="text"):
            return by_text(column, lambda text: text_passes(text, condition))
        case _:
            return ordered(column, condition)


def joined(masks: Sequence[Mask], every: bool) -> Mask:
    """All of them, or any."""
    found: Mask = (np.logical_and if every else np.logical_or).reduce(masks)
    return found


def missing(column: Column) -> Mask:
    """Where a value is missing."""
    match column:
        case Texts():
            return np.asarray(column.array < 0)
        case Dates() | Durations():
            return np.isnat(column.array)
        case Bools():
            return np.asarray(column.array == MISSING_BOOL)
        case Numbers():
            return np.isnan(column.array) if column.array.dtype.kind == "f" else np.zeros(len(column), dtype=bool)
        case _:
            return np.array([v is None for v in column.values()], dtype=bool)


# --- numbers and dates


def ordered(column: Column, test: Test) -> Mask:
    """Compare as numbers or dates; a value that is neither only differs from what is looked for."""
    gone = missing(column)
    if test.op in ("blank", "notBlank"):
        blank = gone | by_text(column, _is_blank) if isinstance(column, Texts) else gone
        return blank if test.op == "blank" else ~blank
    values = comparable(column, test.kind)
    if values is None:
        mask: Mask = np.full(len(column), test.op == "notEqual")
    else:
        mask = compared(values, test)
    mask[gone] = test.blanks
    return mask


def comparable(column: Column, kind: str) -> np.ndarray[Any, Any] | None:
    """The values as numbers, dates as UTC milliseconds; None if they are of another kind."""
    if kind == "date":
        return column.array.astype("datetime64[ms]").astype(np.int64) if isinstance(column, Dates) else None
    if isinstance(column, Numbers):
        return column.array
    if isinstance(column, Bools):
        return column.array
    if isinstance(column, (Durations, Decimals)):
        return column.numbers()
    try:
        return np.array([np.nan if v is None else float(v) for v in column.values()])
    except (TypeError, ValueError):
        return None


def compared(values: np.ndarray[Any, Any], test: Test) -> Mask:
    """Compare; an end that is missing is nowhere in the way, as in AG Grid."""
    if test.op == "within":
        return np.asarray((values >= test.low) & (values < test.high))
    if test.op == "inRange":
        above, below = ("greaterThanOrEqual", "lessThanOrEqual") if test.closed else ("greaterThan", "lessThan")
        return _against(values, above, test.low) & _against(values, below, test.high)
    return _against(values, test.op, test.low)


def _against(values: np.ndarray[Any, Any], op: str, limit: Any) -> Mask:
    if limit is None:
        return np.full(len(values), op in ("equals", "lessThanOrEqual", "greaterThanOrEqual"))
    found: Mask = np.asarray(COMPARE[op](values, limit))
    return found


# --- text


def text_passes(text: str | None, test: Test) -> bool:
    """Whether one text passes a text filter."""
    if test.op == "blank":
        return text is None or _is_blank(text)
    if test.op == "notBlank":
        return not (text is None or _is_blank(text))
    if text is None:
        return test.op in ("notEqual", "notContains")
    if test.low is None:
        return False
    if test.exact:
        return SEARCH[test.op](text, test.low)
    return SEARCH[test.op](text.lower(), test.low.lower())


def _is_blank(text: str | None) -> bool:
    return text is None or not text.strip()


def by_text(column: Column, passes: Callable[[str | None], bool]) -> Mask:
    """Ask of every value's text; of each category once."""
    if isinstance(column, Texts):
        hits = np.array([*(passes(name) for name in column.categories), passes(None)], dtype=bool)
        return hits[column.array]
    return np.fromiter((passes(text) for text in texts_of(column)), dtype=bool, count=len(column))


def texts_of(column: Column) -> Iterable[str | None]:
    """What a filter or a search takes a value for."""
    return map(text_of, column.values())


def searched(column: Column, word: str) -> Mask:
    """Which values hold a word of the quick filter, given in upper case; dates are searched as ISO text."""
    if isinstance(column, Numbers) and not any(word in said for said in ODD) and set(word) - set("0123456789.-+E"):
        return np.zeros(len(column), dtype=bool)
    if isinstance(column, Dates):
        if set(word) - set("0123456789-:.TZ"):
            return np.zeros(len(column), dtype=bool)
        days = column.type == "date"
        texts = column.array.astype("datetime64[D]").astype(str) if days else iso(column.array)
        return (np.strings.find(texts, word) >= 0) & ~np.isnat(column.array)
    if isinstance(column, Numbers):
        found, places = np.unique(column.array, return_inverse=True)
        return by_text(Objects(Numbers(found).values()), lambda t: t is not None and word in t.upper())[places]
    return by_text(column, lambda text: text is not None and word in text.upper())


# --- sets


def one_of(column: Column, values: Sequence[Any]) -> Mask:
    """Which values are among some; numbers, dates and truth values may be given as text.

    None stands for a missing value, and for an empty text. Lists, dicts and mixed kinds go by their text.

    Raises:
        BadData: A value is none that the column could hold.
    """
    given = [v for v in (_as(column, v) for v in values) if v is not ...]
    if isinstance(column, Objects) and column.type == "object":
        texts = {text_of(v) for v in given}
        return np.array([text_of(v) in texts for v in column.values()], dtype=bool)
    if column.type == "text" and None in given:
        given.append("")
    try:
        return column.equal(given)
    except (BadData, Misfit):
        raise BadData(
            f"the set filter's values {list(values)[:5]} do not fit a column of type {column.type!r}."
        ) from None


def _as(column: Column, value: Any) -> Any:
    """A value of a set filter, as the column holds it; ... where it never could."""
    if value is None or not isinstance(value, str):
        return value
    if isinstance(column, Bools):
        return TRUTHS.get(value.lower(), ...)
    return number_of(value) if column.type in ("number", "integer") else value


def number_of(text: str) -> Any:
    """The number that a text says, integers exactly; ... if it says none."""
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return ...

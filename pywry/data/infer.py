"""Python values to columns."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, cast

import numpy as np

from pywry.data.columns import MISSING_BOOL, Bools, Column, Numbers, Objects
from pywry.data.quantities import Decimals, Durations, said
from pywry.data.texts import Dates, Texts, dated, moment
from pywry_tools.errors import BadData

SAFE = 2**53
EXACT_DIGITS = 15
DEEPEST = 100
NONE = type(None)


def column_of(values: Sequence[Any]) -> Column:
    """Find how a list of values is best held.

    Args:
        values: Any Python values; None, NaN, NaT and NA are missing.
    """
    kinds = set(map(type, values))
    if not kinds <= _NATIVE:
        values = [native(v) for v in values]
        kinds = set(map(type, values))
    known = kinds - {NONE}
    if float in known and not known <= _NUMBERS:
        # pandas writes NaN where text, truth values or dates are missing.
        values = [None if v != v else v for v in values]
        known = set(map(type, values)) - {NONE}
    if known == {str}:
        texts = Texts.of(values)
        return dated(texts) or texts
    if known == {bool}:
        return Bools(np.array([MISSING_BOOL if v is None else v for v in values], dtype=np.uint8))
    if known and known <= _NUMBERS:
        return _numbers(values, known)
    if known and known <= {dt.date, dt.datetime}:
        return _dates(values, known)
    if known == {dt.timedelta}:
        return Durations(np.array(values, dtype="timedelta64[us]"))
    if not known:
        return Numbers(np.full(len(values), np.nan))
    return Objects([_plain(v) for v in values])


_NUMBERS = frozenset({int, float, Decimal})
_NATIVE = frozenset({NONE, str, bool, int, float, dt.date, dt.datetime, dt.timedelta, Decimal, list, dict})


def native(value: Any) -> Any:
    """A value of a library's own as one of Python's: numpy and pandas scalars, NaT and NA, enums, times, ids."""
    if value is None or type(value) in _NATIVE:
        return value
    if type(value).__name__ in ("NaTType", "NAType"):
        return None
    if type(value).__name__ == "MonthDayNano":
        return _interval(*value)
    if isinstance(value, Enum):
        return native(value.value)
    if isinstance(value, np.generic):
        return _scalar(cast("np.generic[Any]", value))
    if isinstance(value, dt.datetime):
        python = getattr(value, "to_pydatetime", None)
        return python() if python is not None else value
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    if isinstance(value, dt.timedelta):
        python = getattr(value, "to_pytimedelta", None)
        return python() if python is not None else value
    if isinstance(value, dt.time):
        return str(value)
    return _nested(value)


def natives(values: Any) -> list[Any]:
    """Values of any kinds as Python's own."""
    if isinstance(values, np.ndarray) and cast("np.ndarray[Any, Any]", values).dtype.kind in "iufb":
        return cast("list[Any]", values.tolist())
    given = cast("Iterable[Any]", values)
    return list(given) if set(map(type, given)) <= _NATIVE else [native(v) for v in given]


def _scalar(value: np.generic) -> Any:
    if isinstance(value, np.datetime64):
        return value.astype("datetime64[us]").item()
    if isinstance(value, np.timedelta64):
        return value.astype("timedelta64[us]").item()
    return value.item()


def _interval(months: int, days: int, nanos: int) -> dt.timedelta | str:
    """An interval of Arrow's, which is a length of time where it has no months."""
    length = dt.timedelta(days=days, microseconds=nanos // 1000)
    said = f"{months} {'month' if abs(months) == 1 else 'months'}"
    return length if months == 0 else f"{said} {length}" if length else said


def _nested(value: Any) -> Any:
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(cast("Sequence[Any]", value))
    if isinstance(value, Mapping):
        return dict(cast("Mapping[Any, Any]", value))
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(cast(bytes, value)).hex()
    if isinstance(value, np.ndarray):
        return cast("list[Any]", value.tolist())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    dump = getattr(value, "model_dump", None)
    return dump() if callable(dump) else str(value)


def _numbers(values: Sequence[Any], known: set[type]) -> Column:
    if Decimal in known:
        if any(
            isinstance(v, Decimal) and v.is_finite() and len(v.normalize().as_tuple().digits) > EXACT_DIGITS
            for v in values
        ):
            texts = Texts.of([None if v is None or v != v else str(v) for v in values])
            return Decimals(texts.array, texts.categories)
        values = [float(v) if isinstance(v, Decimal) else v for v in values]
    if known == {int}:
        return _integers(values)
    if int in known and any(type(v) is int and abs(v) > SAFE for v in values):
        return Objects([None if v is None or v != v else v for v in values])
    return Numbers(np.array([math.nan if v is None else v for v in values], dtype=np.float64))


def _integers(values: Sequence[Any]) -> Column:
    there = [v for v in values if v is not None]
    low, high = min(there), max(there)
    if len(there) == len(values) and low >= -(2**63) and high < 2**63:
        return Numbers(np.array(values, dtype=np.int64))
    if low >= -SAFE and high <= SAFE:
        return Numbers(np.array([math.nan if v is None else v for v in values], dtype=np.float64), whole=True)
    return Objects(list(values))


def _dates(values: Sequence[Any], known: set[type]) -> Dates:
    zoned = any(isinstance(v, dt.datetime) and v.tzinfo is not None for v in values)
    days = known == {dt.date}
    if days or not zoned:
        return Dates(np.array(values, dtype="datetime64[us]"), days=days)
    return Dates(np.array([moment(v) for v in values], dtype="datetime64[us]"), zoned=True)


def _plain(value: Any, depth: int = 0) -> Any:
    """A value inside a cell as JSON-able data."""
    if depth > DEEPEST:
        raise BadData(f"a cell is nested deeper than {DEEPEST}, or holds itself; give it flat.")
    value = native(value)
    if isinstance(value, dict):
        return {str(k): _plain(v, depth + 1) for k, v in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list):
        return [_plain(v, depth + 1) for v in cast("list[Any]", value)]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return said(value // dt.timedelta(microseconds=1))
    if isinstance(value, float) and not math.isfinite(value):
        return None if value != value else "Infinity" if value > 0 else "-Infinity"
    return str(value) if isinstance(value, Decimal) else value

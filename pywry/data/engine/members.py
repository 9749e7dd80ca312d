"""The values of a set filter, in the one form that pages and engines compare."""

from __future__ import annotations

from typing import Any

import numpy as np

from pywry.data.columns import SAFE, ColumnType, Misfit, Numbers
from pywry.data.engine.match import TRUTHS, number_of
from pywry.data.infer import native
from pywry.data.quantities import Durations, duration, exact
from pywry.data.texts import Dates, moment
from pywry_tools.errors import BadData


def member(value: Any, kind: ColumnType) -> Any:
    """A value as a column of a kind has it, as JSON-able data; None is a missing one, and so is an empty text.

    Args:
        value: Of any library, or as text: dates as ISO, lengths of time as 1d 02:03:04, numbers, true and false.
        kind: What the column holds.

    Raises:
        BadData: A column of that kind holds no such value.
    """
    known = native(value)
    if known is None or known != known or known == "":
        return None
    try:
        found = _held(known, kind)
    except (BadData, Misfit):
        found = ...
    if found is ...:
        raise BadData(f"{value!r} is no value of type {kind}, which the column holds.")
    return found


def _held(value: Any, kind: ColumnType) -> Any:
    match kind:
        case "number" | "integer":
            return _number(number_of(value) if isinstance(value, str) else value)
        case "boolean":
            return value if isinstance(value, bool) else TRUTHS.get(str(value).lower(), ...)
        case "date" | "datetime":
            return Dates(np.array([moment(value)], dtype="datetime64[us]"), days=kind == "date").values()[0]
        case "duration":
            return Durations(np.array([duration(value)], dtype="timedelta64[us]")).values()[0]
        case "decimal":
            return str(exact(value))
        case "text":
            return str(value)
        case _:
            return value


def _number(value: Any) -> Any:
    """A number; infinity, and integers that JavaScript's numbers do not hold, as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) <= SAFE else str(value)
    return Numbers(np.array([value])).values()[0] if isinstance(value, float) else ...

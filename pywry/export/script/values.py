"""Python values as nodes of source."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any, cast

import numpy as np
from pydantic import BaseModel

from pywry.data.infer import native
from pywry.export.script.source import Call, Code, Node

LITTLE = (type(None), bool, int, str)


def node_of(value: Any) -> Node:
    """A value as source says it; what has no literal of its own becomes its text.

    Args:
        value: What options, state and cells hold: Python's own values, arrays, dates, models.
    """
    if isinstance(value, (Code, Call)) or type(value) in LITTLE:
        return value
    if isinstance(value, float):
        return number_of(float(value))
    if isinstance(value, Mapping):
        return {str(key): node_of(inner) for key, inner in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, np.ndarray):
        return node_of(cast("Any", value).tolist())
    if isinstance(value, (list, tuple, set, frozenset)):
        return [node_of(inner) for inner in cast("Iterable[Any]", value)]
    return _odd(value)


def _odd(value: Any) -> Node:
    match value:
        case Enum():
            return node_of(value.value)
        case Decimal():
            return Call("Decimal", (str(value),), needs=(("decimal", "Decimal"),))
        case dt.timedelta():
            return length_of(value)
        case dt.date():
            return value.isoformat()
        case PurePath():
            return path_of(value)
        case BaseModel():
            return node_of(value.model_dump(mode="json"))
        case _:
            known = native(value)
            return str(value) if type(known) is type(value) else node_of(known)


def number_of(value: float) -> Node:
    """A float; infinite ones and NaN by name."""
    if math.isfinite(value):
        return value
    if math.isnan(value):
        return Code("nan", (("math", "nan"),))
    return Code("inf" if value > 0 else "-inf", (("math", "inf"),))


def length_of(value: dt.timedelta) -> Node:
    """A length of time, in the parts that it has."""
    parts = {name: getattr(value, name) for name in ("days", "seconds", "microseconds")}
    said = {name: part for name, part in parts.items() if part} or {"seconds": 0}
    return Call("timedelta", keywords=said, needs=(("datetime", "timedelta"),))


def path_of(path: PurePath) -> Node:
    """A path."""
    return Call("Path", (str(path),), needs=(("pathlib", "Path"),))


def listed(value: Any) -> Any:
    """Arrays as lists, anywhere inside; missing numbers as None."""
    if isinstance(value, Mapping):
        return {str(key): listed(inner) for key, inner in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, np.ndarray):
        return listed(cast("list[Any]", value.tolist()))
    if isinstance(value, list):
        return [listed(inner) for inner in cast("list[Any]", value)]
    return None if isinstance(value, float) and value != value else value

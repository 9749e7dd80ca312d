"""What sources say, taken apart: numbers, texts, objects, rows, arrays and frames."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import numpy as np

from pywry_tools.errors import BadData, nearest

ABSENT = object()


def weight(value: Any) -> int:
    """How many points or rows a value stands for, nearly."""
    if isinstance(value, (int, float, str, tuple)):
        return 1
    if isinstance(value, Mapping):
        first = next(iter(cast("Mapping[str, Any]", value).values()), None)
        return len(cast("Sequence[Any]", first)) if isinstance(first, (list, np.ndarray)) else 1
    try:
        return max(1, len(value))
    except TypeError:
        return 1


def single(value: Any) -> Iterator[Any]:
    """The values in a value: a list stands for several, a frame or a matrix for its rows, a tuple for one.

    A mapping may hold lists or arrays, which are several values too; it is left as it is.
    """
    if isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from single(each)
    elif isinstance(value, np.ndarray) and cast("np.ndarray[Any, Any]", value).ndim > 0:
        yield from _rows(cast("np.ndarray[Any, Any]", value))
    else:
        yield value if type(cast(object, value)).__module__ == "builtins" else _plain(cast(Any, value))


def _rows(array: np.ndarray[Any, Any]) -> Iterator[Any]:
    if array.dtype.names is not None:
        yield {name: array[name] for name in array.dtype.names}
    elif array.ndim == 1:
        yield from array.tolist()
    else:
        yield from map(tuple, array.tolist())


def _plain(value: Any) -> Any:
    from pywry.data.frames import columns_of, is_frame

    if is_frame(value):
        return {name: np.array(column.values(), dtype=object) for name, column in columns_of(value).items()}
    if isinstance(value, np.generic):
        return cast("np.generic[Any]", value).item()
    if hasattr(value, "_asdict"):
        return value._asdict()
    return _fields(value)


def _fields(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    dump = getattr(value, "model_dump", None)
    return dump() if callable(dump) else value


def picked(value: Any, path: str | None) -> Any:
    """The part of a value at a dotted path.

    Raises:
        BadData: There is no such part; the message names the nearest.
    """
    if path is None:
        return value
    at = _plain(value)
    for step in path.split("."):
        at = _step(at, step, path)
    return at


def _step(at: Any, step: str, path: str) -> Any:
    if isinstance(at, Mapping):
        known = cast("Mapping[str, Any]", at)
        if step in known:
            return known[step]
        raise BadData(f"what came has no part {path!r}: no {step!r}. {nearest(step, map(str, known))}")
    if isinstance(at, (list, tuple)):
        many = cast("Sequence[Any]", at)
        if step.lstrip("-").isdigit() and -len(many) <= int(step) < len(many):
            return many[int(step)]
        raise BadData(f"what came has no part {path!r}: {step!r} is no place in a list of {len(many)}.")
    raise BadData(f"what came has no part {path!r}: {at!r:.60} has no {step!r}.")


def at(value: Mapping[str, Any], key: str) -> Any:
    """A member, or a part at a dotted path; `ABSENT` where there is none."""
    if key in value:
        return value[key]
    if "." not in key:
        return ABSENT
    found: Any = value
    for step in key.split("."):
        if isinstance(found, Mapping) and step in found:
            found = cast("Mapping[str, Any]", found)[step]
        elif isinstance(found, (list, tuple)) and step.isdigit() and int(step) < len(cast("Sequence[Any]", found)):
            found = cast("Sequence[Any]", found)[int(step)]
        else:
            return ABSENT
    return found


def values_of(value: Any) -> Sequence[Any] | None:
    """A list or an array as a list; None where it is one value."""
    if isinstance(value, list):
        return cast("list[Any]", value)
    if isinstance(value, np.ndarray) and cast("np.ndarray[Any, Any]", value).ndim == 1:
        return cast("list[Any]", value.tolist())
    other = cast(Any, value)
    tolist = getattr(other, "tolist", None) or getattr(other, "to_list", None)
    return cast("list[Any]", tolist()) if tolist is not None and hasattr(other, "__len__") else None


def listed(names: Sequence[str], kind: str) -> str:
    """Names for a message."""
    return f"its {kind} are {', '.join(map(repr, names))}" if names else f"it has no {kind} yet"

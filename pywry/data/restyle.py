"""What Plotly's relayout, restyle and extendTraces do, done to a plain figure. Nothing that was given is changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np

from pywry.data.figure import plain
from pywry.data.growing import Array, Growing
from pywry_tools.errors import BadData

PART = re.compile(r"([^.\[\]]+)|\[(-?\d+)\]")

Trace = dict[str, Any]


def update_layout(layout: Mapping[str, Any], update: Mapping[str, Any]) -> dict[str, Any]:
    """The layout after a relayout.

    Args:
        layout: As it is.
        update: Attributes to values; `xaxis.range` and `annotations[0].text` reach inside. None takes one away.
    """
    out = dict(layout)
    for path, value in update.items():
        steps = split(path)
        # Plotly turns an axis' automatic range off when a range is given.
        if re.search(r"axis\d*\.range(\[\d\])?$", path):
            _put(out, [steps[0], "autorange"], False)
        _put(out, steps, plain(value))
    return out


def update_traces(
    data: Sequence[Trace], update: Mapping[str, Any], indices: Sequence[int] | None = None
) -> list[Trace]:
    """The traces after a restyle.

    Args:
        data: As they are.
        update: Attributes to values; a list holds one value for each trace, so an array is given as `[array]`.
        indices: Which traces; None means all.

    Raises:
        BadData: There is no such trace.
    """
    out = list(data)
    chosen = which(out, indices)
    for path, value in update.items():
        steps = split(path)
        values: Sequence[Any] = cast("Sequence[Any]", value) if isinstance(value, (list, tuple)) else ()
        for position, index in enumerate(chosen):
            mine: Any = values[position % len(values)] if values else cast(object, value)
            out[index] = dict(out[index])
            _put(out[index], steps, plain(mine))
    return out


def which(data: Sequence[Any], indices: Sequence[int] | None) -> list[int]:
    """The positions that indices mean; negative ones count from the end.

    Raises:
        BadData: There is no such trace.
    """
    if indices is None:
        return list(range(len(data)))
    for index in indices:
        if not -len(data) <= index < len(data):
            there = f"0 to {len(data) - 1}" if data else "none at all"
            raise BadData(f"the chart has no trace {index}; there is {there}. Read the chart to see them.")
    return [index % len(data) for index in indices]


def split(path: str) -> list[str | int]:
    """`annotations[0].text` as its steps."""
    steps = [int(number) if number else name for name, number in PART.findall(path)]
    if not steps:
        raise BadData(f"{path!r} is no attribute; write it as xaxis.range or annotations[0].text.")
    return steps


def value_at(trace: Mapping[str, Any], path: str) -> Any:
    """The value of an attribute such as `marker.size`; None where there is none."""
    at: Any = trace
    for step in split(path):
        at = _within(at, step)
    return at


def _within(at: Any, step: str | int) -> Any:
    if isinstance(at, dict):
        return cast("dict[Any, Any]", at).get(step)
    rows = cast("list[Any]", at) if isinstance(at, (list, tuple)) else []
    return rows[step] if isinstance(step, int) and -len(rows) <= step < len(rows) else None


def put_value(trace: dict[str, Any], path: str, value: Any) -> None:
    """Write an attribute such as `marker.size` into a trace; what is inside it is copied first."""
    _put(trace, split(path), value)


def _put(target: dict[str, Any], steps: Sequence[str | int], value: Any) -> None:
    """Write into a nested value, copying what is on the way."""
    at: Any = target
    for step, following in pairwise(steps):
        child = _child(at, step, isinstance(following, int))
        at[step] = child
        at = child
    last = steps[-1]
    if value is None and isinstance(at, dict):
        cast("dict[str, Any]", at).pop(cast(str, last), None)
    else:
        _fill(at, last)
        at[last] = value


def _child(at: Any, step: str | int, listed: bool) -> Any:
    _fill(at, step)
    old: Any = cast("list[Any]", at)[cast(int, step)] if isinstance(at, list) else cast("dict[Any, Any]", at).get(step)
    if listed:
        return list(cast("list[Any]", old)) if isinstance(old, (list, tuple)) else []
    return dict(cast("dict[str, Any]", old)) if isinstance(old, dict) else {}


def _fill(at: Any, step: str | int) -> None:
    if isinstance(at, list) and isinstance(step, int):
        rows = cast("list[Any]", at)
        if step > len(rows) + 1000:
            raise BadData(f"position {step} is far beyond the end of a list of {len(rows)}; append to it.")
        rows.extend(None for _ in range(step + 1 - len(rows)))


class Points:
    """The values of one attribute of one trace, growing at either end."""

    def __init__(self, values: Any) -> None:
        self._list: list[Any] | None = None
        self._array: Growing | None = None
        if isinstance(values, np.ndarray) and cast(Array, values).ndim == 1:
            self._array = Growing(cast(Array, values))
        else:
            self._list = list(cast("Sequence[Any]", values)) if values is not None else []

    def __len__(self) -> int:
        return len(self._array) if self._array is not None else len(self._list or ())

    def extend(self, more: Any, max_points: int | None) -> None:
        """Append values and forget the oldest ones beyond a number."""
        if self._array is not None:
            self._extend_array(self._array, more)
        if self._list is not None:
            self._list.extend(cast("Array", more).tolist() if isinstance(more, np.ndarray) else more)
        if max_points is not None:
            self._trim(max_points)

    def prepend(self, more: Any, max_points: int | None) -> None:
        """Put values before the first one and forget the last ones beyond a number."""
        before = cast("Array", more).tolist() if isinstance(more, np.ndarray) else list(more)
        kept = self._array.view.tolist() if self._array is not None else self._list or []
        whole = [*before, *kept] if max_points is None else [*before, *kept][:max_points]
        numbers = self._array is not None and all(v is None or isinstance(v, (int, float)) for v in before)
        self._list = None if numbers else whole
        self._array = Growing(_numbers(whole)) if numbers else None

    def _extend_array(self, array: Growing, more: Any) -> None:
        found = _numbers(cast("list[Any]", more)) if isinstance(more, list) else np.asarray(more)
        if found.size and found.dtype.kind not in "iuf":
            self._list, self._array = array.view.tolist(), None
        elif found.size:
            array.extend(found)

    def _trim(self, max_points: int) -> None:
        if self._array is not None:
            self._array.keep_last(max_points)
        elif self._list is not None and len(self._list) > max_points:
            del self._list[: len(self._list) - max_points]

    @property
    def value(self) -> Any:
        """The values as a figure holds them."""
        return self._array.view if self._array is not None else self._list


def _numbers(values: list[Any]) -> Array:
    return np.asarray([np.nan if value is None else value for value in values])

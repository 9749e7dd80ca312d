"""What sources say as points of a chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

import numpy as np

from pywry.live.feed import Item
from pywry.live.items import ABSENT, at, listed, picked, single, values_of
from pywry_tools.errors import BadData, InvalidArguments
from pywry_tools.models.live import Plan
from pywry_tools.ports import Panel

ATTRIBUTES = frozenset(
    (
        *("x", "y", "z", "open", "high", "low", "close", "lat", "lon", "locations", "r", "theta"),
        *("values", "labels", "text", "hovertext", "ids", "customdata"),
    )
)
MANY = 64
"""So many numbers travel as an array."""


class Series(NamedTuple):
    """Values that one attribute of one trace grows by.

    Attributes:
        trace: The trace's index.
        attribute: Of the trace.
        key: Of what the source says; None is counted, or the time.
    """

    trace: int
    attribute: str
    key: str | None


class ChartSink:
    """Extends traces.

    Args:
        panel: Finds the chart.
        plan: What was asked for.
        window: Points that a trace keeps.
        extend: Sends points: data, indices.
    """

    skips = False

    def __init__(
        self,
        panel: Callable[[], Panel],
        plan: Plan,
        window: int | None,
        extend: Callable[[dict[str, list[Any]], list[int]], object],
    ) -> None:
        self.window = window
        self._panel = panel
        self._plan = plan
        self._extend = extend
        self._series: list[Series] = []
        self._counts: dict[int, float] = {}

    def send(self, items: list[Item]) -> None:
        """Append points."""
        values = [(item.at, each) for item in items for each in single(picked(item.value, self._plan.pick))]
        if not values:
            return
        if not self._series:
            self._series = self._chosen(values[0][1])
        columns: list[list[Any]] = [[] for _ in self._series]
        for moment, value in values:
            self._add(columns, moment, value)
        self._post(columns)

    def _post(self, columns: list[list[Any]]) -> None:
        """One call for each set of attributes, since each gives the same ones to all its traces."""
        if self.window is not None:
            columns = [column[-self.window :] for column in columns]
        by_trace: dict[int, dict[str, Any]] = {}
        for series, column in zip(self._series, columns, strict=True):
            by_trace.setdefault(series.trace, {})[series.attribute] = numeric(column)
        groups: dict[tuple[str, ...], list[int]] = {}
        for trace, own in by_trace.items():
            groups.setdefault(tuple(own), []).append(trace)
        for attributes, traces in groups.items():
            self._extend({name: [by_trace[trace][name] for trace in traces] for name in attributes}, traces)

    # --- one value

    def _add(self, columns: list[list[Any]], moment: float, value: Any) -> None:
        found = self._found(value)
        lists = [values_of(each) for each in found]
        size = max((len(each) for each in lists if each is not None), default=None)
        for series, column, one, many in zip(self._series, columns, found, lists, strict=True):
            if series.key is None:
                column.extend(self._counted(series.trace, moment, 1 if size is None else size))
            elif many is None:
                column.extend([one] * (1 if size is None else size))
            elif len(many) != size:
                raise BadData(f"{series.key!r} has {len(many)} values and another key {size}; give equally many.")
            else:
                column.extend(many)

    def _found(self, value: Any) -> list[Any]:
        """What the value says for each of the series."""
        keyed = [series for series in self._series if series.key is not None]
        if isinstance(value, Mapping):
            known = cast("Mapping[str, Any]", value)
            found = [None if series.key is None else at(known, series.key) for series in self._series]
            self._check(known, found)
            return [None if each is ABSENT else each for each in found]
        parts: Sequence[Any] = cast("Sequence[Any]", value) if isinstance(value, tuple) else (value,)
        names = list(dict.fromkeys(series.key for series in keyed))
        if len(parts) != len(names):
            wanted = ", ".join(map(str, names))
            raise BadData(f"{value!r:.60} has {len(parts)} values; the chart takes {len(names)}: {wanted}.")
        by_name = dict(zip(names, parts, strict=True))
        return [None if series.key is None else by_name[series.key] for series in self._series]

    def _check(self, value: Mapping[str, Any], found: Sequence[Any]) -> None:
        """A measured value may be missing for once; the axis, or all of them, may not."""
        measured = [each for each, series in zip(found, self._series, strict=True) if series.attribute != "x"]
        axis = [each for each, series in zip(found, self._series, strict=True) if series.attribute == "x"]
        if any(each is ABSENT for each in axis) or (measured and all(each is ABSENT for each in measured)):
            wanted = list(dict.fromkeys(series.key for series in self._series if series.key))
            raise BadData(f"{brief(value)} lacks keys; the chart takes {', '.join(map(repr, wanted))}.")

    def _counted(self, trace: int, moment: float, size: int) -> Iterable[Any]:
        """Where values stand that came without a place of their own."""
        if trace not in self._counts:
            known = values_of(self._traces()[trace].get("x"))
            numbers = known is not None and len(known) > 0 and isinstance(known[-1], (int, float))
            self._counts[trace] = float(cast("Sequence[Any]", known)[-1]) + 1 if numbers else float("nan")
        first = self._counts[trace]
        if first != first:
            return [dt.datetime.fromtimestamp(moment).isoformat(timespec="milliseconds")] * size
        self._counts[trace] = first + size
        return [first + i for i in range(size)]

    # --- which series

    def _traces(self) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", cast(Any, self._panel()).figure["data"])

    def _chosen(self, value: Any) -> list[Series]:
        traces = self._traces()
        if not traces:
            raise BadData("the chart has no trace that could grow; show it with one, such as {'x': [], 'y': []}.")
        if isinstance(value, Mapping):
            return self._of_keys([str(key) for key in cast("Mapping[Any, Any]", value)], cast("Any", value), traces)
        width = len(cast("tuple[Any, ...]", value)) if isinstance(value, tuple) else 1
        if width == 1:
            return self._measured(self._indices(1, traces), ["y"], None, traces)
        names = [f"y{i}" for i in range(width - 1)] if width > 2 else ["y"]
        return self._measured(self._indices(width - 1, traces), names, "x", traces)

    def _of_keys(self, keys: list[str], value: Mapping[str, Any], traces: list[dict[str, Any]]) -> list[Series]:
        x, ys = self._plan.x, list(self._plan.y or ())
        named = {str(trace.get("name")): i for i, trace in enumerate(traces)}
        if x is None and not ys and set(keys) <= ATTRIBUTES and not set(keys) & named.keys() - {"x"}:
            [trace] = self._indices(1, traces)
            own = [Series(trace, key, key) for key in keys]
            counts = "x" not in keys and "y" in keys and self._has_axis(traces[trace])
            return [Series(trace, "x", None), *own] if counts else own
        missing = [key for key in (*([x] if x else []), *ys) if at(value, key) is ABSENT]
        if missing:
            raise BadData(f"{brief(value)} has no {', '.join(map(repr, missing))}; {listed(keys, 'keys')}.")
        if not ys:
            ys = [key for key in keys if key in named and key != x] or [key for key in keys if key != x]
            if self._plan.traces is None and not set(ys) <= set(named) and len(ys) > 1:
                raise BadData(
                    f"{brief(value)}: which of {', '.join(map(repr, keys))} are drawn was not said, and "
                    f"{listed(list(named), 'traces')}. Give x= and y=, or name the traces like the keys."
                )
        if x is None:
            x = next((key for key in ("x",) if key in keys), None) or _only([k for k in keys if k not in ys])
        where = [named[y] for y in ys] if self._plan.traces is None and set(ys) <= set(named) else None
        return self._measured(where or self._indices(len(ys), traces), ys, x, traces)

    def _measured(self, where: list[int], ys: list[str], x: str | None, traces: list[dict[str, Any]]) -> list[Series]:
        out: list[Series] = []
        for trace, y in zip(where, ys, strict=True):
            if x is not None or self._has_axis(traces[trace]):
                out.append(Series(trace, "x", x))
            out.append(Series(trace, "y", y))
        return out

    def _has_axis(self, trace: Mapping[str, Any]) -> bool:
        """Whether a trace says where its values stand, or has none yet."""
        y = values_of(trace.get("y"))
        return trace.get("x") is not None or not y

    def _indices(self, count: int, traces: list[dict[str, Any]]) -> list[int]:
        """The traces that grow, where their names say nothing."""
        chosen = list(range(min(count, len(traces)))) if self._plan.traces is None else list(self._plan.traces)
        if len(chosen) != count:
            names = [str(trace.get("name", i)) for i, trace in enumerate(traces)]
            raise BadData(f"there are {count} values for {len(chosen)} traces; {listed(names, 'traces')}.")
        return chosen


def check_traces(plan: Plan, count: int) -> frozenset[int] | None:
    """The traces that a plan is about; None is all.

    Raises:
        InvalidArguments: There are none such.
    """
    if plan.traces is None:
        return None
    wrong = [trace for trace in plan.traces if not 0 <= trace < count]
    if wrong or not plan.traces:
        raise InvalidArguments(
            f"traces={list(plan.traces)} names traces that the chart has not; it has {count}, from 0."
        )
    return frozenset(plan.traces)


def numeric(values: list[Any]) -> Any:
    """Many numbers as an array; anything else as it is."""
    if len(values) < MANY or not all(type(value) is float or type(value) is int for value in values):
        return values
    return np.asarray(values, dtype=np.float64)


def brief(value: Any) -> str:
    """A value for a message."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."


def _only(names: Sequence[str]) -> str | None:
    return names[0] if len(names) == 1 else None

"""What sources say as the value of a metric, its change and its course."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, cast

from pywry.live.feed import Item
from pywry.live.items import ABSENT, at, picked, single, values_of
from pywry_tools.errors import BadData, nearest
from pywry_tools.models.live import Plan

OWN = frozenset({"value", "delta", "spark", "hint"})
MOST_POINTS = 120


class MetricSink:
    """Sets the value; the change is that within the window, the line its course.

    Args:
        plan: What was asked for.
        window: Values that the line shows.
        set_value: Shows a value and what goes with it.
    """

    skips = True

    def __init__(self, plan: Plan, window: int | None, set_value: Callable[[dict[str, Any]], object]) -> None:
        self.window = window
        self._plan = plan
        self._set = set_value
        self._course: deque[float] = deque(maxlen=window or MOST_POINTS)

    def send(self, items: list[Item]) -> None:
        """Show the last value."""
        shown: dict[str, Any] = {}
        for item in items:
            for each in single(picked(item.value, self._plan.pick)):
                shown = {**shown, **self._read(each)}
                if isinstance(shown["value"], (int, float)) and not isinstance(shown["value"], bool):
                    self._course.append(float(shown["value"]))
        if shown:
            self._set({**self._drawn(), **shown})

    def _drawn(self) -> dict[str, Any]:
        if len(self._course) < 2:
            return {}
        step = -(-len(self._course) // MOST_POINTS)
        return {"delta": self._course[-1] - self._course[0], "spark": list(self._course)[::step]}

    def _read(self, value: Any) -> dict[str, Any]:
        if isinstance(value, tuple):
            return {"value": cast("tuple[Any, ...]", value)[-1]}
        if not isinstance(value, Mapping):
            return {"value": value}
        known = cast("Mapping[str, Any]", value)
        key = self._key(known)
        found = at(known, key)
        if found is ABSENT:
            raise BadData(f"{value!r:.60} has no {key!r}. {nearest(key, map(str, known))}")
        many = values_of(found)
        own = {name: known[name] for name in OWN & known.keys()} if key == "value" else {}
        return {**own, "value": found if many is None else many[-1]}

    def _key(self, value: Mapping[str, Any]) -> str:
        if self._plan.y:
            return self._plan.y[0]
        keys = [str(key) for key in value]
        if "value" in keys or "y" in keys:
            return "value" if "value" in keys else "y"
        if len(keys) == 1:
            return keys[0]
        raise BadData(f"which of {', '.join(map(repr, keys))} the metric shows was not said; give y=.")

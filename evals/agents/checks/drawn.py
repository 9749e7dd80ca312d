"""Charts and numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any, cast

from evals.agents.checks.saying import Fields, demand, near
from evals.agents.state import Chart, State
from evals.agents.task import Check, Wrong

PATIENCE = 20
"""How often a live number is looked at before it is wrong, ten times a second."""


def metric(value: float, *, tolerance: float = 1e-3) -> Check:
    """Some metric shows a number."""

    async def check(state: State) -> None:
        shown = [panel.get("facts", {}).get("value") for _, panel in await state.panels("metric")]
        demand(any(near(found, value, tolerance) for found in shown), f"metrics show {shown}, none {value:.4g}")

    return check


def metric_soon(value: float) -> Check:
    """Some metric comes to show a number, as what it follows is asked."""

    async def check(state: State) -> None:
        shown: list[Any] = []
        for _ in range(PATIENCE):
            shown = [panel.get("facts", {}).get("value") for _, panel in await state.panels("metric")]
            if any(near(found, value) for found in shown):
                return
            await asyncio.sleep(0.1)
        raise Wrong(f"metrics show {shown}, and none comes to show {value:.4g}")

    return check


def chart(
    *kinds: str,
    values: Mapping[str, float] | None = None,
    only: bool = True,
    x: str | None = None,
    y: str | None = None,
    color: str | None = None,
    series: Iterable[str] = (),
    points: int | None = None,
    panel: str | None = None,
) -> Check:
    """Some chart is of one of these kinds, and shows what it has to.

    Args:
        kinds: As dashboards name them, or Plotly.
        values: What stands along the axis, and what is measured there.
        only: Whether nothing else may stand there.
        x: The column along the axis, or its title.
        y: The column that is measured, or its title.
        color: The column that splits it.
        series: The names of its traces.
        points: How many points it has.
        panel: Which chart it has to be.
    """

    async def check(state: State) -> None:
        faults: list[str] = []
        for found in await state.charts():
            if panel is not None and found.panel != panel:
                continue
            fault = _shape(found, kinds, {"x": x, "y": y, "color": color}, set(series), points)
            if fault is None and values is not None:
                fault = _differs(await state.values(found), values, only)
            if fault is None:
                return
            faults.append(f"{found.panel}: {fault}")
        raise Wrong("; ".join(faults) or "there is no such chart")

    return check


def _shape(
    found: Chart, kinds: tuple[str, ...], columns: Mapping[str, str | None], series: set[str], points: int | None
) -> str | None:
    if found.kind not in kinds:
        return f"is a {found.kind}, not a {' or '.join(kinds)}"
    for name, column in columns.items():
        if column is not None and column not in str(found.declared.get(name, found.axis(name))):
            return f"has {found.declared.get(name)!r} as {name}, not {column!r}"
    if not series <= found.series:
        return f"has the series {sorted(found.series)}, not {sorted(series)}"
    return None if points in (None, found.points) else f"has {found.points} points, not {points}"


def _differs(found: Mapping[str, float], wanted: Mapping[str, float], only: bool) -> str | None:
    for name, value in wanted.items():
        if not near(found.get(name), value, 1e-3):
            return f"shows {found.get(name)} at {name}, not {value:.4g}"
    more = found.keys() - wanted.keys()
    return f"also shows {sorted(more)[:5]}" if only and more else None


def figure(panel: str, **wanted: Any) -> Check:
    """A chart's layout has these values; `__` stands for a dot."""

    async def check(state: State) -> None:
        layouts = [found.layout for found in await state.charts() if found.panel == panel]
        demand(bool(layouts), f"there is no chart {panel}")
        for path, value in wanted.items():
            found: object = layouts[0]
            for part in path.split("__"):
                found = cast("Fields", found).get(part) if isinstance(found, dict) else None
            demand(found == value, f"{path} of {panel} is {found!r}, not {value!r}")

    return check

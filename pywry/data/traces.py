"""The types of traces that Plotly draws, and which of their attributes belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from pywry.data.growing import Array
from pywry_tools.errors import BadData, nearest

TYPES = frozenset(
    [
        "bar",
        "barpolar",
        "box",
        "candlestick",
        "carpet",
        "choropleth",
        "choroplethmap",
        "cone",
        "contour",
        "contourcarpet",
        "densitymap",
        "funnel",
        "funnelarea",
        "heatmap",
        "histogram",
        "histogram2d",
        "histogram2dcontour",
        "icicle",
        "image",
        "indicator",
        "isosurface",
        "mesh3d",
        "ohlc",
        "parcats",
        "parcoords",
        "pie",
        "quiver",
        "sankey",
        "scatter",
        "scatter3d",
        "scattercarpet",
        "scattergeo",
        "scattergl",
        "scattermap",
        "scatterpolar",
        "scatterpolargl",
        "scattersmith",
        "scatterternary",
        "splom",
        "streamtube",
        "sunburst",
        "surface",
        "table",
        "treemap",
        "violin",
        "volume",
        "waterfall",
    ]
)
"""Of Plotly.js 4."""

SUCCESSORS: Mapping[str, str] = {
    "scattermapbox": "scattermap",
    "choroplethmapbox": "choroplethmap",
    "densitymapbox": "densitymap",
    "heatmapgl": "heatmap",
    "pointcloud": "scattergl",
}
"""Types that older versions had, and what draws the same now."""

PARTNERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("scatter", "scattergl", "bar", "funnel", "waterfall"), ("x", "y")),
    "quiver": ("x", "y", "u", "v"),
    **dict.fromkeys(("scatter3d", "cone", "streamtube", "mesh3d"), ("x", "y", "z")),
    **dict.fromkeys(("scatterpolar", "scatterpolargl", "barpolar"), ("r", "theta")),
    **dict.fromkeys(("scattergeo", "scattermap", "densitymap"), ("lon", "lat")),
    **dict.fromkeys(("candlestick", "ohlc"), ("open", "high", "low", "close")),
    "choropleth": ("locations", "z"),
}
"""Attributes that must be as long as one another. Plotly would cut the longer ones without a word."""


def check_traces(traces: Sequence[Mapping[str, Any]]) -> None:
    """Refuse what Plotly would draw wrongly, or not at all, without a word.

    Raises:
        BadData: A type is unknown, or an attribute of a trace is shorter than another that belongs to it.
    """
    for index, trace in enumerate(traces):
        kind = str(trace.get("type") or "scatter")
        called = f"trace {index} ({trace['name']})" if trace.get("name") else f"trace {index}"
        if kind not in TYPES:
            raise BadData(f"{called} is of type {kind!r}, which Plotly does not have. {instead_of(kind)}")
        sizes = {name: len(trace[name]) for name in PARTNERS.get(kind, ()) if _is_flat(trace.get(name))}
        if len(set(sizes.values())) > 1:
            told = ", ".join(f"{size} in {name}" for name, size in sizes.items())
            raise BadData(f"{called} has points without a partner: {told}. Give as many of each.")


def check_types(given: Any) -> None:
    """Refuse types that Plotly does not have, where traces get other ones: one for all, or a list.

    Raises:
        BadData: There is no such type.
    """
    for kind in cast("list[Any]", given) if isinstance(given, list) else [given]:
        if kind is not None and kind not in TYPES:
            raise BadData(f"Plotly has no type of trace {kind!r}. {instead_of(str(kind))}")


def types_in(figure: Mapping[str, Any]) -> frozenset[str]:
    """The types of a figure's traces, and those that its own menus and sliders change to."""
    layout: Mapping[str, Any] = figure.get("layout") or {}
    menus: list[Mapping[str, Any]] = [*(layout.get("updatemenus") or ()), *(layout.get("sliders") or ())]
    steps: list[Mapping[str, Any]] = [s for m in menus for s in (*(m.get("buttons") or ()), *(m.get("steps") or ()))]
    named: list[Any] = [trace.get("type") or "scatter" for trace in figure["data"]]
    named += [_type_in(step.get(key) or ()) for step in steps for key in ("args", "args2")]
    flat = [kind for value in named for kind in (cast("list[Any]", value) if isinstance(value, list) else [value])]
    return frozenset(kind for kind in flat if isinstance(kind, str) and kind in TYPES)


def _type_in(args: Sequence[Any]) -> Any:
    """The type, or list of types, that a change as Plotly.restyle takes it gives to traces; None if it gives none."""
    if args and isinstance(args[0], Mapping):
        return cast("Mapping[str, Any]", args[0]).get("type")
    return args[1] if len(args) > 1 and args[0] == "type" else None


def instead_of(kind: str) -> str:
    """What to take in place of a type that Plotly does not have."""
    successor = SUCCESSORS.get(kind)
    if successor is None:
        return nearest(kind, sorted(TYPES))
    layout = ", and layout.map that of layout.mapbox" if kind.endswith("mapbox") else ""
    return f"Plotly.js 4 has it no more: {successor!r} takes its place{layout}."


def _is_flat(values: Any) -> bool:
    """Whether it is a list of points; a list of lists is one of names on several levels."""
    if isinstance(values, np.ndarray):
        return cast(Array, values).ndim == 1 and len(cast(Array, values)) > 0
    if not isinstance(values, list):
        return False
    points = cast("list[Any]", values)
    return bool(points) and not isinstance(points[0], (list, np.ndarray))

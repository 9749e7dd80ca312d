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

PARTNERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("scatter", "scattergl", "bar", "funnel", "waterfall"), ("x", "y")),
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
            raise BadData(f"{called} is of type {kind!r}, which Plotly does not have. {nearest(kind, sorted(TYPES))}")
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
            raise BadData(f"Plotly has no type of trace {kind!r}. {nearest(str(kind), sorted(TYPES))}")


def _is_flat(values: Any) -> bool:
    """Whether it is a list of points; a list of lists is one of names on several levels."""
    if isinstance(values, np.ndarray):
        return cast(Array, values).ndim == 1 and len(cast(Array, values)) > 0
    if not isinstance(values, list):
        return False
    points = cast("list[Any]", values)
    return bool(points) and not isinstance(points[0], (list, np.ndarray))

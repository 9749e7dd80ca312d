"""Which build of Plotly draws which traces. frontend/src/widgets/chart/library.ts has the same list."""

from __future__ import annotations

from collections.abc import Collection, Mapping

FULL = "plotly.js"
FLAT = frozenset(
    [
        "bar",
        "box",
        "contour",
        "heatmap",
        "histogram",
        "histogram2d",
        "histogram2dcontour",
        "image",
        "pie",
        "scatter",
        "scatterternary",
        "violin",
    ]
)
PARTS: Mapping[str, frozenset[str]] = {
    "plotly-cartesian.js": FLAT,
    "plotly-gl2d.js": FLAT | {"parcoords", "scattergl", "splom"},
    "plotly-geo.js": frozenset({"choropleth", "scatter", "scattergeo"}),
}
"""Builds that are less than half of the whole, and the types that each draws."""

BUILDS = frozenset({FULL, *PARTS})


def build_for(types: Collection[str]) -> str:
    """The smallest build that draws all of some types."""
    return next((name for name, known in PARTS.items() if known.issuperset(types)), FULL)

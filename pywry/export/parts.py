"""Which files of the front end a page needs that asks nobody for more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from pywry.render.bundles import FULL, build_for

MODULES = {"chart": ("chart.js",), "grid": ("grid.js", "aggrid.js")}
OTHERS = ("dashboard.js",)
GEO = re.compile(r"^geo\d*$")
MAPS = frozenset({"choropleth", "scattergeo"})

Panels = Mapping[str, Mapping[str, Any]]


def parts_of(panels: Panels, libraries: Iterable[str]) -> list[str]:
    """The logical names of what draws some panels.

    Args:
        panels: What `panel:<id>` says of each.
        libraries: What the document has already, "plotly" or "aggrid".
    """
    names = dict.fromkeys(name for panel in panels.values() for name in MODULES.get(panel["kind"], OTHERS))
    figures = [panel["figure"] for panel in panels.values() if panel["kind"] == "chart"]
    if figures:
        types = {str(trace.get("type", "scatter")) for figure in figures for trace in figure["data"]}
        names[FULL if "plotly" in libraries else build_for(types)] = None
        names |= dict.fromkeys(name for figure in figures for name in _maps(figure))
    there = {"plotly": FULL, "aggrid": "aggrid.js"}
    return [name for name in names if name not in {there[library] for library in libraries}]


def _maps(figure: Mapping[str, Any]) -> set[str]:
    """The files with the outlines of its maps; frontend/src/widgets/chart/maps.ts has the same rule."""
    traces: list[Mapping[str, Any]] = figure["data"]
    places = {str(trace.get("geo", "geo")) for trace in traces if trace.get("type") in MAPS}
    if not places:
        return set()
    layout = cast("Mapping[str, Any]", figure["layout"])
    places |= {name for name in layout if GEO.match(name)}
    return {_map(cast("Mapping[str, Any]", layout.get(place) or {})) for place in places}


def _map(geo: Mapping[str, Any]) -> str:
    scope, resolution = geo.get("scope") or "world", int(geo.get("resolution") or 110)
    if resolution != 110:
        return "maps-50m.js"
    return "map-world.js" if scope == "world" else "maps-110m.js"

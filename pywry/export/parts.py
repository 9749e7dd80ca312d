"""Which files of the front end a page needs that asks nobody for more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from pywry.data.traces import types_in
from pywry.render.bundles import FULL, build_for

MODULES = {"chart": ("chart.js",), "grid": ("grid.js", "aggrid.js")}
OTHERS = ("dashboard.js",)
GEO = re.compile(r"^geo\d*$")
MAPS = frozenset({"choropleth", "scattergeo"})
TILES = frozenset({"choroplethmap", "densitymap", "scattermap"})
WORLD = "map-world.js"

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
        types = frozenset[str]().union(*map(types_in, figures))
        names[FULL if "plotly" in libraries else build_for(types)] = None
        names |= dict.fromkeys(name for figure in figures for name in _maps(figure))
    there = {"plotly": FULL, "aggrid": "aggrid.js"}
    return [name for name in names if name not in {there[library] for library in libraries}]


def _maps(figure: Mapping[str, Any]) -> set[str]:
    """The files with the outlines of its maps; maps.ts and ground.ts of the front end have the same rules."""
    traces: list[Mapping[str, Any]] = figure["data"]
    # Where tiles cannot come, outlines take their place.
    under = {WORLD} if any(trace.get("type") in TILES for trace in traces) else set[str]()
    places = {str(trace.get("geo", "geo")) for trace in traces if trace.get("type") in MAPS}
    if not places:
        return under
    layout = cast("Mapping[str, Any]", figure["layout"])
    places |= {name for name in layout if GEO.match(name)}
    return under | {_map(cast("Mapping[str, Any]", layout.get(place) or {})) for place in places}


def _map(geo: Mapping[str, Any]) -> str:
    scope, resolution = geo.get("scope") or "world", int(geo.get("resolution") or 110)
    if resolution != 110:
        return "maps-50m.js"
    return WORLD if scope == "world" else "maps-110m.js"

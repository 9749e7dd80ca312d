"""Panels as they are now, for a document that stands alone: with what a person sees, and with all their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import numpy as np

from pywry.data.engine.query import Query
from pywry.data.texts import Texts
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry.panels.gridview import restored
from pywry.panels.paged import PagedGridPanel
from pywry_tools.errors import BadData
from pywry_tools.ports import Panel

PAGED = ("paged", "at", "shown", "total")


def still(panel: Panel, max_rows: int, *, cut: bool = False) -> dict[str, Any]:
    """What `panel:<id>` says of a panel that Python no longer stands behind.

    Args:
        panel: The panel.
        max_rows: How many rows a grid may have.
        cut: Whether of a grid whose rows stay in Python the first ones are taken where it has more.

    Raises:
        BadData: A grid has more.
    """
    if isinstance(panel, ChartPanel):
        return _chart(panel)
    if cut and isinstance(panel, GridPanel):
        return _first(panel, max_rows) if isinstance(panel, PagedGridPanel) else _looked_at(panel, panel.wire())
    if isinstance(panel, GridPanel):
        _check(panel, max_rows)
        return _looked_at(panel, _whole(panel) if isinstance(panel, PagedGridPanel) else panel.wire())
    return panel.wire()


def _chart(panel: ChartPanel) -> dict[str, Any]:
    """The figure, zoomed as the person who zoomed last sees it."""
    wire = panel.wire()
    ranges = zoom_of(panel)
    if not ranges:
        return wire
    layout = dict(wire["figure"]["layout"])
    for axis, edges in ranges.items():
        layout[axis] = {**layout.get(axis, {}), "range": edges, "autorange": False}
    return {**wire, "figure": {**wire["figure"], "layout": layout}}


def zoom_of(panel: ChartPanel) -> dict[str, Any]:
    """The ranges of the axes that the person who zoomed last sees."""
    zoom: Mapping[str, Any] = panel.seen.get("zoom", {})
    return {axis: edges for axis, edges in zoom.items() if edges is not None and None not in edges}


def _check(panel: GridPanel, max_rows: int) -> None:
    if panel.rows.count > max_rows:
        raise BadData(
            f"grid {panel.id!r} has {panel.rows.count:,} rows, and an exported page may have {max_rows:,} in a grid. "
            f"Give a larger max_rows, show fewer rows, or save them with grid_export_csv."
        )


def _whole(panel: PagedGridPanel) -> dict[str, Any]:
    """All rows of a grid whose rows stay in Python, as a grid has them whose rows travel."""
    wire = {name: value for name, value in panel.wire().items() if name not in PAGED}
    order = panel.rows.order(Query(), None)
    table, places = panel.rows.block(order, 0, panel.rows.over.span, list(panel.kinds))
    wire |= {"rows": table.rows, "data": table.wire_data(), "rowIds": Texts.of(panel.rows.ids_at(places)).wire()}
    if panel.keep is not None:
        wire["keep"] = np.flatnonzero(np.isin(places, panel.keep)).astype(np.uint32)
    return wire


def _first(panel: PagedGridPanel, rows: int) -> dict[str, Any]:
    """The first rows of the view that a person has, in its order; `of` says how many there are."""
    wire = _looked_at(panel, {name: value for name, value in panel.wire().items() if name not in PAGED})
    options = cast("Mapping[str, Any]", wire.get("options") or {})
    state = cast("Mapping[str, Mapping[str, Any]]", options.get("initialState") or {})
    view = {
        "sort": state.get("sort", {}).get("sortModel"),
        "filter": state.get("filter", {}).get("filterModel"),
        "quick": options.get("quickFilterText"),
    }
    block = panel.head(view, rows)
    at = block["at"].tolist()
    ids = block.get("rowIds") or Texts.of([str(place) for place in at]).wire()
    counts = {"shown": block["shown"], "total": block["total"]}
    return {**wire, "rows": block["rows"], "data": block["data"], "rowIds": ids, "of": counts, "keep": None}


def _looked_at(panel: GridPanel, wire: dict[str, Any]) -> dict[str, Any]:
    """Filtered and sorted as the person who did so last sees it."""
    state = view_of(panel)
    if not state:
        return wire
    options: Mapping[str, Any] = wire.get("options") or {}
    return {**wire, "options": {**options, "initialState": restored(options.get("initialState") or {}, state)}}


def view_of(panel: GridPanel) -> dict[str, Any]:
    """The `filterModel` and `sortModel` of the person who filtered or sorted last; empty if nobody did."""
    seen: Mapping[str, Any] = panel.summary().get("seen", {})
    state: dict[str, Any] = {}
    if "filter" in seen:
        state["filterModel"] = cast("Mapping[str, Any]", seen["filter"]).get("model")
    if "sort" in seen:
        state["sortModel"] = seen["sort"]
    return state

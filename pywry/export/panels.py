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


def still(panel: Panel, max_rows: int) -> dict[str, Any]:
    """What `panel:<id>` says of a panel that Python no longer stands behind.

    Args:
        panel: The panel.
        max_rows: How many rows a grid may have.

    Raises:
        BadData: A grid has more.
    """
    if isinstance(panel, ChartPanel):
        return _chart(panel)
    if isinstance(panel, GridPanel):
        _check(panel, max_rows)
        return _looked_at(panel, _whole(panel) if isinstance(panel, PagedGridPanel) else panel.wire())
    return panel.wire()


def _chart(panel: ChartPanel) -> dict[str, Any]:
    """The figure, zoomed as the person who zoomed last sees it."""
    wire = panel.wire()
    zoom: Mapping[str, Any] = panel.seen.get("zoom", {})
    ranges = {axis: edges for axis, edges in zoom.items() if edges is not None and None not in edges}
    if not ranges:
        return wire
    layout = dict(wire["figure"]["layout"])
    for axis, edges in ranges.items():
        layout[axis] = {**layout.get(axis, {}), "range": edges, "autorange": False}
    return {**wire, "figure": {**wire["figure"], "layout": layout}}


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


def _looked_at(panel: GridPanel, wire: dict[str, Any]) -> dict[str, Any]:
    """Filtered and sorted as the person who did so last sees it."""
    seen: Mapping[str, Any] = panel.summary().get("seen", {})
    state: dict[str, Any] = {}
    if "filter" in seen:
        state["filterModel"] = cast("Mapping[str, Any]", seen["filter"]).get("model")
    if "sort" in seen:
        state["sortModel"] = seen["sort"]
    if not state:
        return wire
    options: Mapping[str, Any] = wire.get("options") or {}
    return {**wire, "options": {**options, "initialState": restored(options.get("initialState") or {}, state)}}

"""Links: what a person picks in one panel narrows what others show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pywry.data.columns import Mask
from pywry.data.table import Table
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry.panels.recipes import Recipe
from pywry_tools.errors import BadData
from pywry_tools.events import grid, plotly
from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import Link

SELECT = (plotly.Selected, plotly.Deselected, grid.RowsSelected)
CLICK = (plotly.Clicked, plotly.Deselected, grid.CellClicked)


@dataclass
class Pick:
    """What a person picked in a panel.

    Attributes:
        rows: Rows of the panel's own table; None if it has none.
        values: Values to look for in the link's column; None if rows say it all.
        limits: Or lower and upper limit in that column.
        mark: What was clicked, so that a second click lifts it; None for a selection.
    """

    rows: Mask | None = None
    values: list[Any] | None = None
    limits: tuple[Any, Any] | None = None
    mark: Any = None


@dataclass
class Follower:
    """A link that is at work.

    Attributes:
        link: As it was declared.
        targets: The panels that it narrows.
        masks: The rows that it leaves, by dataset; empty while nothing is picked.
        mark: What was clicked.
    """

    link: Link
    targets: Sequence[str]
    masks: dict[str, Mask] = field(default_factory=dict[str, Mask])
    mark: Any = None

    def hears(self, event: Event) -> bool:
        """Whether an event is for it."""
        wanted = {"select": SELECT, "click": CLICK, None: (*SELECT, *CLICK)}[self.link.event]
        return event.panel == self.link.source and isinstance(event, wanted)


def picked(event: Event, panel: ChartPanel | GridPanel, recipe: Recipe | None) -> Pick | None:
    """What an event says was picked; None if the pick was lifted."""
    match event:
        case plotly.Clicked() if event.points:
            found = of_points(event.points, panel, recipe)
            return Pick(
                found.rows, found.values, mark=[(p.get("curveNumber"), p.get("pointNumber")) for p in event.points]
            )
        case plotly.Selected() if event.points:
            return of_points(event.points, panel, recipe)
        case plotly.Selected() if event.range:
            return of_range(event.range, recipe)
        case grid.RowsSelected() if event.row_ids and isinstance(panel, GridPanel):
            return Pick(rows_of(event.row_ids, panel))
        case grid.CellClicked() if isinstance(panel, GridPanel):
            return Pick(rows_of([event.row_id], panel), mark=event.row_id)
        case _:
            return None


def rows_of(ids: Sequence[str], panel: GridPanel) -> Mask:
    """The rows of a grid with these ids."""
    mask: Mask = np.zeros(panel.table.rows, dtype=bool)
    mask[[panel.place(name) for name in ids if panel.has(name)]] = True
    return mask


def of_points(points: Sequence[Mapping[str, Any]], panel: ChartPanel | GridPanel, recipe: Recipe | None) -> Pick:
    """The rows behind points, or the points' own names where the chart is a figure of the person's."""
    if recipe is not None:
        return Pick(recipe.rows(points))
    traces = panel.figure["data"] if isinstance(panel, ChartPanel) else []
    return Pick(values=list(dict.fromkeys(name_of(p, traces) for p in points)))


def name_of(point: Mapping[str, Any], traces: Sequence[Mapping[str, Any]]) -> Any:
    """What a point stands for: x, or y where the bars lie."""
    curve = point.get("curveNumber") or 0
    lying = curve < len(traces) and traces[curve].get("orientation") == "h"
    value = point.get("y" if lying else "x")
    return value if not isinstance(value, (list, dict)) else str(value)


def of_range(range_: Mapping[str, Any], recipe: Recipe | None) -> Pick | None:
    """The rows inside a box, or the box's sides along x where the chart is a figure of the person's."""
    if recipe is not None:
        mask = recipe.rows_in(range_)
        return None if mask is None else Pick(mask)
    if "x" not in range_:
        return None
    low, high = sorted(range_["x"])
    return Pick(limits=(low, high))


def masks_of(
    pick: Pick, link: Link, source: Table | None, datasets: Mapping[str, Table], own: str | None
) -> dict[str, Mask]:
    """The rows that a pick leaves in every dataset.

    Args:
        pick: What was picked.
        link: Which column it goes by.
        source: The table of the panel in which it was picked, if it has one.
        datasets: The tables that the targets show.
        own: The name of `source` among them.
    """
    if link.column is None:
        return {own: pick.rows} if own is not None and pick.rows is not None else {}
    values = pick.values
    if pick.rows is not None and source is not None:
        values = source.column(link.column).take(pick.rows).groups()[1]
    out: dict[str, Mask] = {}
    for name, table in datasets.items():
        try:
            column = table.column(link.column)
            out[name] = column.equal(values) if values is not None else column.between(*(pick.limits or (None, None)))
        except BadData as error:
            raise BadData(f"the link from {link.source!r} cannot filter {name!r}: {error}") from None
    return out

"""What a person picked in a panel, and which rows of the datasets that means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np

from pywry.data.columns import Column, Mask
from pywry.data.table import Table
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry.panels.input import InputPanel
from pywry.panels.paged import PagedGridPanel
from pywry.panels.recipes import Recipe
from pywry_tools.events import grid, plotly
from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import Link


@dataclass
class Pick:
    """What a person picked in a panel.

    Attributes:
        rows: Rows of the panel's own table; None if it has none.
        values: Values to look for in the link's column; None if rows say it all.
        limits: Or lower and upper limit in that column; None is no limit.
        words: Or what its text holds, in whatever case.
        mark: What was clicked, so that a second click lifts it; None for a selection.
        name: What the first mark or row is called.
    """

    rows: Mask | None = None
    values: list[Any] | None = None
    limits: tuple[Any, Any] | None = None
    words: str | None = None
    mark: Any = None
    name: Any = None


def picked(event: Event, panel: ChartPanel | GridPanel, recipe: Recipe | None) -> Pick | None:
    """What an event says was picked; None if the pick was lifted."""
    match event:
        case plotly.Clicked() if event.points:
            found = of_points(event.points, panel, recipe)
            mark = [(p.get("curveNumber"), p.get("pointNumber")) for p in event.points]
            return replace(found, mark=mark)
        case plotly.Selected() if event.points:
            return of_points(event.points, panel, recipe)
        case plotly.Selected() if event.range and (recipe is None or not recipe.has_points):
            return of_range(event.range, recipe)
        case grid.RowsSelected() if event.every is not None and isinstance(panel, PagedGridPanel):
            return Pick(panel.selected_mask())
        case grid.RowsSelected() if event.row_ids and isinstance(panel, GridPanel):
            return Pick(rows_of(event.row_ids, panel), name=event.row_ids[0])
        case grid.CellClicked() if isinstance(panel, GridPanel):
            return Pick(rows_of([event.row_id], panel), mark=event.row_id, name=event.row_id)
        case _:
            return None


def chosen_in(panel: InputPanel) -> Pick | None:
    """What is chosen in an input; None if that leaves everything."""
    value = panel.value
    match panel.type:
        case _ if value in (None, ""):
            return None
        case "slider":
            return None if value <= panel.options[0] else Pick(limits=(value, None), name=value)
        case "date":
            return Pick(limits=(value, f"{value}T23:59:59.999999"), name=value)
        case "text":
            return Pick(words=value, name=value)
        case "checkbox":
            return Pick(values=[True], name=True) if value else None
        case "select":
            return Pick(values=[value], name=value)


def rows_of(ids: Sequence[str], panel: GridPanel) -> Mask:
    """The rows of a grid with these ids."""
    mask: Mask = np.zeros(panel.table.rows, dtype=bool)
    mask[[panel.rows.place(name) for name in ids if panel.rows.has(name)]] = True
    return mask


def of_points(points: Sequence[Mapping[str, Any]], panel: ChartPanel | GridPanel, recipe: Recipe | None) -> Pick:
    """The rows behind points, or the points' own names where the chart is a figure of the person's."""
    traces = panel.traces if isinstance(panel, ChartPanel) else []
    names = list(dict.fromkeys(name_of(p, traces) for p in points))
    if recipe is not None:
        return Pick(recipe.rows(points), name=names[0])
    return Pick(values=names, name=names[0])


def name_of(point: Mapping[str, Any], traces: Sequence[Mapping[str, Any]]) -> Any:
    """What a point stands for: x, or y where the bars lie."""
    curve = point.get("curveNumber") or 0
    lying = curve < len(traces) and traces[curve].get("orientation") == "h"
    value = point.get("y" if lying else "x", point.get("label"))
    return value if isinstance(value, (str, int, float)) else str(cast(object, value))


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
        if own is None or own not in datasets or pick.rows is None:
            return {}
        # A grid may have got more rows than its dataset has; those of the dataset come first.
        return {own: pick.rows[: datasets[own].rows]}
    values = pick.values
    if pick.rows is not None and source is not None:
        # Positions, for the grid may have got more rows since.
        values = source.column(link.column).take(np.flatnonzero(pick.rows)).groups()[1]
    if pick.words is not None:
        return {name: holding(table.column(link.column), pick.words) for name, table in datasets.items()}
    found = {name: mask_of(table.column(link.column), values, pick.limits) for name, table in datasets.items()}
    return {name: mask for name, mask in found.items() if mask is not None}


def holding(column: Column, words: str) -> Mask:
    """The rows whose text holds some words, in whatever case."""
    codes, values = column.groups()
    sought = words.casefold()
    hits = [value is not None and sought in str(value).casefold() for value in values]
    mask: Mask = np.asarray(hits, dtype=bool)[codes] if hits else np.zeros(len(column), dtype=bool)
    return mask


def mask_of(column: Column, values: Sequence[Any] | None, limits: tuple[Any, Any] | None) -> Mask | None:
    """The rows that hold one of some values, or lie between limits; None where an axis of names has only places."""
    if values is not None:
        return column.equal(values)
    if limits is None or (column.type in ("text", "object", "boolean") and not isinstance(limits[0], str)):
        return None
    return column.between(*limits)

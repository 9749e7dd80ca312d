"""Scatter plots: a point for every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from pywry.data.columns import Column, Mask, Numbers, Positions
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.panels.recipes.base import Point, Recipe, axis, brief, named, numbers_of, within
from pywry_tools.models.dashboard import PanelSpec

MANY = 5_000


class Points(Recipe):
    """A point for every row that has both values."""

    def __init__(self, spec: PanelSpec, table: Table, *, picks: bool = False) -> None:
        super().__init__(spec, table, picks=picks)
        self.x, self.y = self.column(self.required("x")), self.column(self.required("y"))
        self.colors, self.names = self.series()
        self.drawn: list[Array] = []

    def _draw(self, kept: Positions | None) -> None:
        rows = np.arange(self.table.rows) if kept is None else kept
        colors = self.colors[rows]
        self.drawn = [rows[colors == i] for i in range(len(self.names))]

    def changed(self, kept: Positions | None) -> dict[str, list[Any]]:
        """Both coordinates of every point."""
        self._draw(kept)
        return {"x": [values(self.x, rows) for rows in self.drawn], "y": [values(self.y, rows) for rows in self.drawn]}

    def traces(self, kept: Positions | None = None) -> list[dict[str, Any]]:
        """One trace a series; many points are drawn by the graphics card."""
        found = self.changed(kept)
        kind = "scattergl" if self.table.rows > MANY else "scatter"
        size = 4 if self.table.rows > MANY else 7
        look = {"type": kind, "mode": "markers", "marker": {"size": size, "opacity": 0.7}}
        names = [{"name": str(name)} if self.spec.color is not None else {} for name in named(self.names)]
        return [{**look, **names[i], "x": found["x"][i], "y": found["y"][i]} for i in range(len(self.names))]

    def axes(self) -> dict[str, Any]:
        """Titles."""
        axes = {"xaxis": axis(self.required("x"), self.x), "yaxis": axis(self.required("y"), self.y)}
        return {**axes, "legend": {"itemsizing": "constant"}}

    def rows(self, points: Sequence[Point]) -> Mask:
        """Exactly those rows."""
        mask: Mask = np.zeros(self.table.rows, dtype=bool)
        for curve, at in numbers_of(points):
            if curve < len(self.drawn) and isinstance(at, int) and at < len(self.drawn[curve]):
                mask[self.drawn[curve][at]] = True
        return mask

    def rows_in(self, range_: Mapping[str, Any]) -> Mask | None:
        """Inside the box, in both directions; among the rows that are drawn."""
        across, up = super().rows_in(range_), None
        if "y" in range_:
            edges = sorted(cast("Sequence[Any]", range_["y"]))
            up = within(self.y, edges[0], edges[-1])
        if across is None or up is None:
            return None
        drawn: Mask = np.zeros(self.table.rows, dtype=bool)
        drawn[np.concatenate(self.drawn)] = True
        return across & up & drawn


def values(column: Column, rows: Array) -> Any:
    """A column's values at positions as a chart takes them."""
    part = column.take(rows)
    if isinstance(part, Numbers):
        return part.array
    return [brief(value) if isinstance(value, str) else value for value in part.values()]

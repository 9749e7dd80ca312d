"""Bars, lines, areas and pies: one number for every value of x, and of color."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pywry.data.columns import Mask, Positions
from pywry.data.group import Groups
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.panels.recipes.base import Point, Recipe, axis, clean, named, numbers_of
from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import PanelSpec

FEW = 40

LOOKS: Mapping[str, Mapping[str, Any]] = {
    "bar": {"type": "bar"},
    "line": {"type": "scatter", "mode": "lines"},
    "area": {"type": "scatter", "mode": "lines", "stackgroup": "all"},
    "scatter": {"type": "scatter", "mode": "markers"},
    "pie": {"type": "pie", "sort": False, "hole": 0.5, "textposition": "inside"},
}


class Grouped(Recipe):
    """One number for every value of x; the places of the values stay, whatever is filtered."""

    def __init__(self, spec: PanelSpec, table: Table, *, picks: bool = False) -> None:
        super().__init__(spec, table, picks=picks)
        self.x = self.column(self.required("x"))
        self.codes, self.labels = self.x.groups()
        self.colors, self.names = self.series()
        self.measured = self.column(spec.y) if spec.y is not None else None
        size = len(self.labels) * len(self.names)
        self.groups = Groups(self.codes * len(self.names) + self.colors, size)
        self.there = self.groups.reduce("count", None).reshape(len(self.labels), len(self.names)) > 0
        self.order = self._order()
        if spec.chart == "pie" and spec.color is not None:
            raise BadData(f"panel {spec.id!r}: a pie is split by x alone; leave color out, or show bars.")

    def _order(self) -> Array:
        places = np.arange(len(self.labels))
        sort = self.spec.sort
        if sort in ("y", "-y"):
            overall = Groups(self.codes, len(self.labels)).reduce(self.how, self.measured)
            overall = np.where(np.isnan(overall), np.inf if sort == "y" else -np.inf, overall)
            places = np.argsort(overall if sort == "y" else -overall, kind="stable")
        elif sort in ("x", "-x"):
            known = sorted(
                (i for i in places.tolist() if self.labels[i] is not None),
                key=lambda i: self.labels[i],
                reverse=sort == "-x",
            )
            places = np.array([*known, *(i for i in places.tolist() if self.labels[i] is None)], dtype=np.intp)
        return places[: self.spec.limit]

    def _values(self, kept: Positions | None) -> list[Array]:
        found = self.groups.reduce(self.how, self.measured, kept).reshape(len(self.labels), len(self.names))
        if self.spec.chart in ("line", "scatter"):
            found = np.where(self.there, found, np.nan)
        return [clean(found[self.order, i]) for i in range(len(self.names))]

    @property
    def has_points(self) -> bool:
        """Whether there are bars, slices or dots; a line of many values has no dots, which would hide it."""
        return self.spec.chart != "area" and (self.spec.chart != "line" or len(self.order) <= FEW)

    def traces(self, kept: Positions | None = None) -> list[dict[str, Any]]:
        """One trace a series."""
        chart = self.spec.chart or "bar"
        labels = [self.labels[i] for i in self.order.tolist()]
        if self.x.type not in ("number", "integer", "date", "datetime"):
            labels = named(labels)
        along, up = ("labels", "values") if chart == "pie" else ("x", "y")
        values = self._values(kept)
        looks = dict(LOOKS[chart])
        if chart == "line" and self.has_points:
            looks["mode"] = "lines+markers"
        names = [{"name": str(name)} if self.spec.color is not None else {} for name in named(self.names)]
        return [{**looks, **names[i], along: labels, up: values[i]} for i in range(len(self.names))]

    def _layout(self) -> dict[str, Any]:
        layout = super()._layout()
        if self.spec.chart == "pie":
            layout.pop("dragmode", None)
        return layout

    def axes(self) -> dict[str, Any]:
        """Titles, and what a second series does to the first."""
        if self.spec.chart == "pie":
            return {"showlegend": True, "margin": {"l": 16, "r": 16, "t": 16, "b": 16}}
        extra = {"barmode": "stack", "bargap": 0.15} if self.spec.chart == "bar" else {}
        return {"xaxis": axis(self.required("x"), self.x), "yaxis": axis(self.measure), **extra}

    def changed(self, kept: Positions | None) -> dict[str, list[Any]]:
        """Only the numbers."""
        return {"values" if self.spec.chart == "pie" else "y": self._values(kept)}

    def rows(self, points: Sequence[Point]) -> Mask:
        """All rows of the groups."""
        hits = np.zeros((len(self.labels), len(self.names)), dtype=bool)
        for curve, at in numbers_of(points):
            if curve < len(self.names) and isinstance(at, int) and at < len(self.order):
                hits[self.order[at], curve] = True
        return hits.reshape(-1).take(self.groups.codes)

    def rows_in(self, range_: Mapping[str, Any]) -> Mask | None:
        """Between two values, or between two places of names."""
        mask = super().rows_in(range_)
        if mask is not None or "x" not in range_:
            return mask
        low, high = sorted(float(edge) for edge in range_["x"])
        inside = self.order[max(0, int(np.ceil(low))) : int(np.floor(high)) + 1]
        return np.isin(self.codes, inside)

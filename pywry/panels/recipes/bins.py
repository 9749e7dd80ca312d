"""Histograms: how many rows fall between two values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, cast

import numpy as np

from pywry.data.columns import Mask, Positions
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.data.texts import Dates
from pywry.panels.recipes.base import Point, Recipe, axis, named, numbers_of
from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import PanelSpec

USUAL = 40
MOST = 1_000
SECOND, DAY = 1_000_000, 86_400_000_000
SPANS = (
    *(s * SECOND for s in (1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10800, 21600, 43200)),
    *(d * DAY for d in (1, 7, 30, 91, 365, 3652)),
)


class Bins(Recipe):
    """Bars over intervals of equal width, whose edges are round numbers."""

    def __init__(self, spec: PanelSpec, table: Table, *, picks: bool = False) -> None:
        super().__init__(spec, table, picks=picks)
        self.x = self.column(self.required("x"))
        self.dated = isinstance(self.x, Dates)
        self.place = self._numbers()
        there = self.place[np.isfinite(self.place)]
        low, high = (float(there.min()), float(there.max())) if there.size else (0.0, 0.0)
        self.step = self._step(high - low, min(spec.limit or USUAL, MOST))
        self.first = math.floor(low / self.step)
        self.count = max(1, math.floor(high / self.step) - self.first + 1)
        self.bins = np.where(np.isfinite(self.place), np.floor(self.place / self.step) - self.first, -1).astype(np.intp)
        self.colors, self.names = self.series()

    def _numbers(self) -> Array:
        if isinstance(self.x, Dates):
            moments = self.x.array
            return np.where(np.isnat(moments), np.nan, moments.astype(np.int64).astype(np.float64))
        try:
            return self.x.numbers()
        except BadData:
            raise BadData(
                f"panel {self.spec.id!r}: a histogram needs numbers or dates; for {self.spec.x!r} show bars."
            ) from None

    def _step(self, span: float, wanted: int) -> float:
        rough = span / wanted or 1.0
        if self.dated:
            return float(next((s for s in SPANS if s >= rough), SPANS[-1]))
        scale = 10.0 ** math.floor(math.log10(rough))
        whole = self.x.type == "integer"
        nice = (1, 2, 5, 10) if whole and scale < 10 else (1, 2, 2.5, 5, 10)
        step = next(scale * part for part in nice if scale * part >= rough * 0.999)
        return max(1.0, step) if whole else step

    def _edges(self) -> Array:
        return (self.first + np.arange(self.count + 1)) * self.step

    def _counts(self, kept: Positions | None) -> list[Array]:
        bins, colors = (self.bins, self.colors) if kept is None else (self.bins[kept], self.colors[kept])
        there = bins >= 0
        joint = bins[there] * len(self.names) + colors[there]
        found = np.bincount(joint, minlength=self.count * len(self.names)).reshape(self.count, -1)
        return [found[:, i] for i in range(len(self.names))]

    def traces(self, kept: Positions | None = None) -> list[dict[str, Any]]:
        """One trace of bars a series."""
        edges, counts = self._edges(), self._counts(kept)
        middles = (edges[:-1] + edges[1:]) / 2
        x: Any = middles if not self.dated else Dates(middles.astype(np.int64).astype("datetime64[us]")).values()
        width = self.step if not self.dated else self.step / 1000
        said_ = [f"{low} to {high}" for low, high in zip(self._said(edges[:-1]), self._said(edges[1:]), strict=True)]
        hover = "%{customdata}<br>%{y:,} rows<extra></extra>"
        look = {"type": "bar", "x": x, "width": width, "customdata": said_, "hovertemplate": hover}
        names = [{"name": str(name)} if self.spec.color is not None else {} for name in named(self.names)]
        return [{**look, **names[i], "y": counts[i]} for i in range(len(self.names))]

    def _said(self, edges: Array) -> list[str]:
        if self.dated:
            return cast(
                "list[str]", Dates(edges.astype(np.int64).astype("datetime64[us]"), days=self.step >= DAY).values()
            )
        return [f"{edge:g}" for edge in edges.tolist()]

    def axes(self) -> dict[str, Any]:
        """Titles; bars without gaps."""
        return {"xaxis": axis(self.required("x"), self.x), "yaxis": axis("rows"), "barmode": "stack", "bargap": 0.04}

    def changed(self, kept: Positions | None) -> dict[str, list[Any]]:
        """Only the heights."""
        return {"y": self._counts(kept)}

    def rows(self, points: Sequence[Point]) -> Mask:
        """The rows that fall into those bars."""
        hits = np.zeros((self.count + 1, len(self.names)), dtype=bool)
        for curve, at in numbers_of(points):
            if curve < len(self.names) and isinstance(at, int) and at < self.count:
                hits[at, curve] = True
        return cast(Mask, hits[self.bins, self.colors])

"""Box plots: how the values of y spread for every value of x."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

import numpy as np

from pywry.data.columns import Mask, Positions
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.panels.recipes.base import Point, Recipe, axis, named, numbers_of
from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import PanelSpec

PARTS = ("q1", "median", "q3", "lowerfence", "upperfence", "mean")


class Boxes(Recipe):
    """Quartiles, whiskers at 1.5 times their distance, and the mean; computed here, so that rows need not travel."""

    brushes: ClassVar[bool] = False

    def __init__(self, spec: PanelSpec, table: Table, *, picks: bool = False) -> None:
        super().__init__(spec, table, picks=picks)
        self.y = self.column(self.required("y")).numbers()
        if spec.color is not None:
            raise BadData(f"panel {spec.id!r}: boxes are split by x alone; leave color out.")
        self.codes, self.labels = self._split()

    def _split(self) -> tuple[Array, list[Any]]:
        if self.spec.x is None:
            return np.zeros(self.table.rows, dtype=np.intp), [None]
        return self.column(self.spec.x).groups()

    def _parts(self, kept: Positions | None) -> dict[str, Array]:
        codes, values = (self.codes, self.y) if kept is None else (self.codes[kept], self.y[kept])
        there = np.isfinite(values)
        codes, values = codes[there], values[there]
        order = np.lexsort((values, codes))
        counts = np.bincount(codes, minlength=len(self.labels))
        parts = np.split(values[order], np.cumsum(counts)[:-1])
        found = np.array([spread(part) for part in parts]).reshape(-1, len(PARTS))
        return {name: found[:, i] for i, name in enumerate(PARTS)}

    def traces(self, kept: Positions | None = None) -> list[dict[str, Any]]:
        """One trace with a box for every value of x."""
        labels = named(self.labels) if self.spec.x else [self.spec.y]
        return [{"type": "box", "x": labels, **self._parts(kept), "boxpoints": False, "name": ""}]

    def axes(self) -> dict[str, Any]:
        """Titles."""
        x = axis(self.spec.x, self.column(self.spec.x)) if self.spec.x else {"type": "category"}
        return {"xaxis": x, "yaxis": axis(self.required("y")), "showlegend": False}

    def changed(self, kept: Positions | None) -> dict[str, list[Any]]:
        """All parts of the boxes."""
        return {name: [values] for name, values in self._parts(kept).items()}

    def rows(self, points: Sequence[Point]) -> Mask:
        """The rows of those boxes."""
        places = {name: i for i, name in enumerate(named(self.labels))}
        wanted = [places[p["x"]] for p in points if p.get("x") in places]
        wanted += [at for _, at in numbers_of(points) if isinstance(at, int) and not any("x" in p for p in points)]
        return np.isin(self.codes, wanted)


def spread(values: Array) -> list[float]:
    """The parts of one box from sorted values."""
    if not values.size:
        return [np.nan] * len(PARTS)
    q1, median, q3 = cast("list[float]", np.percentile(values, [25, 50, 75]).tolist())
    reach = 1.5 * (q3 - q1)
    low = values[np.searchsorted(values, q1 - reach)]
    high = values[np.searchsorted(values, q3 + reach, side="right") - 1]
    return [q1, median, q3, float(low), float(high), float(values.mean())]

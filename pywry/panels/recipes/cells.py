"""Heat maps: one number for every pair of x and y."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

import numpy as np

from pywry.data.columns import Mask, Positions
from pywry.data.group import Groups, How
from pywry.data.growing import Array
from pywry.data.table import Table
from pywry.panels.recipes.base import Point, Recipe, axis, named, numbers_of
from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import PanelSpec

FEW = 60
MOST = 2_000_000


class Cells(Recipe):
    """A field for every pair of values; color is what is measured."""

    brushes: ClassVar[bool] = False

    def __init__(self, spec: PanelSpec, table: Table, *, picks: bool = False) -> None:
        super().__init__(spec, table, picks=picks)
        self.x, self.y = self.column(self.required("x")), self.column(self.required("y"))
        self.across, self.columns = self.x.groups()
        self.up, self.lines = self.y.groups()
        self.measured = self.column(spec.color) if spec.color is not None else None
        if len(self.columns) * len(self.lines) > MOST:
            raise BadData(
                f"panel {spec.id!r}: {spec.x!r} and {spec.y!r} make {len(self.columns)} times {len(self.lines)} "
                "fields, which nobody can see; name columns with fewer values, or round them first."
            )
        fields = self.up * len(self.columns) + self.across
        self.groups = Groups(fields, len(self.columns) * len(self.lines))

    @property
    def how(self) -> How:
        """How many rows become one number."""
        return self.spec.agg or ("count" if self.measured is None else "mean")

    def _field(self, kept: Positions | None) -> Array:
        found = self.groups.reduce(self.how, self.measured, kept).reshape(len(self.lines), len(self.columns))
        empty = self.groups.reduce("count", None, kept).reshape(found.shape) == 0
        return np.where(empty, np.nan, found)

    def traces(self, kept: Positions | None = None) -> list[dict[str, Any]]:
        """One heat map."""
        title = f"{self.how} of {self.spec.color}" if self.measured is not None else "rows"
        bar = {"title": {"text": title}, "thickness": 12, "outlinewidth": 0}
        labels = {"x": named(self.columns), "y": named(self.lines)}
        return [
            {
                "type": "heatmap",
                **labels,
                "z": list(self._field(kept)),
                "colorbar": bar,
                "colorscale": "Viridis",
                "hoverongaps": False,
            }
        ]

    def axes(self) -> dict[str, Any]:
        """Titles."""
        x, y = axis(self.required("x"), self.x), axis(self.required("y"), self.y)
        return {"xaxis": x | fields(self.columns), "yaxis": y | fields(self.lines), "showlegend": False}

    def changed(self, kept: Positions | None) -> dict[str, list[Any]]:
        """Only the numbers."""
        return {"z": [list(self._field(kept))]}

    def rows(self, points: Sequence[Point]) -> Mask:
        """The rows of those fields."""
        hits = np.zeros((len(self.lines), len(self.columns)), dtype=bool)
        for _, at in numbers_of(points):
            if isinstance(at, (list, tuple)) and len(cast("list[Any]", at)) == 2:
                line, column = cast("list[int]", at)
                hits[line, column] = True
        return cast(Mask, hits[self.up, self.across])


def fields(labels: Sequence[Any]) -> dict[str, str]:
    """Whole numbers stand side by side like names, so that a gap between them makes no field larger."""
    whole = all(label is None or isinstance(label, int) for label in labels)
    return {"type": "category"} if whole and len(labels) <= FEW else {}

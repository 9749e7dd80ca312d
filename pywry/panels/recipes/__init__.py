"""Charts over datasets: a class for each way in which rows become marks."""

from __future__ import annotations

from pywry.data.table import Table
from pywry.panels.recipes.base import Recipe
from pywry.panels.recipes.bins import Bins
from pywry.panels.recipes.boxes import Boxes
from pywry.panels.recipes.cells import Cells
from pywry.panels.recipes.grouped import Grouped
from pywry.panels.recipes.points import Points
from pywry_tools.models.dashboard import PanelSpec

KINDS: dict[str, type[Recipe]] = {"histogram": Bins, "heatmap": Cells, "box": Boxes, "scatter": Points}


def recipe_of(spec: PanelSpec, table: Table, *, picks: bool = False) -> Recipe:
    """How a chart is drawn.

    Args:
        spec: A chart's spec, with `chart`.
        table: Its dataset.
        picks: Whether a person is to select in it rather than zoom.

    Raises:
        BadData: A column is missing, unknown, or does not fit the chart.
    """
    kind = KINDS.get(spec.chart or "bar", Grouped)
    if spec.chart == "scatter" and spec.agg is not None:
        kind = Grouped
    return kind(spec, table, picks=picks)


__all__ = ["Recipe", "recipe_of"]

"""Dashboards: a flat list of panels, and links between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, WithJsonSchema

from pywry_tools.ids import PanelId
from pywry_tools.models.compact import Checked, Compact
from pywry_tools.models.figure import Figure
from pywry_tools.models.table import ColDef, Data, RowSelection

ChartType = Literal["bar", "line", "area", "scatter", "histogram", "pie", "heatmap", "box"]
Aggregate = Literal["count", "sum", "mean", "min", "max", "median", "nunique"]
Sort = Literal["x", "-x", "y", "-y"]


class PanelSpec(Compact):
    """A component of a dashboard. What it shows comes from the panel itself or from a dataset.

    Attributes:
        kind: Which fields apply.
        id: Unique within the dashboard; the chartId or gridId of its events.
        title: Its heading.
        width: Of 12.
        height: In rows of 40 pixels.
        dataset: The dataset that it is drawn from.
        figure: chart: a Plotly figure; or `chart`, x and y over the dataset.
        chart: chart: the type.
        x: chart: the column along the axis, or of the slices.
        y: chart: the column that is measured, or the other axis; left out, rows are counted.
        agg: chart, metric: how many rows become one number; left out, sum, or count where nothing is measured.
        color: chart: the column that splits it into series; of a heatmap, the one that is measured.
        sort: chart: the order of x; a minus sign means downwards.
        limit: chart: at most so many values of x, the first ones in that order; of a histogram, about so many bars.
        data: grid: rows or columns of its own.
        columns: grid: which columns to show, in order.
        column_defs: grid: AG Grid column definitions.
        row_id: grid: the column that names a row.
        row_selection: grid: whether rows can be selected.
        value: metric: the number itself; or
        column: metric: the column of the dataset.
        format: metric: a d3 format such as ",.1f".
        prefix: metric: before the number.
        suffix: metric: after the number.
        delta: metric: a change to show beside it.
        spark: metric: numbers for a small line.
        hint: metric: a line of small print.
        text: markdown: the text.
        html: html: the fragment.
    """

    kind: Literal["chart", "grid", "metric", "markdown", "html"]
    id: PanelId
    title: str | None = None
    width: Annotated[int, Field(ge=1, le=12)] | None = Field(default=None, description="of 12")
    height: Annotated[int, Field(ge=1, le=50)] | None = Field(default=None, description="40 px rows")
    dataset: str | None = None
    figure: Figure | None = Field(default=None, description="Plotly")
    chart: ChartType | None = None
    x: str | None = None
    y: str | None = None
    agg: Aggregate | None = None
    color: str | None = None
    sort: Sort | None = None
    limit: Annotated[int, Field(ge=1)] | None = None
    data: Data | None = None
    columns: list[str] | None = None
    column_defs: list[ColDef] | None = None
    row_id: str | None = None
    row_selection: RowSelection | None = None
    value: Annotated[int | float | str, WithJsonSchema({"type": ["number", "string"]})] | None = None
    column: str | None = None
    format: str | None = Field(default=None, description="d3, as ,.1f")
    prefix: str | None = None
    suffix: str | None = None
    delta: float | None = None
    spark: list[float] | None = None
    hint: str | None = None
    text: str | None = None
    html: str | None = None


class Link(Compact):
    """What a person picks in one panel narrows what others show, or is handed on to them.

    Attributes:
        source: The panel in which a person picks.
        column: Rows that have the picked values in this column are kept; left out, the picked rows themselves. Of kind
            set: the column whose value is handed on; left out, the name of the bar, point or row.
        event: select or click; left out, both.
        targets: The panels that are narrowed; left out, all others on a dataset that has the column. Of kind set: those
            that are set.
        kind: filter narrows the targets; set hands the picked value on to them.
        field: set: the field of the targets that it becomes; left out, value of a metric or an input, text, or html.
        text: set: words around it, with {value} in its place.
    """

    source: str
    column: str | None = None
    event: Literal["select", "click"] | None = None
    targets: list[str] | None = None
    kind: Literal["filter", "set"] = "filter"
    field: str | None = None
    text: str | None = None


class Size(Compact):
    """How much room a panel has."""

    panel: str
    width: Annotated[int, Field(ge=1, le=12)] | None = None
    height: Annotated[int, Field(ge=1, le=50)] | None = None


Panels: TypeAlias = Annotated[Sequence[PanelSpec | Mapping[str, Any]], Checked(list[PanelSpec])]
"""Specs; people may give dicts."""

Links: TypeAlias = Annotated[Sequence[Link | Mapping[str, Any]], Checked(list[Link])]
"""Links; people may give dicts."""

Sizes: TypeAlias = Annotated[Sequence[Size | Mapping[str, Any]], Checked(list[Size])]
"""Sizes; people may give dicts."""

MorePanels: TypeAlias = Annotated[
    Panels, WithJsonSchema({"type": "array", "items": {"type": "object", "required": ["kind", "id"]}})
]
"""The same panels, with a schema that refers to dashboard_show for the fields."""

MoreLinks: TypeAlias = Annotated[
    Links, WithJsonSchema({"type": "array", "items": {"type": "object", "required": ["source"]}})
]

Datasets: TypeAlias = Annotated[Mapping[str, Data], WithJsonSchema({"type": "object"})]
"""Tables by name, for panels that share them."""

__all__ = [
    "Aggregate",
    "ChartType",
    "Datasets",
    "Link",
    "Links",
    "MoreLinks",
    "MorePanels",
    "PanelSpec",
    "Panels",
    "Size",
    "Sizes",
    "Sort",
]

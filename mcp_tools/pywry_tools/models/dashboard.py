"""Dashboards: a flat list of panels, and links between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias, cast

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from pywry_tools.ids import PanelId
from pywry_tools.models.compact import Checked, Compact
from pywry_tools.models.figure import Figure
from pywry_tools.models.table import AgTheme, ColDef, Data, RowSelection
from pywry_tools.models.table import Options as GridOptions

ChartType = Literal["bar", "line", "area", "scatter", "histogram", "pie", "heatmap", "box"]
Aggregate = Literal["count", "sum", "mean", "min", "max", "median", "nunique"]
Sort = Literal["x", "-x", "y", "-y"]
InputType = Literal["select", "slider", "text", "date", "checkbox"]
Width = Annotated[int, Field(ge=1, le=12)]
Height = Annotated[int, Field(ge=1, le=50)]
Row = Annotated[int, Field(ge=1, le=10_000)]
LONG = ("figure", "data", "html")
BRIEF = 500
"""Characters of a panel's field that are told again."""
LIST = WithJsonSchema({"type": "array"})
Names = Annotated[list[str], LIST]
Options = Annotated[list[str | int | float], LIST]


class PanelSpec(Compact):
    """A component of a dashboard. What it shows comes from the panel itself or from a dataset.

    Attributes:
        kind: Which fields apply.
        id: Unique within the dashboard; the chartId or gridId of its events.
        title: Its heading.
        width: In columns, of 12.
        height: In rows of 40 pixels.
        col: The column in which it begins, from 1. Without row, it stands below what is in these columns so far.
        row: The row in which it begins, from 1. Without col, it stands to the right of what is in this row so far.
        tab: The tab that it stands in; panels with tabs share one strip of them.
        tabs: The name of that strip, where a dashboard has several.
        dataset: The dataset that it is drawn from.
        figure: chart: a Plotly figure; or `chart`, x and y over the dataset.
        chart: chart: the type.
        x: chart: the column along the axis, or of the slices.
        y: chart: the column that is measured, or the other axis; left out, rows are counted.
        x_title: chart: what stands along x; left out, the column; "" is nothing.
        y_title: chart: the same of y; left out, what is measured.
        log_x: chart: whether x is logarithmic.
        log_y: chart: whether y is logarithmic.
        agg: chart, metric: how many rows become one number; left out, sum, or count where nothing is measured.
        color: chart: the column that splits it into series; of a heatmap, the one that is measured.
        sort: chart: the order of x; a minus sign means downwards.
        limit: chart: at most so many values of x, the first ones in that order; of a histogram, about so many bars.
        data: grid: rows or columns of its own.
        columns: grid: which columns to show, in order.
        column_defs: grid: AG Grid column definitions.
        grid_options: grid: AG Grid's options, as for grid_show.
        aggrid_theme: grid: quartz, alpine, balham or material.
        row_id: grid: the column that names a row.
        row_selection: grid: whether rows can be selected.
        value: metric: the number itself, or column; input: what is chosen at first.
        column: metric: the column of the dataset; input: the one whose values are offered.
        format: metric: a d3 format such as ",.1f"; chart: the same for the axis of what is measured.
        prefix: metric: before the number.
        suffix: metric: after the number.
        delta: metric: a change to show beside it.
        delta_format: metric: a d3 format for the change.
        inverse: metric: whether a fall is good.
        spark: metric: numbers for a small line.
        hint: metric, input: a line of small print.
        text: markdown: the text.
        html: html: the fragment.
        input: input: the type.
        options: input: what a select offers; of a slider or a date, the lowest and the highest, and a slider's step.
    """

    kind: Literal["chart", "grid", "metric", "markdown", "html", "input"]
    id: PanelId
    title: str | None = None
    width: Width | None = None
    height: Height | None = None
    col: Width | None = None
    row: Row | None = None
    tab: str | None = None
    tabs: SkipJsonSchema[str | None] = None
    dataset: str | None = None
    figure: Figure | None = None
    chart: ChartType | None = None
    x: str | None = None
    y: str | None = None
    x_title: str | None = None
    y_title: str | None = None
    log_x: SkipJsonSchema[bool | None] = None
    log_y: SkipJsonSchema[bool | None] = None
    agg: Aggregate | None = None
    color: str | None = None
    sort: Sort | None = None
    limit: Annotated[int, Field(ge=1)] | None = None
    data: Data | None = None
    columns: Names | None = None
    column_defs: Annotated[list[ColDef], LIST] | None = None
    grid_options: GridOptions | None = None
    aggrid_theme: SkipJsonSchema[AgTheme | None] = None
    row_id: str | None = None
    row_selection: RowSelection | None = None
    value: Annotated[bool | int | float | str, WithJsonSchema({"type": ["number", "string"]})] | None = None
    column: str | None = None
    format: str | None = Field(default=None, description="d3: ,.1f")
    prefix: str | None = None
    suffix: str | None = None
    delta: float | None = None
    delta_format: SkipJsonSchema[str | None] = None
    inverse: bool | None = None
    spark: Annotated[list[float], LIST] | None = None
    hint: str | None = None
    text: str | None = None
    html: str | None = None
    input: InputType | None = None
    options: Options | None = None

    def brief(self) -> dict[str, Any]:
        """Its fields, without the figure, the rows, the HTML, and what is too long to be read again."""
        fields = self.model_dump(mode="json", exclude_none=True, exclude=set(LONG))
        return {name: value for name, value in fields.items() if len(str(value)) <= BRIEF}


class Link(Compact):
    """What a person picks in one panel narrows what others show, or is handed on to them.

    Attributes:
        source: The panel in which a person picks, or the input.
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
    targets: Names | None = None
    kind: Literal["filter", "set"] = "filter"
    field: str | None = None
    text: str | None = None


class Place(Compact):
    """Where a panel stands, and how much room it has.

    Attributes:
        panel: Its id.
        width: In columns, of 12; left out, as it was.
        height: In rows; left out, as it was.
        col: The column in which it begins, from 1; of a panel in a tab, within the tab.
        row: The row in which it begins, from 1. Left out with col: after those before it.
        tab: The tab that it stands in.
        tabs: The name of that tab's strip.
    """

    panel: str
    width: Width | None = None
    height: Height | None = None
    col: Width | None = None
    row: Row | None = None
    tab: str | None = None
    tabs: str | None = None


class Strip(Compact):
    """Where a strip of tabs stands.

    Attributes:
        tabs: Its name; "" where it has none.
        col: The column in which it begins, from 1.
        row: The row in which it begins, from 1.
        width: In columns; it follows from the panels.
        height: In rows, the row of tabs included; it follows from the panels.
        names: The tabs, in order.
        shown: The tab that viewers see at first; left out, the first.
    """

    tabs: str = ""
    col: Width | None = None
    row: Row | None = None
    width: Width | None = None
    height: int | None = None
    names: Names | None = None
    shown: str | None = None


class Layout(Compact):
    """The arrangement of a dashboard, as `dashboard_layout` gives it and `dashboard_update` takes it.

    Attributes:
        version: Of this form. With it a layout counts as saved, and places of panels that are gone are left out;
            without it, an id that is not there is an error.
        columns: 12.
        items: The panels, in reading order; those that are left out follow.
        strips: The strips of tabs.
    """

    version: Literal[1] | None = None
    columns: Literal[12] = 12
    items: list[Place]
    strips: list[Strip] = []


def _whole(value: object) -> object:
    """A list of places is an arrangement too, one that leaves out what stays as it is."""
    return {"items": cast("object", value)} if isinstance(value, (list, tuple)) else value


Panels: TypeAlias = Annotated[Sequence[PanelSpec | Mapping[str, Any]], Checked(list[PanelSpec])]
"""Specs; people may give dicts."""

Links: TypeAlias = Annotated[Sequence[Link | Mapping[str, Any]], Checked(list[Link])]
"""Links; people may give dicts."""

AnyLayout: TypeAlias = Annotated[
    Layout | Mapping[str, Any] | Sequence[Place | Mapping[str, Any]],
    Checked(Annotated[Layout, BeforeValidator(_whole)]),
    WithJsonSchema({"type": ["array", "object"]}),
]
"""An arrangement, or only a list of places; people may give dicts."""

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
    "AnyLayout",
    "ChartType",
    "Datasets",
    "InputType",
    "Layout",
    "Link",
    "Links",
    "MoreLinks",
    "MorePanels",
    "PanelSpec",
    "Panels",
    "Place",
    "Sort",
    "Strip",
]

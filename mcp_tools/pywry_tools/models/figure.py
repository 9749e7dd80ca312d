"""Plotly figures, as tools take and describe them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema

from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Value


class PlotlyFigure(Protocol):
    """What `plotly.graph_objects` makes."""

    def to_plotly_json(self) -> Any:
        """The figure as Plotly JSON."""
        ...


def _as_given(value: object) -> object:
    return value


Figure: TypeAlias = Annotated[
    Mapping[str, Any] | Sequence[Mapping[str, Any]] | PlotlyFigure,
    PlainValidator(_as_given),
    WithJsonSchema({"type": "object"}),
]
"""A Plotly figure, `{data, layout}`, or a list of traces; agents give the JSON object."""


ImageFormat: TypeAlias = Annotated[
    Literal["png", "jpeg", "webp", "svg"],
    WithJsonSchema({"type": "string", "enum": ["png", "jpeg", "webp"]}),
]
"""What a picture of a chart is. Models look at pixels, so agents are offered these alone."""


class TraceState(Value):
    """One trace of a chart, in brief."""

    index: int
    type: str
    name: str | None = None
    mode: str | None = Field(default=None, description="Of a scatter, where it is said: lines, markers, text.")
    points: int = Field(description="How many there are.")
    x: list[Any] | None = Field(default=None, description="Smallest and largest, or the first few names.")
    y: list[Any] | None = Field(default=None, description="Smallest and largest, or the first few names.")


class ChartState(Value):
    """A chart as it is now, without its points."""

    widget: WidgetId
    panel: str = Field(description="The chart's id, its chartId in events.")
    title: str | None = None
    layout: dict[str, Any]
    traces: list[TraceState]
    seen: dict[str, Any] = Field(default={}, description="What a person selected, clicked or zoomed to last.")
    points: list[dict[str, Any]] | None = Field(default=None, description="Of the trace that was asked for.")
    next_cursor: int | None = Field(default=None, description="Give it as cursor for the points that follow.")


class DrawnChart(Value):
    """A chart as Plotly holds it in a page."""

    widget: WidgetId
    panel: str = Field(description="The chart's id, its chartId in events.")
    layout: dict[str, Any] = Field(description="With the ranges that Plotly chose.")
    data: list[dict[str, Any]] = Field(description="The traces, with their points.")


class ChartImage(Value):
    """A picture of a chart."""

    widget: WidgetId
    panel: str
    mime_type: str
    width: int = Field(description="Of the picture, in pixels.")
    height: int = Field(description="Of the picture, in pixels.")
    image: str = Field(description="Base64.")


__all__ = ["ChartImage", "ChartState", "DrawnChart", "Figure", "ImageFormat", "PlotlyFigure", "TraceState"]

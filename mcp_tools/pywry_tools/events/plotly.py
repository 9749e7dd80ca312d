"""Events of Plotly charts: `plotly:*`. A chartId may be left out where the page has one chart."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from pywry_tools.events.base import Event
from pywry_tools.models.plotly import Config


class _Down(Event):
    chart_id: str | None = Field(default=None, alias="chartId")


class UpdateFigure(_Down, event="plotly:update-figure", target="chart_id"):
    """Put another figure in place of the one shown; zoom and selection are kept where they still fit."""

    figure: Any
    config: Config | None = None
    animate: bool = False


class Replace(_Down, event="plotly:replace", target="chart_id"):
    """Draw another figure from nothing; zoom, selection and what was switched off in the legend are forgotten."""

    figure: Any


class UpdateLayout(_Down, event="plotly:update-layout", target="chart_id"):
    """Change parts of the layout; keys may be dotted, as in `xaxis.range`."""

    layout: dict[str, Any]


class UpdateTraces(_Down, event="plotly:update-traces", target="chart_id"):
    """Change attributes of traces, as Plotly.restyle does: a list gives one value a trace."""

    update: dict[str, Any]
    indices: list[int] | None = None


class Extend(_Down, event="plotly:extend", target="chart_id"):
    """Append points to traces."""

    points: dict[str, list[Any]] = Field(alias="data", description="Attribute to one list of values per trace.")
    indices: list[int]
    max_points: int | None = Field(default=None, alias="maxPoints", ge=1, description="Points to keep per trace.")


class Prepend(_Down, event="plotly:prepend", target="chart_id"):
    """Put points before the first ones of traces."""

    points: dict[str, list[Any]] = Field(alias="data", description="Attribute to one list of values per trace.")
    indices: list[int]
    max_points: int | None = Field(default=None, alias="maxPoints", ge=1, description="Points to keep per trace.")


class Animate(_Down, event="plotly:animate", target="chart_id", lasting=False):
    """Play the figure's frames, or stop."""

    frames: list[str] | None = Field(default=None, description="Their names, or the one of a group; left out, all.")
    frame_ms: float = Field(default=500, alias="frameMs", ge=0)
    transition_ms: float = Field(default=300, alias="transitionMs", ge=0)
    easing: str = "cubic-in-out"
    from_current: bool = Field(default=False, alias="fromCurrent", description="Go on from the frame that is shown.")
    stop: bool = False


class ResetZoom(_Down, event="plotly:reset-zoom", target="chart_id"):
    """Show all data again."""


class RequestState(_Down, event="plotly:request-state", target="chart_id", lasting=False):
    """Ask every page for the chart's layout and traces; each answers with plotly:state-response."""


class ExportData(_Down, event="plotly:export-data", target="chart_id", lasting=False):
    """Ask every page for the points of a chart's traces; each answers with plotly:export-response."""


class _Up(Event):
    chart_id: str = Field(alias="chartId")
    widget_type: Literal["chart"] = "chart"


class Hovered(_Up, event="plotly:hover", way="up", target="chart_id"):
    """The pointer rests on points."""

    points: list[dict[str, Any]]
    point_indices: list[int] = []
    curve_number: int | None = None


class Clicked(_Up, event="plotly:click", way="up", target="chart_id"):
    """A person clicked on points."""

    points: list[dict[str, Any]]
    point_indices: list[int] = []
    curve_number: int | None = None
    event: dict[str, Any] | None = None


class Unhovered(_Up, event="plotly:unhover", way="up", target="chart_id"):
    """The pointer has left the points."""


class Selected(_Up, event="plotly:selected", way="up", target="chart_id"):
    """A person selected points by box or lasso."""

    points: list[dict[str, Any]]
    point_indices: list[int] = []
    range: dict[str, Any] | None = None
    lasso_points: dict[str, Any] | None = Field(default=None, alias="lassoPoints")


class Deselected(_Up, event="plotly:deselect", way="up", target="chart_id"):
    """The selection was lifted."""


class Relayouted(_Up, event="plotly:relayout", way="up", target="chart_id"):
    """A person zoomed, panned or changed the layout in another way."""

    relayout_data: dict[str, Any]


class StateResponse(_Up, event="plotly:state-response", way="up", target="chart_id"):
    """The answer to plotly:request-state."""

    layout: dict[str, Any]
    traces: list[dict[str, Any]] = Field(alias="data")


class ExportResponse(_Up, event="plotly:export-response", way="up", target="chart_id"):
    """The answer to plotly:export-data."""

    traces: list[dict[str, Any]] = Field(
        alias="data", description="One a trace: traceIndex, name, type, x, y, and z where it has one."
    )

"""Plotly charts: show, change, extend, play, read, picture."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, cast

from pydantic import Field, WithJsonSchema

from pywry_tools.errors import InvalidArguments
from pywry_tools.events import plotly as events
from pywry_tools.ids import WidgetId
from pywry_tools.models.content import page_of
from pywry_tools.models.figure import ChartImage, ChartState, DrawnChart, Figure, ImageFormat
from pywry_tools.models.page import Label, Sent, Theme, WidgetState
from pywry_tools.models.plotly import Config
from pywry_tools.models.window import AnyWindow
from pywry_tools.ports import Callback, Context
from pywry_tools.tool import ForPeople, posted, tool
from pywry_tools.tools.menu import AnyMenu
from pywry_tools.tools.opening import open_page
from pywry_tools.tools.page import Callbacks, sent
from pywry_tools.tools.plotly_config import config_of

Json = Annotated[dict[str, Any], WithJsonSchema({"type": "object"})]
Points = Annotated[dict[str, list[Any]], WithJsonSchema({"type": "object"})]
Limit = Annotated[int, Field(ge=1, le=1000)]
Cursor = Annotated[int, Field(ge=0)]
Ends = Annotated[list[Any], Field(min_length=2, max_length=2)]
Most = Annotated[int, Field(ge=1)]
Pixels = Annotated[int, Field(ge=10, le=10_000)]
Millis = Annotated[float, Field(ge=0, le=3_600_000)]
Seconds = Annotated[float, Field(gt=0, le=300)]
Shown = bool | Literal["legendonly"]

CHART = "chart"


@tool(effect="write", scope="chart")
async def show(
    ctx: Context,
    figure: Figure,
    title: str | None = None,
    *,
    theme: Theme | None = None,
    label: Label | None = None,
    config: Config | None = None,
    width: ForPeople[int | None] = None,
    height: ForPeople[int | None] = None,
    window: ForPeople[AnyWindow | None] = None,
    menu: ForPeople[AnyMenu | None] = None,
    callbacks: ForPeople[Callbacks] = None,
    on_click: ForPeople[Callback | None] = None,
    on_hover: ForPeople[Callback | None] = None,
    on_select: ForPeople[Callback | None] = None,
) -> WidgetState:
    """Show a Plotly figure as a live chart on a page of its own.

    Args:
        figure: Plotly JSON: {data: [trace, ...], layout: {...}}.
        title: For the tab; left out, the figure's own title.
        theme: Its colours.
        label: Its id; replaces an open page of that id.
        config: Plotly's config.
        width: Of a native window, in logical pixels.
        height: Of a native window, in logical pixels.
        window: Of a native window: WindowOptions, or a dict of them.
        menu: Of a native window: a MenuConfig, or the id of a menu that was made.
        callbacks: Event name to function, heard from the start.
        on_click: Hears plotly:click.
        on_hover: Hears plotly:hover.
        on_select: Hears plotly:selected.
    """
    settled = config_of(config)
    panel = ctx.make_panel("chart", CHART, figure=figure, config=settled.plotly, templates=settled.templates)
    page = page_of("", title=title or panel.summary().get("figure_title"), theme=theme)
    more = {events.Clicked.name: on_click, events.Hovered.name: on_hover, events.Selected.name: on_select}
    heard = join(join(callbacks, more), settled.heard)
    return await open_page(
        ctx,
        page,
        width=width,
        height=height,
        window=window,
        menu=menu,
        kind="chart",
        panels=[panel],
        label=label,
        callbacks=heard,
    )


@posted(scope="chart")
def update(
    ctx: Context,
    widget: WidgetId,
    *,
    figure: Figure | None = None,
    layout: Json | None = None,
    traces: Json | None = None,
    indices: list[int] | None = None,
    reset_zoom: bool = False,
    panel: str | None = None,
) -> Sent:
    """Change a chart in place: another figure, or parts of its layout or traces.

    Args:
        widget: The page's id.
        figure: Replaces the whole.
        layout: Changes as for Plotly.relayout, such as {"xaxis.range": [0, 9]}.
        traces: Changes as for Plotly.restyle, such as {"marker.color": "red", "y": [[1, 2]]}.
        indices: The traces to change; left out, all.
        reset_zoom: Show all data again.
        panel: Which chart, where the page has several.
    """
    if figure is None and layout is None and traces is None and not reset_zoom:
        raise InvalidArguments("plotly_update has nothing to change; give figure, layout, traces or reset_zoom.")
    chart = ctx.panel(widget, "chart", panel).id
    if figure is not None:
        ctx.send(widget, events.UpdateFigure(figure=figure, chartId=chart))
    if layout is not None:
        ctx.send(widget, events.UpdateLayout(layout=layout, chartId=chart))
    if traces is not None:
        ctx.send(widget, traces_of(traces, indices, chart))
    if reset_zoom:
        ctx.send(widget, events.ResetZoom(chartId=chart))
    return sent(ctx.widget(widget))


@posted(scope="chart")
def extend(
    ctx: Context,
    widget: WidgetId,
    data: Points,
    indices: list[int] | None = None,
    *,
    max_points: Annotated[int, Field(ge=1)] | None = None,
    panel: str | None = None,
) -> Sent:
    """Append points to a chart's traces.

    Args:
        widget: The page's id.
        data: Attribute to one list a trace: {"x": [[4, 5]], "y": [[7, 9]]}.
        indices: The traces, in that order; left out, the first ones.
        max_points: How many points a trace keeps; the oldest go.
        panel: Which chart, where the page has several.
    """
    chart = ctx.panel(widget, "chart", panel).id
    more = {} if max_points is None else {"maxPoints": max_points}
    return sent(ctx.send(widget, events.Extend(data=data, indices=chosen(data, indices), chartId=chart, **more)))


@tool(effect="read", scope="chart", toolset="plotly")
async def read(
    ctx: Context,
    widget: WidgetId,
    *,
    panel: str | None = None,
    trace: int | None = None,
    cursor: Cursor = 0,
    limit: Limit = 50,
) -> ChartState:
    """Read a chart: layout, traces with their ranges, what a person selected or zoomed to, and one trace's points.

    Args:
        widget: The page's id.
        panel: Which chart, where the page has several.
        trace: The trace whose points to list.
        cursor: The next_cursor of an earlier answer.
        limit: How many points.
    """
    chart = ctx.panel(widget, "chart", panel)
    facts = chart.read(trace=trace, start=cursor, limit=limit)
    return ChartState(widget=widget, panel=chart.id, title=chart.title, **facts)


@posted(scope="chart", toolset="plotly")
def update_figure(
    ctx: Context,
    widget: WidgetId,
    figure: Figure,
    *,
    animate: bool = False,
    config: Config | None = None,
    panel: str | None = None,
) -> Sent:
    """Put another figure in place of a chart's own; zoom and selection are kept where they fit.

    Args:
        widget: The page's id.
        figure: Plotly JSON: {data: [trace, ...], layout: {...}}.
        animate: Move from the old values to the new ones.
        config: Plotly's config.
        panel: Which chart, where the page has several.
    """
    chart = ctx.panel(widget, "chart", panel).id
    return sent(ctx.send(widget, figure_change(figure, animate, config, chart)))


@posted(scope="chart", toolset="plotly")
def replace(ctx: Context, widget: WidgetId, figure: Figure, *, panel: str | None = None) -> Sent:
    """Draw another figure from nothing; zoom, selection and what the legend hid are forgotten.

    Args:
        widget: The page's id.
        figure: Plotly JSON: {data: [trace, ...], layout: {...}}.
        panel: Which chart, where the page has several.
    """
    chart = ctx.panel(widget, "chart", panel).id
    return sent(ctx.send(widget, events.Replace(figure=figure, chartId=chart)))


@posted(scope="chart", toolset="plotly")
def prepend(
    ctx: Context,
    widget: WidgetId,
    data: Points,
    indices: list[int] | None = None,
    *,
    max_points: Most | None = None,
    panel: str | None = None,
) -> Sent:
    """Put points before the first ones of a chart's traces.

    Args:
        widget: The page's id.
        data: Attribute to one list a trace, in the order of the trace: {"x": [[1, 2]], "y": [[7, 9]]}.
        indices: The traces, in that order; left out, the first ones.
        max_points: How many points a trace keeps; the last ones go.
        panel: Which chart, where the page has several.
    """
    chart = ctx.panel(widget, "chart", panel).id
    more = {} if max_points is None else {"maxPoints": max_points}
    return sent(ctx.send(widget, events.Prepend(data=data, indices=chosen(data, indices), chartId=chart, **more)))


@posted(scope="chart", toolset="plotly", idempotent=True)
def set_zoom(
    ctx: Context,
    widget: WidgetId,
    xaxis_range: Ends | None = None,
    yaxis_range: Ends | None = None,
    *,
    panel: str | None = None,
) -> Sent:
    """Show a part of a chart's data.

    Args:
        widget: The page's id.
        xaxis_range: From and to along x: numbers, dates, or places of categories; exponents of 10 on a log axis.
        yaxis_range: The same along y; an axis that is left out stays as it is.
        panel: Which chart, where the page has several.
    """
    ranges = {"xaxis.range": xaxis_range, "yaxis.range": yaxis_range}
    layout = {name: ends for name, ends in ranges.items() if ends is not None}
    if not layout:
        raise InvalidArguments("plotly_set_zoom needs xaxis_range or yaxis_range; plotly_reset_zoom shows all again.")
    return sent(ctx.send(widget, events.UpdateLayout(layout=layout, chartId=ctx.panel(widget, "chart", panel).id)))


@posted(scope="chart", toolset="plotly", idempotent=True)
def set_trace_visibility(
    ctx: Context,
    widget: WidgetId,
    visible: Shown | list[Shown],
    indices: list[int] | None = None,
    *,
    panel: str | None = None,
) -> Sent:
    """Show or hide a chart's traces.

    Args:
        widget: The page's id.
        visible: true, false, or "legendonly", which leaves a trace in the legend; a list has one for each trace.
        indices: Which traces; left out, all.
        panel: Which chart, where the page has several.
    """
    chart = ctx.panel(widget, "chart", panel).id
    return sent(ctx.send(widget, traces_of({"visible": visible}, indices, chart)))


@posted(scope="chart", toolset="plotly")
def animate(
    ctx: Context,
    widget: WidgetId,
    frames: list[str] | None = None,
    *,
    frame_ms: Millis = 500,
    transition_ms: Millis = 300,
    easing: str = "cubic-in-out",
    from_current: bool = False,
    stop: bool = False,
    panel: str | None = None,
) -> Sent:
    """Play the frames of a chart's figure in every page that shows it.

    Args:
        widget: The page's id.
        frames: Names of frames, in order, or the one of a group; left out, all.
        frame_ms: How long each is shown.
        transition_ms: How long the way to it takes; at most frame_ms.
        easing: How it moves, as Plotly names it.
        from_current: Go on from the frame that is shown.
        stop: Stop instead, where it is.
        panel: Which chart, where the page has several.
    """
    chart = ctx.panel(widget, "chart", panel).id
    event = events.Animate(
        frames=frames,
        frameMs=frame_ms,
        transitionMs=min(transition_ms, frame_ms),
        easing=easing,
        fromCurrent=from_current,
        stop=stop,
        chartId=chart,
    )
    return sent(ctx.send(widget, event))


@tool(effect="read", scope="chart", toolset="plotly")
async def image(
    ctx: Context,
    widget: WidgetId,
    format: ImageFormat = "png",
    *,
    width: Pixels | None = None,
    height: Pixels | None = None,
    scale: Annotated[float, Field(gt=0, le=10)] = 1,
    panel: str | None = None,
    timeout_s: Seconds = 30,
) -> ChartImage:
    """Take a picture of a chart alone, drawn by the page that a person used last, else by a headless browser.

    Args:
        widget: The page's id.
        format: What the picture is.
        width: In CSS pixels; left out, as it is on screen.
        height: In CSS pixels; left out, as it is on screen.
        scale: Pixels of the picture for one CSS pixel.
        panel: Which chart, where the page has several.
        timeout_s: How long to wait for it.
    """
    chart = ctx.panel(widget, "chart", panel).id
    size = {"width": width, "height": height}
    args = {"chartId": chart, "format": format, "scale": scale, **{k: v for k, v in size.items() if v is not None}}
    found = await ctx.ask(widget, "plotly:image", args, timeout_s=timeout_s, headless=True)
    data = base64.b64encode(bytes(found["data"])).decode("ascii")
    return ChartImage(
        widget=widget,
        panel=chart,
        mime_type=found["mimeType"],
        width=round(found["width"] * scale),
        height=round(found["height"] * scale),
        image=data,
    )


@tool(effect="read", scope="chart", toolset="plotly")
async def state(ctx: Context, widget: WidgetId, *, panel: str | None = None, timeout_s: Seconds = 10) -> DrawnChart:
    """Read the layout and the traces that Plotly itself holds in the page that a person used last, points and all.

    Args:
        widget: The page's id.
        panel: Which chart, where the page has several.
        timeout_s: How long to wait for it.
    """
    chart = ctx.panel(widget, "chart", panel).id
    found = await ctx.ask(widget, "plotly:state", {"chartId": chart}, timeout_s=timeout_s, headless=True)
    return DrawnChart(widget=widget, panel=chart, layout=listed(found["layout"]), data=listed(found["data"]))


@posted(scope="chart", toolset="plotly", idempotent=True)
def update_layout(ctx: Context, widget: WidgetId, layout: Json, *, panel: str | None = None) -> Sent:
    """Change parts of a chart's layout.

    Args:
        widget: The page's id.
        layout: As for Plotly.relayout; keys may be dotted, such as xaxis.range.
        panel: Which chart, where the page has several.
    """
    chart = ctx.panel(widget, "chart", panel).id
    return sent(ctx.send(widget, events.UpdateLayout(layout=layout, chartId=chart)))


@posted(scope="chart", toolset="plotly", idempotent=True)
def update_traces(
    ctx: Context, widget: WidgetId, update: Json, indices: list[int] | None = None, *, panel: str | None = None
) -> Sent:
    """Change attributes of a chart's traces.

    Args:
        widget: The page's id.
        update: As for Plotly.restyle: attribute to a value, or to a list with one value a trace.
        indices: The traces to change; left out, all.
        panel: Which chart, where the page has several.
    """
    chart = ctx.panel(widget, "chart", panel).id
    return sent(ctx.send(widget, traces_of(update, indices, chart)))


@posted(scope="chart", toolset="plotly", idempotent=True)
def reset_zoom(ctx: Context, widget: WidgetId, *, panel: str | None = None) -> Sent:
    """Show all of a chart's data again.

    Args:
        widget: The page's id.
        panel: Which chart, where the page has several.
    """
    return sent(ctx.send(widget, events.ResetZoom(chartId=ctx.panel(widget, "chart", panel).id)))


@posted(scope="chart", toolset="plotly", idempotent=True)
def request_state(ctx: Context, widget: WidgetId, *, panel: str | None = None) -> Sent:
    """Ask every page for a chart's layout and traces; each answers with the event plotly:state-response.

    Args:
        widget: The page's id.
        panel: Which chart, where the page has several.
    """
    return sent(ctx.send(widget, events.RequestState(chartId=ctx.panel(widget, "chart", panel).id)))


@posted(scope="chart", toolset="plotly", idempotent=True)
def export_data(ctx: Context, widget: WidgetId, *, panel: str | None = None) -> Sent:
    """Ask every page for the points of a chart's traces; each answers with the event plotly:export-response.

    Args:
        widget: The page's id.
        panel: Which chart, where the page has several.
    """
    return sent(ctx.send(widget, events.ExportData(chartId=ctx.panel(widget, "chart", panel).id)))


def listed(value: Any) -> Any:
    """With lists in place of arrays, and None for what is no number."""
    if isinstance(value, Mapping):
        return {name: listed(inner) for name, inner in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list):
        return [listed(inner) for inner in cast("list[Any]", value)]
    if hasattr(value, "tolist"):
        return listed(value.tolist())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def chosen(data: Mapping[str, Sequence[Any]], indices: list[int] | None) -> list[int]:
    """The traces that points are for: those that were named, else the first ones."""
    return list(range(max(map(len, data.values()), default=0))) if indices is None else indices


def figure_change(figure: Any, animate: bool, config: Any, chart: str) -> events.UpdateFigure:
    """The event, without a config where none was given.

    Raises:
        InvalidArguments: A button has a Python function, which only a show takes.
    """
    settled = config_of(config)
    if settled.heard:
        event = next(iter(settled.heard))
        raise InvalidArguments(
            f"a chart that is shown takes no on_click= of a button; give it event={event!r}, and listen with on()."
        )
    more = {} if config is None else {"config": config}
    return events.UpdateFigure(figure=figure, animate=animate, chartId=chart, **more)


def traces_of(update: Json, indices: list[int] | None, chart: str) -> events.UpdateTraces:
    """The event, without indices where all traces are meant."""
    more = {} if indices is None else {"indices": indices}
    return events.UpdateTraces(update=update, chartId=chart, **more)


def join(callbacks: Callbacks, more: Mapping[str, Callback | None]) -> dict[str, Callback]:
    """All callbacks by event.

    Raises:
        InvalidArguments: Two are for the same event.
    """
    out = dict(callbacks or {})
    for name, callback in more.items():
        if callback is not None and name in out:
            raise InvalidArguments(
                f"two callbacks for {name} were given; keep the one in callbacks, or the one by name."
            )
        if callback is not None:
            out[name] = callback
    return out

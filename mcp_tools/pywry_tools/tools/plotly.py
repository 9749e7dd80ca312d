"""Plotly charts: show, change, extend, read."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from pywry_tools.errors import InvalidArguments
from pywry_tools.events import plotly as events
from pywry_tools.ids import WidgetId
from pywry_tools.models.content import page_of
from pywry_tools.models.figure import ChartState, Figure
from pywry_tools.models.page import Label, Sent, Theme, WidgetState
from pywry_tools.models.window import AnyWindow
from pywry_tools.ports import Callback, Context
from pywry_tools.tool import ForPeople, posted, tool
from pywry_tools.tools.menu import AnyMenu
from pywry_tools.tools.opening import open_page
from pywry_tools.tools.page import Callbacks, sent

Json = Annotated[dict[str, Any], WithJsonSchema({"type": "object"})]
Points = Annotated[dict[str, list[Any]], WithJsonSchema({"type": "object"})]
Limit = Annotated[int, Field(ge=1, le=1000)]
Cursor = Annotated[int, Field(ge=0)]

CHART = "chart"


@tool(effect="write", scope="chart")
async def show(
    ctx: Context,
    figure: Figure,
    title: str | None = None,
    *,
    theme: Theme | None = None,
    label: Label | None = None,
    config: Json | None = None,
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
        label: Your own id; replaces an open page of that id.
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
    panel = ctx.make_panel("chart", CHART, figure=figure, config=config)
    page = page_of("", title=title or panel.summary().get("figure_title"), theme=theme)
    more = {events.Clicked.name: on_click, events.Hovered.name: on_hover, events.Selected.name: on_select}
    heard = join(callbacks, more)
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
    chosen = list(range(max(map(len, data.values()), default=0))) if indices is None else indices
    more = {} if max_points is None else {"maxPoints": max_points}
    return sent(ctx.send(widget, events.Extend(data=data, indices=chosen, chartId=chart, **more)))


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
    config: Json | None = None,
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
    more = {} if config is None else {"config": config}
    chart = ctx.panel(widget, "chart", panel).id
    return sent(ctx.send(widget, events.UpdateFigure(figure=figure, animate=animate, chartId=chart, **more)))


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


def traces_of(update: Json, indices: list[int] | None, chart: str) -> events.UpdateTraces:
    """The event, without indices where all traces are meant."""
    more = {} if indices is None else {"indices": indices}
    return events.UpdateTraces(update=update, chartId=chart, **more)


def join(callbacks: Callbacks, more: dict[str, Callback | None]) -> dict[str, Callback]:
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

"""Dashboards: charts, grids, metrics and text on one page, linked."""

from __future__ import annotations

from collections.abc import Container
from html import escape
from typing import Annotated, Any

from pydantic import Field

from pywry_tools.errors import InvalidArguments, NoSuchPanel
from pywry_tools.events import dashboard as events
from pywry_tools.ids import WidgetId
from pywry_tools.models.content import page_of
from pywry_tools.models.dashboard import AnyLayout, Datasets, Layout, Links, MoreLinks, MorePanels, Panels, PanelSpec
from pywry_tools.models.page import Label, Sent, Theme, Value, WidgetState
from pywry_tools.models.window import AnyWindow
from pywry_tools.ports import Context
from pywry_tools.tool import ForPeople, posted, tool
from pywry_tools.tools.menu import AnyMenu
from pywry_tools.tools.opening import open_page, state_of
from pywry_tools.tools.page import Callbacks, sent

Steps = Annotated[int, Field(ge=1, le=50)]
SHOWN = 10


class BoardState(Value):
    """A dashboard's panels, datasets, links and layout."""

    widget: WidgetState
    panels: list[dict[str, Any]] = Field(
        description="As they were declared, without figures, rows, HTML and what is longer than 500 characters."
    )
    layout: dict[str, Any]
    datasets: dict[str, dict[str, Any]] = Field(description="Rows, and columns with their types.")
    links: list[dict[str, Any]]
    filters: list[dict[str, Any]] = Field(description="What a person picked, and how many rows that leaves.")


class BoardLayout(Value):
    """Where the panels of a dashboard stand."""

    version: int
    columns: int
    items: list[dict[str, Any]] = Field(description="panel, col, row, width, height and tab, in reading order.")
    strips: list[dict[str, Any]] = Field(description="Strips of tabs: their names, and where they stand.")


class BoardHistory(Value):
    """What was changed on a dashboard."""

    widget: WidgetId
    versions: list[dict[str, Any]] = Field(description="Oldest first: version, at, what, and whether it is shown.")


def _referred(
    ctx: Context, panels: Panels, datasets: Datasets | None, known: Container[str] = ()
) -> tuple[list[PanelSpec], dict[str, Any] | None]:
    """Panels and tables with rows in place of what refers to datasets."""
    given = [PanelSpec.model_validate(panel) for panel in panels]
    specs = [s if s.data is None else s.model_copy(update={"data": ctx.rows(s.data)}) for s in given]
    tables = {name: ctx.rows(data) for name, data in (datasets or {}).items()}
    for spec in specs:
        name = spec.dataset
        if name is not None and name not in tables and name not in known and ctx.shelf.knows(name):
            tables[name] = ctx.rows(name)
    return specs, tables or None


@tool(effect="write", scope="dashboard")
async def show(
    ctx: Context,
    panels: Panels,
    title: str | None = None,
    *,
    datasets: Datasets | None = None,
    links: Links = (),
    theme: Theme | None = None,
    label: Label | None = None,
    width: ForPeople[int | None] = None,
    height: ForPeople[int | None] = None,
    window: ForPeople[AnyWindow | None] = None,
    menu: ForPeople[AnyMenu | None] = None,
    editable: ForPeople[bool] = True,
    callbacks: ForPeople[Callbacks] = None,
) -> WidgetState:
    """Show charts, grids, metrics, text, inputs; a pick in a link's source filters others.

    A chart is a Plotly figure, or chart, x, y, agg, color over a dataset; a metric a value or agg of a column.

    Args:
        panels: In reading order; 12 columns, rows of 40 px; col, row fix a cell.
        title: Its heading.
        datasets: Name to data as of grid_show.
        links: No targets: all of its dataset.
        theme: Its colours.
        label: Its id; replaces one open.
        width: Of a native window, in logical pixels.
        height: Of a native window, in logical pixels.
        window: Of a native window: WindowOptions, or a dict of them.
        menu: Of a native window: a MenuConfig, or the id of a menu that was made.
        editable: Whether a person may move and resize panels; everyone sees what comes of it.
        callbacks: Event name to function, heard from the start.
    """
    board = ctx.make_board()
    specs, tables = _referred(ctx, panels, datasets)
    board.change(panels=specs, datasets=tables, links=links, editable=editable)
    page = page_of(f"<h1>{escape(title)}</h1>" if title else "", title=title, theme=theme)
    return await open_page(
        ctx,
        page,
        width=width,
        height=height,
        window=window,
        menu=menu,
        kind="dashboard",
        panels=board.panels,
        layout=board.state,
        label=label,
        callbacks=callbacks,
        react=board.react,
    )


@tool(effect="write", scope="dashboard", idempotent=True)
async def update(
    ctx: Context,
    widget: WidgetId,
    *,
    panels: MorePanels = (),
    remove: list[str] | None = None,
    datasets: Datasets | None = None,
    links: MoreLinks | None = None,
    layout: AnyLayout | None = None,
    editable: ForPeople[bool | None] = None,
) -> WidgetState:
    """Add, replace, remove or arrange a dashboard's panels; the others are not touched.

    Args:
        widget: The page's id.
        panels: As for dashboard_show; one with a known id replaces that panel.
        remove: Ids of panels to take away.
        datasets: Tables to add or replace; panels on them follow.
        links: As for dashboard_show; replaces all.
        layout: As dashboard_layout gives it; or panel, width, height, col, row, tab of panels in the new order.
        editable: Whether a person may move and resize panels.
    """
    if not panels and not remove and all(given is None for given in (datasets, links, layout, editable)):
        raise InvalidArguments(
            "dashboard_update has nothing to change; give panels, remove, datasets, links or layout."
        )
    board = ctx.board(widget)
    places = None if layout is None else Layout.model_validate(layout)
    specs, tables = _referred(ctx, panels, datasets, board.facts["datasets"])
    changed = board.change(
        panels=specs, remove=remove or (), datasets=tables, links=links, layout=places, editable=editable
    )
    state = state_of(ctx.set_panels(widget, changed, remove=remove or (), layout=board.state))
    return state.model_copy(update={"note": _left_out(places, state)})


def _left_out(layout: Layout | None, state: WidgetState) -> str | None:
    """What a saved layout says of panels that are gone; None where it says nothing of the kind."""
    there = {panel.id for panel in state.panels}
    gone = [item.panel for item in (layout.items if layout is not None else ()) if item.panel not in there]
    if not gone:
        return None
    more = f" and {len(gone) - SHOWN} more" if len(gone) > SHOWN else ""
    return f"The layout's places for {', '.join(map(repr, gone[:SHOWN]))}{more} are left out: no such panels are there."


@tool(effect="read", scope="dashboard", toolset="dashboard")
async def describe(ctx: Context, widget: WidgetId) -> BoardState:
    """Describe a dashboard's panels as they were declared, datasets, links, layout, and what a person filtered by.

    Args:
        widget: The page's id.
    """
    board = ctx.board(widget)
    return BoardState(widget=state_of(ctx.widget(widget)), layout=board.layout, **board.facts)


@tool(effect="read", scope="dashboard", toolset="dashboard")
async def layout(ctx: Context, widget: WidgetId) -> BoardLayout:
    """Read where a dashboard's panels stand; dashboard_update takes the same as its layout.

    Args:
        widget: The page's id.
    """
    return BoardLayout(**ctx.board(widget).layout)


@tool(effect="read", scope="dashboard", toolset="dashboard")
async def history(ctx: Context, widget: WidgetId) -> BoardHistory:
    """List the changes of a dashboard that can be taken back or made again.

    Args:
        widget: The page's id.
    """
    return BoardHistory(widget=widget, versions=ctx.board(widget).versions)


@tool(effect="write", scope="dashboard", toolset="dashboard")
async def undo(ctx: Context, widget: WidgetId, steps: Steps = 1) -> WidgetState:
    """Take back the last changes of a dashboard: panels, datasets, links, layout; what a person dragged too.

    Args:
        widget: The page's id.
        steps: How many changes.
    """
    return _stepped(ctx, widget, -steps)


@tool(effect="write", scope="dashboard", toolset="dashboard")
async def redo(ctx: Context, widget: WidgetId, steps: Steps = 1) -> WidgetState:
    """Make changes of a dashboard again that were taken back; after another change there are none.

    Args:
        widget: The page's id.
        steps: How many changes.
    """
    return _stepped(ctx, widget, steps)


def _stepped(ctx: Context, widget: WidgetId, steps: int) -> WidgetState:
    board = ctx.board(widget)
    changed, gone = board.step(steps)
    return state_of(ctx.set_panels(widget, changed, remove=gone, layout=board.state))


@posted(scope="dashboard", toolset="dashboard", idempotent=True)
def select_tab(ctx: Context, widget: WidgetId, tab: str, *, tabs: str | None = None) -> Sent:
    """Show a tab of a dashboard to everyone who looks now, and at first to those who come later.

    Args:
        widget: The page's id.
        tab: Its name.
        tabs: The name of its strip, where several have a tab of that name.
    """
    board = ctx.board(widget)
    strip = board.select(tab, tabs)
    ctx.set_state(widget, "layout", board.state)
    return sent(ctx.send(widget, events.SelectTab(tab=tab, tabs=strip)))


@posted(scope="dashboard", toolset="dashboard", idempotent=True)
def maximize(ctx: Context, widget: WidgetId, panel: str | None = None) -> Sent:
    """Let a panel of a dashboard fill the page for everyone who looks now.

    Args:
        widget: The page's id.
        panel: Its id; left out, all panels stand as before.
    """
    panels = ctx.widget(widget).panels
    if panel is not None and panel not in panels:
        raise NoSuchPanel(panel, panels, where=f" in {widget}")
    return sent(ctx.send(widget, events.Maximize(panelId=panel)))

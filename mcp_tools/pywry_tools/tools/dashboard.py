"""Dashboards: charts, grids, metrics and text on one page, linked."""

from __future__ import annotations

from html import escape
from typing import Any

from pydantic import Field

from pywry_tools.errors import InvalidArguments
from pywry_tools.ids import WidgetId
from pywry_tools.models.content import page_of
from pywry_tools.models.dashboard import Datasets, Links, MoreLinks, MorePanels, Panels, Size, Sizes
from pywry_tools.models.page import Label, Theme, Value, WidgetState
from pywry_tools.models.window import AnyWindow
from pywry_tools.ports import Context
from pywry_tools.tool import ForPeople, tool
from pywry_tools.tools.menu import AnyMenu
from pywry_tools.tools.opening import open_page, state_of
from pywry_tools.tools.page import Callbacks


class BoardState(Value):
    """A dashboard's datasets, links and layout."""

    widget: WidgetState
    layout: dict[str, Any]
    datasets: dict[str, dict[str, Any]] = Field(description="Rows, and columns with their types.")
    links: list[dict[str, Any]]
    filters: list[dict[str, Any]] = Field(description="What a person picked, and how many rows that leaves.")


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
    callbacks: ForPeople[Callbacks] = None,
) -> WidgetState:
    """Show charts, grids, metrics and text on one page; what a person picks in a link's source filters other panels.

    A chart is a figure, or chart, x, y, agg, color over a dataset; a metric is a value, or agg of a column.

    Args:
        panels: In reading order, 12 columns wide.
        title: For the tab and a heading.
        datasets: Tables by name, each as data for grid_show.
        links: Left out, targets are all others on its dataset.
        theme: Its colours.
        label: Your own id; replaces an open page of that id.
        width: Of a native window, in logical pixels.
        height: Of a native window, in logical pixels.
        window: Of a native window: WindowOptions, or a dict of them.
        menu: Of a native window: a MenuConfig, or the id of a menu that was made.
        callbacks: Event name to function, heard from the start.
    """
    board = ctx.make_board()
    board.change(panels=panels, datasets=datasets, links=links)
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
        layout=board.layout,
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
    layout: Sizes | None = None,
) -> WidgetState:
    """Add, replace, remove or arrange a dashboard's panels; the others are not touched.

    Args:
        widget: The page's id.
        panels: As for dashboard_show; one with a known id replaces that panel.
        remove: Ids of panels to take away.
        datasets: Tables to add or replace; panels on them follow.
        links: As for dashboard_show; replaces all.
        layout: The new order and sizes.
    """
    if not panels and not remove and datasets is None and links is None and layout is None:
        raise InvalidArguments(
            "dashboard_update has nothing to change; give panels, remove, datasets, links or layout."
        )
    board = ctx.board(widget)
    sizes = None if layout is None else sizes_of(layout)
    changed = board.change(panels=panels, remove=remove or (), datasets=datasets, links=links, sizes=sizes)
    return state_of(ctx.set_panels(widget, changed, remove=remove or (), layout=board.layout))


@tool(effect="read", scope="dashboard", toolset="dashboard")
async def describe(ctx: Context, widget: WidgetId) -> BoardState:
    """Describe a dashboard's datasets, links, layout, and what a person filtered by.

    Args:
        widget: The page's id.
    """
    board = ctx.board(widget)
    return BoardState(widget=state_of(ctx.widget(widget)), layout=board.layout, **board.facts)


def sizes_of(layout: Sizes) -> dict[str, dict[str, int]]:
    """Width and height by panel, in the new order."""
    checked = [Size.model_validate(size) for size in layout]
    return {size.panel: size.model_dump(exclude={"panel"}, exclude_none=True) for size in checked}

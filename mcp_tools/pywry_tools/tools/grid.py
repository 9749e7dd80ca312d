"""Tables in AG Grid: show, change, read."""

from __future__ import annotations

from typing import Any, Literal, cast

from pywry_tools.errors import InvalidArguments
from pywry_tools.events import grid as events
from pywry_tools.ids import WidgetId
from pywry_tools.models.content import page_of
from pywry_tools.models.page import Label, Sent, Theme, WidgetState
from pywry_tools.models.table import Cell, Cells, ColDefs, Data, GridState, RowSelection, Strategy
from pywry_tools.models.window import AnyWindow
from pywry_tools.ports import Callback, Context
from pywry_tools.tool import ForPeople, posted, tool
from pywry_tools.tools.menu import AnyMenu
from pywry_tools.tools.opening import open_page
from pywry_tools.tools.page import Callbacks, sent
from pywry_tools.tools.plotly import Cursor, Json, Limit, join

GRID = "grid"


@tool(effect="write", scope="grid")
async def show(
    ctx: Context,
    data: Data,
    title: str | None = None,
    *,
    column_defs: ColDefs | None = None,
    grid_options: Json | None = None,
    row_selection: RowSelection = False,
    row_id: str | None = None,
    theme: Theme | None = None,
    label: Label | None = None,
    width: ForPeople[int | None] = None,
    height: ForPeople[int | None] = None,
    window: ForPeople[AnyWindow | None] = None,
    menu: ForPeople[AnyMenu | None] = None,
    callbacks: ForPeople[Callbacks] = None,
    on_cell_click: ForPeople[Callback | None] = None,
    on_row_selected: ForPeople[Callback | None] = None,
    on_cell_edit: ForPeople[Callback | None] = None,
) -> WidgetState:
    """Show a table that a person can sort, filter, select and edit, on a page of its own.

    Args:
        data: A list of row objects, an object of columns, or {columns: [...], rows: [[...]]}.
        title: For the tab.
        column_defs: AG Grid's, for columns that differ: field, headerName, editable, hide, width...; format is d3's.
        grid_options: AG Grid's, such as {"pagination": true}.
        row_selection: Whether rows can be selected.
        row_id: The column that names a row; else they are "0", "1", ...
        theme: Its colours.
        label: Your own id; replaces an open page of that id.
        width: Of a native window, in logical pixels.
        height: Of a native window, in logical pixels.
        window: Of a native window: WindowOptions, or a dict of them.
        menu: Of a native window: a MenuConfig, or the id of a menu that was made.
        callbacks: Event name to function, heard from the start.
        on_cell_click: Hears grid:cell-click.
        on_row_selected: Hears grid:row-selected.
        on_cell_edit: Hears grid:cell-edit.
    """
    panel = ctx.make_panel(
        "grid",
        GRID,
        table=ctx.table(data),
        column_defs=column_defs,
        options=grid_options,
        row_selection=row_selection,
        row_id=row_id,
    )
    clicked, selected, edited = events.CellClicked.name, events.RowsSelected.name, events.CellEdited.name
    heard = join(callbacks, {clicked: on_cell_click, selected: on_row_selected, edited: on_cell_edit})
    page = page_of("", title=title, theme=theme)
    return await open_page(
        ctx,
        page,
        width=width,
        height=height,
        window=window,
        menu=menu,
        kind="grid",
        panels=[panel],
        label=label,
        callbacks=heard,
    )


@posted(scope="grid")
def update(
    ctx: Context,
    widget: WidgetId,
    *,
    data: Data | None = None,
    strategy: Strategy = "set",
    cells: Cells | None = None,
    remove: list[str] | None = None,
    panel: str | None = None,
) -> Sent:
    """Change a grid's rows or cells in place.

    Args:
        widget: The page's id.
        data: Rows, as for grid_show.
        strategy: set replaces all rows, append adds, update writes into rows of the same id (key row_id or rowId).
        cells: Single values to write.
        remove: Ids of rows to take away.
        panel: Which grid, where the page has several.
    """
    if data is None and cells is None and remove is None:
        raise InvalidArguments("grid_update has nothing to change; give data, cells or remove.")
    grid = ctx.panel(widget, "grid", panel).id
    if remove:
        ctx.send(widget, events.RemoveRows(rowIds=remove, gridId=grid))
    if data is not None:
        ctx.send(widget, events.UpdateData(data=data, strategy=strategy, gridId=grid))
    if cells:
        ctx.send(widget, changes_of(cells, grid))
    return sent(ctx.widget(widget))


@tool(effect="read", scope="grid")
async def read(
    ctx: Context,
    widget: WidgetId,
    *,
    columns: list[str] | None = None,
    only: Literal["selected", "linked"] | None = None,
    cursor: Cursor = 0,
    limit: Limit = 50,
    panel: str | None = None,
) -> GridState:
    """Read a grid: rows, column types, and what a person selected, filtered and sorted.

    Args:
        widget: The page's id.
        columns: Only these.
        only: Rows that a person selected, or that links leave on screen.
        cursor: The next_cursor of an earlier answer.
        limit: How many rows.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel)
    facts = grid.read(columns=columns, only=only, start=cursor, limit=limit)
    return GridState(widget=widget, panel=grid.id, **facts)


@posted(scope="grid", toolset="grid")
def update_data(
    ctx: Context, widget: WidgetId, data: Data, *, strategy: Strategy = "set", panel: str | None = None
) -> Sent:
    """Set, append or update a grid's rows.

    Args:
        widget: The page's id.
        data: Rows, as for grid_show.
        strategy: set replaces all rows, append adds, update writes into rows of the same id.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel).id
    return sent(ctx.send(widget, events.UpdateData(data=data, strategy=strategy, gridId=grid)))


@posted(scope="grid", toolset="grid", idempotent=True)
def update_cell(
    ctx: Context, widget: WidgetId, row_id: str | int, col_id: str, value: Any, *, panel: str | None = None
) -> Sent:
    """Write one cell of a grid.

    Args:
        widget: The page's id.
        row_id: The row's id.
        col_id: The column.
        value: What to write.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel).id
    return sent(ctx.send(widget, events.UpdateCell(rowId=str(row_id), colId=col_id, value=value, gridId=grid)))


@posted(scope="grid", toolset="grid", idempotent=True)
def update_cells(ctx: Context, widget: WidgetId, cells: Cells, *, panel: str | None = None) -> Sent:
    """Write many cells of a grid at once.

    Args:
        widget: The page's id.
        cells: Row id, column and value of each.
        panel: Which grid, where the page has several.
    """
    return sent(ctx.send(widget, changes_of(cells, ctx.panel(widget, "grid", panel).id)))


@posted(scope="grid", toolset="grid", idempotent=True)
def update_columns(ctx: Context, widget: WidgetId, column_defs: ColDefs, *, panel: str | None = None) -> Sent:
    """Say which columns a grid shows, in which order, and how they look.

    Args:
        widget: The page's id.
        column_defs: AG Grid column definitions, matched by field.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel).id
    defs = cast("list[Json]", column_defs)
    return sent(ctx.send(widget, events.UpdateColumns(columnDefs=defs, gridId=grid)))


@posted(scope="grid", toolset="grid")
def remove_rows(ctx: Context, widget: WidgetId, row_ids: list[str], *, panel: str | None = None) -> Sent:
    """Take rows out of a grid.

    Args:
        widget: The page's id.
        row_ids: Their ids.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel).id
    return sent(ctx.send(widget, events.RemoveRows(rowIds=row_ids, gridId=grid)))


@posted(scope="grid", toolset="grid", idempotent=True)
def request_state(ctx: Context, widget: WidgetId, context: Any = None, *, panel: str | None = None) -> Sent:
    """Ask every page for a grid's columns, filters and sort; each answers with the event grid:state-response.

    Args:
        widget: The page's id.
        context: Comes back in the answer.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel).id
    return sent(ctx.send(widget, events.RequestState(context=context, gridId=grid)))


@posted(scope="grid", toolset="grid", idempotent=True)
def restore_state(ctx: Context, widget: WidgetId, state: Json, *, panel: str | None = None) -> Sent:
    """Put back a grid's columns, filters and sort.

    Args:
        widget: The page's id.
        state: As grid:state-response gave it.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel).id
    return sent(ctx.send(widget, events.RestoreState(state=state, gridId=grid)))


@posted(scope="grid", toolset="grid", idempotent=True)
def reset_state(ctx: Context, widget: WidgetId, *, hard: bool = False, panel: str | None = None) -> Sent:
    """Lift a grid's filters and sort and put its columns back.

    Args:
        widget: The page's id.
        hard: Also lift the selection and what links hide.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel).id
    return sent(ctx.send(widget, events.ResetState(hard=hard, gridId=grid)))


def changes_of(cells: Cells, grid: str) -> events.UpdateCells:
    """The event that writes these cells."""
    checked = [Cell.model_validate(cell) for cell in cells]
    changes = [events.CellChange(rowId=str(c.row_id), colId=c.col_id, value=c.value) for c in checked]
    return events.UpdateCells(cells=changes, gridId=grid)

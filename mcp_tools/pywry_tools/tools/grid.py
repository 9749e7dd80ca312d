"""Tables in AG Grid: show, change, read."""

from __future__ import annotations

from typing import Any, Literal, cast

from pywry_tools.errors import InvalidArguments
from pywry_tools.events import grid as events
from pywry_tools.events.page import Download
from pywry_tools.ids import WidgetId
from pywry_tools.models.content import page_of
from pywry_tools.models.grid import plain
from pywry_tools.models.page import HtmlContent, Label, Sent, Theme, WidgetState
from pywry_tools.models.table import (
    AgTheme,
    CellColumns,
    Cells,
    ColDefs,
    CsvFile,
    Data,
    GridState,
    Options,
    RowSelection,
    SortBy,
    Sorts,
    Strategy,
)
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
    grid_options: Options | None = None,
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
    aggrid_theme: ForPeople[AgTheme | None] = None,
    pagination: ForPeople[bool | None] = None,
    pagination_page_size: ForPeople[int] = 100,
    enable_cell_span: ForPeople[bool | None] = None,
    inline_css: ForPeople[str | None] = None,
) -> WidgetState:
    """Show a table that a person can sort, filter, select and edit, on a page of its own.

    Args:
        data: A list of row objects, an object of columns, {columns: [...], rows: [[...]]}, or {ref: dataset}.
        title: For the tab.
        column_defs: AG Grid's, for columns that differ: field, headerName, editable, hide, width...; format is d3's.
        grid_options: AG Grid's, such as {"pagination": true}.
        row_selection: Whether rows can be selected.
        row_id: The column that names a row; else they are "0", "1", ...
        theme: Its colours.
        label: Its id; replaces an open page of that id.
        width: Of a native window, in logical pixels.
        height: Of a native window, in logical pixels.
        window: Of a native window: WindowOptions, or a dict of them.
        menu: Of a native window: a MenuConfig, or the id of a menu that was made.
        callbacks: Event name to function, heard from the start.
        on_cell_click: Hears grid:cell-click.
        on_row_selected: Hears grid:row-selected.
        on_cell_edit: Hears grid:cell-edit; if it raises, the cell gets its old value back.
        aggrid_theme: How the table looks; None is quartz in the house's own spacing. Light or dark is the page's.
        pagination: Whether rows come in pages; None is what grid_options say.
        pagination_page_size: How many rows a page has, with `pagination`.
        enable_cell_span: Whether equal cells of columns with spanRows become one; None does so for a MultiIndex.
        inline_css: CSS for the page.
    """
    pages = {} if pagination is None else {"pagination": pagination, "paginationPageSize": pagination_page_size}
    panel = ctx.make_panel(
        "grid",
        GRID,
        table=ctx.rows(data),
        column_defs=column_defs,
        options={**plain(grid_options or {}), **pages},
        row_selection=row_selection,
        row_id=row_id,
        theme=aggrid_theme,
        enable_cell_span=enable_cell_span,
    )
    clicked, selected, edited = events.CellClicked.name, events.RowsSelected.name, events.CellEdited.name
    heard = join(callbacks, {clicked: on_cell_click, selected: on_row_selected, edited: on_cell_edit})
    page = page_of(HtmlContent(html="", inline_css=inline_css), title=title, theme=theme)
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
    """Change a grid's rows or cells in place; all of it or nothing.

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
    parts: list[events.RemoveRows | events.UpdateData | events.UpdateCells] = []
    if remove:
        parts.append(events.RemoveRows(rowIds=remove, gridId=grid))
    if data is not None:
        parts.append(events.UpdateData(data=ctx.rows(data), strategy=strategy, gridId=grid))
    if cells:
        parts.append(changes_of(cells, grid))
    return sent(ctx.send(widget, parts[0] if len(parts) == 1 else transaction_of(parts, grid)))


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
    return sent(ctx.send(widget, events.UpdateData(data=ctx.rows(data), strategy=strategy, gridId=grid)))


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


@posted(scope="grid", toolset="grid")
def apply_transaction(
    ctx: Context,
    widget: WidgetId,
    *,
    add: Data | None = None,
    update: Data | None = None,
    remove: list[str] | None = None,
    panel: str | None = None,
) -> Sent:
    """Add, update and remove rows of a grid in one step; all of it or nothing.

    Args:
        widget: The page's id.
        add: New rows, which come last.
        update: Rows with ids that are there; what they do not say stays.
        remove: Ids of rows to take away.
        panel: Which grid, where the page has several.
    """
    if add is None and update is None and remove is None:
        raise InvalidArguments("grid_apply_transaction has nothing to do; give add, update or remove.")
    grid = ctx.panel(widget, "grid", panel).id
    return sent(
        ctx.send(widget, events.Transaction(add=ctx.rows(add), update=ctx.rows(update), remove=remove, gridId=grid))
    )


@posted(scope="grid", toolset="grid")
def update_grid(
    ctx: Context,
    widget: WidgetId,
    data: Data | None = None,
    columns: ColDefs | None = None,
    restore_state: Json | None = None,
    *,
    panel: str | None = None,
) -> Sent:
    """Set a grid's rows, columns and state in one step; all of it or nothing.

    Args:
        widget: The page's id.
        data: All rows, as for grid_show; left out, they stay.
        columns: AG Grid column definitions: which columns, in which order; left out, they stay.
        restore_state: Columns, filters and sort as grid:state-response gave them.
        panel: Which grid, where the page has several.
    """
    if data is None and columns is None and restore_state is None:
        raise InvalidArguments("grid_update_grid has nothing to change; give data, columns or restore_state.")
    grid = ctx.panel(widget, "grid", panel).id
    given = {"data": ctx.rows(data), "columnDefs": columns, "restoreState": restore_state, "gridId": grid}
    event = events.UpdateGrid.model_validate({name: value for name, value in given.items() if value is not None})
    return sent(ctx.send(widget, event))


@posted(scope="grid", toolset="grid")
def undo(ctx: Context, widget: WidgetId, *, panel: str | None = None) -> Sent:
    """Take back the last edit that a person made in a grid.

    Args:
        widget: The page's id.
        panel: Which grid, where the page has several.
    """
    return sent(ctx.send(widget, events.Undo(gridId=ctx.panel(widget, "grid", panel).id)))


@posted(scope="grid", toolset="grid")
def redo(ctx: Context, widget: WidgetId, *, panel: str | None = None) -> Sent:
    """Put the last edit that was taken back into a grid again.

    Args:
        widget: The page's id.
        panel: Which grid, where the page has several.
    """
    return sent(ctx.send(widget, events.Undo(redo=True, gridId=ctx.panel(widget, "grid", panel).id)))


@posted(scope="grid", toolset="grid", idempotent=True)
def set_filter(
    ctx: Context, widget: WidgetId, model: Json | None = None, *, quick: str | None = None, panel: str | None = None
) -> Sent:
    """Filter a grid for everybody who looks at it; without arguments, lift all filters.

    Args:
        widget: The page's id.
        model: AG Grid's filter model: column to {filterType, type, filter}, or for columns with filter: "set"
            {filterType: "set", values}; an empty one shows all rows.
        quick: Words that have to be in a row, in any column.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel).id
    if model is not None or quick is None:
        ctx.send(widget, events.RestoreState(state={"filterModel": model or {}}, gridId=grid))
    if quick is not None or model is None:
        ctx.send(widget, events.QuickFilter(text=quick or "", gridId=grid))
    return sent(ctx.widget(widget))


@posted(scope="grid", toolset="grid", idempotent=True)
def set_sort(ctx: Context, widget: WidgetId, model: Sorts, *, panel: str | None = None) -> Sent:
    """Sort a grid for everybody who looks at it.

    Args:
        widget: The page's id.
        model: The columns to sort by, the first first; an empty list puts the rows back in their order.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel)
    sorts = [{"colId": one.col_id, "sort": one.sort} for one in cast("list[SortBy]", model)]
    return sent(ctx.send(widget, events.RestoreState(state={"sortModel": sorts}, gridId=grid.id)))


@posted(scope="grid", toolset="grid", idempotent=True)
def set_theme(ctx: Context, widget: WidgetId, theme: AgTheme, *, panel: str | None = None) -> Sent:
    """Give a grid the look of one of AG Grid's themes; light or dark is the page's.

    Args:
        widget: The page's id.
        theme: quartz, alpine, balham or material.
        panel: Which grid, where the page has several.
    """
    return sent(ctx.send(widget, events.UpdateTheme(theme=theme, gridId=ctx.panel(widget, "grid", panel).id)))


@tool(effect="read", scope="grid", toolset="grid")
async def export_csv(
    ctx: Context,
    widget: WidgetId,
    *,
    only: Literal["shown", "selected", "linked", "all"] = "shown",
    columns: list[str] | None = None,
    filename: str | None = None,
    panel: str | None = None,
) -> CsvFile:
    """Write a grid's rows as CSV, for you to read or for the viewers to save.

    Args:
        widget: The page's id.
        only: The rows and columns that a person sees, sorted and filtered; those selected; those that links leave; all.
        columns: Only these.
        filename: Let every viewer save a file of this name, instead of answering with the text.
        panel: Which grid, where the page has several.
    """
    grid = ctx.panel(widget, "grid", panel)
    seen = await _seen(ctx, widget, grid.id) if only == "shown" else {}
    facts = grid.read(
        csv=True, only=None if only == "all" else only, columns=columns or seen.get("columns"), at=seen.get("at")
    )
    text = str(facts["text"])
    if filename is not None:
        ctx.send(widget, Download(content="\ufeff" + text, filename=filename, mimeType="text/csv;charset=utf-8"))
    return CsvFile(widget=widget, panel=grid.id, size=len(text), text=text if filename is None else None)


async def _seen(ctx: Context, widget: WidgetId, grid: str) -> Json:
    """What the viewer who was active last sees; empty where nobody looks, or where Python itself has the order."""
    if not ctx.widget(widget).viewers:
        return {}
    found = cast("Json", await ctx.ask(widget, "grid:shown", {"gridId": grid}))
    return found if "at" in found else {}


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


def transaction_of(
    parts: list[events.RemoveRows | events.UpdateData | events.UpdateCells], grid: str
) -> events.Transaction:
    """One step of several."""
    given: Json = {"gridId": grid}
    for part in parts:
        match part:
            case events.RemoveRows():
                given["remove"] = part.row_ids
            case events.UpdateData():
                given[{"set": "data", "append": "add", "update": "update"}[part.strategy]] = part.rows
            case events.UpdateCells():
                given["columns"] = part.columns
    return events.Transaction.model_validate(given)


def changes_of(cells: Cells, grid: str) -> events.UpdateCells:
    """The event that writes these cells."""
    known = cast("CellColumns", cells)
    columns = {name: {"rowIds": rows, "values": values} for name, (rows, values) in known.items()}
    return events.UpdateCells(columns=columns, gridId=grid)

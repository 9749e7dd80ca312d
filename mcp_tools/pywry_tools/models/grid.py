"""AG Grid's options as classes, for editors that know names; plain dicts in AG Grid's spelling do the same.

Fields are snake_case and take AG Grid's camelCase too. Further options of AG Grid pass through, and are checked by name
when the grid is made. Fields that only AG Grid Enterprise knows can be set and are refused then, with the Community
alternative; so none of them has a value of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

DataType = Literal["text", "number", "bigint", "boolean", "date", "dateString", "dateTime", "dateTimeString", "object"]
"""What a column holds; left out, it is what the data says."""

Pinned = Literal["left", "right"]


class GridModel(BaseModel):
    """Options of AG Grid; unknown ones pass through."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="allow", defer_build=True)

    def to_dict(self) -> dict[str, Any]:
        """What is set, in AG Grid's spelling; None is left out."""
        return self.model_dump(by_alias=True, exclude_none=True)


class ColDef(GridModel):
    """A column.

    Attributes:
        field: The column of the data that it is about; a column needs this or `col_id`.
        col_id: The same, by AG Grid's other name.
        header_name: Its heading; None is the column's name.
        header_tooltip: What the heading says when the pointer rests on it.
        hide: Whether it is hidden at first.
        pinned: At which edge it stays while the others scroll.
        width: In pixels; None fits the content.
        min_width: In pixels.
        max_width: In pixels.
        flex: Its share of the width that is left.
        sortable: Whether a click on the heading sorts.
        filter: Whether it can be filtered, or which filter it has: "set" is a list of its values to choose from; or one
            of AG Grid's, such as "agTextColumnFilter".
        floating_filter: Whether the filter has a field below the heading.
        resizable: Whether its width can be dragged.
        editable: Whether a person can change its cells.
        format: A d3 format such as ",.2f" for numbers, or a strftime pattern such as "%d.%m.%Y" for dates.
        cell_data_type: What it holds; None is what the data says.
        value_getter: JavaScript, which is refused: compute the column in Python.
        value_formatter: JavaScript, which is refused: use `format`.
        value_setter: JavaScript, which is refused: listen to grid:cell-edit.
        cell_renderer: One of AG Grid's own renderers.
        cell_class: CSS classes for its cells.
        cell_style: CSS properties for its cells.
        auto_height: Whether rows grow with its content.
        wrap_text: Whether long text is broken into lines.
        row_group: Enterprise.
        enable_row_group: Enterprise.
        agg_func: Enterprise.
        span_rows: Whether equal cells below one another become one; the grid needs `enable_cell_span`.
        lock_position: Whether it stays at its edge.
        lock_pinned: Whether a person cannot pin it.
        lock_visible: Whether a person cannot hide it.
    """

    field: str | None = None
    col_id: str | None = None
    header_name: str | None = None
    header_tooltip: str | None = None
    hide: bool | None = None
    pinned: Pinned | bool | None = None
    width: int | None = None
    min_width: int | None = None
    max_width: int | None = None
    flex: float | None = None
    sortable: bool | None = None
    filter: bool | str | None = None
    floating_filter: bool | None = None
    resizable: bool | None = None
    editable: bool | None = None
    format: str | None = None
    cell_data_type: DataType | bool | None = None
    value_getter: str | None = None
    value_formatter: str | None = None
    value_setter: str | None = None
    cell_renderer: str | None = None
    cell_class: str | list[str] | None = None
    cell_style: dict[str, Any] | None = None
    auto_height: bool | None = None
    wrap_text: bool | None = None
    row_group: bool | None = None
    enable_row_group: bool | None = None
    agg_func: str | None = None
    span_rows: bool | None = None
    lock_position: bool | Pinned | None = None
    lock_pinned: bool | None = None
    lock_visible: bool | None = None


class ColGroupDef(GridModel):
    """Columns under one heading.

    Attributes:
        header_name: The heading.
        children: The columns, or further groups, in order; classes or dicts.
        group_id: Its id; None makes one.
        marry_children: Whether its columns cannot be dragged apart.
        open_by_default: Whether columns that only an open group shows are there at first.
    """

    header_name: str
    children: Sequence[ColDef | ColGroupDef | Mapping[str, Any]]
    group_id: str | None = None
    marry_children: bool | None = None
    open_by_default: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """What is set, in AG Grid's spelling; None is left out."""
        children = [child.to_dict() if isinstance(child, GridModel) else dict(child) for child in self.children]
        return {**self.model_dump(by_alias=True, exclude_none=True, exclude={"children"}), "children": children}


class DefaultColDef(ColDef):
    """What holds for every column that does not say otherwise; the fields of `ColDef` without `field`."""

    sortable: bool | None = True
    filter: bool | str | None = True
    resizable: bool | None = True
    floating_filter: bool | None = False
    min_width: int | None = 80
    flex: float | None = 1
    enable_row_group: bool | None = None
    enable_pivot: bool | None = None
    enable_value: bool | None = None


class RowSelection(GridModel):
    """How a person selects rows.

    Attributes:
        mode: One row at a time, or many.
        checkboxes: Whether every row has a check box.
        header_checkbox: Whether the heading has one for all rows; only with many.
        enable_click_selection: Whether a click on a row selects it.
        hide_disabled_checkboxes: Whether rows that cannot be selected have no check box.
    """

    mode: Literal["singleRow", "multiRow"] = "multiRow"
    checkboxes: bool = True
    header_checkbox: bool = True
    enable_click_selection: bool = True
    hide_disabled_checkboxes: bool = False

    def to_dict(self) -> dict[str, Any]:
        """In AG Grid's spelling; the heading's check box only where it can be."""
        out = super().to_dict()
        if self.mode == "singleRow":
            del out["headerCheckbox"]
        return out


class GridOptions(GridModel):
    """A grid.

    Attributes:
        column_defs: Columns and groups of columns; the same as the argument `column_defs`.
        default_col_def: What holds for every column.
        row_data: Refused: rows are the argument `data`.
        row_model_type: "clientSide", where all rows travel, or "infinite", where the page asks for those on screen;
            None is what suits the number of rows.
        row_selection: How a person selects rows; the same as the argument `row_selection`.
        cell_selection: Enterprise.
        dom_layout: "autoHeight" makes the grid as high as its rows, "print" shows all of them.
        pagination: Whether rows come in pages.
        pagination_page_size: How many rows a page has.
        pagination_page_size_selector: The sizes that a person can choose from; False hides the choice.
        group_display_type: Enterprise.
        row_group_panel_show: Enterprise.
        group_default_expanded: Enterprise.
        cache_block_size: How many rows a page asks for at once, where it asks for those on screen.
        max_concurrent_datasource_requests: How many such questions may be open.
        infinite_initial_row_count: How many rows the scroll bar shows before the first answer.
        single_click_edit: Whether one click starts an edit, instead of two.
        undo_redo_cell_editing: Whether Ctrl+Z and Ctrl+Y take edits back and put them in again.
        undo_redo_cell_editing_limit: How many edits can be taken back.
        copy_headers_to_clipboard: Enterprise.
        animate_rows: Whether rows glide to their places.
        enable_cell_span: Whether cells of columns with `span_rows` can span rows.
    """

    column_defs: Sequence[ColDef | ColGroupDef | Mapping[str, Any]] | None = None
    default_col_def: DefaultColDef | ColDef | dict[str, Any] | None = None
    row_data: list[Any] | None = None
    row_model_type: Literal["clientSide", "infinite", "serverSide", "viewport"] | None = None
    row_selection: RowSelection | dict[str, Any] | None = None
    cell_selection: bool | None = None
    dom_layout: Literal["normal", "autoHeight", "print"] | None = None
    pagination: bool | None = None
    pagination_page_size: int | None = None
    pagination_page_size_selector: list[int] | bool | None = None
    group_display_type: str | None = None
    row_group_panel_show: str | None = None
    group_default_expanded: int | None = None
    cache_block_size: int | None = None
    max_concurrent_datasource_requests: int | None = None
    infinite_initial_row_count: int | None = None
    single_click_edit: bool | None = None
    undo_redo_cell_editing: bool = True
    undo_redo_cell_editing_limit: int = 20
    copy_headers_to_clipboard: bool | None = None
    animate_rows: bool | None = None
    enable_cell_span: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """What is set, in AG Grid's spelling; None is left out."""
        nested = {"column_defs", "default_col_def", "row_selection"}
        out = self.model_dump(by_alias=True, exclude_none=True, exclude=nested)
        given = {to_camel(name): getattr(self, name) for name in sorted(nested) if getattr(self, name) is not None}
        return {**out, **{name: plain(value) for name, value in given.items()}}


def plain(value: Any) -> Any:
    """Options of any kind as AG Grid takes them; classes of a caller's own may have `to_dict` or `model_dump`."""
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]  # pyright: ignore[reportUnknownVariableType]
    dump = getattr(value, "to_dict", None) or getattr(value, "model_dump", None)
    return plain(dump()) if callable(dump) else value


__all__ = ["ColDef", "ColGroupDef", "DefaultColDef", "GridOptions", "RowSelection"]

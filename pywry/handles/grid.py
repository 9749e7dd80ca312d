"""The handle of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pywry.handles.binding import on_panel
from pywry.handles.families import grid
from pywry.handles.panel import PanelHandle

if TYPE_CHECKING:
    from pywry_tools.models.page import WidgetState


class GridHandle(PanelHandle):
    """A table. Made by `app.show_dataframe(...)` and `dashboard.grid(...)`."""

    @classmethod
    def of(cls, owner: Any, state: WidgetState) -> GridHandle:
        """Make a handle from a show tool's answer."""
        return cls(owner.session, state.widget)

    change = on_panel(grid.update)
    update_data = on_panel(grid.update_data)
    update_cell = on_panel(grid.update_cell)
    update_cells = on_panel(grid.update_cells)
    update_columns = on_panel(grid.update_columns)
    remove_rows = on_panel(grid.remove_rows)
    read = on_panel(grid.read)
    apply_transaction = on_panel(grid.apply_transaction)
    update_grid = on_panel(grid.update_grid)
    undo = on_panel(grid.undo)
    redo = on_panel(grid.redo)
    set_filter = on_panel(grid.set_filter)
    set_sort = on_panel(grid.set_sort)
    set_theme = on_panel(grid.set_theme)
    export_csv = on_panel(grid.export_csv)
    request_grid_state = on_panel(grid.request_state)
    restore_state = on_panel(grid.restore_state)
    reset_state = on_panel(grid.reset_state)

"""The handle of a dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pywry.handles.base import Handle
from pywry.handles.binding import on_widget
from pywry.handles.chart import ChartHandle
from pywry.handles.families import dashboard
from pywry.handles.grid import GridHandle
from pywry.handles.panel import PanelHandle
from pywry.state_mixins import GridStateMixin, PlotlyStateMixin
from pywry_tools.errors import NoSuchPanel

if TYPE_CHECKING:
    from pywry_tools.models.page import WidgetState


class InputHandle(PanelHandle):
    """An input of a dashboard. Made by `board.input(id)`; its `on` hears `dashboard:input-changed` of it alone."""

    @property
    def value(self) -> Any:
        """What is chosen: text, a number, true or false; a date as 2026-01-31; None for nothing."""
        return self._widget.panel("input", self.panel_id).read()["value"]


class DashboardHandle(GridStateMixin, PlotlyStateMixin, Handle):
    """Panels on one page. Made by `app.show_dashboard(...)`."""

    @classmethod
    def of(cls, owner: Any, state: WidgetState) -> DashboardHandle:
        """Make a handle from a show tool's answer."""
        return cls(owner.session, state.widget)

    change = on_widget(dashboard.update)
    describe_board = on_widget(dashboard.describe)
    read_layout = on_widget(dashboard.layout)
    select_tab = on_widget(dashboard.select_tab)
    maximize_panel = on_widget(dashboard.maximize)

    history = on_widget(dashboard.history)
    undo = on_widget(dashboard.undo)
    redo = on_widget(dashboard.redo)

    @property
    def layout(self) -> dict[str, Any]:
        """Where the panels stand now, as JSON that `change(layout=...)` takes back."""
        from pywry.panels.board import board_of

        return board_of(self._widget.react).layout

    def panel(self, panel: str) -> PanelHandle:
        """The handle of a panel, of the class that its kind has.

        Raises:
            NoSuchPanel: With the nearest ids.
        """
        return KINDS.get(self._kind(panel), PanelHandle)(self.session, self.id, panel)

    def chart(self, panel: str) -> ChartHandle:
        """The handle of a chart.

        Raises:
            NoSuchPanel: With the nearest charts.
        """
        self._widget.panel("chart", panel)
        return ChartHandle(self.session, self.id, panel)

    def grid(self, panel: str) -> GridHandle:
        """The handle of a grid.

        Raises:
            NoSuchPanel: With the nearest grids.
        """
        self._widget.panel("grid", panel)
        return GridHandle(self.session, self.id, panel)

    def input(self, panel: str) -> InputHandle:
        """The handle of an input.

        Raises:
            NoSuchPanel: With the nearest inputs.
        """
        self._widget.panel("input", panel)
        return InputHandle(self.session, self.id, panel)

    def _kind(self, panel: str) -> str:
        panels = self._widget.panels
        if panel not in panels:
            raise NoSuchPanel(panel, panels, where=f" in {self.id}")
        return panels[panel].kind


KINDS: dict[str, type[PanelHandle]] = {"chart": ChartHandle, "grid": GridHandle, "input": InputHandle}

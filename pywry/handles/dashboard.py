"""The handle of a dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pywry.handles.base import Handle
from pywry.handles.binding import on_widget
from pywry.handles.chart import ChartHandle
from pywry.handles.families import dashboard
from pywry.handles.grid import GridHandle
from pywry.handles.panel import PanelHandle
from pywry_tools.errors import NoSuchPanel

if TYPE_CHECKING:
    from pywry_tools.models.page import WidgetState


class DashboardHandle(Handle):
    """Panels on one page. Made by `app.show_dashboard(...)`."""

    @classmethod
    def of(cls, owner: Any, state: WidgetState) -> DashboardHandle:
        """Make a handle from a show tool's answer."""
        return cls(owner.session, state.widget)

    change = on_widget(dashboard.update)
    describe_board = on_widget(dashboard.describe)

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

    def _kind(self, panel: str) -> str:
        panels = self._widget.panels
        if panel not in panels:
            raise NoSuchPanel(panel, panels, where=f" in {self.id}")
        return panels[panel].kind


KINDS: dict[str, type[PanelHandle]] = {"chart": ChartHandle, "grid": GridHandle}

"""The handle of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from pywry.handles.binding import on_panel
from pywry.handles.families import plotly
from pywry.handles.panel import PanelHandle

if TYPE_CHECKING:
    from pywry_tools.models.page import WidgetState


class ChartHandle(PanelHandle):
    """A Plotly chart. Made by `app.show_plotly(...)` and `dashboard.chart(...)`."""

    @classmethod
    def of(cls, owner: Any, state: WidgetState) -> ChartHandle:
        """Make a handle from a show tool's answer."""
        return cls(owner.session, state.widget)

    change = on_panel(plotly.update)
    update_figure = on_panel(plotly.update_figure)
    update_layout = on_panel(plotly.update_layout)
    update_traces = on_panel(plotly.update_traces)
    extend = on_panel(plotly.extend)
    reset_zoom = on_panel(plotly.reset_zoom)
    read = on_panel(plotly.read)
    request_plotly_state = on_panel(plotly.request_state)

    def set_zoom(self, xaxis_range: Sequence[Any] | None = None, yaxis_range: Sequence[Any] | None = None) -> None:
        """Show a part of the data.

        Args:
            xaxis_range: From and to along x; None leaves it as it is.
            yaxis_range: From and to along y; None leaves it as it is.
        """
        ranges = {"xaxis.range": xaxis_range, "yaxis.range": yaxis_range}
        self.update_layout({key: list(value) for key, value in ranges.items() if value is not None})

    def set_trace_visibility(self, visible: bool | Literal["legendonly"], indices: list[int] | None = None) -> None:
        """Show or hide traces.

        Args:
            visible: True, False, or "legendonly", which leaves them in the legend.
            indices: Which traces; None means all.
        """
        self.update_traces({"visible": visible}, indices)

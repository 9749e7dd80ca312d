"""The handle of a chart."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pywry.handles.binding import on_panel
from pywry.handles.families import plotly
from pywry.handles.panel import PanelHandle

if TYPE_CHECKING:
    from pywry_tools.models.figure import ChartImage, ImageFormat
    from pywry_tools.models.page import WidgetState


def _bytes(_owner: Any, picture: ChartImage) -> bytes:
    return base64.b64decode(picture.image)


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
    replace = on_panel(plotly.replace)
    extend = on_panel(plotly.extend)
    prepend = on_panel(plotly.prepend)
    animate = on_panel(plotly.animate)
    reset_zoom = on_panel(plotly.reset_zoom)
    set_zoom = on_panel(plotly.set_zoom)
    set_trace_visibility = on_panel(plotly.set_trace_visibility)
    read = on_panel(plotly.read)
    read_drawn = on_panel(plotly.state)
    request_plotly_state = on_panel(plotly.request_state)
    request_export_data = on_panel(plotly.export_data)
    to_image = on_panel(plotly.image, into=_bytes)

    def write_image(self, file: str | Path, format: ImageFormat | None = None, **options: Any) -> Path:
        """Save a picture of the chart.

        Args:
            file: Where to.
            format: png, jpeg, webp or svg; None takes it from the file's name.
            options: As `to_image` takes them: width, height, scale.

        Returns:
            The file.

        Raises:
            InvalidArguments: The format is none of these.
        """
        path = Path(file)
        kind: Any = format or path.suffix.lstrip(".").lower().replace("jpg", "jpeg") or "png"
        path.write_bytes(self.to_image(kind, **options))
        return path

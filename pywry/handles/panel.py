"""What handles of a panel have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pywry.handles.base import Handle
from pywry.handles.binding import on_panel
from pywry.handles.families import live
from pywry.handles.live import Live

if TYPE_CHECKING:
    from pywry.runtime.session import Session
    from pywry_tools.ids import WidgetId


class PanelHandle(Handle):
    """A panel of a page. On a dashboard `on` hears this panel's events alone.

    Attributes:
        panel_id: The panel's id; None for the page's only one of its kind.
    """

    def __init__(self, session: Session, widget: WidgetId, panel: str | None = None) -> None:
        super().__init__(session, widget)
        self.panel_id = panel

    live = on_panel(live.start, into=Live.of)

    @property
    def _panel(self) -> str | None:
        return self.panel_id

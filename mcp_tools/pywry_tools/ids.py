"""Names of the things that tools act on."""

from __future__ import annotations

from typing import Annotated, NewType

from pydantic import Field

WidgetId = NewType("WidgetId", str)
"""A page that is open: a tab, a cell or a window. A show tool returns it."""

MenuId = NewType("MenuId", str)
"""A menu, by the id that it was made with."""

TrayId = NewType("TrayId", str)
"""An icon in the system tray, by the id that it was made with."""

PanelId = Annotated[str, Field(pattern=r"^[A-Za-z][\w.-]{0,63}$")]
"""A component on a page: a chart, a grid, a metric; unique within its page."""

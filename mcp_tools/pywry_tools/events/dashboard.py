"""Events of dashboards: `dashboard:*`."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import Layout


class SelectTab(Event, event="dashboard:select-tab"):
    """Show a tab to everyone who looks now."""

    tab: str
    tabs: str | None = Field(default=None, description="The strip of tabs, where several have a tab of that name.")


class Maximize(Event, event="dashboard:maximize"):
    """Let a panel fill the page for everyone who looks now; without one, as it was."""

    panel_id: str | None = Field(default=None, alias="panelId")


class LayoutChanged(Event, event="dashboard:layout-changed", way="up"):
    """A person moved or resized a panel; everyone sees it."""

    layout: Layout = Field(description="As dashboard_layout gives it.")


class TabSelected(Event, event="dashboard:tab-selected", way="up"):
    """A person chose a tab."""

    tab: str
    tabs: str = Field(default="", description="The strip of tabs.")


class PanelMaximized(Event, event="dashboard:panel-maximized", way="up"):
    """A person let a panel fill the page, or put it back."""

    panel_id: str | None = Field(default=None, alias="panelId", description="The panel; null if it was put back.")


class InputChanged(Event, event="dashboard:input-changed", way="up", target="panel_id"):
    """A person chose a value in an input."""

    panel_id: str = Field(alias="panelId")
    value: Any = Field(default=None, description="Text, a number, true or false; a date as 2026-01-31; null for none.")

"""Icons in the system tray, as they are kept and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

LABEL = "__tray__"
"""Before a tray icon's id in the labels of events, which keeps them apart from windows."""


@dataclass(frozen=True)
class Tray:
    """A tray icon as it is now; its menu is kept with the other menus.

    Attributes:
        id: Its id.
        tooltip: Shown when the pointer rests on it.
        title: Text beside it.
        icon: As Context.icon made it; None is PyWry's own.
        visible: Whether it is shown.
        menu_on_left_click: Whether the left button opens the menu.
    """

    id: str
    tooltip: str | None = None
    title: str | None = None
    icon: dict[str, Any] | None = None
    visible: bool = True
    menu_on_left_click: bool = True


class TrayState(BaseModel):
    """A tray icon as it is now."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    tray: str = Field(description="Its id.")
    tooltip: str | None = None
    title: str | None = None
    visible: bool
    menu: str | None = Field(default=None, description="The id of its menu.")
    note: str | None = None


class Trays(BaseModel):
    """The icons of this program in the system tray."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    trays: list[TrayState]


class TrayFacts(BaseModel):
    """What the system tray can do here."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    available: bool = Field(description="Whether an icon would be shown, as far as can be known.")
    clicks: bool = Field(description="Whether clicks on the icon are reported; if not, use the menu.")
    tooltip: bool = Field(description="Whether there are tooltips; if not, the text is shown as the title.")
    reason: str | None = Field(default=None, description="Why not, and what to do.")

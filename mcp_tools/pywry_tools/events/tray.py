"""Events of tray icons: `tray:*`. Desktops on Linux report none of them; items of the icon's menu work everywhere."""

from __future__ import annotations

from typing import Literal

from pywry_tools.events.base import Event
from pywry_tools.models.page import Value


class Point(Value):
    """A place on the screen, in physical pixels."""

    x: float
    y: float


class _Up(Event):
    tray_id: str
    position: Point | None = None


class _Button(_Up):
    button: Literal["Left", "Right", "Middle"] = "Left"
    button_state: Literal["Up", "Down"] = "Up"


class Clicked(_Button, event="tray:click", way="up"):
    """A person clicked the icon."""


class DoubleClicked(_Button, event="tray:double-click", way="up"):
    """A person double-clicked the icon."""


class RightClicked(_Button, event="tray:right-click", way="up"):
    """A person clicked the icon with the right button."""


class Entered(_Up, event="tray:enter", way="up"):
    """The pointer came over the icon."""


class Left(_Up, event="tray:leave", way="up"):
    """The pointer left the icon."""


class Moved(_Up, event="tray:move", way="up"):
    """The pointer moved over the icon."""

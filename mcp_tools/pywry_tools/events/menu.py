"""Events of menus: `menu:*`."""

from __future__ import annotations

from typing import Literal

from pywry_tools.events.base import Event

Source = Literal["app", "window", "popup", "tray"]
"""Where a menu is: of every window that has none of its own, of one window, opened at a place, at a tray icon."""


class Clicked(Event, event="menu:click", way="up"):
    """A person chose an item; `checked` is how a check item stands now."""

    item_id: str
    menu: str = ""
    source: Source = "window"
    checked: bool | None = None


class Quit(Event, event="menu:quit", way="up"):
    """A person chose the predefined item that quits; every window is asked whether it may close."""

    menu: str = ""
    source: Source = "window"

"""What lines may ask for, gathered from the rooms."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

from pywry.transports.native.child.desk import Desk, Window

Action = Callable[[Desk, dict[str, Any]], Any]
Command = Callable[[Desk, Window, bytes], Any]

HOOKS = ("inits", "configure", "built", "options", "opened", "run_event", "closed")
"""Functions that a room may have: plugins to build, additions to the configuration, what follows when the window system
was built, arguments for a window that is about to be built, what follows when it was, what the window system says, what
follows when a window is gone."""

ROOMS = (
    "pages",
    "windows",
    "menus",
    "tray",
    "dialogs",
    "notifications",
    "deep_links",
    "autostart",
    "plugins",
    "browsing",
    "crashes",
    "downloads",
    "frameless",
    "mark",
    "networks",
    "snapshot",
)
"""The modules whose tables are merged."""


def rooms() -> list[ModuleType]:
    """The rooms, in the order in which they hear of things."""
    return [import_module(f"{__package__}.{room}") for room in ROOMS]


def table(rooms: list[ModuleType]) -> dict[str, Action]:
    """Every action by name."""
    return {name: action for room in rooms for name, action in getattr(room, "ACTIONS", {}).items()}


def commands(rooms: list[ModuleType]) -> dict[str, Command]:
    """What pages may ask for beside speaking to Python."""
    return {name: command for room in rooms for name, command in getattr(room, "COMMANDS", {}).items()}


def hooks(rooms: list[ModuleType], name: str) -> list[Callable[..., Any]]:
    """The functions of one name that rooms have, such as `run_event`."""
    return [getattr(room, name) for room in rooms if hasattr(room, name)]

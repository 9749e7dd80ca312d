"""What lines may ask for, gathered from the rooms."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

from pywry.transports.native.child.desk import Desk

Action = Callable[[Desk, dict[str, Any]], Any]

HOOKS = ("inits", "configure", "options", "opened", "run_event", "closed")
"""Functions that a room may have: plugins to build, additions to the configuration, arguments for a window that is about
to be built, what follows when it was, what the window system says, what follows when a window is gone."""

ROOMS = ("pages", "windows", "menus", "tray", "dialogs", "notifications", "deep_links", "plugins")
"""The modules whose tables are merged."""


def rooms() -> list[ModuleType]:
    """The rooms, in the order in which they hear of things."""
    from importlib.util import find_spec

    return [import_module(f"{__package__}.{room}") for room in ROOMS if find_spec(f"{__package__}.{room}")]  # TEMP


def table(rooms: list[ModuleType]) -> dict[str, Action]:
    """Every action by name."""
    return {name: action for room in rooms for name, action in getattr(room, "ACTIONS", {}).items()}


def hooks(rooms: list[ModuleType], name: str) -> list[Callable[..., Any]]:
    """The functions of one name that rooms have, such as `run_event`."""
    return [getattr(room, name) for room in rooms if hasattr(room, name)]

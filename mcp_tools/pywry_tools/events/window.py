"""Events of native windows: `window:*`. Sizes and places are in the pixels that CSS counts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pywry_tools.events.base import Event


class CloseRequested(Event, event="window:close-requested", way="up"):
    """A person wants to close the window; a function that hears this and returns False keeps it open."""


class Closed(Event, event="window:closed", way="up"):
    """The window is gone."""


class Hidden(Event, event="window:hidden", way="up"):
    """The window cannot be seen any more; its page goes on."""


class Shown(Event, event="window:shown", way="up"):
    """The window can be seen again."""


class Focused(Event, event="window:focused", way="up"):
    """The window has the keyboard now."""


class Blurred(Event, event="window:blurred", way="up"):
    """Another window has the keyboard now."""


class Moved(Event, event="window:moved", way="up"):
    """The window is at another place; told 60 times a second at most."""

    x: float
    y: float


class Resized(Event, event="window:resized", way="up"):
    """The page has another size; told 60 times a second at most."""

    width: float
    height: float


class ScaleChanged(Event, event="window:scale-changed", way="up"):
    """A pixel of CSS has another number of pixels of the screen, such as on another monitor."""

    scale_factor: float = Field(alias="scaleFactor")


class MonitorChanged(Event, event="window:monitor-changed", way="up"):
    """The window is on another monitor; its place and size in pixels of the screen."""

    monitor: str | None = Field(default=None, description="Its name.")
    x: float
    y: float
    width: float
    height: float
    scale_factor: float = Field(alias="scaleFactor")


class ThemeChanged(Event, event="window:theme-changed", way="up"):
    """The desktop's theme has changed."""

    theme: Literal["light", "dark"]


class _Files(Event):
    paths: list[str]
    x: float = Field(description="From the left of the page.")
    y: float = Field(description="From the top of the page.")


class FileDropped(_Files, event="window:file-dropped", way="up"):
    """A person dropped files on the window."""


class DragEntered(_Files, event="window:drag-entered", way="up"):
    """A person drags files over the window."""


class DragLeft(Event, event="window:drag-left", way="up"):
    """A person drags files away from the window."""

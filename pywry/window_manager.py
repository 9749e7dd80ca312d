"""How an app arranges what it shows: a window each, one window, one main window, or the browser."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pywry_tools.errors import InvalidArguments, nearest


class WindowMode(StrEnum):
    """The modes by name."""

    NEW_WINDOW = "new_window"
    SINGLE_WINDOW = "single_window"
    MULTI_WINDOW = "multi_window"
    BROWSER = "browser"


@dataclass(frozen=True)
class NewWindowMode:
    """Each `show` opens a native window of its own."""

    name: ClassVar[WindowMode] = WindowMode.NEW_WINDOW


@dataclass(frozen=True)
class SingleWindowMode:
    """One native window at a time: `show` again puts new content into the same window.

    The label and the handle stay the same; listeners that were added with `handle.on` stay too, and those of
    `callbacks=` go with their content.

    Attributes:
        label: The window's label.
    """

    name: ClassVar[WindowMode] = WindowMode.SINGLE_WINDOW
    label: str = "main"


@dataclass(frozen=True)
class MultiWindowMode:
    """Each `show` opens a native window; closing the first one closes all the others."""

    name: ClassVar[WindowMode] = WindowMode.MULTI_WINDOW


@dataclass(frozen=True)
class BrowserMode:
    """Each `show` opens a browser tab, served from this machine.

    Attributes:
        single: Whether `show` again reuses the tab.
    """

    name: ClassVar[WindowMode] = WindowMode.BROWSER
    single: bool = False


Mode = NewWindowMode | SingleWindowMode | MultiWindowMode | BrowserMode
MODES: dict[WindowMode, type[Mode]] = {
    kind.name: kind for kind in (NewWindowMode, SingleWindowMode, MultiWindowMode, BrowserMode)
}

AnyMode = Mode | type[Mode] | WindowMode | str
"""An instance, a class, a member of the enum, or its text."""


def mode_of(given: AnyMode) -> Mode:
    """The mode that is meant.

    Raises:
        InvalidArguments: There is none of that name; the names there are get listed.
    """
    if isinstance(given, NewWindowMode | SingleWindowMode | MultiWindowMode | BrowserMode):
        return given
    if isinstance(given, type):
        return given()
    name = str(given).lower().replace("-", "_")
    if name not in list(WindowMode):
        raise InvalidArguments(f"there is no mode {given!r}. {nearest(name, [mode.value for mode in WindowMode])}")
    return MODES[WindowMode(name)]()

"""The families of tools for class bodies to bind; a family is imported when one of its tools is first used.

So `from pywry import PyWry` costs the same however many families there are, and a program waits for those alone that it
uses.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pywry_tools.tool import Tool
    from pywry_tools.tools import appearance as appearance
    from pywry_tools.tools import autostart as autostart
    from pywry_tools.tools import clipboard as clipboard
    from pywry_tools.tools import cursor as cursor
    from pywry_tools.tools import dashboard as dashboard
    from pywry_tools.tools import data as data
    from pywry_tools.tools import deep_link as deep_link
    from pywry_tools.tools import desktop as desktop
    from pywry_tools.tools import dialog as dialog
    from pywry_tools.tools import grid as grid
    from pywry_tools.tools import live as live
    from pywry_tools.tools import menu as menu
    from pywry_tools.tools import notification as notification
    from pywry_tools.tools import opener as opener
    from pywry_tools.tools import page as page
    from pywry_tools.tools import plotly as plotly
    from pywry_tools.tools import shortcut as shortcut
    from pywry_tools.tools import single_instance as single_instance
    from pywry_tools.tools import storage as storage
    from pywry_tools.tools import tray as tray
    from pywry_tools.tools import webview as webview
    from pywry_tools.tools import window as window
    from pywry_tools.tools import window_state as window_state


class Later:
    """A tool that has not been imported.

    Attributes:
        name: As the tool will be called.
    """

    def __init__(self, family: str, function: str) -> None:
        self.name = f"{family}_{function}"
        self._module = f"pywry_tools.tools.{family}"
        self._function = function

    def load(self) -> Tool[..., Any]:
        """The tool."""
        return cast("Tool[..., Any]", getattr(import_module(self._module), self._function))


class _Family:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, function: str) -> Later:
        return Later(self._name, function)


if not TYPE_CHECKING:
    dashboard, grid, page, plotly = _Family("dashboard"), _Family("grid"), _Family("page"), _Family("plotly")
    appearance = _Family("appearance")
    autostart = _Family("autostart")
    clipboard = _Family("clipboard")
    cursor = _Family("cursor")
    data = _Family("data")
    deep_link = _Family("deep_link")
    desktop = _Family("desktop")
    dialog = _Family("dialog")
    live = _Family("live")
    menu = _Family("menu")
    notification = _Family("notification")
    opener = _Family("opener")
    shortcut = _Family("shortcut")
    single_instance = _Family("single_instance")
    storage = _Family("storage")
    tray = _Family("tray")
    webview = _Family("webview")
    window = _Family("window")
    window_state = _Family("window_state")

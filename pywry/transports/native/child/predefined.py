"""Items whose deed the desktop knows: which of them each system has, and ours in place of those that it lacks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pywry.transports.native.child.desk import Desk

# Quit is ours everywhere: every window is asked first. Linux shows the editing items, but choosing one does nothing.
ALL = frozenset(
    {
        "separator",
        "copy",
        "cut",
        "paste",
        "select_all",
        "undo",
        "redo",
        "minimize",
        "maximize",
        "fullscreen",
        "hide",
        "hide_others",
        "show_all",
        "close_window",
        "about",
        "services",
    }
)
NATIVE: dict[str, frozenset[str]] = {
    "darwin": ALL,
    "win32": frozenset({"separator", "copy", "cut", "paste", "select_all", "about"}),
    "linux": frozenset({"separator", "about"}),
}
ONLY_MACOS = frozenset({"services"})

TEXTS = {
    "copy": "&Copy",
    "cut": "Cu&t",
    "paste": "&Paste",
    "select_all": "Select &All",
    "undo": "&Undo",
    "redo": "&Redo",
    "minimize": "Mi&nimize",
    "maximize": "Ma&ximize",
    "fullscreen": "&Full Screen",
    "hide": "&Hide",
    "hide_others": "Hide &Others",
    "show_all": "&Show All",
    "close_window": "&Close Window",
    "quit": "&Quit",
}
KEYS = {"fullscreen": "F11", "close_window": "CmdOrCtrl+W", "quit": "CmdOrCtrl+Q"}

EDITING = {
    "copy": "Copy",
    "cut": "Cut",
    "paste": "Paste",
    "select_all": "SelectAll",
    "undo": "Undo",
    "redo": "Redo",
}
"""Kinds, and the web view's names of what they do."""


def is_native(kind: str) -> bool:
    """Whether the system has the item, and it does something there."""
    return kind in NATIVE.get(sys.platform, NATIVE["linux"])


def is_shown(kind: str) -> bool:
    """Whether there can be such an item here."""
    return kind not in ONLY_MACOS or sys.platform == "darwin"


def do(desk: Desk, kind: str, label: str) -> None:
    """Do what an item of ours stands for, to the window whose menu it is in; on the main thread."""
    window = desk.windows.get(label)
    if kind == "hide_others":
        _all_but(desk, label, "hide", "window:hidden")
    elif kind == "show_all":
        _all_but(desk, None, "show", "window:shown")
    elif window is not None:
        _to_window(desk, kind, label, window.webview)


def _to_window(desk: Desk, kind: str, label: str, webview: Any) -> None:
    if kind in EDITING:
        _edit(webview, EDITING[kind])
    elif kind == "minimize":
        webview.minimize()
    elif kind == "maximize":
        webview.unmaximize() if webview.is_maximized() else webview.maximize()
    elif kind == "fullscreen":
        webview.set_fullscreen(not webview.is_fullscreen())
    elif kind == "hide":
        webview.hide()
        desk.event(label, "window:hidden", {})
    elif kind == "close_window":
        webview.close()


def _all_but(desk: Desk, label: str | None, deed: str, name: str) -> None:
    for other in list(desk.windows.values()):
        if other.label != label and other.webview is not None:
            getattr(other.webview, deed)()
            desk.event(other.label, name, {})


def _edit(webview: Any, command: str) -> None:
    if sys.platform.startswith("linux"):
        from pywry.transports.native.child.gtk import edit

        if edit(command):
            return
    webview.eval(f"document.execCommand({command!r})")

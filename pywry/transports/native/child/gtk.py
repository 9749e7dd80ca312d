"""What PyTauri does not offer of GTK and WebKitGTK on Linux. Both are loaded; their functions are called in place."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cache
from typing import Any

VIEW = b"WebKitWebView"
LOOK_MS = 5
LOOKS = 400


class _List(ctypes.Structure):
    pass


_List._fields_ = [("data", ctypes.c_void_p), ("next", ctypes.POINTER(_List)), ("prev", ctypes.POINTER(_List))]

Found = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)
Tick = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)

_looks = [0]


@cache
def library() -> Any:
    """WebKitGTK, and through it GTK and GLib; None where it is not loaded."""
    pointer, number, kind = ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t
    try:
        found: Any = ctypes.CDLL("libwebkit2gtk-4.1.so.0")
        for function, returns, takes in (
            ("gtk_window_list_toplevels", ctypes.POINTER(_List), []),
            ("g_list_free", None, [ctypes.POINTER(_List)]),
            ("gtk_window_is_active", number, [pointer]),
            ("gtk_window_get_type", kind, []),
            ("gtk_container_get_type", kind, []),
            ("gtk_menu_get_type", kind, []),
            ("gtk_grab_get_current", pointer, []),
            ("gtk_widget_translate_coordinates", number, [pointer, pointer, number, number, pointer, pointer]),
            ("g_type_check_instance_is_a", number, [pointer, kind]),
            ("g_type_name_from_instance", ctypes.c_char_p, [pointer]),
            ("g_timeout_add", ctypes.c_uint, [ctypes.c_uint, Tick, pointer]),
            ("g_signal_emit_by_name", None, [pointer, ctypes.c_char_p]),
            ("gtk_container_forall", None, [pointer, Found, pointer]),
            ("webkit_web_view_execute_editing_command", None, [pointer, ctypes.c_char_p]),
        ):
            entry = getattr(found, function)
            entry.restype, entry.argtypes = returns, takes
    except (OSError, AttributeError):
        return None
    return found


def edit(command: str) -> bool:
    """Have the page of the active window Copy, Cut, Paste, SelectAll, Undo or Redo; on the main thread.

    A script may not paste; the web view itself may.

    Returns:
        Whether there was one.
    """
    gtk = library()
    if gtk is None:
        return False
    view = next((view for window in _active(gtk) for view in _views(gtk, window)), None)
    if view is None:
        return False
    gtk.webkit_web_view_execute_editing_command(view, command.encode())
    return True


def page_offset() -> tuple[int, int]:
    """Where the page of the active window begins in it: below the menu bar; on the main thread."""
    gtk = library()
    x, y = ctypes.c_int(0), ctypes.c_int(0)
    if gtk is None:
        return 0, 0
    for window in _active(gtk):
        for view in _views(gtk, window):
            gtk.gtk_widget_translate_coordinates(view, window, 0, 0, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def let_popup_stay() -> None:
    """Let the main thread go on while a popup menu is open.

    Who opens one waits on the main thread for the signal that it is done with. The signal is given as soon as the menu
    has the pointer; the menu itself stays open.
    """
    gtk = library()
    if gtk is None:
        return
    _looks[:] = [LOOKS]
    gtk.g_timeout_add(LOOK_MS, _look, None)


def _looked(_: int | None) -> int:
    """Look whether a menu has the pointer; 1 is to be called again."""
    gtk = library()
    menu = gtk.gtk_grab_get_current()
    if menu and gtk.g_type_check_instance_is_a(menu, gtk.gtk_menu_get_type()):
        gtk.g_signal_emit_by_name(menu, b"selection-done")
        return 0
    _looks[0] -= 1
    return int(_looks[0] > 0)


# The function pointer has to outlive its last call.
_look = Tick(_looked)


def all_views() -> list[int]:
    """Every web view, oldest first; on the main thread."""
    gtk = library()
    return [view for window in _toplevels(gtk) for view in _views(gtk, window)] if gtk is not None else []


def _active(gtk: Any) -> list[int]:
    return [window for window in _toplevels(gtk) if gtk.gtk_window_is_active(window)]


def _toplevels(gtk: Any) -> list[int]:
    head = gtk.gtk_window_list_toplevels()
    node, found = head, list[int]()
    while node:
        widget = node.contents.data
        if gtk.g_type_check_instance_is_a(widget, gtk.gtk_window_get_type()):
            found.append(widget)
        node = node.contents.next
    gtk.g_list_free(head)
    return found


def _views(gtk: Any, widget: int) -> Iterator[int]:
    if gtk.g_type_name_from_instance(widget) == VIEW:
        yield widget
    if not gtk.g_type_check_instance_is_a(widget, gtk.gtk_container_get_type()):
        return
    children: list[int] = []

    def take(child: int, _: int | None) -> None:
        children.append(child)

    gtk.gtk_container_forall(widget, Found(take), None)
    for child in children:
        yield from _views(gtk, child)

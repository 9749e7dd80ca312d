"""Web views as WebKitGTK knows them on Linux: what PyTauri does not offer of them.

Everything runs on the main thread.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from pywry.transports.native.child import gtk
from pywry.transports.native.child.desk import Desk

POINTER, NUMBER, TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p

VIEWS = "web views"
MATCH_SIGNAL = 1
COMMITTED = 2

Signal = ctypes.CFUNCTYPE(POINTER, POINTER, POINTER, POINTER)
Done = ctypes.CFUNCTYPE(None, POINTER, POINTER, POINTER)

FUNCTIONS: tuple[tuple[str, Any, list[Any]], ...] = (
    ("g_signal_connect_data", ctypes.c_ulong, [POINTER, TEXT, Signal, POINTER, POINTER, NUMBER]),
    ("g_signal_lookup", ctypes.c_uint, [TEXT, ctypes.c_size_t]),
    (
        "g_signal_handler_find",
        ctypes.c_ulong,
        [POINTER, NUMBER, ctypes.c_uint, ctypes.c_uint, POINTER, POINTER, POINTER],
    ),
    ("g_signal_handler_disconnect", None, [POINTER, ctypes.c_ulong]),
    ("webkit_download_get_type", ctypes.c_size_t, []),
    ("g_object_ref", POINTER, [POINTER]),
    ("g_object_unref", None, [POINTER]),
    ("g_error_free", None, [POINTER]),
    ("webkit_web_view_get_uri", TEXT, [POINTER]),
    ("webkit_web_view_get_context", POINTER, [POINTER]),
    ("webkit_web_view_get_user_content_manager", POINTER, [POINTER]),
    ("webkit_user_content_manager_unregister_script_message_handler", None, [POINTER, TEXT]),
    ("webkit_navigation_action_get_request", POINTER, [POINTER]),
    ("webkit_uri_request_get_uri", TEXT, [POINTER]),
    ("webkit_download_get_web_view", POINTER, [POINTER]),
    ("webkit_download_get_request", POINTER, [POINTER]),
    ("webkit_download_set_allow_overwrite", None, [POINTER, NUMBER]),
    ("webkit_download_set_destination", None, [POINTER, TEXT]),
    ("webkit_download_cancel", None, [POINTER]),
    ("webkit_web_view_get_snapshot", None, [POINTER, NUMBER, NUMBER, POINTER, Done, POINTER]),
    ("webkit_web_view_get_snapshot_finish", POINTER, [POINTER, POINTER, POINTER]),
)


class Fault(ctypes.Structure):
    """An error of GLib's."""

    _fields_ = [("domain", ctypes.c_uint32), ("code", NUMBER), ("message", TEXT)]


@cache
def library() -> Any:
    """WebKitGTK; None where it is not loaded, or is too old."""
    try:
        found: Any = ctypes.CDLL("libwebkit2gtk-4.1.so.0")
        for name, returns, takes in FUNCTIONS:
            entry = getattr(found, name)
            entry.restype, entry.argtypes = returns, takes
    except (OSError, AttributeError):
        return None
    return found if gtk.library() is not None else None


class Views:
    """Which web view belongs to which window, and what is heard of them."""

    def __init__(self) -> None:
        self._labels: dict[int, str] = {}
        self._connected: set[int] = set()
        # A function pointer has to outlive its last call.
        self._kept: list[Any] = []

    def claim(self, label: str, address: str) -> int | None:
        """The web view of a window that has just been built."""
        webkit = library()
        if webkit is None:
            return None
        fresh = [view for view in gtk.all_views() if view not in self._labels]
        shows = [view for view in fresh if (uri_of(view) or "").startswith(address)]
        found = next(reversed(shows or fresh), None)
        if found is not None:
            self._labels[found] = label
            self.connect(found, "destroy", self._forget)
        return found

    def view(self, label: str) -> int | None:
        """The web view of a window; None if it is not known."""
        return next((view for view, known in self._labels.items() if known == label), None)

    def label(self, view: int | None) -> str | None:
        """The window of a web view."""
        return self._labels.get(view or 0)

    def connect(self, instance: int, signal: str, hear: Callable[[int, int], int | None]) -> None:
        """Hear a signal that has one argument; what is returned is the signal's answer."""

        def told(sender: int | None, argument: int | None, _: int | None) -> int | None:
            return hear(sender or 0, argument or 0)

        heard = Signal(told)
        self._kept.append(heard)
        library().g_signal_connect_data(instance, signal.encode(), heard, None, None, 0)

    def connect_once(self, instance: int, signal: str, hear: Callable[[int, int], int | None]) -> None:
        """Hear a signal of something that lives as long as the process, if nobody does yet."""
        if instance not in self._connected:
            self._connected.add(instance)
            self.connect(instance, signal, hear)

    def _forget(self, view: int, _: int) -> None:
        self._labels.pop(view, None)


def views(desk: Desk) -> Views:
    """The web views of the windows."""
    found: Views = desk.kept.setdefault(VIEWS, Views())
    return found


def uri_of(view: int) -> str | None:
    """What a web view shows."""
    return _text(library().webkit_web_view_get_uri(view))


def requested(request: int) -> str:
    """The address of a request."""
    return _text(library().webkit_uri_request_get_uri(request)) or ""


def take_destination(download: int) -> None:
    """Let nobody else decide where a download goes; who does so now writes it into the current directory."""
    webkit = library()
    signal = webkit.g_signal_lookup(b"decide-destination", webkit.webkit_download_get_type())
    while heard := webkit.g_signal_handler_find(download, MATCH_SIGNAL, signal, 0, None, None, None):
        webkit.g_signal_handler_disconnect(download, heard)


def shield() -> None:
    """Leave the one way to Python that tells which page speaks.

    Tauri has two. A frame of somebody else's could speak through the other one as if it were the page round it, with a
    key that it has seen in a window of its own. Where every page is ours that way stays open: a page whose policy
    forbids addresses such as `ipc:` needs it.
    """
    webkit = library()
    if webkit is None:
        return
    for view in gtk.all_views():
        manager = webkit.webkit_web_view_get_user_content_manager(view)
        webkit.webkit_user_content_manager_unregister_script_message_handler(manager, b"ipc")


def _text(said: bytes | None) -> str | None:
    return None if said is None else said.decode("utf-8", "replace")

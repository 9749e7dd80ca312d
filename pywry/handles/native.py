"""Handles of pages that are in native windows."""

from __future__ import annotations

from pywry.handles.base import Handle


class _InWindow(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, Handle) and instance.session.hub.offers("window")


class NativeWindowHandle(Handle, metaclass=_InWindow):
    """What `app.show(...)` and its kin return where pages are in native windows.

    Every handle has the methods of windows; `isinstance(handle, NativeWindowHandle)` says whether there is a window for
    them, for handles of charts, tables and dashboards too.
    """

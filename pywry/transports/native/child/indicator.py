"""Names for the tray icons of Linux. PyTauri gives all of them the same, and desktops show one icon of a name."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

LIBRARIES = ("libayatana-appindicator3.so.1", "libappindicator3.so.1")
STRING = 16 << 2
"""GLib's type of texts."""

_POINTER = ctypes.c_void_p


class _Value(ctypes.Structure):
    _fields_ = [("type", ctypes.c_size_t), ("data", ctypes.c_uint64 * 2)]


SetProperty = ctypes.CFUNCTYPE(None, _POINTER, ctypes.c_uint, _POINTER, _POINTER)


class _ObjectClass(ctypes.Structure):
    """The start of GObjectClass, which GLib never changes."""

    _fields_ = [
        ("type", ctypes.c_size_t),
        ("construct_properties", _POINTER),
        ("constructor", _POINTER),
        ("set_property", SetProperty),
    ]


_next: list[str] = []
_used: dict[str, int] = {}


@cache
def library() -> Any:
    """The library that shows icons; None if it is not installed."""
    for name in LIBRARIES:
        try:
            found: Any = ctypes.CDLL(name)
        except OSError:
            continue
        found.app_indicator_get_type.restype = ctypes.c_size_t
        return found
    return None


@cache
def _glib() -> Any:
    found: Any = ctypes.CDLL("libgobject-2.0.so.0")
    for function, returns, takes in (
        ("g_type_class_ref", ctypes.POINTER(_ObjectClass), [ctypes.c_size_t]),
        ("g_param_spec_get_name", ctypes.c_char_p, [_POINTER]),
        ("g_value_init", _POINTER, [_POINTER, ctypes.c_size_t]),
        ("g_value_set_string", None, [_POINTER, ctypes.c_char_p]),
        ("g_value_unset", None, [_POINTER]),
    ):
        entry = getattr(found, function)
        entry.restype, entry.argtypes = returns, takes
    return found


def name_next(name: str) -> None:
    """Name the icon that is made next; a name that was used before gets a number."""
    if library() is None:
        return
    _used[name] = _used.get(name, 0) + 1
    _next[:] = [name if _used[name] == 1 else f"{name}-{_used[name]}"]
    _watch()


@cache
def _watch() -> tuple[Any, ...]:
    """Take part in setting the names of icons; what is returned has to live as long as they do."""
    glib = _glib()
    icons = glib.g_type_class_ref(library().app_indicator_get_type())
    before = SetProperty(ctypes.cast(icons.contents.set_property, _POINTER).value or 0)

    def set_property(icon: int, number: int, value: int, spec: int) -> None:
        if glib.g_param_spec_get_name(spec) != b"id" or not _next:
            before(icon, number, value, spec)
            return
        own = _Value()
        glib.g_value_init(ctypes.byref(own), STRING)
        glib.g_value_set_string(ctypes.byref(own), _next.pop().encode())
        before(icon, number, ctypes.addressof(own), spec)
        glib.g_value_unset(ctypes.byref(own))

    ours = SetProperty(set_property)
    icons.contents.set_property = ours
    return icons, before, ours

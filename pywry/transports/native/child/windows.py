"""Windows as the window system sees them: read, moved, changed, and what happens to them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from pywry.transports.native.child import values as v
from pywry.transports.native.child.desk import Desk, Window
from pywry.transports.native.child.errors import Refused, offer
from pywry.transports.native.child.window_options import arguments
from pywry.transports.native.child.window_watch import Watch

WATCH = "windows"
SET_HERE = "windows set"
SETTLE_S = 0.5

Tell = Callable[[Any], Any]

READ: dict[str, Tell] = {
    "title": str,
    "url": str,
    "theme": v.told_name,
    "scale_factor": float,
    "inner_position": v.told_position,
    "outer_position": v.told_position,
    "inner_size": v.told_size,
    "outer_size": v.told_size,
    "cursor_position": v.told_position,
    "current_monitor": v.told_monitor,
    "primary_monitor": v.told_monitor,
    "available_monitors": v.told_monitors,
    "is_fullscreen": bool,
    "is_minimized": bool,
    "is_maximized": bool,
    "is_focused": bool,
    "is_decorated": bool,
    "is_resizable": bool,
    "is_enabled": bool,
    "is_visible": bool,
    "is_closable": bool,
    "is_maximizable": bool,
    "is_minimizable": bool,
    "is_always_on_top": bool,
    "is_menu_visible": bool,
    "is_devtools_open": bool,
}
"""Methods of PyTauri's window that read, and how their answers become JSON."""

SET: dict[str, tuple[v.Take, ...]] = {
    "center": (),
    "maximize": (),
    "unmaximize": (),
    "minimize": (),
    "unminimize": (),
    "close": (),
    "set_focus": (),
    "start_dragging": (),
    "reload": (),
    "open_devtools": (),
    "close_devtools": (),
    "clear_all_browsing_data": (),
    "navigate": (v.as_is,),
    "eval": (v.as_is,),
    "set_zoom": (v.number,),
    "set_title": (v.as_is,),
    "set_size": (v.size,),
    "set_min_size": (v.optional(v.size),),
    "set_max_size": (v.optional(v.size),),
    "set_position": (v.position,),
    "set_fullscreen": (v.as_is,),
    "set_decorations": (v.as_is,),
    "set_always_on_top": (v.as_is,),
    "set_always_on_bottom": (v.as_is,),
    "set_visible_on_all_workspaces": (v.as_is,),
    "set_resizable": (v.as_is,),
    "set_enabled": (v.as_is,),
    "set_closable": (v.as_is,),
    "set_maximizable": (v.as_is,),
    "set_minimizable": (v.as_is,),
    "set_skip_taskbar": (v.as_is,),
    "set_shadow": (v.as_is,),
    "set_content_protected": (v.as_is,),
    "set_icon": (v.icon,),
    "set_overlay_icon": (v.optional(v.icon),),
    "set_theme": (v.theme,),
    "set_title_bar_style": (v.title_bar,),
    "set_background_color": (v.optional(v.color),),
    "set_effects": (v.optional(v.effects),),
    "set_progress_bar": (v.progress,),
    "set_badge_count": (v.as_is,),
    "set_badge_label": (v.as_is,),
    "request_user_attention": (v.optional(v.attention),),
    "set_cursor_icon": (v.cursor,),
    "set_cursor_position": (v.position,),
    "set_cursor_visible": (v.as_is,),
    "set_cursor_grab": (v.as_is,),
    "set_ignore_cursor_events": (v.as_is,),
    "set_cookie": (v.cookie,),
    "delete_cookie": (v.cookie,),
}
"""Methods that change something, and how their arguments are made from JSON."""

ASK: dict[str, tuple[tuple[v.Take, ...], Tell]] = {
    "cookies": ((), lambda found: [v.told_cookie(one) for one in found]),
    "cookies_for_url": ((v.as_is,), lambda found: [v.told_cookie(one) for one in found]),
    "monitor_from_point": ((v.number, v.number), v.told_monitor),
}
"""Methods that answer a question."""

KEPT = {"set_always_on_bottom": "is_always_on_bottom", "set_zoom": "zoom"}
"""What PyTauri can set and not read: setter to property."""

if sys.platform.startswith("linux"):
    del READ["is_always_on_top"]  # GTK says False whatever is so
    KEPT["set_always_on_top"] = "is_always_on_top"

START: dict[str, tuple[str, Any]] = {
    "zoom": ("zoom", 1.0),
    "is_always_on_top": ("always_on_top", False),
    "is_always_on_bottom": ("always_on_bottom", False),
}
"""How it is at first: the field that says so, and what is so if it does not."""


Settled = Callable[[Any, list[Any]], dict[str, Any]]


def _is(name: str, value: bool | None = None) -> Settled:
    return lambda _, given: {name: given[0] if value is None else value}


SETTLES: dict[str, Settled] = {
    "maximize": _is("is_maximized", True),
    "unmaximize": _is("is_maximized", False),
    "minimize": _is("is_minimized", True),
    "unminimize": _is("is_minimized", False),
    "set_focus": _is("is_focused", True),
    "set_fullscreen": _is("is_fullscreen"),
    "set_decorations": _is("is_decorated"),
    "set_resizable": _is("is_resizable"),
    "set_size": lambda webview, given: {"inner_size": v.physical(given[0], webview.scale_factor())},
    "set_position": lambda webview, given: {"outer_position": v.physical(given[0], webview.scale_factor())},
}
"""What the desktop does in its own time, and how to see that it did."""

COOKIES = {"set_cookie": True, "delete_cookie": False}
"""Methods after which a cookie is there, or is not."""

ELSEWHERE = {"set_overlay_icon": "Windows", "set_badge_label": "macOS"}
"""Methods that PyTauri has on one platform alone."""

BRIEF = (
    "title",
    "scale_factor",
    "outer_position",
    "inner_size",
    "is_fullscreen",
    "is_minimized",
    "is_maximized",
    "is_visible",
    "is_focused",
)


def get(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    """Read properties of a window; all of them if none are named."""
    window = desk.window(fields.get("label"))
    known = [*READ, *KEPT.values()]
    names = fields.get("properties") or known
    if unknown := [name for name in names if name not in known]:
        raise Refused(f"a window has no property {unknown[0]!r}. {offer(unknown[0], known)}", "no_such_property")
    return desk.on_main(lambda: _read(desk, window, names))


def _read(desk: Desk, window: Window, names: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    kept = _kept(desk, window)
    for name in names:
        try:
            values[name] = READ[name](getattr(window.webview, name)()) if name in READ else kept[name]
        except BaseException as error:  # a panic of the native side is none of Exception's
            faults[name] = f"{type(error).__name__}: {error}"
    return {"values": values, "faults": faults}


def call(desk: Desk, fields: dict[str, Any]) -> Any:
    """Do something to a window; the answer is how it is once the desktop has done it, or has not in good time."""
    window, method = desk.window(fields.get("label")), str(fields.get("method"))
    given: list[Any] = fields.get("args") or []
    if method in ASK:
        asks, tell = ASK[method]
        return tell(getattr(window.webview, method)(*_taken(desk, method, asks, given)))
    takes = SET.get(method)
    if takes is None:
        raise Refused(f"a window has no method {method!r}. {offer(method, [*SET, *ASK])}", "no_such_method")
    run = getattr(window.webview, method, None)
    if run is None:
        raise Refused(f"{method} is there on {ELSEWHERE.get(method, 'another platform')} alone.", "not_here")
    if method == "delete_cookie":
        # Only a cookie that is the same in all its parts is deleted.
        for cookie in _found(window, given[0]):
            run(cookie)
    else:
        run(*_taken(desk, method, takes, given))
    if method in KEPT:
        _kept(desk, window)[KEPT[method]] = given[0]
    if method in SETTLES:
        until = SETTLES[method](window.webview, given)
        return _settled(desk, window, lambda: desk.on_main(lambda: _read(desk, window, until))["values"] == until)
    if method in COOKIES:
        return _settled(desk, window, lambda: bool(_found(window, given[0])) is COOKIES[method])
    return _brief(desk, window)


def _taken(desk: Desk, method: str, takes: tuple[v.Take, ...], given: list[Any]) -> list[Any]:
    if len(given) != len(takes):
        raise Refused(f"{method} takes {len(takes)} arguments, not {len(given)}.", "bad_arguments")
    return [take(desk, value) for take, value in zip(takes, given, strict=True)]


def _settled(desk: Desk, window: Window, there: Callable[[], bool]) -> Future[dict[str, Any]]:
    return _watch(desk).wait(window.label, there, SETTLE_S, lambda: _brief(desk, window))


def _found(window: Window, cookie: dict[str, Any]) -> list[Any]:
    """The cookies of a name, a domain and a path."""
    wanted = (cookie["name"], str(cookie.get("domain") or "").lstrip("."), cookie.get("path") or "/")
    return [
        known
        for known in window.webview.cookies()
        if wanted == (known["key"], (known.get("domain") or "").lstrip("."), known.get("path") or "/")
    ]


def _brief(desk: Desk, window: Window) -> dict[str, Any]:
    values: dict[str, Any] = desk.on_main(lambda: _read(desk, window, BRIEF))["values"]
    return values


def _kept(desk: Desk, window: Window) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = desk.kept.setdefault(SET_HERE, {})
    if window.label not in found:
        found[window.label] = {name: window.fields.get(field, start) for name, (field, start) in START.items()}
    return found[window.label]


def _watch(desk: Desk) -> Watch:
    watch: Watch | None = desk.kept.get(WATCH)
    if watch is None:
        watch = desk.kept[WATCH] = Watch(desk)
    return watch


def options(desk: Desk, fields: dict[str, Any], kwargs: dict[str, Any]) -> None:
    """What a new window is like."""
    kwargs |= arguments(desk, fields)


def run_event(desk: Desk, event: Any) -> None:
    """Something happened to a window; runs on the main thread."""
    if isinstance(event, desk.P.RunEvent.WindowEvent):
        _watch(desk).happened(event.label, event.event)


def closed(desk: Desk, label: str) -> None:
    """A window is gone."""
    _watch(desk).forget(label)
    desk.kept.get(SET_HERE, {}).pop(label, None)


def print_page(desk: Desk, fields: dict[str, Any]) -> None:
    """Open the dialog that prints; the answer does not wait for the person, who holds up the main thread on Linux."""
    webview = desk.window(fields.get("label")).webview
    threading.Thread(target=webview.print, name="pywry-print", daemon=True).start()


ACTIONS = {"window_get": get, "window_call": call, "window_print": print_page}

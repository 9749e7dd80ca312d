"""How a new window looks and behaves: flat fields of `create`, as PyTauri's builder takes them."""

from __future__ import annotations

import sys
from typing import Any

from pywry.transports.native.child import values as v
from pywry.transports.native.child.desk import Desk

SAME = (
    "center",
    "resizable",
    "maximizable",
    "minimizable",
    "closable",
    "fullscreen",
    "focusable",
    "focused",
    "maximized",
    "visible",
    "decorations",
    "always_on_bottom",
    "always_on_top",
    "visible_on_all_workspaces",
    "content_protected",
    "skip_taskbar",
    "shadow",
    "transparent",
    "initialization_script",
    "user_agent",
    "incognito",
    "proxy_url",
    "data_directory",
    "devtools",
    "additional_browser_args",
    "browser_extensions_enabled",
    "extensions_path",
    "prevent_overflow",
    "accept_first_mouse",
)
"""Fields that the builder takes under the same name and as they are."""

OTHERWISE: dict[str, tuple[str, v.Take]] = {
    "icon": ("icon", v.icon),
    "background_color": ("background_color", v.color),
    "effects": ("effects", v.effects),
    "zoom_hotkeys": ("zoom_hotkeys_enabled", v.as_is),
    "drag_and_drop": ("disable_drag_drop_handler", lambda _, on: not on),
    "javascript": ("disable_javascript", lambda _, on: not on),
    "window_class": ("window_classname", v.as_is),
    "parent": ("parent", lambda desk, label: desk.window(label).webview),
    "title_bar_style": ("title_bar_style", v.title_bar),
    "hidden_title": ("hidden_title", v.as_is),
    "tabbing_identifier": ("tabbing_identifier", v.as_is),
    "allow_link_preview": ("allow_link_preview", v.as_is),
    "traffic_light_position": ("traffic_light_position", v.position),
}
"""Fields that the builder knows by another name or in another form."""

ONLY: dict[str, str] = {
    "title_bar_style": "darwin",
    "hidden_title": "darwin",
    "tabbing_identifier": "darwin",
    "allow_link_preview": "darwin",
    "traffic_light_position": "darwin",
    "window_class": "win32",
    "additional_browser_args": "win32",
    "browser_extensions_enabled": "win32",
}
"""Fields that only one platform has; elsewhere they say nothing."""

FAR = 65535.0


def arguments(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    """The builder's arguments for a window with these fields."""
    platform = sys.platform
    given = {
        name: value
        for name, value in fields.items()
        if value is not None and ONLY.get(name, platform) == platform and (name in SAME or name in OTHERWISE)
    }
    made: dict[str, Any] = {name: value for name, value in given.items() if name in SAME}
    made |= {OTHERWISE[name][0]: OTHERWISE[name][1](desk, given[name]) for name in given if name in OTHERWISE}
    if made.pop("disable_drag_drop_handler", False):
        made["disable_drag_drop_handler"] = True
    if made.pop("disable_javascript", False):
        made["disable_javascript"] = True
    return made | _places(fields)


def _places(fields: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Where it opens, and between which sizes it stays."""
    found: dict[str, tuple[float, float]] = {}
    for name, across, down, default in (
        ("position", "x", "y", 0.0),
        ("min_inner_size", "min_width", "min_height", 1.0),
        ("max_inner_size", "max_width", "max_height", FAR),
    ):
        one, other = fields.get(across), fields.get(down)
        if one is not None or other is not None:
            found[name] = (float(default if one is None else one), float(default if other is None else other))
    return found

"""The desktop: which of its services can be used here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pywry_tools.models.desktop import Service, Services
from pywry_tools.ports import Context
from pywry_tools.tool import tool

PLUGINS: Mapping[str, str] = {
    "clipboard": "clipboard_manager",
    "shortcuts": "global_shortcut",
    "opener": "opener",
    "window_state": "window_state",
    "single_instance": "single_instance",
}
"""Services that need a Tauri plugin in native windows."""

ON_BUS = frozenset({"notifications", "single_instance"})
ON_PAGES = frozenset({"dialogs", "clipboard", "notifications", "opener"})
NAMES = (
    "dialogs",
    "clipboard",
    "notifications",
    "shortcuts",
    "opener",
    "window_state",
    "autostart",
    "deep_links",
    "single_instance",
    "storage",
)


@tool(effect="read", scope="desktop", toolset="desktop")
async def services(ctx: Context) -> Services:
    """Say which services of the desktop can be used here, and what is missing for the others."""
    if ctx.offers("desktop"):
        known: dict[str, Any] = await ctx.native("desktop_describe", needs="desktop")
        return Services(services=[_native(name, known) for name in NAMES])
    looked_at = any(widget.viewers for widget in ctx.widgets())
    return Services(services=[_elsewhere(name, looked_at) for name in NAMES])


def _native(name: str, known: Mapping[str, Any]) -> Service:
    wanted = PLUGINS.get(name)
    if name == "storage":
        return Service(name=name, available=True, how="python")
    if wanted is not None and wanted not in known["plugins"]:
        note = f"Add {wanted!r} to PyWrySettings(tauri_plugins=[...])."
        return Service(name=name, available=False, note=note)
    if name in ON_BUS and not known["bus"]:
        return Service(name=name, available=False, note="There is no session bus: DBUS_SESSION_BUS_ADDRESS is not set.")
    if name == "deep_links" and known["platform"] == "darwin":
        return Service(name=name, available=False, note="macOS takes schemes from the bundle's Info.plist alone.")
    return Service(name=name, available=True, how="native")


def _elsewhere(name: str, looked_at: bool) -> Service:
    if name == "storage":
        return Service(name=name, available=True, how="python")
    if name not in ON_PAGES:
        return Service(name=name, available=False, note="Native windows have it; a browser does not.")
    note = None if looked_at else "Nobody looks at a page; open one."
    return Service(name=name, available=looked_at, how="page" if looked_at else None, note=note)

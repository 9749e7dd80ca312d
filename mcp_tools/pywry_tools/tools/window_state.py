"""Where windows were and how large, kept from one run of the program to the next."""

from __future__ import annotations

from pywry_tools.ids import WidgetId
from pywry_tools.models.desktop import WindowsKept
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.services import plugin

SERVICE = "keeping the state of windows"
ALL = 0b111111
"""Size, position, maximised, visible, decorations, fullscreen."""


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, needs="desktop")
async def save(ctx: Context) -> WindowsKept:
    """Save position and size of every window that is open, by label; give windows labels of your own for it."""
    await plugin(ctx, SERVICE, "window_state", "save_window_state", {"flags": ALL})
    return WindowsKept(windows=[widget.id for widget in ctx.widgets()])


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, needs="desktop")
async def restore(ctx: Context, widget: WidgetId) -> WindowsKept:
    """Put a window where the window of that label was when it was saved.

    Args:
        widget: The window's id.
    """
    await plugin(ctx, SERVICE, "window_state", "restore_state", {"flags": ALL}, widget=widget)
    return WindowsKept(windows=[widget])

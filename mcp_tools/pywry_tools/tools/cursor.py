"""The pointer over native windows: its shape, its place, what it does."""

from __future__ import annotations

from pywry_tools.ids import WidgetId
from pywry_tools.models.screen import AnyCursor
from pywry_tools.models.window import Place, WindowState
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.windowing import Left, do, position


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_icon(ctx: Context, widget: WidgetId, icon: AnyCursor) -> WindowState:
    """Give the pointer another shape over a window, where its page says nothing else.

    Args:
        widget: The window's id.
        icon: As CSS names it.
    """
    return await do(ctx, widget, "set_cursor_icon", icon)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_position(ctx: Context, widget: WidgetId, x: Left, y: Place | None = None) -> WindowState:
    """Move the pointer to a place in a window; Wayland lets no program do that.

    Args:
        widget: The window's id.
        x: Logical pixels from the left of the window.
        y: Logical pixels from the top.
    """
    return await do(ctx, widget, "set_cursor_position", position(x, y))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_visible(ctx: Context, widget: WidgetId, visible: bool) -> WindowState:
    """Show the pointer over a window, or hide it there.

    Args:
        widget: The window's id.
        visible: Whether it can be seen.
    """
    return await do(ctx, widget, "set_cursor_visible", visible)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_grab(ctx: Context, widget: WidgetId, grab: bool) -> WindowState:
    """Keep the pointer in a window, or let it go.

    Args:
        widget: The window's id.
        grab: Whether it is kept.
    """
    return await do(ctx, widget, "set_cursor_grab", grab)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def ignore_events(ctx: Context, widget: WidgetId, ignore: bool) -> WindowState:
    """Let clicks go through a window to what is behind it, or not.

    Args:
        widget: The window's id.
        ignore: Whether they go through.
    """
    return await do(ctx, widget, "set_ignore_cursor_events", ignore)

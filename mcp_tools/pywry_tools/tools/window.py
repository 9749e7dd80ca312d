"""Native windows: read them, size, move and change them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import WithJsonSchema

from pywry_tools.errors import InvalidArguments, NativeError
from pywry_tools.ids import WidgetId
from pywry_tools.models.window import (
    FARTHEST,
    MonitorFound,
    Pixels,
    Place,
    Property,
    Show,
    WindowFacts,
    WindowState,
)
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.windowing import Left, Width, ask, do, limit, position, size, state_of

Across = Annotated[Pixels, WithJsonSchema({"type": "number"})]
Along = Annotated[Place, WithJsonSchema({"type": "number"})]
Wanted = Annotated[Literal[Show, "hidden"], WithJsonSchema({"enum": [*get_args(Show), "hidden"]})]

ENTER: dict[str, tuple[Any, ...]] = {
    "minimized": ("minimize",),
    "maximized": ("maximize",),
    "fullscreen": ("set_fullscreen", True),
}
LEAVE: dict[str, tuple[Any, ...]] = {
    "minimized": ("unminimize",),
    "maximized": ("unmaximize",),
    "fullscreen": ("set_fullscreen", False),
}


@tool(effect="write", scope="window", idempotent=True, needs="window")
async def update(
    ctx: Context,
    widget: WidgetId,
    *,
    width: Across | None = None,
    height: Across | None = None,
    x: Along | None = None,
    y: Along | None = None,
    state: Wanted | None = None,
) -> WindowState:
    """Change a native window.

    Args:
        widget: Its id.
        width: Pixels.
        height: Pixels.
        x: Left.
        y: Top.
        state: How shown.
    """
    now = await state_of(ctx, widget)
    if state is not None and state != "hidden":
        await show.function(ctx, widget)
    if state == "normal":
        now = await _restore(ctx, widget, now)
    if width is not None or height is not None:
        await do(ctx, widget, "set_size", {"width": width or now.width, "height": height or now.height})
    if x is not None or y is not None:
        await do(ctx, widget, "set_position", {"x": now.x if x is None else x, "y": now.y if y is None else y})
    if state in ENTER:
        await do(ctx, widget, *ENTER[state])
    if state == "hidden":
        await hide.function(ctx, widget)
    return await state_of(ctx, widget)


@tool(effect="read", scope="window", toolset="window", needs="window")
async def read(
    ctx: Context,
    widget: WidgetId,
    properties: list[Property] | None = None,
) -> WindowFacts:
    """Read what the window system says about a window: size, place, state, monitors.

    Args:
        widget: The window's id.
        properties: Which; left out, all.
    """
    told = await ctx.native("window_get", needs="window", widget=widget, properties=properties)
    faults: dict[str, str] = told["faults"]
    if properties and faults:
        raise NativeError("; ".join(f"{name} cannot be read here: {why}" for name, why in faults.items()))
    return WindowFacts.model_validate(told["values"] | ({"unknown": faults} if faults else {}))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def show(ctx: Context, widget: WidgetId) -> WindowState:
    """Show a window that was hidden.

    Args:
        widget: The window's id.
    """
    await ctx.native("show", needs="window", widget=widget)
    return await state_of(ctx, widget)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def hide(ctx: Context, widget: WidgetId) -> WindowState:
    """Hide a window; its page goes on.

    Args:
        widget: The window's id.
    """
    await ctx.native("hide", needs="window", widget=widget)
    return await state_of(ctx, widget)


@tool(effect="destroy", scope="window", toolset="window", needs="window")
async def close(ctx: Context, widget: WidgetId) -> WindowState:
    """Ask a window to close, as its close button does: the program may refuse; page_close does not ask.

    Args:
        widget: The window's id.
    """
    return await do(ctx, widget, "close", note="The program decides; page_list_open tells what is left.")


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_focus(ctx: Context, widget: WidgetId) -> WindowState:
    """Give a window the keyboard; one that is minimized comes back.

    Args:
        widget: The window's id.
    """
    if (await state_of(ctx, widget)).state == "minimized":
        await do(ctx, widget, "unminimize")
    return await do(ctx, widget, "set_focus")


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def center(ctx: Context, widget: WidgetId) -> WindowState:
    """Put a window in the middle of its screen.

    Args:
        widget: The window's id.
    """
    return await do(ctx, widget, "center")


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def maximize(ctx: Context, widget: WidgetId) -> WindowState:
    """Make a window fill the screen but for panels.

    Args:
        widget: The window's id.
    """
    return await do(ctx, widget, "maximize")


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def unmaximize(ctx: Context, widget: WidgetId) -> WindowState:
    """Give a maximized window its size back.

    Args:
        widget: The window's id.
    """
    return await do(ctx, widget, "unmaximize")


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def minimize(ctx: Context, widget: WidgetId) -> WindowState:
    """Put a window away into the taskbar or the dock.

    Args:
        widget: The window's id.
    """
    return await do(ctx, widget, "minimize")


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def unminimize(ctx: Context, widget: WidgetId) -> WindowState:
    """Bring a minimized window back.

    Args:
        widget: The window's id.
    """
    return await do(ctx, widget, "unminimize")


@tool(effect="write", scope="window", toolset="window", needs="window")
async def toggle_maximize(ctx: Context, widget: WidgetId) -> WindowState:
    """Maximize a window, or give it its size back.

    Args:
        widget: The window's id.
    """
    now = await state_of(ctx, widget)
    return await do(ctx, widget, "unmaximize" if now.state == "maximized" else "maximize")


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_fullscreen(ctx: Context, widget: WidgetId, fullscreen: bool = True) -> WindowState:
    """Make a window fill the whole screen, or end that.

    Args:
        widget: The window's id.
        fullscreen: False ends it.
    """
    return await do(ctx, widget, "set_fullscreen", fullscreen)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_title(ctx: Context, widget: WidgetId, title: str) -> WindowState:
    """Rename a window and its page.

    Args:
        widget: The window's id.
        title: Text for the title bar; one line.
    """
    done = await do(ctx, widget, "set_title", title)
    ctx.set_state(widget, "title", {"title": title})
    return done


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_size(ctx: Context, widget: WidgetId, width: Width, height: Pixels | None = None) -> WindowState:
    """Give the page in a window another size, and the window with it.

    Args:
        widget: The window's id.
        width: Logical pixels.
        height: Logical pixels.
    """
    return await do(ctx, widget, "set_size", size(width, height))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_min_size(
    ctx: Context, widget: WidgetId, width: Width | None = None, height: Pixels | None = None
) -> WindowState:
    """Let a window get no smaller than this.

    Args:
        widget: The window's id.
        width: Logical pixels; left out, there is no such limit.
        height: Logical pixels.
    """
    return await do(ctx, widget, "set_min_size", limit(width, height))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_max_size(
    ctx: Context, widget: WidgetId, width: Width | None = None, height: Pixels | None = None
) -> WindowState:
    """Let a window get no larger than this.

    Args:
        widget: The window's id.
        width: Logical pixels; left out, there is no such limit.
        height: Logical pixels.
    """
    return await do(ctx, widget, "set_max_size", limit(width, height))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_size_constraints(
    ctx: Context,
    widget: WidgetId,
    *,
    min_width: Pixels | None = None,
    min_height: Pixels | None = None,
    max_width: Pixels | None = None,
    max_height: Pixels | None = None,
) -> WindowState:
    """Say between which sizes a window stays; what is left out is no limit.

    Args:
        widget: The window's id.
        min_width: Logical pixels.
        min_height: Logical pixels.
        max_width: Logical pixels.
        max_height: Logical pixels.
    """
    for name, low, high in (("width", min_width, max_width), ("height", min_height, max_height)):
        if low is not None and high is not None and low > high:
            raise InvalidArguments(f"min_{name} {low:g} is more than max_{name} {high:g}.")
    await ask(ctx, widget, "set_min_size", _between(min_width, min_height, 1))
    return await do(ctx, widget, "set_max_size", _between(max_width, max_height, FARTHEST))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_position(ctx: Context, widget: WidgetId, x: Left, y: Place | None = None) -> WindowState:
    """Move a window; Wayland lets no program do that.

    Args:
        widget: The window's id.
        x: Logical pixels from the left of the screen.
        y: Logical pixels from the top.
    """
    return await do(ctx, widget, "set_position", position(x, y))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_resizable(ctx: Context, widget: WidgetId, resizable: bool) -> WindowState:
    """Say whether a person can change a window's size.

    Args:
        widget: The window's id.
        resizable: Whether they can.
    """
    return await do(ctx, widget, "set_resizable", resizable)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_always_on_top(ctx: Context, widget: WidgetId, always_on_top: bool) -> WindowState:
    """Keep a window above others, or stop that.

    Args:
        widget: The window's id.
        always_on_top: Whether it stays there.
    """
    return await do(ctx, widget, "set_always_on_top", always_on_top)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_always_on_bottom(ctx: Context, widget: WidgetId, always_on_bottom: bool) -> WindowState:
    """Keep a window below others, or stop that.

    Args:
        widget: The window's id.
        always_on_bottom: Whether it stays there.
    """
    return await do(ctx, widget, "set_always_on_bottom", always_on_bottom)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_visible_on_all_workspaces(ctx: Context, widget: WidgetId, visible: bool) -> WindowState:
    """Put a window on all workspaces, or on one; not on Windows.

    Args:
        widget: The window's id.
        visible: Whether it is on all.
    """
    return await do(ctx, widget, "set_visible_on_all_workspaces", visible)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_enabled(ctx: Context, widget: WidgetId, enabled: bool) -> WindowState:
    """Let a window take clicks and keys, or not.

    Args:
        widget: The window's id.
        enabled: Whether it takes them.
    """
    return await do(ctx, widget, "set_enabled", enabled)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_closable(ctx: Context, widget: WidgetId, closable: bool) -> WindowState:
    """Give a window a close button, or take it away.

    Args:
        widget: The window's id.
        closable: Whether it has one.
    """
    return await do(ctx, widget, "set_closable", closable)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_maximizable(ctx: Context, widget: WidgetId, maximizable: bool) -> WindowState:
    """Give a window a maximize button, or take it away; nothing changes on Linux.

    Args:
        widget: The window's id.
        maximizable: Whether it has one.
    """
    return await do(ctx, widget, "set_maximizable", maximizable)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_minimizable(ctx: Context, widget: WidgetId, minimizable: bool) -> WindowState:
    """Give a window a minimize button, or take it away; nothing changes on Linux.

    Args:
        widget: The window's id.
        minimizable: Whether it has one.
    """
    return await do(ctx, widget, "set_minimizable", minimizable)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_skip_taskbar(ctx: Context, widget: WidgetId, skip: bool) -> WindowState:
    """Leave a window out of the taskbar, or put it there; nothing changes on macOS.

    Args:
        widget: The window's id.
        skip: Whether it is left out.
    """
    return await do(ctx, widget, "set_skip_taskbar", skip)


@tool(effect="write", scope="window", toolset="window", needs="window")
async def start_dragging(ctx: Context, widget: WidgetId) -> WindowState:
    """Let a window follow the pointer until the person lets go of the button that is down now.

    Args:
        widget: The window's id.
    """
    return await do(ctx, widget, "start_dragging")


@tool(effect="read", scope="window", toolset="window", needs="window")
async def monitor_from_point(ctx: Context, widget: WidgetId, x: float, y: float) -> MonitorFound:
    """Say which monitor a place is on, or is nearest to.

    Args:
        widget: Any window's id.
        x: Pixels of the screen, from the left.
        y: Pixels of the screen, from the top.
    """
    return MonitorFound.model_validate({"monitor": await ask(ctx, widget, "monitor_from_point", x, y)})


async def _restore(ctx: Context, widget: WidgetId, now: WindowState) -> WindowState:
    """Make a window neither minimized nor maximized nor fullscreen; one that is minimized may be maximized besides."""
    while now.state in LEAVE:
        then = await do(ctx, widget, *LEAVE[now.state])
        if then.state == now.state:
            return then
        now = then
    return now


def _between(width: float | None, height: float | None, default: float) -> dict[str, float] | None:
    if width is None and height is None:
        return None
    return {"width": width or default, "height": height or default}

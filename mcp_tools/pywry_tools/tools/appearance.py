"""How native windows look, on screen and in the taskbar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeAlias

from pydantic import Field, WithJsonSchema

from pywry_tools.events.page import UpdateTheme
from pywry_tools.ids import WidgetId
from pywry_tools.models.compact import Checked
from pywry_tools.models.menu import Icon
from pywry_tools.models.screen import (
    AnyAttention,
    AnyEffect,
    AnyEffectState,
    AnyTitleBarStyle,
    Effects,
    ProgressBarState,
    ProgressBarStatus,
)
from pywry_tools.models.window import Byte, Color, WindowState
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.windowing import AnyTheme, do

Percent = Annotated[int, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]
AnyIcon: TypeAlias = Annotated[Icon, WithJsonSchema({"type": "string"})]

Status: TypeAlias = Annotated[
    ProgressBarStatus | str | ProgressBarState,
    Checked(ProgressBarStatus | ProgressBarState),
    WithJsonSchema({"enum": [status.value for status in ProgressBarStatus]}),
]
"""A status, or from people status and progress in one."""

Materials: TypeAlias = Annotated[
    Sequence[AnyEffect] | Effects,
    Checked(list[AnyEffect] | Effects),
    WithJsonSchema({"type": "array", "items": {"type": "string"}}),
]
"""Effects, or from people all that is to be said about them in one."""


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_decorations(ctx: Context, widget: WidgetId, decorations: bool) -> WindowState:
    """Give a window a title bar and borders, or take them away.

    Args:
        widget: The window's id.
        decorations: Whether it has them.
    """
    return await do(ctx, widget, "set_decorations", decorations)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_shadow(ctx: Context, widget: WidgetId, shadow: bool) -> WindowState:
    """Give a frameless window a shadow, or take it away; nothing changes on Linux.

    Args:
        widget: The window's id.
        shadow: Whether it has one.
    """
    return await do(ctx, widget, "set_shadow", shadow)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_content_protected(ctx: Context, widget: WidgetId, protected: bool) -> WindowState:
    """Keep other programs from taking pictures of a window; nothing changes on Linux.

    Args:
        widget: The window's id.
        protected: Whether they cannot.
    """
    return await do(ctx, widget, "set_content_protected", protected)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_theme(ctx: Context, widget: WidgetId, theme: AnyTheme) -> WindowState:
    """Make a window and its page dark or light; on Linux the frames of all the program's windows change.

    Args:
        widget: The window's id.
        theme: system follows the desktop.
    """
    done = await do(ctx, widget, "set_theme", theme)
    ctx.send(widget, UpdateTheme.model_validate({"theme": str(theme)}))
    return done


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_icon(ctx: Context, widget: WidgetId, icon: AnyIcon) -> WindowState:
    """Give a window another icon in its title bar and the taskbar; nothing changes on macOS.

    Args:
        widget: The window's id.
        icon: A picture's path or data URL.
    """
    return await do(ctx, widget, "set_icon", ctx.icon(icon))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_overlay_icon(ctx: Context, widget: WidgetId, icon: AnyIcon | None = None) -> WindowState:
    """Put a small picture over a window's icon in the taskbar; Windows alone.

    Args:
        widget: The window's id.
        icon: A picture's path or data URL; left out, there is none.
    """
    return await do(ctx, widget, "set_overlay_icon", None if icon is None else ctx.icon(icon))


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_title_bar_style(ctx: Context, widget: WidgetId, style: AnyTitleBarStyle) -> WindowState:
    """Say how a title bar is drawn; nothing changes but on macOS.

    Args:
        widget: The window's id.
        style: overlay lets the page reach under it.
    """
    return await do(ctx, widget, "set_title_bar_style", style)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_background_color(ctx: Context, widget: WidgetId, r: Byte, g: Byte, b: Byte, a: Byte = 255) -> WindowState:
    """Colour what is seen of a window where its page draws nothing.

    Args:
        widget: The window's id.
        r: Red.
        g: Green.
        b: Blue.
        a: 0 is transparent.
    """
    return await do(ctx, widget, "set_background_color", [r, g, b, a])


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_effects(
    ctx: Context,
    widget: WidgetId,
    effects: Materials | None = None,
    *,
    state: AnyEffectState | None = None,
    radius: float | None = None,
    color: Color | None = None,
) -> WindowState:
    """Put materials behind a transparent window; nothing changes on Linux.

    Args:
        widget: The window's id.
        effects: The first that the platform has is taken; left out, there is none.
        state: Whether it follows the focus; macOS.
        radius: Of the corners; macOS.
        color: Red, green, blue, alpha; Windows 10.
    """
    if effects is None:
        return await do(ctx, widget, "set_effects", None)
    if isinstance(effects, Mapping):
        return await do(ctx, widget, "set_effects", dict(effects))
    given = {"effects": list(effects), "state": state, "radius": radius, "color": color}
    return await do(ctx, widget, "set_effects", {name: value for name, value in given.items() if value is not None})


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_progress_bar(
    ctx: Context, widget: WidgetId, status: Status = "normal", progress: Percent | None = None
) -> WindowState:
    """Show progress on the program's icon in the taskbar or the dock.

    Args:
        widget: The window's id.
        status: none takes it away.
        progress: Percent.
    """
    if isinstance(status, Mapping):
        return await do(ctx, widget, "set_progress_bar", dict(status))
    told = {"status": status} | ({} if progress is None else {"progress": progress})
    return await do(ctx, widget, "set_progress_bar", told)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_badge_count(ctx: Context, widget: WidgetId, count: Count | None = None) -> WindowState:
    """Show a number on the program's icon in the dock; macOS, and Linux desktops that have badges.

    Args:
        widget: The window's id.
        count: Left out, there is none.
    """
    return await do(ctx, widget, "set_badge_count", count)


@tool(effect="write", scope="window", toolset="window", idempotent=True, needs="window")
async def set_badge_label(ctx: Context, widget: WidgetId, label: str | None = None) -> WindowState:
    """Show a word on the program's icon in the dock; macOS alone.

    Args:
        widget: The window's id.
        label: Left out, there is none.
    """
    return await do(ctx, widget, "set_badge_label", label)


@tool(effect="write", scope="window", toolset="window", needs="window")
async def request_user_attention(
    ctx: Context, widget: WidgetId, attention: AnyAttention | None = "informational"
) -> WindowState:
    """Ask the person to look at a window, with a mark on its icon.

    Args:
        widget: The window's id.
        attention: critical is more urgent; null ends it.
    """
    return await do(ctx, widget, "request_user_attention", attention)

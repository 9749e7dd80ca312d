"""Whether the program starts when the person logs in."""

from __future__ import annotations

from pywry_tools.models.desktop import Autostart
from pywry_tools.ports import Context
from pywry_tools.tool import tool


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, open_world=True, needs="desktop")
async def enable(ctx: Context) -> Autostart:
    """Start the program, with the arguments that it has now, whenever the person logs in."""
    return Autostart(enabled=await ctx.native("autostart_enable", needs="desktop"))


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, open_world=True, needs="desktop")
async def disable(ctx: Context) -> Autostart:
    """Do not start the program when the person logs in."""
    return Autostart(enabled=await ctx.native("autostart_disable", needs="desktop"))


@tool(effect="read", scope="desktop", toolset="desktop", needs="desktop")
async def is_enabled(ctx: Context) -> Autostart:
    """Say whether the program starts when the person logs in."""
    return Autostart(enabled=await ctx.native("autostart_is_enabled", needs="desktop"))

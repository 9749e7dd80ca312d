"""Whether the program starts when the person logs in."""

from __future__ import annotations

from pywry_tools.models.desktop import Autostart
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.services import plugin


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, needs="desktop")
async def enable(ctx: Context) -> Autostart:
    """Start the program, with the arguments that it has now, whenever the person logs in."""
    await plugin(ctx, "autostart", "autostart", "enable")
    return await _state(ctx)


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, needs="desktop")
async def disable(ctx: Context) -> Autostart:
    """Do not start the program when the person logs in."""
    if (await _state(ctx)).enabled:
        await plugin(ctx, "autostart", "autostart", "disable")
    return await _state(ctx)


@tool(effect="read", scope="desktop", toolset="desktop", needs="desktop")
async def is_enabled(ctx: Context) -> Autostart:
    """Say whether the program starts when the person logs in."""
    return await _state(ctx)


async def _state(ctx: Context) -> Autostart:
    return Autostart(enabled=await plugin(ctx, "autostart", "autostart", "is_enabled"))

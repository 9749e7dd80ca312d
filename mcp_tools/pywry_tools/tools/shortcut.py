"""Global shortcuts: keys that reach the program whatever has the focus."""

from __future__ import annotations

from pywry_tools.errors import BadData, NativeError
from pywry_tools.events.desktop import ShortcutPressed
from pywry_tools.models.accelerator import accelerator_of
from pywry_tools.models.desktop import Shortcuts
from pywry_tools.ports import Callback, Context
from pywry_tools.tool import ForPeople, tool
from pywry_tools.tools.services import plugin, plugin_fields

NAME = "global_shortcut"
SERVICE = "a global shortcut"


@tool(effect="write", scope="desktop", toolset="desktop", needs="desktop")
async def register(ctx: Context, shortcut: str, callback: ForPeople[Callback | None] = None) -> Shortcuts:
    """Register keys that reach the program whatever has the focus; each press is a desktop:shortcut-pressed event.

    Args:
        shortcut: Modifiers and a key, such as CmdOrCtrl+Shift+K.
        callback: Called with `({"shortcut": ...})` at each press.
    """
    spelled = accelerator_of(shortcut)
    if shortcut in (await _registered(ctx)).shortcuts:
        raise BadData(f"shortcut {shortcut!r} is registered already; unregister it first.")
    asked = plugin_fields(SERVICE, NAME, "register", {"shortcuts": [spelled]}, keys=shortcut)
    try:
        await ctx.native("plugin_call", needs="desktop", **asked)
    except NativeError as error:
        if "egister" not in str(error):
            raise
        raise NativeError(f"shortcut {shortcut!r} is taken by this or another program; choose other keys.") from error
    ctx.lasting[key_of(shortcut)] = ("plugin_call", asked)
    if callback is not None:
        ctx.keep_handlers(key_of(shortcut), {"": callback})
    return await _registered(ctx)


@tool(effect="destroy", scope="desktop", toolset="desktop", idempotent=True, needs="desktop")
async def unregister(ctx: Context, shortcut: str) -> Shortcuts:
    """Let go of keys that were registered.

    Args:
        shortcut: As it was registered.
    """
    known = await _registered(ctx)
    if shortcut not in known.shortcuts:
        raise BadData(
            f"shortcut {shortcut!r} is not registered; those that are: {', '.join(known.shortcuts) or 'none'}."
        )
    await plugin(ctx, SERVICE, NAME, "unregister", {"shortcuts": [accelerator_of(shortcut)]}, keys=shortcut)
    ctx.drop_handlers(key_of(shortcut))
    ctx.lasting.pop(key_of(shortcut), None)
    return await _registered(ctx)


@tool(effect="read", scope="desktop", toolset="desktop", needs="desktop")
async def list_registered(ctx: Context) -> Shortcuts:
    """List the global shortcuts that this program has registered."""
    return await _registered(ctx)


async def _registered(ctx: Context) -> Shortcuts:
    return Shortcuts(shortcuts=await ctx.native("shortcuts", needs="desktop"))


def key_of(shortcut: str) -> str:
    """Under which its callback is kept."""
    return f"{ShortcutPressed.name} {shortcut}"

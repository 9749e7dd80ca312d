"""Global shortcuts: keys that reach the program whatever has the focus."""

from __future__ import annotations

import re

from pywry_tools.errors import BadData
from pywry_tools.events.desktop import ShortcutPressed
from pywry_tools.models.desktop import Shortcuts
from pywry_tools.ports import Callback, Context
from pywry_tools.tool import ForPeople, tool
from pywry_tools.tools.services import plugin

NAME = "global_shortcut"
SERVICE = "a global shortcut"
MODIFIERS = frozenset(
    "alt option control ctrl command cmd super shift commandorcontrol commandorctrl cmdorctrl cmdorcontrol".split()
)
KEY = re.compile(r"^[A-Za-z0-9,./;'`\[\]\\=-]$|^[A-Za-z][A-Za-z0-9]+$")


@tool(effect="write", scope="desktop", toolset="desktop", needs="desktop")
async def register(ctx: Context, shortcut: str, callback: ForPeople[Callback | None] = None) -> Shortcuts:
    """Register keys that reach the program whatever has the focus; each press is a desktop:shortcut-pressed event.

    Args:
        shortcut: Modifiers and a key, such as CmdOrCtrl+Shift+K.
        callback: Called with `({"shortcut": ...})` at each press.
    """
    _check(shortcut)
    await plugin(ctx, SERVICE, NAME, "register", {"shortcuts": [shortcut]}, keys=shortcut)
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
        raise BadData(f"shortcut {shortcut!r} is not registered; those that are: {known.shortcuts}.")
    await plugin(ctx, SERVICE, NAME, "unregister", {"shortcuts": [shortcut]}, forget=shortcut)
    ctx.drop_handlers(key_of(shortcut))
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


def _check(shortcut: str) -> None:
    *modifiers, key = [part.strip() for part in shortcut.split("+")]
    wrong = [name for name in modifiers if name.lower() not in MODIFIERS]
    if wrong or not KEY.match(key):
        what = f"{wrong[0]!r} is no modifier" if wrong else f"{key!r} is no key"
        raise BadData(
            f"shortcut {shortcut!r} cannot be registered: {what}. Write modifiers (CmdOrCtrl, Ctrl, Alt, Shift, Super) "
            "and a key, such as CmdOrCtrl+Shift+K, Alt+F4 or Ctrl+Space."
        )

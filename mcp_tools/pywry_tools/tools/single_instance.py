"""Whether this is the only instance of the program."""

from __future__ import annotations

from pywry_tools.errors import AlreadyRunning, NotHere
from pywry_tools.models.desktop import Instance
from pywry_tools.ports import Context
from pywry_tools.tool import tool


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, needs="desktop")
async def claim(ctx: Context) -> Instance:
    """Be the only instance of the program, or learn that another one runs.

    The other one hears desktop:second-instance, and this one should end. Needs the Tauri plugin single_instance.
    """
    try:
        known = await ctx.native("desktop_describe", needs="desktop")
    except AlreadyRunning:
        return Instance(first=False)
    if "single_instance" not in known["plugins"]:
        raise NotHere(
            "a single instance needs the Tauri plugin 'single_instance', which is not enabled. Add it: "
            "PyWry(settings=PyWrySettings(tauri_plugins=['single_instance', ...]))."
        )
    if not known["bus"]:
        raise NotHere(
            "whether another instance runs is told by the session bus, and there is none; start the program in a "
            "desktop session, or with `dbus-run-session -- ...`."
        )
    return Instance(first=True)

"""Notifications: the desktop's, or the browser's, or a toast on the page."""

from __future__ import annotations

from pywry_tools.ids import WidgetId
from pywry_tools.models.desktop import Notified
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.services import on_page


@tool(effect="write", scope="desktop", toolset="desktop", open_world=True)
async def send(
    ctx: Context,
    title: str,
    body: str | None = None,
    *,
    icon: str | None = None,
    sound: str | None = None,
    widget: WidgetId | None = None,
) -> Notified:
    """Show a notification, whatever program the person is in.

    Args:
        title: A few words.
        body: A sentence or two.
        icon: A name of the desktop's icon theme, or the path of a picture; native windows only.
        sound: A name of the desktop's sound theme; native windows only.
        widget: The page that shows it, in a browser; left out, the one opened last.
    """
    if ctx.offers("desktop"):
        await ctx.native("notify", needs="desktop", title=title, body=body, icon=icon, sound=sound)
        return Notified(shown_by="desktop")
    return Notified(shown_by=await on_page(ctx, widget, "notify", {"title": title, "body": body}))

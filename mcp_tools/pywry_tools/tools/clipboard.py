"""The clipboard: the system's, or the one that the browser lets a page use."""

from __future__ import annotations

from pywry_tools.errors import NativeError
from pywry_tools.ids import WidgetId
from pywry_tools.models.desktop import ClipboardText
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.services import on_page, plugin

NAME = "clipboard_manager"
EMPTY = "clipboard is empty"


@tool(effect="read", scope="desktop", toolset="desktop", open_world=True)
async def read_text(ctx: Context, *, widget: WidgetId | None = None) -> ClipboardText:
    """Read the text of the clipboard. A browser asks the person first, and wants its tab in front.

    Args:
        widget: The page that reads, in a browser; left out, the one opened last.
    """
    if not ctx.offers("desktop"):
        return ClipboardText(text=await on_page(ctx, widget, "read_clipboard", {}, 60))
    try:
        found = await plugin(ctx, "the clipboard", NAME, "read_text")
    except NativeError as error:
        if EMPTY not in str(error):
            raise
        return ClipboardText()
    return ClipboardText(text=found or None)


@tool(effect="write", scope="desktop", toolset="desktop", idempotent=True, open_world=True)
async def write_text(ctx: Context, text: str, *, widget: WidgetId | None = None) -> ClipboardText:
    """Put text into the clipboard.

    Args:
        text: The text.
        widget: The page that writes, in a browser; left out, the one opened last.
    """
    if ctx.offers("desktop"):
        await plugin(ctx, "the clipboard", NAME, "write_text", {"text": text})
    else:
        await on_page(ctx, widget, "write_clipboard", {"text": text})
    return ClipboardText(text=text)


@tool(effect="destroy", scope="desktop", toolset="desktop", idempotent=True, open_world=True)
async def clear(ctx: Context, *, widget: WidgetId | None = None) -> ClipboardText:
    """Empty the clipboard.

    Args:
        widget: The page that does it, in a browser; left out, the one opened last.
    """
    if ctx.offers("desktop"):
        await plugin(ctx, "the clipboard", NAME, "clear")
    else:
        await on_page(ctx, widget, "write_clipboard", {"text": ""})
    return ClipboardText()

"""Open addresses and files with the program that the desktop has for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from pywry_tools.errors import BadData
from pywry_tools.ids import WidgetId
from pywry_tools.models.desktop import Opened
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.services import on_page, plugin

Url = Annotated[str, Field(pattern=r"^(https?://|mailto:|tel:)[^\s]+$")]
SERVICE = "opening things"


@tool(effect="write", scope="desktop", toolset="desktop", open_world=True)
async def open_url(ctx: Context, url: Url, *, program: str | None = None, widget: WidgetId | None = None) -> Opened:
    """Open an address in the person's browser or mail program.

    Args:
        url: http, https, mailto or tel.
        program: Which program; left out, the desktop's choice. Native windows only.
        widget: The page that opens it, in a browser; left out, the one opened last.
    """
    if ctx.offers("desktop"):
        await plugin(ctx, SERVICE, "opener", "open_url", {"url": url, "with": program})
        return Opened(opened=True)
    opened = bool(await on_page(ctx, widget, "open_url", {"url": url}))
    return Opened(opened=opened, note=None if opened else "The browser held it back; the page shows a link instead.")


@tool(effect="write", scope="desktop", toolset="desktop", open_world=True, needs="desktop")
async def open_path(ctx: Context, path: str, *, program: str | None = None) -> Opened:
    """Open a file or a folder with the desktop's program for it.

    Args:
        path: Where it is.
        program: Which program; left out, the desktop's choice.
    """
    await plugin(ctx, SERVICE, "opener", "open_path", {"path": _existing(path), "with": program})
    return Opened(opened=True)


@tool(effect="write", scope="desktop", toolset="desktop", open_world=True, needs="desktop")
async def reveal(ctx: Context, path: str) -> Opened:
    """Show a file or a folder in the desktop's file manager.

    Args:
        path: Where it is.
    """
    await plugin(ctx, SERVICE, "opener", "reveal_item_in_dir", {"paths": [_existing(path)]})
    return Opened(opened=True)


def _existing(path: str) -> str:
    found = Path(path).expanduser().absolute()
    if not found.exists():
        raise BadData(f"{str(found)!r} is not there, so it cannot be opened.")
    return str(found)

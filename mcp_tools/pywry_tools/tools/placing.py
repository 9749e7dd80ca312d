"""Where menus are, and how they get there: what every tool of menus and trays does."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from pywry_tools.errors import NoSuchMenu, NotHere, PyWryError
from pywry_tools.ids import WidgetId
from pywry_tools.models.menu import MenuConfig
from pywry_tools.models.menu_entry import Entry, Menu, MenuState
from pywry_tools.ports import Context

APP = "app"
DRAFT = "draft"


def place(source: str, owner: str) -> str:
    """The key of a place for one menu: `window:<id>`, `popup:<id>`, `tray:<id>`, or `draft:<menu>` for none yet."""
    return f"{source}:{owner}"


def here(ctx: Context) -> None:
    """Refuse to make a menu where none can be shown.

    Raises:
        NotHere: The app has no native windows.
    """
    if not ctx.offers("menu"):
        raise NotHere(
            "a menu needs native windows, and this app has none. Make it with PyWry(mode='new_window') where the extra "
            "`native` is installed and there is a display; elsewhere, put buttons on the page."
        )


def told(menu: Menu) -> dict[str, Any]:
    """A menu whose icons are drawn, JSON-able, as the process that owns the windows takes it."""
    return {"id": menu.id, "entries": [_told(entry) for entry in menu.entries]}


def _told(entry: Entry) -> dict[str, Any]:
    said = entry.model_dump(mode="json", exclude={"icon", "icon_size"}, exclude_none=True)
    return said if entry.icon is None else {**said, "icon": entry.icon}


def drawn(ctx: Context, menu: Menu) -> Menu:
    """A menu with its icons read: files may change or go afterwards.

    Raises:
        BadData: An icon is no image.
    """
    if not any(entry.icon for entry in menu.entries):
        return menu
    entries = [
        entry if entry.icon is None else entry.model_copy(update={"icon": ctx.icon(entry.icon, entry.icon_size)})
        for entry in menu.entries
    ]
    return replace(menu, entries=tuple(entries))


async def put(ctx: Context, where: str, menu: Menu, *, fresh: bool = True, check: Collection[str] = ()) -> None:
    """Put a menu into its place, or bring the one that is there up to date.

    Args:
        ctx: The context.
        where: The place.
        menu: What shall be there.
        fresh: Whether it takes the place of another menu; if not, open menus stay open.
        check: Check items to set; others stay as the person left them.
    """
    source, _, owner = where.partition(":")
    before = ctx.menus.get(where)
    fields: dict[str, Any] = {"menu": told(menu), "fresh": fresh, "check": list(check), "source": source}
    keep(ctx, where, menu)
    try:
        if source in (APP, "window", "popup"):
            await ctx.native("menu_put", needs="menu", widget=WidgetId(owner) if owner else None, **fields)
        elif source == "tray":
            await ctx.native("tray_menu", needs="tray", tray=owner, **fields)
    except PyWryError:
        keep(ctx, where, before)
        raise


def keep(ctx: Context, where: str, menu: Menu | None) -> None:
    """Remember which menu is in a place, and what its items call; None is no menu any more."""
    if menu is None:
        ctx.menus.pop(where, None)
        ctx.drop_handlers(where)
    else:
        ctx.keep_handlers(where, menu.handlers)
        ctx.menus[where] = menu


def meant(ctx: Context, menu: MenuConfig | str) -> Menu:
    """The menu itself: given, or by the id of one that is known.

    Raises:
        NoSuchMenu: With the nearest ids.
        BadData: An icon is no image.
    """
    return drawn(ctx, menu.menu()) if isinstance(menu, MenuConfig) else ctx.menus[places(ctx, menu)[0]]


def places(ctx: Context, menu: str) -> list[str]:
    """Where a menu is, by its id; the place that it was made in first.

    Raises:
        NoSuchMenu: With the nearest ids.
    """
    found = [where for where, known in ctx.menus.items() if known.id == menu]
    if not found:
        raise NoSuchMenu(menu, {known.id for known in ctx.menus.values()})
    return found


def state_of(ctx: Context, menu: str) -> MenuState:
    """A menu in brief."""
    found = places(ctx, menu)
    entries = ctx.menus[found[-1]].entries
    lacking = [entry.id for entry in entries if entry.kind == "services" and sys.platform != "darwin"]
    return MenuState(
        menu=menu,
        places=[where for where in found if not where.startswith(f"{DRAFT}:")],
        items=[_brief(entry) for entry in entries],
        note=f"Only macOS has {', '.join(lacking)}; it is left out here." if lacking else None,
    )


def _brief(entry: Entry) -> dict[str, Any]:
    said = entry.model_dump(mode="json", exclude={"icon", "icon_size"}, exclude_defaults=True)
    if entry.type == "check":
        said["checked"] = entry.checked
    return said | ({"icon": True} if entry.icon is not None else {})

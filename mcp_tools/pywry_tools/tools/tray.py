"""Icons in the system tray: made, changed, listed, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from pywry_tools.errors import InvalidArguments, NoSuchTray, PyWryError
from pywry_tools.ids import TrayId
from pywry_tools.models.menu import Icon
from pywry_tools.models.tray import Tray, TrayFacts, Trays, TrayState
from pywry_tools.ports import Context
from pywry_tools.tool import ForPeople, tool
from pywry_tools.tools.menu import AnyMenu, config_of
from pywry_tools.tools.placing import keep, meant, place, put

NewTrayId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][\w.-]{0,63}$")]
Picture = Annotated[Icon | None, WithJsonSchema({"type": "string"})]
Size = tuple[int, int] | None


@tool(effect="write", scope="tray", toolset="tray", idempotent=True, needs="tray")
async def create(
    ctx: Context,
    tray: NewTrayId,
    *,
    tooltip: str | None = None,
    title: str | None = None,
    icon: Picture = None,
    icon_size: ForPeople[Size] = None,
    menu: AnyMenu | None = None,
    menu_on_left_click: bool = True,
) -> TrayState:
    """Put an icon into the system tray, in place of one of the same id; it stays while windows are hidden or closed.

    Args:
        tray: An id of your own.
        tooltip: Shown when the pointer rests on it; on Linux, as the title.
        title: Text beside the icon, where the desktop shows one.
        icon: Path or data URL of a PNG; left out, PyWry's own.
        icon_size: Width and height of an icon given as RGBA bytes.
        menu: As for menu_create, or the id of a menu that was made.
        menu_on_left_click: Whether the left button opens the menu.
    """
    whole = None if menu is None else meant(ctx, config_of(menu))
    picture = None if icon is None else ctx.icon(icon, icon_size)
    new = Tray(tray, tooltip=tooltip, title=title, icon=picture, menu_on_left_click=menu_on_left_click)
    await _put(ctx, new, fresh=True)
    keep(ctx, place("tray", tray), None)
    if whole is not None:
        await put(ctx, place("tray", tray), whole)
    ctx.hold(place("tray", tray))
    return _state(ctx, new)


@tool(effect="write", scope="tray", toolset="tray", idempotent=True, needs="tray")
async def update(
    ctx: Context,
    tray: TrayId,
    *,
    tooltip: str | None = None,
    title: str | None = None,
    icon: Picture = None,
    icon_size: ForPeople[Size] = None,
    menu: AnyMenu | None = None,
    visible: bool | None = None,
    menu_on_left_click: bool | None = None,
) -> TrayState:
    """Change a tray icon; what is left out stays.

    Args:
        tray: Its id.
        tooltip: Shown when the pointer rests on it; on Linux, as the title.
        title: Text beside the icon, where the desktop shows one; an empty text takes it away.
        icon: Path or data URL of a PNG.
        icon_size: Width and height of an icon given as RGBA bytes.
        menu: Another menu: as for menu_create, or the id of one that was made.
        visible: Whether it is shown.
        menu_on_left_click: Whether the left button opens the menu.
    """
    before = _find(ctx, tray)
    given: dict[str, Any] = {
        "tooltip": tooltip,
        "title": title,
        "icon": None if icon is None else ctx.icon(icon, icon_size),
        "visible": visible,
        "menu_on_left_click": menu_on_left_click,
    }
    given = {name: value for name, value in given.items() if value is not None}
    if not given and menu is None:
        raise InvalidArguments("tray_update has nothing to change; give tooltip, title, icon, menu or visible.")
    new = replace(before, **given)
    if given:
        await _put(ctx, new)
    if menu is not None:
        await put(ctx, place("tray", tray), meant(ctx, config_of(menu)))
    return _state(ctx, new)


@tool(effect="read", scope="tray", toolset="tray", needs="tray")
async def list_all(ctx: Context) -> Trays:
    """List this program's icons in the system tray."""
    return _all(ctx)


@tool(effect="read", scope="tray", toolset="tray", needs="tray")
async def describe(ctx: Context) -> TrayFacts:
    """Say whether there is a system tray here, whether clicks are reported, and whether tooltips show."""
    return TrayFacts(**await ctx.native("tray_facts", needs="tray"))


@tool(effect="write", scope="tray", toolset="tray", needs="tray")
async def remove(ctx: Context, tray: TrayId) -> Trays:
    """Take an icon out of the system tray.

    Args:
        tray: Its id.
    """
    await _remove(ctx, _find(ctx, tray).id)
    return _all(ctx)


@tool(effect="write", scope="tray", toolset="tray", idempotent=True, needs="tray")
async def remove_all(ctx: Context) -> Trays:
    """Take every icon of this program out of the system tray."""
    for tray in list(ctx.trays):
        await _remove(ctx, tray)
    return _all(ctx)


def _find(ctx: Context, tray: str) -> Tray:
    if tray not in ctx.trays:
        raise NoSuchTray(tray, ctx.trays)
    return ctx.trays[tray]


async def _put(ctx: Context, tray: Tray, *, fresh: bool = False) -> None:
    before = ctx.trays.get(tray.id)
    ctx.trays[tray.id] = tray
    try:
        await ctx.native("tray_put", needs="tray", **line(tray), fresh=fresh)
    except PyWryError:
        ctx.trays.pop(tray.id)
        if before is not None:
            ctx.trays[tray.id] = before
        raise


def line(tray: Tray) -> dict[str, Any]:
    """A tray icon, JSON-able, as the process that owns the windows takes it."""
    fields = ("tooltip", "title", "icon", "visible", "menu_on_left_click")
    return {"tray": tray.id, **{name: getattr(tray, name) for name in fields}}


async def _remove(ctx: Context, tray: str) -> None:
    ctx.trays.pop(tray)
    keep(ctx, place("tray", tray), None)
    ctx.release(place("tray", tray))
    await ctx.native("tray_drop", needs="tray", tray=tray)


def _state(ctx: Context, tray: Tray) -> TrayState:
    menu = ctx.menus.get(place("tray", tray.id))
    return TrayState(
        tray=tray.id, tooltip=tray.tooltip, title=tray.title, visible=tray.visible, menu=menu.id if menu else None
    )


def _all(ctx: Context) -> Trays:
    return Trays(trays=[_state(ctx, tray) for tray in ctx.trays.values()])

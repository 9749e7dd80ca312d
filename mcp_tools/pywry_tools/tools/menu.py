"""Native menus: of windows, of the app, opened at a place; made, changed and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Protocol, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from pywry_tools.errors import InvalidArguments, NoSuchItem
from pywry_tools.ids import MenuId, WidgetId
from pywry_tools.models.accelerator import accelerator_of
from pywry_tools.models.compact import Checked
from pywry_tools.models.menu import AnyItem, Icon, MenuConfig
from pywry_tools.models.menu_entry import Menus, MenuState, MenuVisible, PredefinedMenuItemKind
from pywry_tools.ports import Context
from pywry_tools.tool import ForPeople, tool
from pywry_tools.tools.placing import APP, DRAFT, drawn, here, keep, meant, place, places, put, state_of, told

ITEM: dict[str, Any] = {
    "type": "object",
    "required": ["type"],
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["item", "check", "icon", "submenu", "predefined"]},
        "id": {"type": "string", "description": "unique in the menu"},
        "text": {"type": "string", "description": "&& is an ampersand"},
        "parent": {"type": "string", "description": "id of the submenu that it is in; that stands before it"},
        "enabled": {"type": "boolean"},
        "checked": {"type": "boolean"},
        "accelerator": {"type": "string", "description": "keys, as CmdOrCtrl+Shift+S"},
        "icon": {"type": "string", "description": "path or data URL of a PNG"},
        "kind": {"enum": [kind.value for kind in PredefinedMenuItemKind]},
    },
}
MENU: dict[str, Any] = {
    "type": "object",
    "required": ["id", "items"],
    "additionalProperties": False,
    "properties": {"id": {"type": "string"}, "items": {"type": "array", "items": ITEM}},
}

WholeMenu: TypeAlias = Annotated[MenuConfig | Mapping[str, Any], Checked(MenuConfig), WithJsonSchema(MENU)]
"""A menu; people may give dicts."""


def _id_or_menu(given: Any) -> str:
    return "id" if isinstance(given, str) else "menu"


def _named(given: Any) -> Any:
    """People may give the proxy of a menu."""
    if isinstance(given, MenuConfig | str) or not hasattr(given, "id"):
        return given
    return given.id


class Known(Protocol):
    """Something that stands for a menu that was made, such as a MenuProxy."""

    @property
    def id(self) -> str:
        """The menu's id."""
        ...


AnyMenu: TypeAlias = Annotated[
    MenuConfig | Mapping[str, Any] | str | Known,
    Checked(
        Annotated[
            Annotated[MenuConfig, Tag("menu")] | Annotated[str, Tag("id")],
            Discriminator(_id_or_menu),
            BeforeValidator(_named),
        ]
    ),
    WithJsonSchema({"type": ["object", "string"]}),
]
"""A menu, or the id of one that is known; its schema refers to menu_create for the fields."""

AnyItems: TypeAlias = Annotated[
    Sequence[AnyItem | Mapping[str, Any]],
    Checked(list[Any]),
    WithJsonSchema({"type": "array", "items": {"type": "object", "required": ["type"]}}),
]

Position = Annotated[int, Field(ge=0)]


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def create(ctx: Context, menu: WholeMenu) -> MenuState:
    """Make a menu that is nowhere yet; menu_set_window, menu_set_app and menu_popup take its id.

    A person's choice is the event menu:click with item_id, on the window whose menu it is.

    Args:
        menu: A flat list of items; those in a submenu name it as parent. A menu bar has submenus.
    """
    here(ctx)
    whole = meant(ctx, config_of(menu))
    keep(ctx, place(DRAFT, whole.id), whole)
    return state_of(ctx, whole.id)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def set_window(ctx: Context, widget: WidgetId, menu: AnyMenu) -> MenuState:
    """Give a window a menu bar of its own, in place of what it has.

    Args:
        widget: The window's id.
        menu: As for menu_create, or the id of a menu that was made.
    """
    whole = meant(ctx, config_of(menu))
    await put(ctx, place("window", ctx.widget(widget).id), whole)
    return state_of(ctx, whole.id)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def set_app(ctx: Context, menu: AnyMenu) -> MenuState:
    """Give every window that has no menu of its own this one, those that open later too; on macOS the menu bar.

    Args:
        menu: As for menu_create, or the id of a menu that was made.
    """
    whole = meant(ctx, config_of(menu))
    await put(ctx, APP, whole)
    return state_of(ctx, whole.id)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def remove_window(ctx: Context, widget: WidgetId) -> Menus:
    """Take a window's own menu away; the app's takes its place if there is one.

    Args:
        widget: The window's id.
    """
    keep(ctx, place("window", ctx.widget(widget).id), None)
    await ctx.native("menu_drop", needs="menu", widget=widget, source="window")
    return _all(ctx)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def remove_app(ctx: Context) -> Menus:
    """Take the app's menu away from every window that shows it."""
    keep(ctx, APP, None)
    await ctx.native("menu_drop", needs="menu", source=APP)
    return _all(ctx)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def destroy(ctx: Context, menu: MenuId) -> Menus:
    """Take a menu away from everywhere and forget it.

    Args:
        menu: Its id.
    """
    for where in places(ctx, menu):
        source, _, owner = where.partition(":")
        keep(ctx, where, None)
        if source == "tray":
            await ctx.native("tray_menu", needs="tray", tray=owner, menu=None)
        elif source in (APP, "window"):
            await ctx.native("menu_drop", needs="menu", widget=WidgetId(owner) if owner else None, source=source)
    return _all(ctx)


@tool(effect="write", scope="menu", toolset="menu", needs="menu")
async def popup(
    ctx: Context, widget: WidgetId, menu: AnyMenu, x: float | None = None, y: float | None = None
) -> MenuState:
    """Open a menu over a window, as a context menu; the choice is the event menu:click with source popup.

    Args:
        widget: The window's id.
        menu: As for menu_create, or the id of a menu that was made.
        x: From the left of the page, in CSS pixels; left out, where the pointer is.
        y: From the top of the page.
    """
    if (x is None) is not (y is None):
        raise InvalidArguments("menu_popup takes x and y together; leave both out for the pointer's place.")
    whole = meant(ctx, config_of(menu))
    where = place("popup", ctx.widget(widget).id)
    keep(ctx, where, whole)
    await ctx.native("menu_popup", needs="menu", widget=widget, menu=told(whole), x=x, y=y)
    return state_of(ctx, whole.id)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def show(ctx: Context, widget: WidgetId) -> MenuVisible:
    """Show a window's menu bar again.

    Args:
        widget: The window's id.
    """
    return await _visible(ctx, widget, visible=True)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def hide(ctx: Context, widget: WidgetId) -> MenuVisible:
    """Hide a window's menu bar; on Linux its accelerators rest too.

    Args:
        widget: The window's id.
    """
    return await _visible(ctx, widget, visible=False)


@tool(effect="read", scope="menu", toolset="menu", needs="menu")
async def list_all(ctx: Context) -> Menus:
    """List the menus that there are, where they are, and how their items stand."""
    return _all(ctx)


@tool(effect="read", scope="menu", toolset="menu", needs="menu")
async def read(ctx: Context, menu: MenuId) -> MenuState:
    """Read a menu: where it is, its items, which are enabled and checked.

    Args:
        menu: Its id.
    """
    return state_of(ctx, menu)


@tool(effect="write", scope="menu", toolset="menu", needs="menu")
async def insert(
    ctx: Context,
    menu: MenuId,
    items: AnyItems,
    *,
    parent: str | None = None,
    position: Position | None = None,
) -> MenuState:
    """Put items into a menu, wherever it is, while it is open too.

    Args:
        menu: Its id.
        items: As for menu_create.
        parent: The submenu that gets them; left out, the menu itself.
        position: Before which item there, from 0; left out, at the end.
    """
    for where in places(ctx, menu):
        there = ctx.menus[where]
        more = MenuConfig.from_dict({"id": menu, "items": list(items)}).menu(e.id for e in there.entries)
        await put(ctx, where, there.inserted(drawn(ctx, more), parent, position), fresh=False)
    return state_of(ctx, menu)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def remove(ctx: Context, menu: MenuId, items: list[str]) -> MenuState:
    """Take items out of a menu, wherever it is; a submenu goes with what is in it.

    Args:
        menu: Its id.
        items: Their ids.
    """
    for where in places(ctx, menu):
        await put(ctx, where, ctx.menus[where].without(items), fresh=False)
    return state_of(ctx, menu)


@tool(effect="write", scope="menu", toolset="menu", idempotent=True, needs="menu")
async def update_item(
    ctx: Context,
    menu: MenuId,
    item: str,
    *,
    text: str | None = None,
    enabled: bool | None = None,
    checked: bool | None = None,
    accelerator: str | None = None,
    icon: Annotated[Icon | None, WithJsonSchema({"type": "string"})] = None,
    icon_size: ForPeople[tuple[int, int] | None] = None,
    widget: WidgetId | None = None,
) -> MenuState:
    """Change an item of a menu in place, while it is open too.

    Args:
        menu: The menu's id.
        item: The item's id.
        text: What it says.
        enabled: Whether it can be chosen.
        checked: Whether it is checked.
        accelerator: Keys that choose it, as CmdOrCtrl+Shift+S; an empty text takes them away.
        icon: Path or data URL of a PNG; an empty text takes it away.
        icon_size: Width and height of an icon given as RGBA bytes.
        widget: Only in this window's menu; left out, wherever the menu is.
    """
    given: dict[str, Any] = {"text": text, "enabled": enabled, "checked": checked}
    given = {name: value for name, value in given.items() if value is not None}
    if accelerator is not None:
        given["accelerator"] = accelerator_of(accelerator) if accelerator else None
    if icon is not None:
        given["icon"] = ctx.icon(icon, icon_size) if icon else None
    if not given:
        raise InvalidArguments(
            "menu_update_item has nothing to change; give text, enabled, checked, accelerator or icon."
        )
    for where in _having(ctx, menu, item, widget):
        check = [item] if "checked" in given else []
        await put(ctx, where, ctx.menus[where].changed(item, **given), fresh=False, check=check)
    return state_of(ctx, menu)


def _having(ctx: Context, menu: MenuId, item: str, widget: WidgetId | None) -> list[str]:
    found = [w for w in places(ctx, menu) if widget is None or w.endswith(f":{ctx.widget(widget).id}")]
    having = [where for where in found if ctx.menus[where].has(item)]
    if not having:
        known = [entry.id for where in found for entry in ctx.menus[where].entries]
        raise NoSuchItem(item, set(known), where=f" in menu {menu!r}{f' of {widget}' if widget else ''}")
    return having


async def _visible(ctx: Context, widget: WidgetId, *, visible: bool) -> MenuVisible:
    return MenuVisible(visible=await ctx.native("menu_visible", needs="menu", widget=widget, visible=visible))


def _all(ctx: Context) -> Menus:
    return Menus(menus=[state_of(ctx, menu) for menu in dict.fromkeys(m.id for m in ctx.menus.values())])


def config_of(menu: MenuConfig | Mapping[str, Any] | str | Known) -> MenuConfig | str:
    """What a menu argument is, once it was checked: mappings have become configs, which type checkers cannot know."""
    given = _named(menu)
    return given if isinstance(given, MenuConfig | str) else MenuConfig.from_dict(given)

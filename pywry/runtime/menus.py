"""Which menu a choice was made in, and what the choice changes."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from pywry.transports.base import Belonging
from pywry_tools.models.menu_entry import Menu
from pywry_tools.models.tray import LABEL
from pywry_tools.ports import Context

APP = "app"


def shown(label: str) -> str:
    """A label as callbacks get it: a tray icon's is its id."""
    return label.removeprefix(LABEL)


def key_of(label: str) -> str:
    """Under which name callbacks for a label's events are kept."""
    return f"tray:{shown(label)}" if label.startswith(LABEL) else label


def place_of(label: str, data: Mapping[str, Any]) -> str:
    """The place of the menu that an event of a menu is about."""
    source = str(data.get("source", "window"))
    return APP if source == APP else f"{source}:{shown(label)}"


def belongings(ctx: Context) -> list[Belonging]:
    """What it takes to have every menu and tray icon again."""
    from pywry_tools.tools.placing import told
    from pywry_tools.tools.tray import line

    found = [Belonging("tray_put", line(tray)) for tray in ctx.trays.values()]
    for place, menu in ctx.menus.items():
        source, _, owner = place.partition(":")
        fields = {"menu": told(menu), "source": source}
        if source == "tray":
            found.append(Belonging("tray_menu", {**fields, "tray": owner}))
        elif source in (APP, "window"):
            found.append(Belonging("menu_put", fields, owner or None))
    return found


def toggle(menus: MutableMapping[str, Menu], place: str, item: str, checked: bool) -> None:
    """A person has set or taken away a check mark; what is kept follows."""
    menu = menus.get(place)
    if menu is None:
        return
    # A popup goes when it closes; the menu that it was made from stays.
    for where in (place, f"draft:{menu.id}") if place.startswith("popup:") else (place,):
        kept = menus.get(where)
        if kept is not None and kept.has(item):
            menus[where] = kept.changed(item, checked=checked)

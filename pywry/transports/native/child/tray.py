"""Icons in the system tray, and what happens to them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from pywry.transports.native.child import indicator
from pywry.transports.native.child.desk import Desk
from pywry.transports.native.child.errors import Refused, offer
from pywry.transports.native.child.menu_tree import Tree, image
from pywry.transports.native.child.menus import MENUS

LINUX = sys.platform.startswith("linux")
LABEL = "__tray__"
INSTALL = "Install it, on Debian and Ubuntu with `apt-get install libayatana-appindicator3-1`."

COLOUR = (0x4F, 0x6B, 0xED)
SIDE = 32


class Icon:
    """An icon in the tray.

    Attributes:
        id: Its id.
        native: PyTauri's TrayIcon.
        tree: Its menu.
    """

    def __init__(self, desk: Desk, name: str) -> None:
        self.id = name
        self.native: Any = desk.P.tray.TrayIcon.with_id(desk.handle, name)
        self.tree: Tree | None = None


ICONS: dict[str, Icon] = {}


def tray_put(desk: Desk, fields: dict[str, Any]) -> None:
    """Make an icon, or bring it up to date."""
    name = str(fields["tray"])
    if fields.get("fresh") and name in ICONS:
        tray_drop(desk, fields)
    icon = ICONS.get(name) or _made(desk, name)
    icon.native.set_icon(image(desk, fields.get("icon")) or _own(desk))
    if fields.get("icon") is None and sys.platform == "darwin":
        icon.native.set_icon_as_template(True)
    tooltip, title = fields.get("tooltip"), fields.get("title") or None
    if LINUX:
        title = title or tooltip
    else:
        icon.native.set_tooltip(tooltip or None)
    icon.native.set_title(title)
    icon.native.set_show_menu_on_left_click(fields.get("menu_on_left_click", True))
    icon.native.set_visible(fields.get("visible", True))


def _made(desk: Desk, name: str) -> Icon:
    if LINUX and indicator.library() is None:
        raise Refused(f"the system tray needs the library {indicator.LIBRARIES[0]}. {INSTALL}", "no_tray")
    if LINUX:
        indicator.name_next(name)
    icon = ICONS[name] = Icon(desk, name)
    icon.native.set_menu(_nothing(desk))
    return icon


def _nothing(desk: Desk) -> Any:
    """What stands for no menu: desktops on Linux show no icon that has none."""
    return desk.P.menu.Menu(desk.handle) if LINUX else None


def tray_menu(desk: Desk, fields: dict[str, Any]) -> None:
    """Give an icon a menu, bring its menu up to date, or take it away."""
    icon, menu = _icon(fields), fields.get("menu")
    if menu is not None and icon.tree is not None and not fields.get("fresh", True):
        icon.tree.update(menu, fields.get("check", ()))
        return
    before, icon.tree = icon.tree, None
    if menu is not None:
        icon.tree = MENUS.grow(desk, menu, f"{LABEL}{icon.id}", "tray")
    icon.native.set_menu(icon.tree.root if icon.tree is not None else _nothing(desk))
    MENUS.fell(before)


def tray_drop(desk: Desk, fields: dict[str, Any]) -> None:
    """Take an icon out of the tray."""
    icon = ICONS.pop(_icon(fields).id)
    MENUS.fell(icon.tree)
    icon.native.set_visible(False)
    desk.handle.remove_tray_by_id(icon.id)


def tray_facts(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    """What the tray can do here."""
    if not LINUX:
        return {"available": True, "clicks": True, "tooltip": True}
    reason = None
    if indicator.library() is None:
        reason = f"The library {indicator.LIBRARIES[0]} is missing. {INSTALL}"
    elif not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and not Path(f"/run/user/{os.getuid()}/bus").exists():
        reason = "There is no D-Bus session; desktops show tray icons through one. Run the program in a session."
    return {"available": reason is None, "clicks": False, "tooltip": False, "reason": reason}


def _icon(fields: dict[str, Any]) -> Icon:
    found = ICONS.get(str(fields["tray"]))
    if found is None:
        raise Refused(f"no icon {fields['tray']!r} is in the tray. {offer(str(fields['tray']), ICONS)}", "no_such_tray")
    return found


def _own(desk: Desk) -> Any:
    """PyWry's own icon: a round-cornered square."""
    edge, last = 7, SIDE - 1
    pixels = bytearray()
    for y in range(SIDE):
        for x in range(SIDE):
            dx, dy = max(edge - x, x - last + edge, 0), max(edge - y, y - last + edge, 0)
            pixels += bytes((*COLOUR, 255 if dx * dx + dy * dy <= edge * edge else 0))
    return desk.P.image.Image(bytes(pixels), SIDE, SIDE)


def run_event(desk: Desk, event: Any) -> None:
    """Something happened to an icon; not on Linux, whose desktops tell nothing."""
    if not isinstance(event, desk.P.RunEvent.TrayIconEvent):
        return
    said = event._0
    name = _name(desk, said)
    if name is not None and said.id in ICONS:
        desk.event(f"{LABEL}{said.id}", name, _data(said))


def _name(desk: Desk, said: Any) -> str | None:
    kinds = desk.P.tray.TrayIconEvent
    if isinstance(said, kinds.Click):
        return "tray:right-click" if _word(said.button) == "Right" else "tray:click"
    names = {kinds.DoubleClick: "double-click", kinds.Enter: "enter", kinds.Leave: "leave", kinds.Move: "move"}
    return next((f"tray:{word}" for kind, word in names.items() if isinstance(said, kind)), None)


def _data(said: Any) -> dict[str, Any]:
    x, y = said.position
    data: dict[str, Any] = {"tray_id": said.id, "position": {"x": x, "y": y}}
    for name in ("button", "button_state"):
        if hasattr(said, name):
            data[name] = _word(getattr(said, name))
    return data


def _word(value: Any) -> str:
    """The name of a member of an enum of PyTauri's."""
    return str(value).rpartition(".")[2]


ACTIONS = {
    "tray_put": tray_put,
    "tray_menu": tray_menu,
    "tray_drop": tray_drop,
    "tray_facts": tray_facts,
}

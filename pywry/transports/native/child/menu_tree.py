"""A menu of the window system: built from entries, and brought up to date while it may be open."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from pywry.transports.native.child import predefined

if TYPE_CHECKING:
    from pywry.transports.native.child.desk import Desk

Entry = dict[str, Any]

_numbers = itertools.count(1)


def image(desk: Desk, icon: dict[str, Any] | None) -> Any:
    """A picture of the window system."""
    if icon is None:
        return None
    return desk.P.image.Image(base64.b64decode(icon["rgba"]), icon["width"], icon["height"])


class Tree:
    """One menu in one place. Ids of the window system are its number and the item's id, so that nothing clashes.

    Attributes:
        number: Names the tree.
        menu: The menu's id.
        label: The window's label, or the tray icon's; empty for the app.
        source: app, window, popup or tray.
        entries: By id, as they are now.
        root: PyTauri's Menu.
    """

    def __init__(self, desk: Desk, menu: dict[str, Any], label: str, source: str) -> None:
        self.number = str(next(_numbers))
        self.menu = str(menu["id"])
        self.label = label
        self.source = source
        self.entries: dict[str, Entry] = {}
        self._desk = desk
        self._natives: dict[str, Any] = {}
        self._order: dict[str | None, list[str]] = {}
        self._built: set[str] = set()
        self._keep(menu["entries"])
        made = [self._build(item) for item in self._order.get(None, [])]
        self.root: Any = desk.P.menu.Menu.with_id_and_items(desk.handle, f"{self.number}|", made)

    def native(self, item: str) -> Any:
        """PyTauri's object of an item; None if there is none."""
        return self._natives.get(item)

    def update(self, menu: dict[str, Any], check: Collection[str]) -> None:
        """Change what differs.

        Args:
            menu: As it shall be.
            check: Check items whose mark is to be set; others are left as the person left them.
        """
        before, order = self.entries, self._order
        self._built.clear()
        self._keep(menu["entries"])
        for item in [item for item in before if not self._same(before[item])]:
            self._remove(item, before[item].get("parent"), order)
        for parent in [None, *self.entries]:
            # A submenu that is new has been built with all that is in it.
            if parent in self._order and parent not in self._built:
                self._arrange(parent, order.get(parent, []))
        for item, entry in self.entries.items():
            if item in before and item not in self._built:
                self._set(entry, before[item], check)

    def _keep(self, entries: list[Entry]) -> None:
        shown = [entry for entry in entries if predefined.is_shown(str(entry.get("kind")))]
        self.entries = {entry["id"]: entry for entry in shown}
        self._order = {}
        for entry in shown:
            self._order.setdefault(entry.get("parent"), []).append(entry["id"])

    def _same(self, old: Entry) -> bool:
        """Whether an old entry is still the same thing in the same submenu."""
        new = self.entries.get(old["id"])
        return new is not None and all(old.get(name) == new.get(name) for name in ("type", "parent", "kind"))

    def _remove(self, item: str, parent: str | None, order: dict[str | None, list[str]]) -> None:
        native = self._natives.pop(item, None)
        holder = self.root if parent is None else self._natives.get(parent)
        if native is not None and holder is not None:
            holder.remove(native)
            order[parent].remove(item)

    def _arrange(self, parent: str | None, there: list[str]) -> None:
        """Give a menu its items in their order; those that are there already are only moved if they must."""
        holder = self.root if parent is None else self._natives[parent]
        there = list(there)
        for place, item in enumerate(self._order.get(parent, [])):
            if place < len(there) and there[place] == item:
                continue
            native = self._natives.get(item)
            if native is not None and item in there:
                holder.remove(native)
                there.remove(item)
            else:
                native = self._build(item)
            holder.insert(native, place)
            there.insert(place, item)

    def _build(self, item: str) -> Any:
        self._built.add(item)
        native = self._natives[item] = self._make(self.entries[item])
        return native

    def _make(self, entry: Entry) -> Any:
        P, handle = self._desk.P, self._desk.handle  # noqa: N806 - as the desk calls it
        kinds, kind = P.menu, entry["type"]
        if kind == "predefined":
            return self._make_predefined(entry)
        name, keys = f"{self.number}|{entry['id']}", entry.get("accelerator")
        said = (handle, name, entry["text"], entry.get("enabled", True))
        if kind == "submenu":
            inside = [self._build(item) for item in self._order.get(entry["id"], [])]
            return kinds.Submenu.with_id_and_items(*said, inside)
        if kind == "check":
            return kinds.CheckMenuItem.with_id(*said, entry.get("checked", False), keys)
        if kind == "icon" and entry.get("native_icon") and not entry.get("icon"):
            picture = getattr(kinds.NativeIcon, entry["native_icon"], None)
            return kinds.IconMenuItem.with_id_and_native_icon(*said, picture, keys)
        if kind == "icon":
            return kinds.IconMenuItem.with_id(*said, image(self._desk, entry.get("icon")), keys)
        return kinds.MenuItem.with_id(*said, keys)

    def _make_predefined(self, entry: Entry) -> Any:
        kinds, handle, kind = self._desk.P.menu, self._desk.handle, entry["kind"]
        if kind == "separator":
            return kinds.PredefinedMenuItem.separator(handle)
        if not predefined.is_native(kind):
            text = entry.get("text") or predefined.TEXTS[kind]
            return kinds.MenuItem.with_id(handle, f"{self.number}|{entry['id']}", text, True, predefined.KEYS.get(kind))
        if kind == "about":
            about = kinds.AboutMetadata(name=str(self._desk.settings.get("name", "PyWry")))
            return kinds.PredefinedMenuItem.about(handle, entry.get("text"), about)
        return getattr(kinds.PredefinedMenuItem, kind)(handle, entry.get("text"))

    def _set(self, new: Entry, old: Entry, check: Collection[str]) -> None:
        native = self._natives[new["id"]]
        if new.get("text") != old.get("text") and new.get("text") is not None:
            native.set_text(new["text"])
        if new.get("enabled", True) != old.get("enabled", True):
            native.set_enabled(new.get("enabled", True))
        if new.get("accelerator") != old.get("accelerator"):
            native.set_accelerator(new.get("accelerator"))
        if new["type"] == "check" and new["id"] in check:
            native.set_checked(new.get("checked", False))
        if new["type"] == "icon" and new.get("icon") != old.get("icon"):
            native.set_icon(image(self._desk, new.get("icon")))

"""A menu as a flat list of entries: what agents write, what is kept, and what the window system is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pywry_tools.errors import InvalidArguments, NoSuchItem

EntryType = Literal["item", "check", "icon", "submenu", "predefined"]


class PredefinedMenuItemKind(StrEnum):
    """Items whose text and deed the desktop knows."""

    SEPARATOR = "separator"
    COPY = "copy"
    CUT = "cut"
    PASTE = "paste"
    SELECT_ALL = "select_all"
    UNDO = "undo"
    REDO = "redo"
    MINIMIZE = "minimize"
    MAXIMIZE = "maximize"
    FULLSCREEN = "fullscreen"
    HIDE = "hide"
    HIDE_OTHERS = "hide_others"
    SHOW_ALL = "show_all"
    CLOSE_WINDOW = "close_window"
    QUIT = "quit"
    ABOUT = "about"
    SERVICES = "services"


class Entry(BaseModel):
    """One item of a menu, or a submenu.

    Attributes:
        type: Which fields apply.
        id: Unique within the menu.
        parent: The submenu that it is in; None for the menu itself.
        text: What it says; & marks the letter that chooses it, && is an ampersand.
        enabled: Whether it can be chosen.
        checked: check: how it stands.
        accelerator: Keys that choose it, such as CmdOrCtrl+S.
        icon: icon: the picture, as Context.icon takes it, or has made it.
        icon_size: icon: width and height of bare pixels.
        native_icon: icon: a picture of macOS by name.
        kind: predefined: which one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)

    type: EntryType
    id: str
    parent: str | None = None
    text: str | None = None
    enabled: bool = True
    checked: bool = False
    accelerator: str | None = None
    icon: Any = None
    icon_size: tuple[int, int] | None = None
    native_icon: str | None = None
    kind: PredefinedMenuItemKind | None = None

    @property
    def said(self) -> str:
        """What it is called in messages."""
        return self.text or self.kind or self.id


Handlers = Mapping[str, Callable[..., object]]


@dataclass(frozen=True)
class Menu:
    """A menu as it is now.

    Attributes:
        id: Its id.
        entries: Parents before what is in them.
        handlers: What is called when an item is chosen, by the item's id.
    """

    id: str
    entries: tuple[Entry, ...]
    handlers: Handlers = field(default_factory=dict[str, Callable[..., object]])

    def __post_init__(self) -> None:
        seen: dict[str, Entry] = {}
        for entry in self.entries:
            if entry.id in seen:
                raise InvalidArguments(
                    f"menu {self.id!r} has two items of id {entry.id!r}: {self.path(seen[entry.id])!r} and "
                    f"{self.path(entry)!r}. Give one of them another id."
                )
            seen[entry.id] = entry

    def path(self, entry: Entry) -> str:
        """Where an entry is, in words: `File > Export > PDF`."""
        above = next((e for e in self.entries if e.id == entry.parent and e is not entry), None)
        return entry.said if above is None else f"{self.path(above)} > {entry.said}"

    def entry(self, item: str) -> Entry:
        """An entry by id.

        Raises:
            NoSuchItem: With the nearest ids.
        """
        for entry in self.entries:
            if entry.id == item:
                return entry
        raise NoSuchItem(item, [e.id for e in self.entries], where=f" in menu {self.id!r}")

    def has(self, item: str) -> bool:
        """Whether there is an entry of that id."""
        return any(entry.id == item for entry in self.entries)

    def changed(self, item: str, **fields: Any) -> Menu:
        """The menu with other fields in one entry.

        Raises:
            NoSuchItem: There is no such entry.
            InvalidArguments: An entry of that type has no such field.
        """
        entry = self.entry(item)
        for name in fields:
            _fits(entry, name)
        new = entry.model_copy(update=fields)
        return replace(self, entries=tuple(new if e is entry else e for e in self.entries))

    def without(self, items: Iterable[str]) -> Menu:
        """The menu without some entries and what is in them.

        Raises:
            NoSuchItem: One is not there.
        """
        gone = {self.entry(item).id for item in items}
        kept: list[Entry] = []
        for entry in self.entries:
            if entry.id in gone or entry.parent in gone:
                gone.add(entry.id)
            else:
                kept.append(entry)
        handlers = {item: handler for item, handler in self.handlers.items() if item not in gone}
        return Menu(self.id, tuple(kept), handlers)

    def _end(self, parent: str | None) -> int:
        """Where the next entry of a submenu goes: after all that is in it, however deep."""
        if parent is None:
            return len(self.entries)
        inside, end = {parent}, 0
        for place, entry in enumerate(self.entries, 1):
            if entry.id in inside or entry.parent in inside:
                inside.add(entry.id)
                end = place
        return end

    def inserted(self, more: Menu, parent: str | None = None, position: int | None = None) -> Menu:
        """The menu with the entries of another one put in.

        Args:
            more: What to put in.
            parent: The submenu that gets them; None is the menu itself.
            position: Before which entry there, from 0; None is the end.

        Raises:
            NoSuchItem: There is no such submenu.
            InvalidArguments: It is none, or ids clash.
        """
        if parent is not None and self.entry(parent).type != "submenu":
            raise InvalidArguments(f"{parent!r} of menu {self.id!r} is no submenu, so nothing can be put into it.")
        entries = [e if e.parent is not None else e.model_copy(update={"parent": parent}) for e in more.entries]
        there = [place for place, e in enumerate(self.entries) if e.parent == parent]
        at = self._end(parent) if position is None or position >= len(there) else there[position]
        return Menu(self.id, (*self.entries[:at], *entries, *self.entries[at:]), {**self.handlers, **more.handlers})


def _fits(entry: Entry, name: str) -> None:
    fields: dict[EntryType, Sequence[str]] = {
        "item": ("text", "enabled", "accelerator"),
        "check": ("text", "enabled", "accelerator", "checked"),
        "icon": ("text", "enabled", "accelerator", "icon", "native_icon"),
        "submenu": ("text", "enabled"),
        "predefined": ("text",),
    }
    if name not in fields[entry.type]:
        able = " or ".join(kind for kind, names in fields.items() if name in names)
        raise InvalidArguments(
            f"{entry.id!r} is of type {entry.type!r}, which has no {name}; items of type {able} have one."
        )


def derived(text: str, parent: str | None, taken: set[str]) -> str:
    """An id for an entry that was given none: from its text and the submenu it is in, unique."""
    own = re.sub(r"[^\w]+", "-", text.replace("&", "").lower()).strip("-") or "item"
    base = own if parent is None else f"{parent}/{own}"
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


class MenuState(BaseModel):
    """A menu as it is now."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    menu: str = Field(description="Its id.")
    places: list[str] = Field(description="Where it is: app, window:<id>, popup:<id>, tray:<id>; none yet if empty.")
    items: list[dict[str, Any]] = Field(description="In order, each with its type, id, and parent if in a submenu.")
    note: str | None = None


class Menus(BaseModel):
    """The menus that there are."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    menus: list[MenuState]


class MenuVisible(BaseModel):
    """Whether a window shows its menu."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    visible: bool

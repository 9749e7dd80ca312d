"""Menus as people write them: items with handlers, nested as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator, model_validator
from pydantic.json_schema import SkipJsonSchema

from pywry_tools.errors import InvalidArguments, nearest
from pywry_tools.models.accelerator import accelerator_of
from pywry_tools.models.menu_entry import Entry, EntryType, Menu, PredefinedMenuItemKind, derived

Handler = (
    Callable[[Any], object] | Callable[[Any, str], object] | Callable[[Any, str, str], object] | Callable[[], object]
)
"""Called with `(data)`, `(data, event_type)` or `(data, event_type, label)`; plain or async."""

if TYPE_CHECKING:
    _Handler: TypeAlias = Handler | None
else:
    _Handler = SkipJsonSchema[Any]

Icon = bytes | str | Path
"""A PNG's bytes, its path or data URL, or bare RGBA bytes with a size."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, validate_assignment=True)


class _Item(_Model):
    id: str | None = Field(default=None, min_length=1)
    text: str
    enabled: bool = True

    def _own(self) -> dict[str, Any]:
        return {"text": self.text, "enabled": self.enabled}


class _Chosen(_Item):
    accelerator: str | None = None
    handler: _Handler = Field(default=None, exclude=True, repr=False)

    @field_validator("accelerator")
    @classmethod
    def _known_keys(cls, given: str | None) -> str | None:
        return accelerator_of(given) if given else None

    @field_validator("handler")
    @classmethod
    def _callable(cls, given: Any) -> Any:
        if given is not None and not callable(given):
            raise InvalidArguments(f"handler must be a function, not {given!r}.")
        return given

    def _own(self) -> dict[str, Any]:
        return {**super()._own(), "accelerator": self.accelerator}


class MenuItemConfig(_Chosen):
    """An item that a person can choose.

    Attributes:
        id: Unique within its menu; left out, it is made from the texts on the way to it, such as "file/save".
        text: What it says; & marks the letter that chooses it, && is an ampersand.
        enabled: Whether it can be chosen.
        accelerator: Keys that choose it while the window has the focus, such as "CmdOrCtrl+S".
        handler: Called with `(data, event_type, label)` when it is chosen; `data` has item_id, menu and source.
    """

    type: Literal["item"] = "item"


class CheckMenuItemConfig(_Chosen):
    """An item with a check mark, which a person sets and takes away by choosing it.

    Attributes:
        id: Unique within its menu; left out, it is made from the texts on the way to it.
        text: What it says.
        enabled: Whether it can be chosen.
        checked: How it stands at first.
        accelerator: Keys that choose it.
        handler: Called when it is chosen; `data["checked"]` is how it stands now.
    """

    type: Literal["check"] = "check"
    checked: bool = False

    def _own(self) -> dict[str, Any]:
        return {**super()._own(), "checked": self.checked}


class IconMenuItemConfig(_Chosen):
    """An item with a picture.

    Attributes:
        id: Unique within its menu; left out, it is made from the texts on the way to it.
        text: What it says.
        enabled: Whether it can be chosen.
        icon: A PNG's bytes, its path or data URL; or RGBA bytes, four a pixel, with icon_width and icon_height.
        icon_width: Of RGBA bytes, in pixels.
        icon_height: Of RGBA bytes, in pixels.
        native_icon: A picture of macOS by name, such as "Folder"; other systems show none.
        accelerator: Keys that choose it.
        handler: Called when it is chosen.
    """

    type: Literal["icon"] = "icon"
    icon: Icon | None = Field(default=None, repr=False)
    icon_width: int = Field(default=16, gt=0)
    icon_height: int = Field(default=16, gt=0)
    native_icon: str | None = None

    def _own(self) -> dict[str, Any]:
        picture = {"icon": self.icon, "icon_size": (self.icon_width, self.icon_height)}
        return {**super()._own(), **(picture if self.icon is not None else {}), "native_icon": self.native_icon}


class PredefinedMenuItemConfig(_Model):
    """An item whose text and deed the desktop knows, such as a separator, Copy or Quit.

    Attributes:
        item: Which one.
        text: What it says instead of its usual text.
        id: Unique within its menu; left out, it is made from its kind.
    """

    type: Literal["predefined"] = "predefined"
    item: PredefinedMenuItemKind
    text: str | None = None
    id: str | None = Field(default=None, min_length=1)

    if TYPE_CHECKING:

        def __init__(
            self,
            item: PredefinedMenuItemKind | str | None = None,
            text: str | None = None,
            *,
            id: str | None = None,
            kind_name: PredefinedMenuItemKind | str | None = None,
            type: Literal["predefined"] = "predefined",
        ) -> None: ...

    else:

        def __init__(self, item=None, text=None, **fields):
            given = {"item": item, "text": text, **fields}
            super().__init__(**{name: value for name, value in given.items() if value is not None})

    @model_validator(mode="before")
    @classmethod
    def _other_names(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        fields = dict(cast("dict[str, Any]", given))
        for name in ("kind_name", "kind"):
            if name in fields:
                fields.setdefault("item", fields.pop(name))
        return fields

    @field_validator("item", mode="before")
    @classmethod
    def _known(cls, given: Any) -> Any:
        kinds = [kind.value for kind in PredefinedMenuItemKind]
        name = str(given).lower().replace("-", "_")
        if name not in kinds:
            raise InvalidArguments(f"there is no predefined menu item {given!r}. {nearest(name, kinds, len(kinds))}")
        return PredefinedMenuItemKind(name)

    def _own(self) -> dict[str, Any]:
        return {"kind": self.item, "text": self.text}


class SubmenuConfig(_Item):
    """A menu inside a menu, such as File.

    Attributes:
        id: Unique within its menu; left out, it is made from the texts on the way to it, such as "file".
        text: What it says.
        enabled: Whether it can be opened.
        items: What is in it, in order.
    """

    type: Literal["submenu"] = "submenu"
    items: Sequence[MenuItem] = []


def _type_of(given: Any) -> str:
    """Which model an item is, where it does not say so itself."""
    if not isinstance(given, Mapping):
        return str(getattr(given, "type", "item"))
    fields = cast("Mapping[str, Any]", given)
    if "type" in fields:
        return str(fields["type"])
    hints: tuple[tuple[str, EntryType], ...] = (
        ("items", "submenu"),
        ("checked", "check"),
        ("icon", "icon"),
        ("native_icon", "icon"),
        ("item", "predefined"),
        ("kind_name", "predefined"),
        ("kind", "predefined"),
    )
    return next((kind for name, kind in hints if name in fields), "item")


AnyItem = MenuItemConfig | CheckMenuItemConfig | IconMenuItemConfig | SubmenuConfig | PredefinedMenuItemConfig
MenuItem: TypeAlias = Annotated[
    Annotated[MenuItemConfig, Tag("item")]
    | Annotated[CheckMenuItemConfig, Tag("check")]
    | Annotated[IconMenuItemConfig, Tag("icon")]
    | Annotated[SubmenuConfig, Tag("submenu")]
    | Annotated[PredefinedMenuItemConfig, Tag("predefined")],
    Discriminator(
        _type_of,
        custom_error_type="menu_item_type",
        custom_error_message="type must be item, check, icon, submenu or predefined",
    ),
]
SubmenuConfig.model_rebuild()


class MenuConfig(_Model):
    """A menu: of the whole app, of one window, of a tray icon, or one that is opened at a place.

    Attributes:
        id: Its name, as `data["menu"]` in handlers.
        items: What is in it, in order; a menu bar has submenus.
    """

    id: str = Field(min_length=1)
    items: Sequence[MenuItem] = []

    @field_validator("items", mode="before")
    @classmethod
    def _nested(cls, given: Any) -> Any:
        return nested(cast("list[Any]", given)) if isinstance(given, list | tuple) else given

    @model_validator(mode="after")
    def _no_clash(self) -> MenuConfig:
        self.menu()
        return self

    def menu(self, taken: Iterable[str] = ()) -> Menu:
        """The menu as a flat list, with an id for every item, and the handlers by id.

        Args:
            taken: Ids that items without one of their own must not get.

        Raises:
            InvalidArguments: Two items have the same id; the message names both.
        """
        walked = list(_walk(self.items, None))
        used = {item.id for item, _ in walked if item.id} | set(taken)
        ids: dict[int, str] = {}
        entries: list[Entry] = []
        handlers: dict[str, Callable[..., object]] = {}
        for item, above in walked:
            parent = ids[id(above)] if above is not None else None
            said = item.item.value if isinstance(item, PredefinedMenuItemConfig) else item.text
            name = item.id or derived(said, parent, used)
            used.add(name)
            ids[id(item)] = name
            entries.append(Entry(type=item.type, id=name, parent=parent, **item._own()))  # pyright: ignore[reportPrivateUsage]
            if isinstance(item, _Chosen) and item.handler is not None:
                handlers[name] = item.handler
        return Menu(self.id, tuple(entries), handlers)

    def collect_handlers(self) -> dict[str, Callable[..., object]]:
        """The handlers by item id."""
        return dict(self.menu().handlers)

    def to_dict(self) -> dict[str, Any]:
        """The menu as data, without handlers."""
        return self.model_dump(exclude_none=True)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> MenuConfig:
        """A menu from data: items nested, or flat with the `parent` of each."""
        return cls.model_validate(dict(data))


def _walk(items: Sequence[AnyItem], above: SubmenuConfig | None) -> Iterator[tuple[AnyItem, SubmenuConfig | None]]:
    for item in items:
        yield item, above
        if isinstance(item, SubmenuConfig):
            yield from _walk(item.items, item)


def nested(items: Sequence[Any]) -> list[Any]:
    """Items that name their parents, put into them.

    Raises:
        InvalidArguments: A parent is no submenu that stands before the item.
    """
    top: list[Any] = []
    inside: dict[str, list[Any]] = {}
    for item in items:
        if not isinstance(item, Mapping):
            top.append(item)
            continue
        fields = dict(cast("Mapping[str, Any]", item))
        parent = fields.pop("parent", None)
        if parent is not None and parent not in inside:
            raise InvalidArguments(f"no submenu {parent!r} stands before its item. {nearest(str(parent), inside)}")
        if _type_of(fields) == "submenu" and "id" in fields:
            inside[fields["id"]] = fields["items"] = list(fields.get("items", ()))
        (top if parent is None else inside[parent]).append(fields)
    return top


class TrayIconConfig(_Model):
    """An icon in the system tray.

    Attributes:
        id: Its name.
        tooltip: Shown when the pointer rests on it; Linux has none and shows it as the title.
        title: Text beside the icon, where the desktop shows one.
        icon: A PNG's bytes, its path or data URL; or RGBA bytes with icon_width and icon_height. None is PyWry's own.
        icon_width: Of RGBA bytes, in pixels.
        icon_height: Of RGBA bytes, in pixels.
        menu: Its menu.
        menu_on_left_click: Whether the left button opens the menu; Linux always does.
        on_click: Hears tray:click.
        on_double_click: Hears tray:double-click.
        on_right_click: Hears tray:right-click.
    """

    id: str = Field(min_length=1)
    tooltip: str | None = None
    title: str | None = None
    icon: Icon | None = Field(default=None, repr=False)
    icon_width: int = Field(default=32, gt=0)
    icon_height: int = Field(default=32, gt=0)
    menu: MenuConfig | None = None
    menu_on_left_click: bool = True
    on_click: _Handler = Field(default=None, exclude=True, repr=False)
    on_double_click: _Handler = Field(default=None, exclude=True, repr=False)
    on_right_click: _Handler = Field(default=None, exclude=True, repr=False)

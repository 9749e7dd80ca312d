"""Menus, as people hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pywry.handles.binding import on_menu
from pywry.handles.families import menu

if TYPE_CHECKING:
    from pywry.runtime.apps import App
    from pywry.runtime.session import Session
    from pywry_tools.ids import MenuId
    from pywry_tools.models.menu import AnyItem, Icon, MenuConfig
    from pywry_tools.models.menu_entry import MenuState

    Items = AnyItem | Mapping[str, Any] | Sequence[AnyItem | Mapping[str, Any]]


class MenuProxy:
    """A menu that can be put into places and changed there, while it is open too.

    Attributes:
        id: The menu's id.
    """

    def __init__(self, session: Session, menu: str) -> None:
        self._session = session
        self.id: MenuId = menu  # type: ignore[assignment]  # a new type for readers alone

    @classmethod
    def create(
        cls, menu_id: str, items: Sequence[AnyItem | Mapping[str, Any]] | None = None, *, app: App | None = None
    ) -> MenuProxy:
        """Make a menu; it is nowhere yet.

        Args:
            menu_id: Its id.
            items: What is in it, in order.
            app: Whose menu; None is the only app that is alive.

        Raises:
            InvalidArguments: Two items have the same id.
            NotHere: The app has no native windows.
        """
        from pywry_tools.models.menu import MenuConfig

        return cls.from_config(MenuConfig.from_dict({"id": menu_id, "items": list(items or ())}), app=app)

    @classmethod
    def from_config(cls, config: MenuConfig, *, app: App | None = None) -> MenuProxy:
        """Make a menu from its description; it is nowhere yet."""
        from pywry.runtime.apps import only

        session: Session = only(app, "a menu").session
        session.hub.portal.run(session.call("menu_create", {"menu": config}), "create")
        return cls(session, config.id)

    def __repr__(self) -> str:
        return f"<MenuProxy {self.id}>"

    @property
    def session(self) -> Session:
        """The door that every call passes."""
        return self._session

    read = on_menu(menu.read)
    insert_items = on_menu(menu.insert)
    remove_items = on_menu(menu.remove)
    update_item = on_menu(menu.update_item)
    destroy = on_menu(menu.destroy)

    def append(self, items: Items, *, parent: str | None = None) -> MenuState:
        """Put items at the end of the menu, or of one of its submenus."""
        return self.insert_items(_listed(items), parent=parent)

    def prepend(self, items: Items, *, parent: str | None = None) -> MenuState:
        """Put items at the start of the menu, or of one of its submenus."""
        return self.insert_items(_listed(items), parent=parent, position=0)

    def insert(self, items: Items, position: int, *, parent: str | None = None) -> MenuState:
        """Put items before the one at a position, from 0."""
        return self.insert_items(_listed(items), parent=parent, position=position)

    def remove(self, *items: str) -> MenuState:
        """Take items out, by id; a submenu goes with what is in it."""
        return self.remove_items(list(items))

    def set_text(self, item: str, text: str) -> MenuState:
        """Change what an item says."""
        return self.update_item(item, text=text)

    def set_enabled(self, item: str, enabled: bool) -> MenuState:
        """Say whether an item can be chosen."""
        return self.update_item(item, enabled=enabled)

    def set_checked(self, item: str, checked: bool) -> MenuState:
        """Set or take away the mark of a check item."""
        return self.update_item(item, checked=checked)

    def set_accelerator(self, item: str, accelerator: str | None) -> MenuState:
        """Change the keys that choose an item; None takes them away."""
        return self.update_item(item, accelerator=accelerator or "")

    def set_icon(self, item: str, icon: Icon | None, width: int = 16, height: int = 16) -> MenuState:
        """Change the picture of an icon item; None takes it away.

        Args:
            item: The item's id.
            icon: A PNG's bytes, its path or data URL; or RGBA bytes.
            width: Of RGBA bytes, in pixels.
            height: Of RGBA bytes, in pixels.
        """
        return self.update_item(item, icon="" if icon is None else icon, icon_size=(width, height))

    def set_as_app_menu(self) -> MenuState:
        """Give it to every window that has no menu of its own, now and later."""
        return self._call("menu_set_app")

    def set_as_window_menu(self, label: str) -> MenuState:
        """Give it to one window."""
        return self._call("menu_set_window", widget=label)

    def popup(self, label: str, x: float | None = None, y: float | None = None) -> MenuState:
        """Open it over a window.

        Args:
            label: The window's.
            x: From the left of the page, in CSS pixels; None with y is where the pointer is.
            y: From the top of the page.
        """
        return self._call("menu_popup", widget=label, x=x, y=y)

    def _call(self, tool: str, **arguments: Any) -> MenuState:
        answer: MenuState = self._session.hub.portal.run(
            self._session.call(tool, {"menu": self.id, **arguments}), tool.partition("_")[2]
        )
        return answer


def _listed(items: Items) -> list[Any]:
    return list(items) if isinstance(items, Sequence) else [items]

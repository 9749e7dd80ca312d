"""What happens outside of pages: to windows, menus and trays."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any, cast

from pywry.runtime.callbacks import Runner, Subscription, Worker
from pywry.runtime.menus import belongings, key_of, place_of, shown, toggle
from pywry.transports.base import Belonging
from pywry_tools.access import LOCAL
from pywry_tools.errors import BadData, NoSuchEvent
from pywry_tools.events import menu as menu_events
from pywry_tools.events.base import Event, parse
from pywry_tools.ids import WidgetId
from pywry_tools.ports import Callback

if TYPE_CHECKING:
    from pywry.runtime.hub import Hub
    from pywry.runtime.widget import Widget
    from pywry_tools.models.menu_entry import Menu
    from pywry_tools.models.tray import Tray

log = logging.getLogger("pywry")

VIEWER = "window"
"""Who sent an event that no page sent, in a widget's log."""


SUBJECTS = ("shortcut", "scheme")
"""Fields that name what an event is about, where no menu is."""


class Desk:
    """Brings events of windows, menus and trays to the callbacks that wait for them."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._items: dict[str, dict[str, Subscription]] = {}
        self._held: set[str] = set()
        self._listening: dict[str, list[Subscription]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.lasting: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self.menus: dict[str, Menu] = {}
        self.trays: dict[str, Tray] = {}
        self._runner = Runner(Worker("pywry desk"))

    @property
    def held(self) -> bool:
        """Whether something keeps the program waiting although no window is open."""
        return bool(self._held)

    def keep(self, key: str, handlers: Mapping[str, Callback]) -> None:
        """Replace the callbacks of a menu or a tray, by item id."""
        self._items[key] = {item: Subscription("*", callback) for item, callback in handlers.items()}

    def drop(self, key: str) -> None:
        """Forget the callbacks of a menu or a tray."""
        self._items.pop(key, None)

    def listen(self, key: str, subscription: Subscription) -> Subscription:
        """Add a callback for what happens to something that is no page, such as a tray icon."""
        heard = self._listening.setdefault(key, [])
        subscription.end = heard.remove
        heard.append(subscription)
        return subscription

    def deafen(self, key: str) -> None:
        """End every callback for it."""
        self._listening.pop(key, None)

    def belongings(self) -> list[Belonging]:
        """What it takes to have every menu, tray icon and shortcut again."""
        from pywry.runtime.context import HubContext

        others = [Belonging(action, fields) for action, fields in self.lasting.values()]
        return [*belongings(HubContext(self._hub, LOCAL)), *others]

    def close(self, widget: str) -> None:
        """A widget's window is closed, and its menus with it."""
        for place in (f"window:{widget}", f"popup:{widget}"):
            self.menus.pop(place, None)
            self.drop(place)

    def hold(self, key: str) -> None:
        """Keep the program waiting in `block`."""
        self._held.add(key)
        self._hub.empty.clear()

    def release(self, key: str) -> None:
        """Stop that."""
        self._held.discard(key)
        self.deafen(key)
        self._hub.check_empty()

    def lose(self) -> None:
        """The windows are gone for good, and all that was there beside pages."""
        for key in list(self._held):
            self.release(key)
        for kept in (self.lasting, self.menus, self.trays, self._items):
            kept.clear()

    def happened(self, label: str, name: str, data: Any) -> None:
        """Something happened; must be called on the loop."""
        try:
            event = parse(name, data, "up")
        except (BadData, NoSuchEvent) as error:
            log.warning("%s of %r was dropped: %s", name, label, error)
            return
        widget = self._hub.find(label) if self._hub.has(WidgetId(label)) else None
        self._follow(label, event)
        subscriptions = [*self._listening.get(key_of(label), ()), *self._hub.subscriptions]
        if widget is not None:
            widget.hear(VIEWER, name, data, event)
            subscriptions = [*widget.subscriptions, *subscriptions]
            self._hub.heard(widget)
        for subscription in [*subscriptions, *self._chosen(label, name, data)]:
            if subscription.matches(name) and subscription.panel is None:
                self._call(widget, subscription, subscription.arguments(data, name, shown(label), event), name)

    def _follow(self, label: str, event: Event | None) -> None:
        """What an event means to the app itself."""
        match event:
            case menu_events.Clicked(checked=bool(checked)):
                toggle(self.menus, place_of(label, event.data()), event.item_id, checked)
            case menu_events.Quit():
                task = asyncio.get_running_loop().create_task(self._quit())
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            case _:
                pass

    async def _quit(self) -> None:
        """Close every window, unless one may not be closed, and let `block` end."""
        widgets = [widget.id for widget in self._hub.all()]
        for widget in widgets:
            if not await self._hub.may_close(widget, "window:close-requested", {}):
                return
        for widget in widgets:
            if self._hub.has(widget):
                await self._hub.close(widget, "the program was quit")
        for tray in list(self.trays):
            del self.trays[tray]
            await self._hub.native("tray_drop", {"tray": tray}, needs="tray")
        self._held.clear()
        self._hub.empty.set()

    async def may_close(self, label: str, name: str, data: Any) -> bool:
        """Ask everyone who listens whether a window may close; one that answers False forbids it."""
        widget = self._hub.find(label)
        event = parse(name, data, "up")
        widget.hear(VIEWER, name, data, event)
        self._hub.heard(widget)
        allowed = True
        for subscription in [*widget.subscriptions, *self._hub.subscriptions]:
            if subscription.matches(name) and subscription.panel is None:
                answer = await self._ask(widget, subscription, subscription.arguments(data, name, label, event), name)
                allowed = allowed and answer is not False
        return allowed

    def _chosen(self, label: str, name: str, data: Any) -> list[Subscription]:
        """The callback of the item that was chosen, or of the subject that an event names, if it has one."""
        if not isinstance(data, dict):
            return []
        said = cast("dict[str, Any]", data)
        subject = next((str(said[field]) for field in SUBJECTS if field in said), None)
        key = place_of(label, said) if subject is None else f"{name} {subject}"
        found = self._items.get(key, {}).get(str(said.get("item_id", "")))
        return [found] if found is not None else []

    def _call(self, widget: Widget | None, subscription: Subscription, arguments: tuple[Any, ...], name: str) -> None:
        (self._runner if widget is None else widget.runner).call(subscription, arguments, name)

    def _ask(self, widget: Widget, subscription: Subscription, arguments: tuple[Any, ...], name: str) -> Awaitable[Any]:
        return widget.runner.ask(subscription, arguments, name)

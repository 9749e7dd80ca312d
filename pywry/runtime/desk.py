"""What happens outside of pages: to windows, menus and trays."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any, cast

from pywry.runtime.callbacks import Runner, Subscription, Worker
from pywry_tools.errors import BadData, NoSuchEvent
from pywry_tools.events.base import parse
from pywry_tools.ids import WidgetId
from pywry_tools.ports import Callback

if TYPE_CHECKING:
    from pywry.runtime.hub import Hub
    from pywry.runtime.widget import Widget

log = logging.getLogger("pywry")

VIEWER = "window"
"""Who sent an event that no page sent, in a widget's log."""


class Desk:
    """Brings events of windows, menus and trays to the callbacks that wait for them."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._items: dict[str, dict[str, Subscription]] = {}
        self._held: set[str] = set()
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

    def hold(self, key: str) -> None:
        """Keep the program waiting in `block`."""
        self._held.add(key)
        self._hub.empty.clear()

    def release(self, key: str) -> None:
        """Stop that."""
        self._held.discard(key)
        self._hub.check_empty()

    def happened(self, label: str, name: str, data: Any) -> None:
        """Something happened; must be called on the loop."""
        try:
            event = parse(name, data, "up")
        except (BadData, NoSuchEvent) as error:
            log.warning("%s of %r was dropped: %s", name, label, error)
            return
        widget = self._hub.find(label) if self._hub.has(WidgetId(label)) else None
        subscriptions = list(self._hub.subscriptions)
        if widget is not None:
            widget.hear(VIEWER, name, data, event)
            subscriptions = [*widget.subscriptions, *subscriptions]
            self._hub.heard(widget)
        for subscription in [*subscriptions, *self._chosen(data)]:
            if subscription.matches(name) and subscription.panel is None:
                self._call(widget, subscription, subscription.arguments(data, name, label, event), name)

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

    def _chosen(self, data: Any) -> list[Subscription]:
        """The callback of the item that was chosen, if it has one."""
        if not isinstance(data, dict):
            return []
        said = cast("dict[str, Any]", data)
        found = self._items.get(str(said.get("menu")), {}).get(str(said.get("item_id")))
        return [found] if found is not None else []

    def _call(self, widget: Widget | None, subscription: Subscription, arguments: tuple[Any, ...], name: str) -> None:
        (self._runner if widget is None else widget.runner).call(subscription, arguments, name)

    def _ask(self, widget: Widget, subscription: Subscription, arguments: tuple[Any, ...], name: str) -> Awaitable[Any]:
        return widget.runner.ask(subscription, arguments, name)

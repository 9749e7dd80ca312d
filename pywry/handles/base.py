"""What every widget's handle can do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

from pywry.handles.binding import on_widget
from pywry.handles.export import ExportFaces
from pywry.handles.families import live, page
from pywry.handles.live import Live
from pywry.handles.window import WindowFaces
from pywry.state_mixins import EmittingWidget
from pywry_tools.errors import PyWryError

if TYPE_CHECKING:
    from datetime import datetime

    from pywry.runtime.callbacks import Subscription
    from pywry.runtime.session import Session
    from pywry.runtime.widget import Widget
    from pywry_tools.events.base import Event
    from pywry_tools.ids import WidgetId
    from pywry_tools.models.answers import Evaluated
    from pywry_tools.models.page import WidgetState
    from pywry_tools.ports import Callback

C = TypeVar("C", bound="Callback")
E = TypeVar("E", bound="Event")


def _value(_: object, answer: Evaluated) -> Any:
    return answer.value


class Handle(ExportFaces, WindowFaces, EmittingWidget):
    """A page that is open. Made by `app.show(...)` and its kin.

    Attributes:
        id: The widget's id; agents use the same.
    """

    def __init__(self, session: Session, widget: WidgetId) -> None:
        self._session = session
        self.id = widget

    @classmethod
    def of(cls, owner: Any, state: WidgetState) -> Handle:
        """Make a handle from a show tool's answer."""
        return cls(owner.session, state.widget)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}{f' {self.url}' if self.is_open and self.url else ''}>"

    @property
    def session(self) -> Session:
        """The door that every call passes."""
        return self._session

    @property
    def label(self) -> str:
        """The widget's id, as callbacks get it."""
        return self.id

    @property
    def _widget(self) -> Widget:
        return self._session.hub.find(self.id)

    @property
    def is_open(self) -> bool:
        """Whether the page has not been closed."""
        return self._session.hub.has(self.id)

    @property
    def is_alive(self) -> bool:
        """The same as `is_open`."""
        return self.is_open

    @property
    def created_at(self) -> datetime:
        """When it was shown."""
        return self._widget.created_at

    @property
    def html_content(self) -> str:
        """The body as it is now, as far as Python knows."""
        return self._widget.html

    @property
    def config(self) -> dict[str, Any]:
        """What was asked for its window, such as width and height."""
        return dict(self._widget.page.window)

    def get_data(self, key: str, default: Any = None) -> Any:
        """A value that was kept with the page by `set_data`; every handle of it finds the same."""
        return self._widget.kept.get(key, default)

    def set_data(self, key: str, value: Any) -> None:
        """Keep any object with the page until it is closed or replaced; the page itself never sees it."""
        self._widget.kept[key] = value

    @property
    def url(self) -> str | None:
        """Where a person can look; None where the transport has no addresses."""
        return self._widget.url

    @property
    def title(self) -> str:
        """What the tab shows."""
        return self._widget.title

    @property
    def viewers(self) -> int:
        """How many pages show it now."""
        return self._widget.viewers

    @property
    def revision(self) -> int:
        """Grows with everything that is sent or heard."""
        return self._widget.revision

    update = on_widget(page.update)
    describe = on_widget(page.describe)
    eval_js = on_widget(page.eval_js, into=_value)
    call = on_widget(page.call, into=_value)
    wait_for = on_widget(page.wait_for)
    screenshot = on_widget(page.screenshot)
    set_state = on_widget(page.set_state)
    set_content = on_widget(page.set_content)
    set_style = on_widget(page.set_style)
    inject_css = on_widget(page.inject_css)
    remove_css = on_widget(page.remove_css)
    download = on_widget(page.download)
    navigate = on_widget(page.navigate)
    refresh = on_widget(page.refresh)
    refresh_css = on_widget(page.refresh_css)
    close = on_widget(page.close)
    live = on_widget(live.start, into=Live.of)

    def emit(self, event_type: str, data: Any = None, label: str | None = None) -> None:
        """Send an event to the page; every viewer gets it once, in order. Never blocks.

        Args:
            event_type: `namespace:event-name`; reserved names do what the event reference says.
            data: JSON-able data with figures, frames, arrays, dates, models and dataclasses anywhere inside.
            label: Another widget's id; None means this one.
        """
        if label is not None or not isinstance(event_type, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without types
            from pywry_tools.tools.page import emit

            self._session.post(emit, {"widget": label or self.id, "event": event_type, "data": data})
        else:
            self._send(event_type, data)

    def emit_fire(self, event_type: str, data: Any = None) -> None:
        """The same as `emit`, which never waits."""
        self.emit(event_type, data)

    @cached_property
    def _send(self) -> Callable[[str, Any], None]:
        return self._session.emitter(self.id)

    @overload
    def on(self, event: type[E], callback: Callable[[E], object]) -> Subscription: ...
    @overload
    def on(self, event: type[E], callback: None = None) -> Callable[[Callable[[E], Any]], Callable[[E], Any]]: ...
    @overload
    def on(self, event: str, callback: Callback) -> Subscription: ...
    @overload
    def on(self, event: str, callback: None = None) -> Callable[[C], C]: ...
    def on(self, event: str | type[Event], callback: Callback | None = None) -> Any:
        """Listen to events from the page.

        Args:
            event: A name, a wildcard (`grid:*`, `*`), or an event class, whose instances the callback then gets.
            callback: Called with `(data)`, `(data, event_type)` or `(data, event_type, label)`; plain or async.
                Left out, `on` is a decorator.

        Returns:
            A subscription; call it to stop listening.
        """
        if callback is None:
            return decorator(lambda function: self._widget.listen(subscribe(event, function, self._panel)))
        return self._widget.listen(subscribe(event, callback, self._panel))

    @property
    def _panel(self) -> str | None:
        return None

    def stream(self, name: str, args: Mapping[str, Any] | None = None, *, timeout_s: float = 30) -> AsyncIterator[Any]:
        """Call a function of the page that yields values; for `async for`, on PyWry's own loop.

        Args:
            name: As the page registered it with `pywry.handle`.
            args: Its arguments by name.
            timeout_s: How long to wait for each value.
        """
        return self._stream(name, args or {}, timeout_s)

    async def _stream(self, name: str, args: Mapping[str, Any], timeout_s: float) -> AsyncIterator[Any]:
        hub = self._session.hub
        if not hub.portal.here:
            raise PyWryError(
                "stream() runs on PyWry's own loop; use it in an async callback or an exposed async function."
            )
        seat = await hub.active(self._widget, None, timeout_s)
        async for value in seat.calls.stream(name, args, timeout_s):
            yield value

    def display(self) -> None:
        """Bring the page before the person again, where the transport can."""
        hub = self._session.hub
        if hub.transport is not None:
            hub.portal.run(hub.transport.open(self._widget.view()), "display")


def decorator(listen: Callable[[Callback], object]) -> Callable[[C], C]:
    """Turn listening into a decorator that leaves the function as it is."""

    def decorate(function: C) -> C:
        listen(function)
        return function

    return decorate


def subscribe(event: str | type[Event], callback: Callback, panel: str | None = None) -> Subscription:
    """A subscription for a name or an event class.

    Raises:
        TypeError: The class is not of an event that pages send, or the callback cannot be called.
    """
    import inspect

    from pywry.runtime.callbacks import Subscription

    if isinstance(event, str):
        return Subscription(event, callback, panel=panel)
    if not inspect.isclass(event) or getattr(event, "way", None) != "up":
        raise TypeError(f"on() takes an event name or an event class that pages send; got {event!r}.")
    return Subscription(event.name, callback, typed=event, panel=panel)

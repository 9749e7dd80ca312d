"""All widgets of an app, and who hears what."""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from pywry.runtime.callbacks import Subscription
from pywry.runtime.desk import Desk
from pywry.runtime.drawing import Drawing
from pywry.runtime.exposed import Exposed
from pywry.runtime.places import Places
from pywry.runtime.portal import Portal
from pywry.runtime.viewer import Connection, Seat
from pywry.runtime.watch import Watch
from pywry.runtime.widget import Widget
from pywry.transports.base import Belonging, Native, PageView, Transport
from pywry_tools.access import Actor
from pywry_tools.errors import Closed, InvalidArguments, NoPage, NoSuchWidget, NotAllowed
from pywry_tools.events import page as page_events
from pywry_tools.events.base import Event, parse
from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Page, Theme
from pywry_tools.ports import Callback, Panel, Reaction

if TYPE_CHECKING:
    from pywry.headless.eye import Eye
    from pywry.reload.reloader import Reloader
    from pywry.runtime.storage import Storage

log = logging.getLogger("pywry")
page_log = logging.getLogger("pywry.page")

RECONNECT_S = 30.0
RELOAD_S = 3.0
LEVELS = {"error": logging.ERROR, "uncaught": logging.ERROR, "csp": logging.WARNING, "warn": logging.WARNING}


class Hub(Drawing):
    """Finds widgets, seats viewers, and carries events between pages and callbacks."""

    def __init__(self, portal: Portal) -> None:
        super().__init__()
        self.portal = portal
        self.places = Places(self)
        self.threads = ThreadPoolExecutor(max_workers=16, thread_name_prefix="pywry-call")
        self.exposed: dict[str, Exposed] = {}
        self.title = "PyWry"
        self.theme: Theme = "system"
        self.hosts: tuple[str, ...] = ()
        self.size: dict[str, int] = {}
        self.single: str | None = None
        self.has_primary = False
        self._primary: WidgetId | None = None
        self.subscriptions: list[Subscription] = []
        self.desk = Desk(self)
        self.watch = Watch()
        self.empty = threading.Event()
        self.kept = False
        self.hot_reload = False
        self.quiet_ms = 60
        self.identifier = "org.pywry.app"
        self._storage: Storage | None = None
        self._reloader: Reloader | None = None
        self._eye: Eye | None = None
        self._widgets: dict[WidgetId, Widget] = {}
        self._seats: dict[WidgetId, dict[str, Seat]] = {}
        self._lock = threading.Lock()
        self._dirty: list[Widget] = []
        self._scheduled = False

    @property
    def eye(self) -> Eye:
        """Looks at pages with a headless browser."""
        if self._eye is None:
            from pywry.headless.eye import Eye

            self._eye = Eye()
        return self._eye

    @property
    def storage(self) -> Storage:
        """Values that outlive the program."""
        if self._storage is None:
            from pywry.runtime.storage import Storage, home

            self._storage = Storage(home(self.identifier) / "storage.json")
        return self._storage

    @property
    def reloader(self) -> Reloader:
        """Lets pages follow the files that they were made from."""
        if self._reloader is None:
            from pywry.reload.reloader import Reloader

            self._reloader = Reloader(self.quiet_ms)
        return self._reloader

    def find(self, widget: str, actor: Actor | None = None) -> Widget:
        """A widget by id.

        Args:
            widget: Its id.
            actor: Whoever asks; widgets that belong to another session are not found. None sees all.

        Raises:
            NoSuchWidget: With the nearest ids.
        """
        found = self._widgets.get(WidgetId(widget))
        if found is None or not _visible(found, actor):
            raise NoSuchWidget(widget, [w.id for w in self.all(actor)])
        return found

    def has(self, widget: WidgetId) -> bool:
        """Whether it is open."""
        return widget in self._widgets

    def all(self, actor: Actor | None = None) -> list[Widget]:
        """All widgets that the actor may see, oldest first."""
        return [w for w in list(self._widgets.values()) if _visible(w, actor)]

    def defaults(self, page: Page) -> Page:
        """Fill in the app's own title and theme where the page says nothing."""
        own = {"title": self.title, "theme": self.theme}
        window = {"window": {**self.size, **page.window}}
        return page.model_copy(update={k: v for k, v in own.items() if k not in page.model_fields_set} | window)

    async def open(
        self,
        page: Page,
        *,
        kind: str,
        panels: Sequence[Panel] = (),
        layout: Mapping[str, Any] | None = None,
        label: str | None = None,
        callbacks: Mapping[str, Callback] | None = None,
        react: Reaction | None = None,
        owner: str | None = None,
    ) -> Widget:
        """Make a widget and let the transport draw it."""
        transport = await self.started()
        widget_id = self._name(label)
        before = self._widgets.get(widget_id)
        widget = Widget(
            widget_id,
            page,
            kind=kind,
            panels=panels,
            layout=layout,
            react=react,
            owner=owner,
            hosts=self.hosts,
            changed=self._touched,
            renewed=self._renewed,
            address=transport.url,
        )
        for name, callback in (callbacks or {}).items():
            widget.listen(Subscription(name, callback, comes_with_content=True))
        moved = before is not None and await self._replace(before, widget)
        self._widgets[widget_id] = widget
        self._primary = self._primary if self._primary in self._widgets else widget_id
        self.empty.clear()
        if not moved:
            await self._draw(widget)
        if page.watch or self.hot_reload:
            self.reloader.follow(widget)
        self.watch.tell(widget_id, "opened")
        return widget

    async def _draw(self, widget: Widget) -> None:
        try:
            await self.places.draw(widget)
        except BaseException:  # also where the caller is cancelled, no half-shown page stays
            if self._widgets.get(widget.id) is widget:
                await self._leave(widget, "it could not be shown")
                self._check_empty()
            raise

    def _name(self, label: str | None) -> WidgetId:
        if self.single is None:
            return WidgetId(label or f"w-{secrets.token_hex(4)}")
        if label not in (None, self.single):
            raise InvalidArguments(
                f"label {label!r} was asked for, but this app shows one window, {self.single!r}. Leave the label "
                f"out, or choose it for the app: mode=SingleWindowMode(label={label!r})."
            )
        return WidgetId(self.single)

    async def _replace(self, before: Widget, widget: Widget) -> bool:
        """Another widget takes the place of this one; whether its tabs have gone there by themselves."""
        if self.single is not None:
            for subscription in [s for s in before.subscriptions if not s.comes_with_content]:
                widget.listen(subscription)
        moves = bool(before.viewers) and widget.url is not None and not self.offers("window")
        if moves:
            before.send(page_events.Navigate(url=str(widget.url)))
        await self._leave(before, "replaced")
        return moves

    async def close(self, widget: WidgetId, reason: str = "closed") -> None:
        """Take a widget away from every viewer."""
        found = self._widgets.get(widget)
        if found is None:
            raise NoSuchWidget(widget, self._widgets)
        await self._leave(found, reason)
        self.desk.close(widget)
        if self.transport is not None:
            await self.transport.close(widget)
        if self.has_primary and widget == self._primary:
            for other in list(self._widgets):
                await self.close(other, "the main window was closed")
        self._check_empty()

    async def _leave(self, found: Widget, reason: str) -> None:
        """Tell every viewer of a widget that it is over."""
        from pywry import wire

        self._widgets.pop(found.id, None)
        with found.lock:
            found.closed = True
        if self._reloader is not None:
            self._reloader.forget(found)
        if found.feeds is not None:
            found.feeds.close()
        for seat in self._seats.pop(found.id, {}).values():
            seat.calls.close()
            if seat.gone is not None:
                seat.gone.cancel()
            if seat.connection is not None:
                seat.send(wire.frame("bye", {"reason": reason}))
                seat.connection.done = True
                seat.connection.poke()
        found.runner.cancel()
        self.watch.tell(found.id, "closed")

    async def stop(self) -> None:
        """Close every widget and the transport."""
        for widget in list(self._widgets):
            await self.close(widget, "the program has ended")
        reloader, self._reloader = self._reloader, None
        if reloader is not None:
            await asyncio.get_running_loop().run_in_executor(self.threads, reloader.close)
        if self._eye is not None:
            await self._eye.close()
        if self.transport is not None and self._starting is not None:
            await self.transport.stop()
        await self.places.stop()
        self._starting = None
        self.threads.shutdown(wait=False, cancel_futures=True)
        self.empty.set()

    def page(self, widget: str, token: str) -> PageView:
        """The page as it is now."""
        return self._admit(widget, token).view()

    def attach(self, widget: str, token: str, wake: Callable[[], None]) -> Connection:
        """A page wants to show a widget."""
        self.portal.adopt(asyncio.get_running_loop())
        return Connection(self._admit(widget, token), self, wake)

    def _admit(self, widget: str, token: str) -> Widget:
        found = self.find(widget)
        if not hmac.compare_digest(found.token.encode(), token.encode(errors="replace")):
            raise NotAllowed(f"the token is not that of widget {widget!r}; open the address that Python printed.")
        return found

    def happened(self, label: str, name: str, data: Any) -> None:
        """Something happened outside of pages."""
        self.desk.happened(label, name, data)

    async def may_close(self, widget: str, name: str, data: Any) -> bool:
        """Ask everyone who listens whether a window may close."""
        return not self.has(WidgetId(widget)) or await self.desk.may_close(widget, name, data)

    def belongings(self) -> list[Belonging]:
        """The menus and tray icons as they are now."""
        return self.desk.belongings()

    def failed(self, why: str) -> None:
        """The transport cannot draw here: another one takes over."""
        self.places.failed(why)

    async def replace(self, transport: Transport) -> None:
        """Draw with another transport from now on; it has been started."""

        async def started() -> None: ...

        old, self.transport = self.transport, transport
        self._starting = asyncio.get_running_loop().create_task(started())
        for widget in list(self._widgets.values()):
            widget.move(transport.url)
            await transport.open(widget.view())
        self.desk.lose()
        if old is not None:
            await old.stop()

    def heard(self, widget: Widget) -> None:
        """A widget's log has something new from below: those who wait look again."""
        self.watch.tell(widget.id)

    def gone(self, widget: str) -> None:
        """The person has closed a widget's window for good."""
        if self.has(WidgetId(widget)):
            self.portal.loop.create_task(self.close(WidgetId(widget), "the window was closed"))

    def seat(self, widget: Widget, viewer: str) -> Seat:
        """The seat of a tab, new or kept."""
        seats = self._seats.setdefault(widget.id, {})
        seat = seats.get(viewer)
        if seat is None:
            seat = seats[viewer] = Seat(widget, viewer, self.exposed)
        if seat.gone is not None:
            seat.gone.cancel()
            seat.gone = None
        seat.leaving = False
        return seat

    def hear(self, seat: Seat, name: str, data: Any) -> None:
        """An event came from a page."""
        event = parse(name, data, "up")
        widget = seat.widget
        self._internal(seat, event)
        widget.hear(seat.id, name, data, event)
        self.watch.tell(widget.id)
        if not isinstance(event, page_events.Active):
            seat.active = time.monotonic()
        for subscription in (*widget.subscriptions, *self.subscriptions):
            if subscription.matches(name) and subscription.panel in (None, event.panel if event else None):
                arguments = subscription.arguments(data, name, widget.id, event)
                widget.runner.call(subscription, arguments, name, partial(widget.refused, event))
        if widget.react is not None and event is not None:
            self._react(widget, widget.react, event)

    def _internal(self, seat: Seat, event: Event | None) -> None:
        match event:
            case page_events.Ready():
                seat.ready.set()
                self.watch.tell(seat.widget.id)
            case page_events.Active():
                seat.active = time.monotonic()
            case page_events.Console():
                self._console(seat.widget, event)
            case _:
                pass

    def _console(self, widget: Widget, event: page_events.Console) -> None:
        widget.console.append(event.data())
        where = f" ({event.source}:{event.line})" if event.source else ""
        times = f" x{event.count}" if event.count > 1 else ""
        page_log.log(
            LEVELS.get(event.level, logging.INFO), "%s: %s: %s%s%s", widget.id, event.level, event.text, where, times
        )

    def _react(self, widget: Widget, react: Reaction, event: Event) -> None:
        def work() -> None:
            try:
                for out in react(event):
                    widget.follow(out)
            except Closed:
                pass  # the page went before it could follow
            except Exception:  # a link over a person's data may fail in any way; the page must live on
                log.exception("a link of %s could not follow %s", widget.id, event.name)

        widget.runner.worker.submit(work)

    def lagged(self, seat: Seat, missed: int) -> None:
        """A viewer fell off the log."""
        log.warning(
            "viewer %s of %s fell behind: it missed %d events and was given the state anew; send less, or keep "
            "values in state instead of events",
            seat.id,
            seat.widget.id,
            missed,
        )
        self.hear(seat, page_events.Resynced.name, {"viewer": seat.id, "missed": missed})

    def left(self, seat: Seat) -> None:
        """A connection is gone; the tab may come back."""
        if seat.widget.closed:
            return
        loop = asyncio.get_running_loop()
        seat.ready.clear()
        wait_s = 0 if seat.guest else RELOAD_S if seat.leaving else RECONNECT_S
        seat.gone = loop.call_later(wait_s, self._forget, seat)

    def _forget(self, seat: Seat) -> None:
        seat.calls.close()
        self._seats.get(seat.widget.id, {}).pop(seat.id, None)
        if not seat.guest:
            reason = "pagehide" if seat.leaving else "lost"
            self.hear(seat, page_events.Disconnected.name, {"reason": reason, "widget_id": seat.widget.id})
        self._check_empty()

    def _check_empty(self) -> None:
        """`block` may end once every widget that was looked at is looked at no more."""
        if self.kept or self.desk.held:
            return
        # A window that nobody looks at, such as a hidden one, is open all the same.
        open_ones = [w for w in self._widgets.values() if self.offers("window") or not w.joined or self._watched(w)]
        if not open_ones:
            self.empty.set()

    def check_empty(self) -> None:
        """`block` may end now, unless something is open."""
        self._check_empty()

    def _watched(self, widget: Widget) -> bool:
        return any(not seat.guest for seat in self._seats.get(widget.id, {}).values())

    async def active(self, widget: Widget, viewer: str | None, timeout_s: float) -> Seat:
        """The seat that answers: the one named, or the one that a person used last; waits for a ready one.

        Raises:
            NoPage: There is none within the time limit.
            NativeError: The windows are gone and cannot be opened again.
        """
        if self.transport is not None and isinstance(self.transport, Native):
            self._is_lost = False
            await self.transport.revive()

        def ready() -> Seat | None:
            seats = self._seats.get(widget.id, {}).values()
            able = [
                s for s in seats if s.connection and s.ready.is_set() and (s.id == viewer if viewer else not s.guest)
            ]
            return max(able, key=lambda s: s.active, default=None)

        found: Seat | None = await self.until(widget, ready, timeout_s)
        if found is None:
            who = f"viewer {viewer!r}" if viewer else "page"
            where = f" Open {widget.url}." if widget.url else ""
            raise NoPage(f"no {who} shows {widget.id!r}, so none can answer (waited {timeout_s:g} s).{where}")
        return found

    async def until(self, widget: Widget, look: Callable[[], Any], timeout_s: float) -> Any:
        """Look again whenever the widget changes, until there is something or the time is up (then None)."""
        changed = asyncio.Event()
        end = self.watch.add(lambda _, __: changed.set(), widget.id)
        try:
            async with asyncio.timeout(timeout_s):
                while not (found := look()):
                    if widget.closed:
                        raise NoSuchWidget(widget.id)
                    await changed.wait()
                    changed.clear()
                return found
        except TimeoutError:
            return None
        finally:
            end()

    def _renewed(self, widget: Widget) -> None:
        if self.transport is not None and isinstance(self.transport, Native):
            self.transport.renew(widget.view())

    def _touched(self, widget: Widget) -> None:
        if self._is_lost:
            self.portal.post(self._revive)
        with self._lock:
            if widget.dirty:
                return
            widget.dirty = True
            self._dirty.append(widget)
            scheduled, self._scheduled = self._scheduled, True
        if self.portal.here:
            # Transports look in the loop's next turn and take all that was sent until then: no need for one more turn.
            self._notify(widget)
        if not scheduled:
            self.portal.post(self._flush)

    def _flush(self) -> None:
        with self._lock:
            dirty, self._dirty = self._dirty, []
            self._scheduled = False
            for widget in dirty:
                widget.dirty = False
        for widget in dirty:
            self._notify(widget)

    def _notify(self, widget: Widget) -> None:
        for seat in list(self._seats.get(widget.id, {}).values()):
            if seat.connection is not None:
                seat.connection.look()
        self.watch.tell(widget.id)


def _visible(widget: Widget, actor: Actor | None) -> bool:
    return actor is None or actor.session is None or widget.owner in (None, actor.session)

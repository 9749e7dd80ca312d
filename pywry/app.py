"""The human face of PyWry: one bound line an operation."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from pywry.handles.base import Handle, decorator, subscribe
from pywry.handles.binding import on_app
from pywry.handles.chart import ChartHandle
from pywry.handles.dashboard import DashboardHandle
from pywry.handles.families import dashboard, grid, live, menu, page, plotly, tray
from pywry.handles.grid import GridHandle
from pywry.runtime.apps import LIVE
from pywry.state_mixins import GridStateMixin, PlotlyStateMixin
from pywry_tools.errors import Closed, NotHere

if TYPE_CHECKING:
    from fastapi import FastAPI

    from pywry.handles.data import Data
    from pywry.handles.desktop import Desktop
    from pywry.handles.menu import MenuProxy
    from pywry.handles.tray import TrayProxy
    from pywry.runtime.callbacks import Subscription
    from pywry.runtime.exposed import Exposed
    from pywry.runtime.session import Session
    from pywry.serve import Served
    from pywry.settings import PyWrySettings
    from pywry.transports.base import Listener, Transport
    from pywry.window_manager import AnyMode
    from pywry_tools.events.base import Event
    from pywry_tools.models.menu import AnyItem
    from pywry_tools.models.page import Theme
    from pywry_tools.oauth import OAuth
    from pywry_tools.ports import Callback

C = TypeVar("C", bound="Callback")
F = TypeVar("F", bound=Callable[..., Any])
E = TypeVar("E", bound="Event")

log = logging.getLogger("pywry")

WAIT_S = 0.5
SERVER: dict[str, Any] = {
    "host": "127.0.0.1",
    "port": 0,
    "public_url": None,
    "allowed_hosts": (),
    "allowed_origins": (),
    "listen": True,
    "open_tabs": None,
}
"""Options of a server that say nothing."""


class PyWry(GridStateMixin, PlotlyStateMixin):
    """An app: shows pages and hears what people do on them.

    The pages are drawn in native windows where the extra `native` is installed and there is a display, else in a
    browser tab, served from a free port of this machine. Nothing is started before the first page is shown.

    Args:
        title: The title of pages that have none of their own.
        mode: How and where pages are shown: an instance, a class or a name of `pywry.window_manager`, such as
            "new_window", "single_window", "multi_window" or "browser". None takes the environment variable PYWRY_MODE,
            or what fits the place; options of a server, such as `port`, mean the browser.
        theme: "light", "dark" or "system", which follows each viewer's own setting; None takes the settings'.
        settings: Windows, Tauri plugins, time limits.
        width: Of new windows, in logical pixels.
        height: Of new windows, in logical pixels.
        host: The address to listen on. Others than loopback need `allowed_hosts`.
        port: The port; 0 takes a free one.
        public_url: Where people reach the server when it is not the address it listens on, such as behind a proxy.
        allowed_hosts: Host names that requests may be made for, besides loopback.
        allowed_origins: Other origins whose pages may talk to the server, such as "http://localhost:5173".
        listen: Whether the app serves its pages itself; False where a server of your own runs `asgi`.
        open_tabs: Whether `show` opens a browser tab; None does so where there is a display.
        hot_reload: Whether open pages follow the files that they were made from, as those change on disk; None takes
            the settings'.
        transport: Another place to draw, made from a listener; None is the browser.
    """

    def __init__(
        self,
        title: str = "PyWry",
        *,
        mode: AnyMode | None = None,
        theme: Theme | None = None,
        settings: PyWrySettings | None = None,
        width: int | None = None,
        height: int | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        public_url: str | None = None,
        allowed_hosts: Iterable[str] = (),
        allowed_origins: Iterable[str] = (),
        listen: bool = True,
        open_tabs: bool | None = None,
        hot_reload: bool | None = None,
        transport: Callable[[Listener], Transport] | None = None,
    ) -> None:
        # A program that only imports PyWry does not wait for the house.
        from pywry.runtime.hub import Hub
        from pywry.runtime.portal import Portal
        from pywry.runtime.session import Session

        size = {name: value for name, value in (("width", width), ("height", height)) if value is not None}
        if size or theme is not None or settings is not None:
            from pywry.settings import settled

            settled(settings, theme, size)
        self._portal = Portal()
        self._hub = Hub(self._portal)
        self._hub.title = title
        self._hub.hot_reload = bool(hot_reload)
        self._hub.theme = theme or (settings.theme.mode if settings is not None else "system")
        self._hub.size = size
        self._session = Session(self._hub)
        if settings is not None:
            self._hub.identifier = settings.identifier
            self._hub.hosts = settings.csp.connect_src
            self._hub.quiet_ms = settings.hot_reload.debounce_ms
            self._hub.hot_reload = settings.hot_reload.enabled if hot_reload is None else hot_reload
        self._settings = settings
        self._destroyed = False
        server = {
            "host": host,
            "port": port,
            "public_url": public_url,
            "allowed_hosts": allowed_hosts,
            "allowed_origins": allowed_origins,
            "listen": listen,
            "open_tabs": open_tabs,
        }
        self._hub.transport = (transport or self._maker(mode, server))(self._hub)
        LIVE.add(self)

    def _maker(self, mode: AnyMode | None, server: dict[str, Any]) -> Callable[[Listener], Transport]:
        from pywry import placement
        from pywry.window_manager import BrowserMode, MultiWindowMode, SingleWindowMode

        serves = {name: value for name, value in server.items() if value != SERVER[name]} != {}
        choice = placement.choose(mode, serves=serves)
        chosen = choice.mode
        if isinstance(chosen, SingleWindowMode):
            self._hub.single = chosen.label
        elif isinstance(chosen, BrowserMode) and chosen.single:
            self._hub.single = "main"
        self._hub.has_primary = isinstance(chosen, MultiWindowMode)
        return placement.furnish(self._hub, choice, self._settings, server)

    show = on_app(page.show, into=Handle.of)
    show_plotly = on_app(plotly.show, into=ChartHandle.of)
    show_dataframe = on_app(grid.show, into=GridHandle.of)
    show_dashboard = on_app(dashboard.show, into=DashboardHandle.of)
    list_open = on_app(page.list_open)
    set_menu = on_app(menu.set_app)
    remove_menu = on_app(menu.remove_app)
    list_menus = on_app(menu.list_all)
    list_trays = on_app(tray.list_all)
    list_live = on_app(live.list_all)

    @property
    def session(self) -> Session:
        """The door that every call passes; `session.call("page_show", {...})` runs any tool by name."""
        return self._session

    @cached_property
    def data(self) -> Data:
        """Files as datasets, and SQL over them."""
        from pywry.handles.data import Data

        return Data(self._session)

    @cached_property
    def desktop(self) -> Desktop:
        """The services of the desktop: dialogs, clipboard, notifications, shortcuts, storage and more."""
        from pywry.handles.desktop import Desktop

        return Desktop(self._session)

    def create_menu(self, menu_id: str, items: Sequence[AnyItem | Mapping[str, Any]] | None = None) -> MenuProxy:
        """Make a menu that can be put into places and changed there; it is nowhere yet.

        Args:
            menu_id: Its id.
            items: What is in it, in order.

        Raises:
            NotHere: The app has no native windows.
        """
        from pywry.handles.menu import MenuProxy

        return MenuProxy.create(menu_id, items, app=self)

    def create_tray(self, tray_id: str, **options: Any) -> TrayProxy:
        """Put an icon into the system tray; the options are those of `TrayProxy.create`.

        Raises:
            NotHere: The app has no native windows.
        """
        from pywry.handles.tray import TrayProxy

        return TrayProxy.create(tray_id, app=self, **options)

    def remove_tray(self, tray_id: str) -> None:
        """Take an icon out of the system tray.

        Raises:
            NoSuchTray: None of that id is there.
        """
        self._portal.run(self._session.call("tray_remove", {"tray": tray_id}), "remove_tray")

    @property
    def transport(self) -> Transport:
        """Where pages are drawn."""
        transport = self._hub.transport
        if transport is None:
            raise Closed("this app has no transport.")
        return transport

    @property
    def asgi(self) -> FastAPI:
        """The server as an ASGI app: add routes to it, mount it in another, or run it under a server of your own.

        Raises:
            NotHere: The transport is no server.
        """
        found = getattr(self.transport, "asgi", None)
        if found is None:
            raise NotHere(
                f"asgi needs the browser transport; this app draws in {self.transport.name!r}. "
                "Make it with PyWry(mode='browser')."
            )
        server: FastAPI = found
        return server

    @property
    def settings(self) -> PyWrySettings:
        """What the app was told; the defaults if it was told nothing."""
        if self._settings is None:
            from pywry.settings import PyWrySettings

            self._settings = PyWrySettings()
        return self._settings

    @property
    def theme(self) -> Theme:
        """The theme of pages that have none of their own; setting it also changes every page that is open."""
        return self._hub.theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._hub.theme = theme
        self.emit("pywry:update-theme", {"theme": theme})

    def emit(self, event_type: str, data: Any = None, label: str | None = None) -> None:
        """Send an event to one widget or to all that are open. Never blocks.

        Args:
            event_type: `namespace:event-name`; reserved names do what the event reference says.
            data: JSON-able data with figures, frames, arrays, dates, models and dataclasses anywhere inside.
            label: Which widget; None means all that are open.

        Raises:
            NoSuchWidget: The label is not open; the message lists those that are.
        """
        from pywry_tools.tools.page import emit

        for widget in [label] if label is not None else [w.id for w in self._hub.all()]:
            self._session.post(emit, {"widget": widget, "event": event_type, "data": data})

    def _chart_pages(self, chart: str | None, label: str | None) -> list[str | None]:
        return self._pages_with("chart", chart) if label is None else [label]

    def _grid_pages(self, grid: str | None, label: str | None) -> list[str | None]:
        return self._pages_with("grid", grid) if label is None else [label]

    def _pages_with(self, kind: str, panel: str | None) -> list[str | None]:
        there = {w.id: [p.id for p in w.panels.values() if p.kind == kind] for w in self._hub.all()}
        found = [page for page, ids in there.items() if (panel in ids if panel is not None else ids)]
        if not found:
            from pywry_tools.errors import NoSuchPanel

            raise NoSuchPanel(
                panel or kind, (name for names in there.values() for name in names), where=" in any page that is open"
            )
        return [*found]

    @overload
    def on(self, event: type[E], handler: Callable[[E], object], label: str | None = None) -> Subscription: ...
    @overload
    def on(
        self, event: type[E], handler: None = None, label: str | None = None
    ) -> Callable[[Callable[[E], Any]], Callable[[E], Any]]: ...
    @overload
    def on(self, event: str, handler: Callback, label: str | None = None) -> Subscription: ...
    @overload
    def on(self, event: str, handler: None = None, label: str | None = None) -> Callable[[C], C]: ...
    def on(self, event: str | type[Event], handler: Callback | None = None, label: str | None = None) -> Any:
        """Listen to events from one widget, or from all that are open now and later.

        Args:
            event: A name, a wildcard (`grid:*`, `*`), or an event class, whose instances the handler then gets.
            handler: Called with `(data)`, `(data, event_type)` or `(data, event_type, label)`; plain or async.
                Left out, `on` is a decorator.
            label: Which widget; None means all.

        Returns:
            A subscription; call it to stop listening.
        """
        if handler is None:
            return decorator(lambda function: self._listen(subscribe(event, function), label))
        return self._listen(subscribe(event, handler), label)

    def _listen(self, subscription: Subscription, label: str | None) -> Subscription:
        if label is not None and label.startswith("__tray__"):
            from pywry.runtime.menus import key_of

            return self._hub.desk.listen(key_of(label), subscription)
        if label is not None:
            return self._hub.find(label).listen(subscription)
        subscription.end = self._hub.subscriptions.remove
        self._hub.subscriptions.append(subscription)
        return subscription

    def get(self, label: str) -> Handle:
        """The handle of a page that is open, of the class that its kind has.

        Raises:
            NoSuchWidget: With the nearest labels.
        """
        found = self._hub.find(label)
        return HANDLES.get(found.kind, Handle)(self._session, found.id)

    def get_labels(self) -> list[str]:
        """The labels of what is open, oldest first."""
        return [w.id for w in self._hub.all()]

    def is_open(self, label: str | None = None) -> bool:
        """Whether a widget, or any at all, is open."""
        labels = self.get_labels()
        return bool(labels) if label is None else label in labels

    def close(self, label: str | None = None) -> None:
        """Close one widget, or all of them."""
        for widget in [label] if label is not None else self.get_labels():
            self._portal.run(self._session.call("page_close", {"widget": widget}), "close")

    def refresh(self, label: str | None = None) -> None:
        """Load one page, or all of them, anew for every viewer, with what their files hold now. Never blocks.

        Raises:
            NoSuchWidget: The label is not open; the message lists those that are.
        """
        from pywry_tools.tools.page import refresh

        for widget in [label] if label is not None else self.get_labels():
            self._session.post(refresh, {"widget": widget})

    def refresh_css(self, label: str | None = None) -> None:
        """Swap the style sheets of one page, or of all, in place for what their files hold now. Never blocks.

        Raises:
            NoSuchWidget: The label is not open; the message lists those that are.
        """
        from pywry_tools.tools.page import refresh_css

        for widget in [label] if label is not None else self.get_labels():
            self._session.post(refresh_css, {"widget": widget})

    def enable_hot_reload(self) -> None:
        """Let every page, open now or later, follow the files that it was made from."""
        self._hub.hot_reload = True
        for widget in self._hub.all():
            self._hub.reloader.follow(widget)

    def disable_hot_reload(self) -> None:
        """Follow files no more, except those of pages that were shown with `watch=True`."""
        self._hub.hot_reload = False
        for widget in self._hub.all():
            if not widget.page.watch:
                self._hub.reloader.leave(widget)

    @overload
    def expose(self, function: F) -> F: ...
    @overload
    def expose(self, *, name: str | None = None) -> Callable[[F], F]: ...
    def expose(self, function: Callable[..., Any] | None = None, *, name: str | None = None) -> Any:
        """Let pages call a function: `await pywry.call("name", {...})`.

        The annotations say what is accepted. Plain functions run in a thread, async ones on the loop; generators
        stream to `pywry.stream`.

        Args:
            function: The function, when used as a plain decorator.
            name: What pages call it; None is the function's own name.
        """
        from pywry.runtime.exposed import Exposed

        def decorate(real: Callable[..., Any]) -> Callable[..., Any]:
            known = name or real.__name__
            self._hub.exposed[known] = Exposed(real, known, self._hub.threads)
            return real

        return decorate if function is None else decorate(function)

    @property
    def exposed(self) -> Mapping[str, Exposed]:
        """The functions that pages may call."""
        return MappingProxyType(self._hub.exposed)

    def serve_mcp(
        self,
        *,
        toolsets: tuple[str, ...] = ("core",),
        read_only: bool = False,
        search: bool = False,
        token: str | Mapping[str, str] | None = None,
        auth: OAuth | None = None,
    ) -> Served:
        """Let agents drive this running program over MCP, at `/mcp` of its server.

        Args:
            toolsets: What agents see.
            read_only: Offer only tools that change nothing.
            search: Whether agents can find and call the tools of the other toolsets, too.
            token: The bearer token that agents send, or several by the name of who has each; None makes one.
            auth: An authorization server whose tokens let agents in, in place of a token of ours.

        Returns:
            The address, the token, and ready lines for Claude Code and Cursor; printing it shows them.
        """
        from pywry.serve import serve_app

        self._hub.kept = True
        serving = serve_app(self, toolsets=toolsets, read_only=read_only, search=search, token=token, auth=auth)
        return self._portal.run(serving, "serve_mcp")

    def block(self, label: str | None = None) -> None:
        """Wait until what was shown is looked at no more, then destroy the app; Ctrl-C ends it too.

        A tab that is reloaded or loses its connection for a moment counts as open. An app that serves agents waits
        for Ctrl-C or `destroy`; one that has shown nothing does not wait.

        Args:
            label: Wait for this widget alone.
        """
        try:
            if self._destroyed:
                return
            if not self._hub.all() and not self._hub.kept and not self._hub.desk.held:
                log.warning("block() was called, but no page is open; show one first.")
                return
            while not self._destroyed and not self._over(label):
                self._hub.empty.wait(WAIT_S)
        except KeyboardInterrupt:
            log.info("interrupted")
        finally:
            self.destroy()

    def _over(self, label: str | None) -> bool:
        return self._hub.empty.is_set() if label is None else label not in self.get_labels()

    def destroy(self) -> None:
        """Close every page, stop the server and end `block`. A second call does nothing."""
        if self._destroyed:
            return
        self._destroyed = True
        LIVE.discard(self)
        self._hub.empty.set()
        if self._portal.here:
            self._portal.post(lambda: self._portal.loop.create_task(self._hub.stop()))
            return
        self._portal.run(self._hub.stop(), "destroy")
        self._portal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.destroy()


HANDLES: dict[str, type[Handle]] = {"chart": ChartHandle, "grid": GridHandle, "dashboard": DashboardHandle}


def _end() -> None:
    for app in list(LIVE):
        app.destroy()


atexit.register(_end)

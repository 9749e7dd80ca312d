"""What tool bodies reach of the house; implements pywry_tools.ports.Context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pywry.progress import step, ticking
from pywry_tools.access import Actor, Need
from pywry_tools.errors import InvalidArguments, NoSuchPanel, NotHere
from pywry_tools.events.base import Event, check_pattern
from pywry_tools.ids import WidgetId
from pywry_tools.models.data import ref_of
from pywry_tools.models.page import Page
from pywry_tools.ports import Callback, Panel, PanelKind, Reaction

if TYPE_CHECKING:
    from pathlib import Path

    from pywry.data.origin import Origin
    from pywry.data.table import Table
    from pywry.datasets.view import View
    from pywry.live.feed import Feed
    from pywry.panels.board import Board
    from pywry.runtime.hub import Hub
    from pywry.runtime.session import Session
    from pywry.runtime.storage import Storage
    from pywry.runtime.widget import Widget
    from pywry_tools.models.export import Exported, Order
    from pywry_tools.models.live import Plan
    from pywry_tools.models.menu_entry import Menu
    from pywry_tools.models.tray import Tray
    from pywry_tools.ports import Report


class HubContext:
    """The hub, seen by one actor."""

    def __init__(self, hub: Hub, actor: Actor, session: Session | None = None, report: Report | None = None) -> None:
        self._hub = hub
        self._session = session
        self.actor = actor
        self.report = report

    def widget(self, widget: WidgetId) -> Widget:
        """Find a widget."""
        return self._hub.find(widget, self.actor)

    def widgets(self) -> list[Widget]:
        """All that the actor may see."""
        return self._hub.all(self.actor)

    def panel(self, widget: WidgetId, kind: PanelKind, panel: str | None) -> Panel:
        """Find a panel."""
        return self.widget(widget).panel(kind, panel)

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
    ) -> Widget:
        """Put a new page where the transport draws."""
        if label is not None and self._hub.has(WidgetId(label)) and label not in {w.id for w in self.widgets()}:
            raise InvalidArguments(f"label {label!r} is in use elsewhere; choose another one.")
        page = self._hub.defaults(page)
        return await self._hub.open(
            page,
            kind=kind,
            panels=panels,
            layout=layout,
            label=label,
            callbacks=callbacks,
            react=react,
            owner=self.actor.session,
        )

    def send(self, widget: WidgetId, event: Event) -> Widget:
        """Append a typed event."""
        found = self.widget(widget)
        found.send(event)
        return found

    def emit(self, widget: WidgetId, name: str, data: Any) -> Widget:
        """Append an event by name."""
        found = self.widget(widget)
        found.emit(name, data)
        return found

    def set_state(self, widget: WidgetId, key: str, data: Any) -> Widget:
        """Set a state key."""
        found = self.widget(widget)
        found.set_state(key, data)
        return found

    def set_panels(
        self,
        widget: WidgetId,
        panels: Sequence[Panel],
        *,
        remove: Sequence[str] = (),
        layout: Mapping[str, Any] | None = None,
    ) -> Widget:
        """Add, replace and remove panels."""
        found = self.widget(widget)
        found.set_panels(panels, remove=remove, layout=layout)
        return found

    def reread(self, widget: WidgetId, *, css_only: bool = False) -> Widget:
        """Read the files of a page anew."""
        found = self.widget(widget)
        if found.page.files.all:
            follower = self._hub.reloader.of(found)
            follower.restyle() if css_only else follower.reread()
        return found

    async def ask(
        self,
        widget: WidgetId,
        name: str,
        args: Mapping[str, Any],
        *,
        timeout_s: float = 10,
        viewer: str | None = None,
        headless: bool = False,
    ) -> Any:
        """Call a function of the page."""
        found = self.widget(widget)
        if headless and not found.viewers and found.url is not None and not self._hub.offers("window"):
            async with self._hub.eye.look(widget, found.url, width=1280, height=800, dark=None) as tab:
                own = await tab.evaluate("pywry.viewer")
                return await self.ask(widget, name, args, timeout_s=timeout_s, viewer=own)
        seat = await self._hub.active(found, viewer, timeout_s)
        return await seat.calls.ask(name, args, timeout_s)

    async def wait_for(
        self, widget: WidgetId, names: Sequence[str], *, since: int, timeout_s: float, limit: int = 20
    ) -> tuple[list[dict[str, Any]], int]:
        """Events from pages that match."""
        from pywry.runtime.callbacks import Subscription

        found = self.widget(widget)
        wanted = [Subscription(check_pattern(name), print) for name in names]
        cursor = since

        def look() -> list[dict[str, Any]]:
            nonlocal cursor
            entries = found.heard(cursor)
            chosen: list[dict[str, Any]] = []
            for entry in entries:
                if len(chosen) == limit or entry.heard is None:
                    break
                cursor = entry.seq
                name, data, viewer = entry.heard
                if any(w.matches(name) for w in wanted):
                    chosen.append({"seq": entry.seq, "name": name, "data": data, "viewer": viewer})
            return chosen

        async with ticking(self.report, "waiting for the page", timeout_s):
            return await self._hub.until(found, look, timeout_s) or [], max(cursor, since)

    async def screenshot(
        self, widget: WidgetId, *, panel: str | None, width: int, height: int, theme: str | None
    ) -> tuple[bytes, dict[str, Any]]:
        """A PNG of the page, and its own description."""
        from pywry.runtime.pictures import LONGEST_SIDE, window_picture

        found = self.widget(widget)
        if self._hub.offers("window"):
            return await window_picture(self, self._hub, found, panel=panel, theme=theme)
        if found.url is None:
            raise NotHere("screenshot needs a page with an address; this transport has none. Use page_describe.")
        if panel is not None and panel not in found.panels:
            raise NoSuchPanel(panel, found.panels, where=f" in {widget}")
        dark = None if theme is None else theme == "dark"
        selector = None if panel is None else f'[data-panel="{panel}"]'
        await step(self.report, 1, 3, "opening the page in a headless browser")
        async with self._hub.eye.look(widget, found.url, width=width, height=height, dark=dark) as tab:
            await step(self.report, 2, 3, "taking the picture")
            viewer = await tab.evaluate("pywry.viewer")
            facts: dict[str, Any] = await self.ask(widget, "pywry:describe", {}, viewer=viewer)
            return await tab.screenshot(selector, most=LONGEST_SIDE), facts

    async def export(self, widget: WidgetId, order: Order) -> Exported:
        """Make a page into a file, or the bytes of one."""
        from pywry.runtime.exports import export

        return await export(self, self._hub, self.widget(widget), order)

    async def close(self, widget: WidgetId) -> None:
        """Take the page away from every viewer."""
        await self._hub.close(self.widget(widget).id)

    def offers(self, need: Need) -> bool:
        """Whether the transport can do it."""
        return self._hub.offers(need)

    async def native(
        self, action: str, *, needs: Need, widget: WidgetId | None = None, timeout_s: float | None = None, **fields: Any
    ) -> Any:
        """Have the process that owns the windows do something."""
        label = None if widget is None else self.widget(widget).id
        return await self._hub.native(action, fields, needs=needs, widget=label, timeout_s=timeout_s)

    def keep_handlers(self, key: str, handlers: Mapping[str, Callback]) -> None:
        """Replace the callbacks of a menu or a tray."""
        self._hub.desk.keep(key, handlers)

    def drop_handlers(self, key: str) -> None:
        """Forget them."""
        self._hub.desk.drop(key)

    def hold(self, key: str) -> None:
        """Keep the program waiting in `block`."""
        self._hub.desk.hold(key)

    def release(self, key: str) -> None:
        """Stop that."""
        self._hub.desk.release(key)

    @property
    def lasting(self) -> dict[str, tuple[str, Mapping[str, Any]]]:
        """What a new process that owns the windows is asked for again."""
        return self._hub.desk.lasting

    @property
    def menus(self) -> dict[str, Menu]:
        """The menus as they are now, by place."""
        return self._hub.desk.menus

    @property
    def trays(self) -> dict[str, Tray]:
        """The tray icons as they are now, by id."""
        return self._hub.desk.trays

    def icon(self, icon: bytes | str | Path, size: tuple[int, int] | None = None) -> dict[str, Any]:
        """A picture as plain RGBA."""
        from pywry.data.icon import icon_of

        return icon_of(icon, size)

    @property
    def storage(self) -> Storage:
        """Values that outlive the program."""
        return self._hub.storage

    def figure(self, figure: Any) -> dict[str, Any]:
        """A figure of any kind, plain."""
        from pywry.data.figure import figure_of

        return figure_of(figure)

    def table(self, data: Any) -> Table:
        """Rows, columns or a frame as a table."""
        from pywry.data.table import Table

        return Table.of(data)

    @property
    def shelf(self) -> View:
        """Datasets by reference."""
        from pywry.datasets.view import View

        if self._session is None:
            raise NotHere("datasets need a session; call the tool through one.")
        return View(self._session.shelf, self.actor, self.report)

    def rows(self, data: Any) -> Any:
        """Data as it was given, or the rows of the dataset that it refers to."""
        ref = ref_of(data)
        return data if ref is None else self.shelf.table(ref)

    def origin_of(self, frame: object) -> Origin | None:
        """Where the rows of a dataset come from; None for what is no dataset."""
        return None if self._session is None else self.shelf.origin_of(frame)

    def start_live(self, widget: WidgetId, panel: str | None, plan: Plan) -> Feed:
        """Bind a source to a panel."""
        from pywry.runtime.lives import start

        if self._session is None:
            raise NotHere("live sources need a session; call the tool through one.")
        return start(self._session, self.widget(widget), panel, plan, self.actor)

    def lives(self) -> list[Feed]:
        """What is bound to panels."""
        return [feed for widget in self.widgets() if widget.feeds is not None for feed in widget.feeds.all]

    def make_board(self) -> Board:
        """An empty dashboard."""
        from pywry.panels.board import Board

        return Board()

    def board(self, widget: WidgetId) -> Board:
        """The board that a dashboard was opened with."""
        from pywry.panels.board import Board

        found = self.widget(widget)
        board = getattr(found.react, "__self__", None)
        if not isinstance(board, Board):
            boards = [w.id for w in self.widgets() if w.kind == "dashboard"]
            raise NoSuchPanel(widget, boards, where=f" of kind dashboard ({widget} is of kind {found.kind})")
        return board

    def make_panel(self, kind: PanelKind, panel: str, **model: Any) -> Panel:
        """Build a panel of the house."""
        from pywry import panels

        return panels.make(kind, panel, **model)

"""The transport that draws in native windows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pywry.transports.base import Capability, Listener, Message, PageView
from pywry.transports.native.document import document
from pywry.transports.native.paint import Care, PaintWatch
from pywry.transports.native.panes import Pane, label_of
from pywry.transports.native.process import COMMAND, Child
from pywry.transports.native.restarts import Restarts
from pywry.transports.native.spares import Spares
from pywry_tools.errors import Closed, NativeError, NativeTimeout, NoSuchWidget, NotAllowed, NoWindows, PyWryError
from pywry_tools.ids import WidgetId

if TYPE_CHECKING:
    from pywry.render.assets import Assets
    from pywry.transports.native.options import Options

log = logging.getLogger("pywry.native")

CLOSE_REQUESTED = "window:close-requested"
CLOSED = "window:closed"

VISIBLE_S = 2.0
RELOADS = 3


class NativeTransport:
    """Opens every widget of an app in an OS window of its own, through a child process; no port is listened on.

    Attributes:
        care: How windows are drawn.
    """

    name = "native"
    capabilities: frozenset[Capability] = frozenset({"window", "menu", "tray", "desktop"})

    def __init__(
        self,
        listener: Listener,
        options: Options,
        *,
        assets: Assets | None = None,
        command: Sequence[str] = COMMAND,
    ) -> None:
        """Prepare; nothing is started yet.

        Args:
            listener: Who knows the pages.
            options: Plugins, permissions, time limits; what the child is told.
            assets: The built front end; None takes the one of this installation.
            command: How the child is started.
        """
        self._listener = listener
        self._options = options
        self._assets = assets
        self._command = tuple(command)
        self._child: Child | None = None
        self._starting = asyncio.Lock()
        self._spawning: asyncio.Task[Child] | None = None
        self._panes: dict[str, Pane] = {}
        self._spares = Spares()
        self._stopping = False
        self._is_incomplete = False
        self.care = Care()
        self._restarts = Restarts()
        self._paint: PaintWatch | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._deciding: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def child_pid(self) -> int | None:
        """The process that owns the windows; None while there is none."""
        return self._child.pid if self._child is not None else None

    async def start(self) -> None:
        """Start the child; what it needs is checked while the first page is made."""
        self._loop = asyncio.get_running_loop()
        self._stopping = False
        self._paint = PaintWatch(self._options.paint_s, self._hides, self._draw_otherwise)
        await self._alive()

    async def open(self, view: PageView) -> None:
        """Open a window, or bring the one that shows this page before the person, or fill it with this page."""
        pane = self._main_pane(view.widget)
        if pane is not None and pane.view.token == view.token:
            await self.ask("bring", {}, widget=view.widget)
        elif pane is not None:
            pane.detach()
            pane.view = view
            await self._fill("set_content", pane)
        else:
            await self._open_main(view)

    async def mirror(self, view: PageView) -> str:
        """Open one more window of a widget; its label."""
        number = 2
        while (label := label_of(view.widget, number)) in self._panes:
            number += 1
        await self._open(label, view)
        return label

    async def painted(self, timeout_s: float) -> bool:
        """Whether a page has been drawn in a window, at the latest after so many seconds."""
        return self._paint is not None and await self._paint.wait(timeout_s)

    async def revive(self) -> None:
        """Open the windows again if the child has ended."""
        if self._child is not None:
            await self._alive()

    def renew(self, view: PageView) -> None:
        """Keep another document for windows that load their page anew. May be called from any thread."""
        page, loop = document(view, self._assets), self._loop
        if loop is None:
            return
        if asyncio._get_running_loop() is loop:
            self._hand_over(view, page)
        else:
            loop.call_soon_threadsafe(self._hand_over, view, page)

    def _hand_over(self, view: PageView, page: bytes) -> None:
        for pane in self._panes.values():
            if pane.view.token == view.token and self._child is not None:
                pane.view = view
                self._child.send({"action": "renew", "label": pane.label}, [page])

    async def close(self, widget: WidgetId) -> None:
        """Close a widget's windows."""
        for label in [label for label, pane in self._panes.items() if pane.widget == widget]:
            pane = self._panes.pop(label)
            pane.detach()
            if self._child is not None and not pane.is_lost:
                self._child.send({"action": "close", "label": label})

    async def stop(self) -> None:
        """Close every window and end the child."""
        self._stopping = True
        for pane in self._panes.values():
            pane.detach()
        self._panes.clear()
        for task in list(self._tasks):
            task.cancel()
        if self._paint is not None:
            self._paint.stop()
        child = await self._last()
        if child is not None:
            await child.stop(self._options.shutdown_s)
        self._child = None

    def url(self, view: PageView) -> str | None:
        """A window has no address, but for somebody else's page."""
        return view.page.url

    async def ask(
        self,
        action: str,
        fields: Mapping[str, Any],
        *,
        widget: str | None = None,
        timeout_s: float | None = None,
    ) -> Any:
        """Have the child do something, and return what it answers.

        Raises:
            NoSuchWidget: The widget has no window.
            NativeError: It was refused, or the child has ended.
            NativeTimeout: There was no answer in time.
            NoWindows: Windows cannot be opened here.
        """
        child = await self._alive()
        line: dict[str, Any] = {"action": action, **fields}
        if widget is not None:
            line["label"] = self._label(widget)
        answer = await child.ask(line, timeout_s=timeout_s or self._options.response_s)
        pane = self._panes.get(str(line.get("label")))
        if pane is not None:
            pane.asked(action, fields)
        return answer

    def _label(self, widget: str) -> str:
        pane = self._main_pane(widget)
        if pane is None:
            raise NoSuchWidget(widget, [pane.widget for pane in self._panes.values()])
        return pane.label

    def _main_pane(self, widget: str) -> Pane | None:
        """The first window of a widget."""
        return next((pane for pane in self._panes.values() if pane.widget == widget), None)

    async def _open_main(self, view: PageView) -> None:
        spare = self._spares.take(view) if self._options.prewarm else None
        if spare is None:
            await self._open(label_of(view.widget), view)
        else:
            await self._open(spare, view, "adopt")
        if self._options.prewarm and self._child is not None and self._spares.lacking:
            self._child.send(self._spares.another(self._options.window))

    async def _open(self, label: str, view: PageView, action: str = "create") -> None:
        pane = self._panes[label] = Pane(label, view, self._listener, self._send, self._down)
        try:
            await self._fill(action, pane)
        except PyWryError as error:
            self._panes.pop(label, None)
            if isinstance(error, NativeTimeout) and self._child is not None:
                self._child.send({"action": "close", "label": label})  # it may still open when the child goes on
            raise

    async def _fill(self, action: str, pane: Pane) -> None:
        """Give a window its page."""
        was_lost = pane.is_lost
        try:
            child = await self._alive()
            if not was_lost or pane.is_lost:
                await self._fill_in(child, action, pane)
        except NativeError as error:
            await self._try_otherwise(error)
            await self._fill(action, pane)
            return
        if self._paint is not None:
            self._paint.expect(pane)

    async def _try_otherwise(self, error: NativeError) -> None:
        """A child that has never drawn anything has ended: the next one may do better, drawing more carefully.

        Raises:
            NativeError: That is not what happened.
            NoWindows: There is no other way.
        """
        child = self._child
        if child is None or child.alive or child.failure is not None or self._stopping or self._draws:
            raise error
        self._restarts.check()
        why = f"the process that owns the windows ends at once ({child.fate})"
        if not self.care.take(why):
            raise NoWindows(f"{why}. `pywry doctor` looks for the cause. Or use mode='browser'.") from error

    async def _fill_in(self, child: Child, action: str, pane: Pane) -> None:
        view = pane.view
        line = {
            "action": action,
            "label": pane.label,
            "title": view.title,
            "theme": view.theme,
            "ask_close": True,
            **self._options.window,
            **view.page.window,
        }
        if line.get("parent") is not None:
            line["parent"] = self._label(str(line["parent"]))
        if pane.is_lost:
            line = {name: value for name, value in line.items() if name != "center"} | pane.place
        timeout_s = self._options.startup_s + self._options.create_s
        if view.page.url is not None:
            await child.ask(line | {"url": view.page.url}, timeout_s=timeout_s)
        else:
            page = await asyncio.to_thread(document, view, self._assets)
            await child.ask(line, [page], timeout_s=timeout_s)
        pane.is_lost = False

    async def _alive(self) -> Child:
        """The child, with every window that there should be.

        Raises:
            NativeError: It has ended too often, or has ended again.
            NoWindows: It cannot be started.
        """
        async with self._starting:
            if self._stopping:
                raise Closed("this app is being closed; make a new PyWry().")
            child, was = self._child, self._child
            if child is not None and not child.alive:
                await child.over()
            if child is None or not child.alive:
                child = self._child = await self._begin()
            if was is not None and was is not child:
                self._is_incomplete = True
            if self._is_incomplete:
                await self._restore(child)
            return child

    async def _begin(self) -> Child:
        self._restarts.check()
        self._spares.forget()
        start = Child.start(
            self._options.for_child(),
            took=self._took,
            ended=self._ended,
            env=self.care.env,
            command=(*self._command, *self._options.handed_over),
        )
        self._spawning = asyncio.get_running_loop().create_task(start)
        # One that is given up half-way would be nobody's.
        return await asyncio.shield(self._spawning)

    async def _last(self) -> Child | None:
        """The child, also one that is just being started; None if there is none."""
        if self._spawning is not None and not self._spawning.done():
            with suppress(OSError):
                return await asyncio.shield(self._spawning)
        return self._child

    async def _restore(self, child: Child) -> None:
        """Have a new child open what the one before it had open."""
        for pane in [pane for pane in self._panes.values() if pane.is_lost]:
            await self._reopen(child, pane)
        for action, fields, widget in self._listener.belongings():
            line = {"action": action, **fields} | ({} if widget is None else {"label": self._label(widget)})
            await self._again(child, line)
        self._is_incomplete = False

    async def _reopen(self, child: Child, pane: Pane) -> None:
        try:
            pane.view = self._listener.page(pane.widget, pane.view.token)
        except (NoSuchWidget, NotAllowed):
            self._panes.pop(pane.label, None)
            return
        try:
            await self._fill_in(child, "create", pane)
        except NativeError as error:
            if not child.alive:
                raise
            log.error("the window of %s could not be opened again: %s", pane.widget, error)
            self._panes.pop(pane.label, None)
            self._listener.gone(pane.widget)
            return
        for line in pane.again():
            await self._again(child, {**line, "label": pane.label})
        if self._paint is not None:
            self._paint.expect(pane)

    async def _again(self, child: Child, line: Mapping[str, Any]) -> None:
        try:
            await child.ask(line, timeout_s=self._options.response_s)
        except NativeError as error:
            if not child.alive:
                raise
            log.warning("%s could not be repeated for the new process: %s", line.get("method", line["action"]), error)

    @property
    def _draws(self) -> bool:
        return self._paint is not None and self._paint.works

    def _ended(self, child: Child) -> None:
        if child is self._child:
            for pane in self._panes.values():
                pane.lose()
        if self._stopping or child.dismissed or child.failure is not None:
            return
        self._restarts.ended(child.lived_s, child.fate)
        if child.was_asked and not self._draws:
            return  # whoever asked is told
        self._listener.lost()
        log.error(
            "the process that owns the windows has ended (%s); the next call opens the windows again.", child.fate
        )

    async def _hides(self, pane: Pane) -> bool:
        """Whether a window has no reason to draw: hidden, minimized, on another workspace; or the child is stopped."""
        child = self._child
        if child is None or not child.alive:
            return True
        about = {"label": pane.label}
        try:
            asked = {"action": "window_get", "properties": ["is_visible", "is_minimized"], **about}
            told = (await child.ask(asked, timeout_s=self._options.response_s))["values"]
        except PyWryError:
            return True
        if not told.get("is_visible", True) or told.get("is_minimized", False):
            return True
        try:
            asked = {"action": "eval_js", "script": "document.visibilityState", **about}
            return str(await child.ask(asked, timeout_s=VISIBLE_S)) == "hidden"
        except PyWryError:
            return False  # a page that does not answer draws nothing either

    async def _draw_otherwise(self) -> None:
        """Windows draw nothing: try another way, and then another place."""
        why = f"a native window has drawn nothing within {self._options.paint_s:g} s"
        if not self.care.take(why):
            self._listener.failed(f"{why}, and native windows cannot be used here (`pywry doctor` looks for the cause)")
            return
        if self._child is not None:
            self._child.dismissed = True
            self._child.kill()
            await self._child.over()
        try:
            await self._alive()
        except PyWryError as error:
            self._listener.failed(f"{why}, and could not be opened again: {error}")

    def _took(self, fields: dict[str, Any], buffers: tuple[bytes, ...]) -> None:
        kind, pane = fields.get("type"), self._panes.get(str(fields.get("label")))
        if kind == "message" and pane is not None:
            self._received(pane, fields, buffers[0])
        elif kind == "event":
            self._happened(str(fields.get("label")), pane, str(fields.get("event_type")), fields.get("data"))
        elif kind == "link" and pane is not None:
            pane.opened(str(fields["link"]))
        elif kind == "listening":
            self._spares.ready(str(fields.get("label")))
        elif kind == "away" and pane is not None:
            pane.detach()
        elif kind == "painted":
            self._painted(pane)
        elif kind == "page_ended" and pane is not None:
            self._soon(self._reload(pane, str(fields.get("reason"))))

    def _painted(self, pane: Pane | None) -> None:
        if self._paint is not None:
            self._paint.seen()
        if pane is not None:
            pane.painted = True

    async def _reload(self, pane: Pane, reason: str) -> None:
        """The process that draws a page has ended, and the window is empty."""
        pane.detach()
        pane.ends += 1
        if pane.ends > RELOADS:
            log.error("the page of %s has ended %d times (%s) and is loaded no more.", pane.widget, pane.ends, reason)
            return
        log.warning("the process that draws the page of %s has ended (%s); it is loaded again.", pane.widget, reason)
        try:
            pane.view = self._listener.page(pane.widget, pane.view.token)
            await self._fill("set_content", pane)
        except PyWryError as error:
            log.error("the page of %s could not be loaded again: %s", pane.widget, error)

    def _received(self, pane: Pane, fields: dict[str, Any], body: bytes) -> None:
        if fields["message"] == "binary":
            pane.receive(body)
            return
        for text in body.split(b"\n"):
            pane.receive(text.decode("utf-8", "replace"))

    def _happened(self, label: str, pane: Pane | None, name: str, data: Any) -> None:
        if pane is None:
            if not self._spares.waits(label):
                self._listener.happened(label, name, data)
        elif name == CLOSED:
            self._closed(pane, data)
        elif name == CLOSE_REQUESTED:
            self._soon(self._decide(pane, data))
        else:
            pane.happened(name, data)
            self._listener.happened(pane.widget, name, data)

    def _closed(self, pane: Pane, data: Any) -> None:
        del self._panes[pane.label]
        pane.detach()
        if self._main_pane(pane.widget) is None or not pane.is_mirror:
            self._listener.happened(pane.widget, CLOSED, data)
            self._listener.gone(pane.widget)

    async def _decide(self, pane: Pane, data: Any) -> None:
        """The person wants to close a window: ask the program."""
        if pane.label in self._deciding:
            return
        self._deciding.add(pane.label)
        try:
            if await self._listener.may_close(pane.widget, CLOSE_REQUESTED, data):
                action = "hide" if self._options.on_window_close == "hide" else "close"
                if self._child is not None:
                    self._child.send({"action": action, "label": pane.label})
        finally:
            self._deciding.discard(pane.label)

    def _soon(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _send(self, pane: Pane, message: Message) -> None:
        if self._child is None:
            return
        binary = isinstance(message, bytes)
        body = message if isinstance(message, bytes) else message.encode("utf-8", "surrogatepass")
        line = {"action": "message", "label": pane.label, "link": pane.link, "message": "binary" if binary else "text"}
        self._child.send(line, [body])

    def _down(self, pane: Pane, code: int, reason: str) -> None:
        if self._child is not None:
            self._child.send({"action": "link_down", "label": pane.label, "code": code, "reason": reason})

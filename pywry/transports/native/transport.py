"""The transport that draws in native windows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pywry.transports.base import Capability, Listener, Message, PageView
from pywry.transports.native.panes import Pane, label_of
from pywry.transports.native.process import COMMAND, Child
from pywry.transports.native.spares import Spares
from pywry_tools.errors import NoSuchWidget, PyWryError
from pywry_tools.ids import WidgetId

if TYPE_CHECKING:
    from pywry.render.assets import Assets
    from pywry.transports.native.options import Options

log = logging.getLogger("pywry.native")

CLOSE_REQUESTED = "window:close-requested"
CLOSED = "window:closed"


class NativeTransport:
    """Opens every widget of an app in an OS window of its own, through a child process; no port is listened on."""

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
        self._panes: dict[str, Pane] = {}
        self._spares = Spares()
        self._stopping = False
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

    def renew(self, view: PageView) -> None:
        """Keep another document for windows that load their page anew. May be called from any thread."""
        document, loop = self._document(view), self._loop
        if loop is None:
            return
        if asyncio._get_running_loop() is loop:
            self._hand_over(view, document)
        else:
            loop.call_soon_threadsafe(self._hand_over, view, document)

    def _hand_over(self, view: PageView, document: bytes) -> None:
        for pane in self._panes.values():
            if pane.view.token == view.token and self._child is not None:
                pane.view = view
                self._child.send({"action": "renew", "label": pane.label}, [document])

    async def close(self, widget: WidgetId) -> None:
        """Close a widget's windows."""
        for label in [label for label, pane in self._panes.items() if pane.widget == widget]:
            pane = self._panes.pop(label)
            pane.detach()
            if self._child is not None:
                self._child.send({"action": "close", "label": label})

    async def stop(self) -> None:
        """Close every window and end the child."""
        self._stopping = True
        for pane in self._panes.values():
            pane.detach()
        self._panes.clear()
        for task in list(self._tasks):
            task.cancel()
        if self._child is not None:
            await self._child.stop(self._options.shutdown_s)
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
        """
        child = await self._alive()
        line: dict[str, Any] = {"action": action, **fields}
        if widget is not None:
            line["label"] = self._label(widget)
        return await child.ask(line, timeout_s=timeout_s or self._options.response_s)

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
        except PyWryError:
            self._panes.pop(label, None)
            raise

    async def _fill(self, action: str, pane: Pane) -> None:
        child, view = await self._alive(), pane.view
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
        timeout_s = self._options.startup_s + self._options.create_s
        if view.page.url is not None:
            await child.ask(line | {"url": view.page.url}, timeout_s=timeout_s)
            return
        document = await asyncio.to_thread(self._document, view)
        await child.ask(line, [document], timeout_s=timeout_s)

    def _document(self, view: PageView) -> bytes:
        from pywry.render.assets import installed
        from pywry.render.csp import WINDOW_RULES, policy
        from pywry.render.page import render

        return render(
            view,
            self._assets or installed(),
            link="native",
            asset_base="/assets/",
            policy=policy(WINDOW_RULES),
        ).encode()

    async def _alive(self) -> Child:
        async with self._starting:
            if self._child is None or not self._child.alive:
                lost, is_first = list(self._panes.values()), self._child is None
                self._spares.forget()
                self._child = await Child.start(
                    self._options.for_child(),
                    took=self._took,
                    ended=self._ended,
                    command=(*self._command, *self._options.handed_over),
                )
                if not is_first:
                    await self._restore(lost)
            return self._child

    async def _restore(self, lost: list[Pane]) -> None:
        """The child is a new one: open what the old one had open."""
        self._panes.clear()
        child, self._starting = self._starting, asyncio.Lock()
        try:
            for pane in lost:
                await self._open(pane.label, self._listener.page(pane.widget, pane.view.token))
            for action, fields, widget in self._listener.belongings():
                await self._have_again(action, fields, widget)
        finally:
            self._starting = child

    async def _have_again(self, action: str, fields: Mapping[str, Any], widget: str | None) -> None:
        try:
            await self.ask(action, fields, widget=widget)
        except PyWryError as error:
            log.warning("%s could not be repeated for the new process: %s", action, error)

    def _ended(self, code: int | None) -> None:
        child = self._child
        for pane in self._panes.values():
            pane.detach()
        if self._stopping or child is None or child.is_second:
            return
        said = child.failure[1] if child.failure else " ".join(child.last_words[-3:])
        log.error(
            "the process that owns the windows has ended (exit code %s%s); the next call opens the windows again.",
            code,
            f"; {said}" if said else "",
        )

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
        elif kind == "painted" and pane is not None:
            pane.painted = True

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

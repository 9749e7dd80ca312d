"""The seam between the house and the places where it draws.

A transport is handed a `Listener`. For every page that shows a widget it attaches a `Viewer`, feeds it what the page
says, and carries what the viewer has to say. It never looks inside a message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol, runtime_checkable

from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Page

Capability = Literal["url", "tab", "window", "menu", "tray", "desktop"]
"""What a transport can do beyond carrying messages; "url" means that a person can open an address."""

Message = str | bytes
"""Text, or binary when bytes are attached; see docs/protocol.md."""


@dataclass(frozen=True, kw_only=True)
class PageView:
    """A page as it is now, for a document that is about to be delivered.

    Attributes:
        widget: Whose page it is.
        page: The model that it was shown with.
        html: The body as it is now.
        title: The title as it is now.
        theme: light, dark or system.
        css: Injected style sheets by id, as they are now.
        seq: The sequence number up to which html, title, theme and css are current.
        epoch: Which log that number belongs to.
        token: What lets a page join.
        families: The kinds of its panels, so that their code can be loaded early.
        traces: The types of its charts' traces, for the same.
        hosts: Other hosts that it may ask for data, as sources of a content security policy.
    """

    widget: WidgetId
    page: Page
    html: str
    title: str
    theme: str
    css: dict[str, str]
    seq: int
    epoch: str
    token: str
    families: frozenset[str]
    traces: frozenset[str] = frozenset()
    hosts: tuple[str, ...] = ()


class Belonging(NamedTuple):
    """What a process that owns windows is asked for to have something again that the one before it had.

    Attributes:
        action: As `Native.ask` takes it.
        fields: The same.
        widget: The same.
    """

    action: str
    fields: Mapping[str, Any]
    widget: str | None = None


class Viewer(Protocol):
    """One page that shows a widget, as its transport sees it. Every method is called on the app's loop."""

    def take(self) -> Message | None:
        """The next message for the page; None until `wake` is called again."""
        ...

    def receive(self, message: Message) -> None:
        """Take what the page said. Never blocks.

        Raises:
            ProtocolError: The message breaks the protocol. The transport first carries what `take` still gives,
                then closes with the error's code.
        """
        ...

    @property
    def done(self) -> bool:
        """Whether Python is through with the page: carry what `take` still gives, then close normally."""
        ...

    def detach(self) -> None:
        """The page is gone or its connection is."""
        ...


class Listener(Protocol):
    """What a transport asks of the house."""

    def page(self, widget: str, token: str) -> PageView:
        """The page as it is now. May be called from any thread.

        Raises:
            NoSuchWidget: It is not open.
            NotAllowed: The token is not the widget's.
        """
        ...

    def attach(self, widget: str, token: str, wake: Callable[[], None]) -> Viewer:
        """A page wants to show a widget. Call it on the app's loop.

        Args:
            widget: Which one.
            token: The widget's token.
            wake: Called on the loop when `take` has something to give; must not block.

        Raises:
            NoSuchWidget: It is not open.
            NotAllowed: The token is not the widget's.
        """
        ...

    def happened(self, label: str, name: str, data: Any) -> None:
        """Something happened outside of pages: to a widget's window, a menu, a tray. Call it on the app's loop.

        Args:
            label: The widget's id, or what else the event is about.
            name: The event's name.
            data: Its data.
        """
        ...

    async def may_close(self, widget: str, name: str, data: Any) -> bool:
        """Ask everyone who listens whether a window may close; one that answers False forbids it."""
        ...

    def belongings(self) -> Sequence[Belonging]:
        """What there is beside pages: menus and tray icons, for a process that takes the place of another."""
        ...

    def lost(self) -> None:
        """The windows are gone without anybody's wish; the next call opens them again. Call it on the app's loop."""
        ...

    def failed(self, why: str) -> None:
        """The transport cannot draw here: another one has to take over. Call it on the app's loop.

        Args:
            why: What is so, for a person.
        """
        ...

    def gone(self, widget: str) -> None:
        """The person has closed a widget's window for good. Call it on the app's loop."""
        ...


@runtime_checkable
class Native(Protocol):
    """What a transport with windows can do beside drawing."""

    async def ask(
        self, action: str, fields: Mapping[str, Any], *, widget: str | None = None, timeout_s: float | None = None
    ) -> Any:
        """Have the process that owns the windows do something, and return what it answers.

        Raises:
            NativeError: It was refused.
            NativeTimeout: There was no answer in time.
        """
        ...

    async def revive(self) -> None:
        """Open the windows again if they are gone without anybody's wish.

        Raises:
            NativeError: They cannot be.
            NoWindows: The same.
        """
        ...

    def renew(self, view: PageView) -> None:
        """Keep another document for windows that load their page anew. May be called from any thread.

        What is sent to the page afterwards reaches it after this.
        """
        ...


class Transport(Protocol):
    """A place where pages are drawn."""

    name: str
    capabilities: frozenset[Capability]

    async def start(self) -> None:
        """Get ready to draw; called once, on the app's loop, before the first `open`.

        Raises:
            PortTaken: The address to listen on is in use.
        """
        ...

    async def open(self, view: PageView) -> None:
        """Bring a page before the person."""
        ...

    async def close(self, widget: WidgetId) -> None:
        """Forget a page; its viewers have been told."""
        ...

    async def stop(self) -> None:
        """Let go of everything; called once."""
        ...

    def url(self, view: PageView) -> str | None:
        """Where a person can look; None where there is no address."""
        ...

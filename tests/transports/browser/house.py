"""A listener for tests: pages that say what they are told to, and hear what is said."""

from __future__ import annotations

import asyncio
import hmac
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pywry.transports.base import Message, PageView
from pywry_tools.errors import NoSuchWidget, NotAllowed, ProtocolError
from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Page


@dataclass
class Seat:
    """What a viewer is to its transport: a queue, and a record of what it heard."""

    wake: Callable[[], None]
    echoes: bool = True
    queue: deque[Message] = field(default_factory=deque[Message])
    heard: list[Message] = field(default_factory=list[Message])
    done: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self) -> Message | None:
        return self.queue.popleft() if self.queue else None

    def receive(self, message: Message) -> None:
        self.heard.append(message)
        if message == "break the protocol":
            self.say("what you said is wrong")
            raise ProtocolError("that breaks it " + "ä" * 200, close=4400)
        if message == "be a bug":
            raise RuntimeError("a bug in the house")
        if self.echoes:
            self.say(message)

    def say(self, *messages: Message) -> None:
        self.queue.extend(messages)
        self.wake()

    def dismiss(self) -> None:
        self.done = True
        self.wake()

    def detach(self) -> None:
        self.gone.set()


class House:
    """Knows pages by widget id; each has the token `t-<id>`."""

    def __init__(self) -> None:
        self.views: dict[str, PageView] = {}
        self.seats: dict[str, list[Seat]] = {}

    def show(self, widget: str, page: Page | None = None) -> PageView:
        page = page or Page(html=f"<h1>{widget}</h1>")
        view = PageView(
            widget=WidgetId(widget),
            page=page,
            html=page.html,
            title=page.title,
            theme=page.theme,
            css={},
            seq=0,
            epoch="e-1",
            token=f"t-{widget}",
            families=frozenset(),
        )
        self.views[widget] = view
        self.seats[widget] = []
        return view

    def update(self, widget: str, html: str) -> None:
        self.views[widget] = replace(self.views[widget], html=html)

    def page(self, widget: str, token: str) -> PageView:
        if widget not in self.views:
            raise NoSuchWidget(widget, self.views)
        if not hmac.compare_digest(token.encode(), self.views[widget].token.encode()):
            raise NotAllowed(f"the token is not the one of widget {widget!r}; open the URL that was printed.")
        return self.views[widget]

    def attach(self, widget: str, token: str, wake: Callable[[], None]) -> Seat:
        self.page(widget, token)
        seat = Seat(wake)
        self.seats[widget].append(seat)
        return seat

"""Clients that listen: each change of a page reaches them, in both eras of the protocol."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import mcp_types as wire
from fastmcp import FastMCP
from mcp.server.subscriptions import ListenHandler, ResourcesListChanged, ResourceUpdated, ServerEvent

from pywry_tools.projections.mcp.door import Change, Watched
from pywry_tools.projections.mcp.resources import WIDGETS, address

log = logging.getLogger("pywry.mcp")

PACE_S = 1 / 60
"""A page that changes more often is told of once in this time."""

Deliver = Callable[[ServerEvent], None]


def listen(server: FastMCP, door: Watched) -> None:
    """Serve `subscriptions/listen`, and `resources/subscribe` to clients of the era before."""
    bus = Bus(door)
    legacy = Subscribers(bus)
    # FastMCP serves neither, and has no way to add a method of the protocol itself.
    add: Callable[..., None] = server._mcp_server.add_request_handler  # pyright: ignore[reportPrivateUsage]
    add("subscriptions/listen", wire.SubscriptionsListenRequestParams, ListenHandler(bus))
    add("resources/subscribe", wire.SubscribeRequestParams, legacy.subscribe)
    add("resources/unsubscribe", wire.UnsubscribeRequestParams, legacy.unsubscribe)


@dataclass
class Pace:
    """When a resource was told of last, at which revision, and whether it will be again."""

    last: float = float("-inf")
    revision: int = -2
    newest: int = -2
    waits: bool = False


class Bus:
    """Carries changes from the house to clients; the house is watched only while somebody listens."""

    def __init__(self, door: Watched) -> None:
        self._door = door
        self._listeners: dict[object, Deliver] = {}
        self._end: Callable[[], None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._paces: dict[str, Pace] = {}

    async def publish(self, event: ServerEvent) -> None:
        """Deliver an event at once."""
        self._deliver(event)

    def subscribe(self, listener: Deliver) -> Callable[[], None]:
        """Deliver events from now on; what is returned ends it."""
        token = object()
        self._listeners[token] = listener
        if self._end is None:
            self._loop = asyncio.get_running_loop()
            self._end = self._door.watch(self._happened)

        def unsubscribe() -> None:
            self._listeners.pop(token, None)
            if not self._listeners and self._end is not None:
                self._end()
                self._end = None
                self._paces.clear()

        return unsubscribe

    def _happened(self, widget: str, change: Change, revision: int) -> None:
        """The house may live on another loop than the server."""
        assert self._loop is not None
        if _running() is self._loop:
            self._take(widget, change, revision)
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, widget, change, revision)

    def _take(self, widget: str, change: Change, revision: int) -> None:
        uri = address(widget)
        if change != "changed":
            self._deliver(ResourcesListChanged())
            self._deliver(ResourceUpdated(uri=WIDGETS))
            # What is opened under an id that was there before counts from the start.
            self._paces.pop(uri, None)
        pace = self._paces.setdefault(uri, Pace())
        pace.newest = revision
        if not pace.waits:
            self._tell(uri, pace)
        if change == "closed":
            self._paces.pop(uri, None)

    def _tell(self, uri: str, pace: Pace) -> None:
        """Tell of what is new, now or as soon as it is time again."""
        assert self._loop is not None
        if pace.newest == pace.revision:
            return
        now = self._loop.time()
        pace.waits = now - pace.last < PACE_S
        if pace.waits:
            self._loop.call_at(pace.last + PACE_S, self._late, uri, pace)
        else:
            pace.last, pace.revision = now, pace.newest
            self._deliver(ResourceUpdated(uri=uri))

    def _late(self, uri: str, pace: Pace) -> None:
        if self._paces.get(uri) is pace:
            pace.last = float("-inf")
            self._tell(uri, pace)

    def _deliver(self, event: ServerEvent) -> None:
        for listener in list(self._listeners.values()):
            listener(event)


def _running() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


@dataclass
class Subscriber:
    """A session of a client of the handshake's era.

    Attributes:
        session: The way to the client.
        end: Ends its listening.
        uris: What it subscribed to.
        tasks: What is being sent.
    """

    session: Any
    end: Callable[[], None] = lambda: None
    uris: set[str] = field(default_factory=set[str])
    tasks: set[asyncio.Task[None]] = field(default_factory=set["asyncio.Task[None]"])


class Subscribers:
    """Sessions that asked with `resources/subscribe`."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._sessions: dict[int, Subscriber] = {}

    async def subscribe(self, ctx: Any, params: wire.SubscribeRequestParams) -> wire.EmptyResult:
        """Tell this session of a resource's changes."""
        known = self._sessions.get(id(ctx.session))
        if known is None:
            known = self._sessions[id(ctx.session)] = Subscriber(ctx.session)
            known.end = self._bus.subscribe(lambda event: self._tell(known, event))
        known.uris.add(str(params.uri))
        return wire.EmptyResult()

    async def unsubscribe(self, ctx: Any, params: wire.UnsubscribeRequestParams) -> wire.EmptyResult:
        """Tell it no more."""
        known = self._sessions.get(id(ctx.session))
        if known is not None:
            known.uris.discard(str(params.uri))
            if not known.uris:
                self._drop(known)
        return wire.EmptyResult()

    def _tell(self, known: Subscriber, event: ServerEvent) -> None:
        if isinstance(event, ResourceUpdated) and event.uri in known.uris:
            task = asyncio.get_running_loop().create_task(self._send(known, event.uri))
            known.tasks.add(task)
            task.add_done_callback(known.tasks.discard)

    async def _send(self, known: Subscriber, uri: str) -> None:
        try:
            await known.session.send_resource_updated(uri)
        except Exception as error:
            log.debug("a client that subscribed to %s is gone: %s", uri, error)
            self._drop(known)

    def _drop(self, known: Subscriber) -> None:
        known.end()
        self._sessions.pop(id(known.session), None)

"""One tab that shows a widget: a seat that lasts over reconnects, and the connection that sits on it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pywry import wire
from pywry.runtime.calls import Calls
from pywry.runtime.exposed import Exposed
from pywry.runtime.widget import Widget
from pywry.transports.base import Message
from pywry.wire import Frame
from pywry_tools.access import LOCAL, Actor
from pywry_tools.errors import BadData, Closed, NoSuchEvent, ProtocolError

VERSION = 1
GUEST = "eye-"
"""Viewers that only look for a moment, such as our own screenshots, are not counted as somebody who watches."""

CAPABILITIES = ("call", "stream", "binary", "state")
WINDOW_BYTES = 4 * 2**20
ACK_AFTER = 32
ACK_S = 0.25
NEXT = b'{"kind":"next"'
CALL_KINDS = frozenset({"call", "next", "result", "error", "cancel", "credit"})


class Ears(Protocol):
    """What a viewer tells the hub."""

    @property
    def exposed(self) -> Mapping[str, Exposed]:
        """What pages may call."""
        ...

    def seat(self, widget: Widget, viewer: str) -> Seat:
        """The seat of a tab, new or kept."""
        ...

    def hear(self, seat: Seat, name: str, data: Any) -> None:
        """An event came from a page.

        Raises:
            NoSuchEvent: It is reserved and unknown.
            BadData: It is reserved and does not fit.
        """
        ...

    def lagged(self, seat: Seat, missed: int) -> None:
        """A viewer fell off the log."""
        ...

    def left(self, seat: Seat) -> None:
        """A connection is gone."""
        ...


class Seat:
    """What is kept of a tab while its connection comes and goes."""

    def __init__(self, widget: Widget, viewer: str, exposed: Mapping[str, Exposed]) -> None:
        self.widget = widget
        self.id = viewer
        self.guest = viewer.startswith(GUEST)
        self.connection: Connection | None = None
        self.direct: deque[Frame] = deque()
        self.calls = Calls(self.send, exposed, widget)
        self.last_event = 0
        self.active = time.monotonic()
        self.ready = asyncio.Event()
        self.leaving = False
        self.gone: asyncio.TimerHandle | None = None

    def send(self, frame: Frame) -> None:
        """Queue a frame for this tab alone."""
        self.direct.append(frame)
        if self.connection is not None:
            self.connection.poke()


class Connection:
    """A connected page; implements the Viewer of transports/base.py."""

    def __init__(self, widget: Widget, ears: Ears, wake: Callable[[], None], actor: Actor = LOCAL) -> None:
        self.widget = widget
        self.seat: Seat | None = None
        self.done = False
        self._ears = ears
        self._wake = wake
        self._actor = actor
        self._cursor = 0
        self._first: list[Frame] = []
        self._unacked: deque[tuple[int, int]] = deque()
        self._unacked_bytes = 0
        self._acked_event = 0
        self._ack_timer: asyncio.TimerHandle | None = None

    def poke(self) -> None:
        """Let the transport look for messages."""
        self._wake()

    def look(self) -> None:
        """Let the transport look for messages if the log has something new for it."""
        if self._cursor < self.widget.log.sent:
            self._wake()

    def take(self) -> Message | None:
        """The next message for the page."""
        seat = self.seat
        if self._first or seat is None:
            first, self._first = self._first, []
            return wire.pack(first) if first else None
        if self._cursor < self.widget.log.sent and (message := self._next_batch()) is not None:
            return message
        if not seat.direct:
            return None
        frames = [*self._event_ack(), *seat.direct]
        seat.direct.clear()
        return wire.pack(frames)

    def _next_batch(self) -> Message | None:
        while self._unacked_bytes < WINDOW_BYTES and self._cursor < self.widget.log.sent:
            batch = self.widget.batch(self._cursor)
            if batch is None:
                return self._resync("lagged")
            self._cursor = batch.end
            if batch.message is not None:
                self._unacked.append((batch.end, batch.size))
                self._unacked_bytes += batch.size
                return batch.message
        return None

    def _resync(self, reason: str) -> Message:
        with self.widget.lock:
            missed = self.widget.log.missed(self._cursor)
            head = self.widget.log.head
            frames = self.widget.snapshot(rendered=None)
        self._cursor = head
        if self.seat is not None:
            self._ears.lagged(self.seat, missed)
        return wire.pack([wire.frame("resync", {"reason": reason, "seq": head, "missed": missed}), *frames])

    def receive(self, message: Message) -> None:
        """Take what the page said."""
        try:
            for frame in wire.unpack(message):
                self._receive(frame)
        except ProtocolError as error:
            self._refuse(error, error.code)
            raise

    def _refuse(self, error: Exception, code: str) -> None:
        refusal = wire.frame("error", {"id": None, "error": {"code": code, "message": str(error)}})
        if self.seat is None:
            self._first.append(refusal)
        else:
            self.seat.send(refusal)

    def _receive(self, frame: dict[str, Any]) -> None:
        kind = frame["kind"]
        if self.seat is None:
            if kind != "hello":
                raise ProtocolError(f"the first frame must be hello, not {kind!r}; see docs/protocol.md, section 2.")
            self._hello(frame)
        elif kind == "event":
            self._event(self.seat, frame)
        elif kind == "ack":
            self._ack(_number(frame, "seq"))
        elif kind == "bye":
            self.seat.leaving = True
        elif kind in CALL_KINDS:
            self.seat.active = time.monotonic()
            self.seat.calls.hear(frame)
        else:
            raise ProtocolError(f"unknown frame kind {kind!r}; see docs/protocol.md for those there are.")

    def _event(self, seat: Seat, frame: dict[str, Any]) -> None:
        name, number = frame.get("name"), _number(frame, "id")
        if not isinstance(name, str) or "data" not in frame:
            raise ProtocolError("an event frame needs a name, a text, and data (null for nothing).")
        if number <= seat.last_event:
            return
        seat.last_event = number
        self._promise_ack(seat)
        try:
            self._ears.hear(seat, name, frame["data"])
        except (BadData, NoSuchEvent) as error:
            self._refuse(error, error.code)
        except Closed:
            return  # the widget was closed while the page still spoke

    def _promise_ack(self, seat: Seat) -> None:
        if seat.last_event - self._acked_event >= ACK_AFTER:
            seat.direct.extend(self._event_ack())
            self.poke()
        elif self._ack_timer is None:
            self._ack_timer = asyncio.get_running_loop().call_later(ACK_S, self._ack_now)

    def _ack_now(self) -> None:
        self._ack_timer = None
        if self.seat is not None and self.seat.connection is self:
            self.seat.direct.extend(self._event_ack())
            self.poke()

    def _event_ack(self) -> list[Frame]:
        last = self.seat.last_event if self.seat is not None else 0
        if last <= self._acked_event:
            return []
        self._acked_event = last
        return [wire.frame("ack", {"id": last})]

    def _ack(self, seq: int) -> None:
        before = self._unacked_bytes
        self._applied(seq)
        while self._unacked and self._unacked[0][0] <= seq:
            self._unacked_bytes -= self._unacked.popleft()[1]
        if before >= WINDOW_BYTES > self._unacked_bytes:
            self.poke()

    def _applied(self, seq: int) -> None:
        if self.seat is not None and self.seat.connection is self and not self.seat.guest:
            self.widget.applied[self.seat.id] = seq

    def _hello(self, frame: dict[str, Any]) -> None:
        viewer, cursor = frame.get("viewer"), frame.get("cursor")
        if frame.get("version") != VERSION:
            raise ProtocolError(
                f"this page speaks version {frame.get('version')!r} of the protocol, Python speaks {VERSION}; reload.",
                4426,
            )
        if not isinstance(viewer, str) or not 0 < len(viewer) <= 100 or not (cursor is None or type(cursor) is int):
            raise ProtocolError("a hello frame needs a viewer, a short text, and a cursor, a number or null.")
        seat = self._sit(viewer)
        with self.widget.lock:
            known = cursor if cursor is not None and frame.get("epoch") == self.widget.epoch else None
            rendered = frame.get("rendered")
            self._applied(self.widget.log.head if known is None else known)
            self._greet(seat, known, bool(frame.get("fresh", True)), rendered if type(rendered) is int else None)
        self.poke()

    def _sit(self, viewer: str) -> Seat:
        seat = self._ears.seat(self.widget, viewer)
        old = seat.connection
        if old is not None and old is not self:
            old.done = True
            old.poke()
        elif old is None and not seat.guest:
            self.widget.viewers += 1
        seat.connection = self
        self.seat = seat
        return seat

    def _greet(self, seat: Seat, cursor: int | None, fresh: bool, rendered: int | None) -> None:
        log = self.widget.log
        start = cursor if cursor is not None else (0 if not self.widget.joined else log.head)
        self.widget.joined = self.widget.joined or not seat.guest
        hello = {
            "version": VERSION,
            "widget": self.widget.id,
            "epoch": self.widget.epoch,
            "seq": log.head,
            "actor": {"user": self._actor.user, "roles": sorted(self._actor.roles)},
            "capabilities": CAPABILITIES,
            "calls": sorted(self._ears.exposed),
        }
        self._first.append(wire.frame("hello", hello))
        self._acked_event = 0
        self._first += self._event_ack()
        self._cursor = log.head
        if not fresh and cursor is not None and log.holds(cursor):
            self._cursor = cursor
            return
        missed = log.missed(start)
        reason = "joined" if fresh else "lagged"
        self._first.append(wire.frame("resync", {"reason": reason, "seq": log.head, "missed": missed}))
        self._first += self.widget.snapshot(rendered=rendered if fresh else None)
        self._first += [e.frame for e in log.after(start) if e.frame is not None and not e.covered]
        if missed:
            self._ears.lagged(seat, missed)

    def detach(self) -> None:
        """The connection is gone."""
        if self._ack_timer is not None:
            self._ack_timer.cancel()
            self._ack_timer = None
        seat = self.seat
        if seat is not None and seat.connection is self:
            seat.connection = None
            self.widget.viewers -= not seat.guest
            self.widget.applied.pop(seat.id, None)
            seat.direct = deque(frame for frame in seat.direct if not frame.text.startswith(NEXT))
            seat.calls.disconnected(
                f"the connection to the page of {seat.widget.id!r} was lost before it answered; call again."
            )
            self._ears.left(seat)


def _number(frame: dict[str, Any], key: str) -> int:
    value = frame.get(key)
    if type(value) is not int or value < 0:
        raise ProtocolError(f"a {frame['kind']} frame needs {key}, a whole number from 0.")
    return value

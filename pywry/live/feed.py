"""A source that is bound to a panel: what has come and was not drawn yet, and how it goes."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pywry.live.gate import Gate
from pywry.live.items import weight
from pywry_tools.errors import Closed, NoSuchPanel, NoSuchWidget
from pywry_tools.models.live import LiveState, Plan, Status

if TYPE_CHECKING:
    from pywry.live.feeds import Feeds

log = logging.getLogger("pywry.live")

MOST = 10_000
"""Points that wait at most; a source that has more is held."""

LATELY_S = 2.0
GONE = (Closed, NoSuchWidget, NoSuchPanel)


class Item(NamedTuple):
    """What a source said, and when, in seconds since 1970."""

    at: float
    value: Any


class Sink(Protocol):
    """What takes items into a panel."""

    window: int | None
    skips: bool

    def send(self, items: list[Item]) -> None:
        """Draw them, in order."""
        ...


class Pump(Protocol):
    """What moves items from a source into a feed."""

    name: str

    def start(self, feed: Feed) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """End what can be ended from outside."""
        ...


class Feed:
    """Holds items between a source, which may be fast, and a panel, whose pages may be slow.

    Args:
        feeds: The feeds of the same page.
        target: The panel, and the traces of it that grow; None is the whole panel.
        plan: What was asked for.
        pump: Where items come from.
        sink: Where they go.

    Attributes:
        id: Unique within the app.
        panel: The panel's id.
        done: Opens when it has ended and all is drawn.
        error: What the source raised last; None once it speaks again.
    """

    def __init__(self, feeds: Feeds, target: tuple[str, frozenset[int] | None], plan: Plan, pump: Pump, sink: Sink):
        self.panel, self.traces = target
        self.plan = plan
        self.done = Gate(is_open=False)
        self.error: Exception | None = None
        self.over = threading.Event()
        self.sink = sink
        self._feeds = feeds
        self._pump = pump
        self._room = Gate(is_open=True)
        self._lock = threading.Lock()
        self._items: list[Item] = []
        self._weight = 0
        self._count = 0
        self._paused = False
        self._recent: deque[tuple[float, int]] = deque()
        self._failed = False
        which = "" if self.traces is None else "/" + "-".join(map(str, sorted(self.traces)))
        self.id = f"{feeds.widget.id}/{self.panel}{which}"

    def __repr__(self) -> str:
        return f"<Feed {self.id} {self.status}>"

    def start(self) -> None:
        """Let the source speak."""
        self._pump.start(self)

    # --- how it goes

    @property
    def status(self) -> Status:
        """In a word."""
        if self.over.is_set():
            return "failed" if self._failed else "ended"
        return "paused" if self._paused else "running"

    @property
    def state(self) -> LiveState:
        """How it is doing now."""
        backlog = self._feeds.widget.backlog
        return LiveState(
            live=self.id,
            widget=self._feeds.widget.id,
            panel=self.panel,
            source=self._pump.name,
            status=self.status,
            count=self._count,
            rate=round(self._rate(), 1),
            lag=None if backlog is None else round(backlog.seconds, 3),
            window=self.sink.window,
            error=None if self.error is None else said(self.error),
        )

    def _rate(self) -> float:
        if self.over.is_set():
            return 0.0
        with self._lock:
            now, recent = time.monotonic(), [mark for mark in self._recent if mark[0] > time.monotonic() - LATELY_S]
            return (self._count - recent[0][1]) / max(now - recent[0][0], 0.1) if recent else 0.0

    # --- from the source

    def admits(self, delay_s: float) -> bool:
        """Block for a time and while there is no room; whether the source may speak."""
        if delay_s > 0:
            self.over.wait(delay_s)
        self._room.wait()
        return not self.over.is_set()

    async def passed(self) -> bool:
        """Wait while there is no room; whether the source may speak."""
        await self._room.passed()
        return not self.over.is_set()

    def put(self, value: Any) -> None:
        """Take what the source said; None is nothing."""
        if value is None:
            return
        with self._lock:
            if self.over.is_set():
                return
            first = not self._items
            self._items.append(Item(time.time(), value))
            self._count += 1
            self._weight += weight(value)
            if self._weight >= MOST:
                self._room.shut()
        if self.error is not None:
            self._recover()
        if first:
            self._feeds.wake()

    def stumble(self, error: Exception) -> None:
        """The source has raised and will be tried again."""
        if self.error is None or said(self.error) != said(error):
            log.error("live data of %s failed, trying again: %s", self.id, said(error), exc_info=error)
        self.error = error
        self._feeds.tell(self.panel)

    def _recover(self) -> None:
        self.error = None
        self._feeds.tell(self.panel)

    def finish(self, error: Exception | None = None) -> None:
        """The source has ended, or has raised for good: draw what waits, then be done."""
        self._feeds.post(lambda: self._finish(error))

    # --- to the panel; on the loop

    @property
    def waits(self) -> bool:
        """Whether something is to be drawn; what a source still says after a pause is not."""
        return bool(self._items) and not self._paused

    def flush(self) -> None:
        """Draw what waits and make room."""
        items = self._take()
        try:
            if items:
                self.sink.send(items)
        except GONE:
            self.end()
        except Exception as error:  # a sink reads what a person's source said, which may be anything
            self._fail(error)
        self._settle()

    def _take(self) -> list[Item]:
        with self._lock:
            items, self._items, self._weight = self._items, [], 0
            now = time.monotonic()
            self._recent.append((now, self._count - len(items)))
            while len(self._recent) > 1 and self._recent[1][0] < now - LATELY_S:
                self._recent.popleft()
            return items

    def thin(self) -> None:
        """Forget what a panel that shows the last value alone need not see."""
        with self._lock:
            if self.sink.skips and self.sink.window is not None:
                self._items = self._items[-self.sink.window :]
                self._weight = len(self._items)
        self._settle()

    def _settle(self) -> None:
        with self._lock:
            if self.over.is_set() or (not self._paused and self._weight < MOST):
                self._room.open()
            else:
                self._room.shut()

    # --- from its owner; any thread

    def pause(self) -> None:
        """Take nothing more for now."""
        if not self.over.is_set():
            self._paused = True
            self._settle()
            self._feeds.tell(self.panel)

    def resume(self) -> None:
        """Go on."""
        if self._paused:
            self._paused = False
            self._settle()
            self._feeds.wake()
            self._feeds.tell(self.panel)

    def stop(self) -> None:
        """End for good; what has come is drawn."""
        self._feeds.post(self._finish)

    def _finish(self, error: Exception | None = None) -> None:
        if self.over.is_set():
            return
        if self._items:
            self.flush()
        if error is not None and not self.over.is_set():
            self._fail(error)
        self.end()

    def _fail(self, error: Exception) -> None:
        log.error("live data of %s stopped: %s", self.id, said(error), exc_info=error)
        self.error, self._failed = error, True
        self.end()

    def end(self) -> None:
        """Be over, whatever waits."""
        if not self.over.is_set():
            self.over.set()
            self._pump.stop()
            self._settle()
            self._feeds.tell(self.panel)
            self.done.open()


def said(error: Exception) -> str:
    """An error in one line."""
    text = str(error) or type(error).__name__
    return text if type(error).__module__.startswith("pywry") else f"{type(error).__name__}: {text}"

"""All that is bound to the panels of one page: drawn together, at most once a frame, while pages keep up."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from pywry_tools.errors import Closed
from pywry_tools.ports import Panel

if TYPE_CHECKING:
    from pywry.live.feed import Feed

BEAT_S = 0.016
LAG_S = 0.5
MOST_FRAMES = 128
MOST_BYTES = 256 * 1024


class Backlog(Protocol):
    """What pages have not applied yet."""

    @property
    def frames(self) -> int:
        """How many."""
        ...

    @property
    def size(self) -> int:
        """Their bytes."""
        ...

    @property
    def seconds(self) -> float:
        """The age of the oldest."""
        ...


class Page(Protocol):
    """The page whose panels are fed."""

    @property
    def id(self) -> Any:
        """The widget's id."""
        ...

    @property
    def panels(self) -> Mapping[str, Panel]:
        """Its components."""
        ...

    @property
    def backlog(self) -> Backlog | None:
        """What the page that keeps up best has not applied yet; None if none is open."""
        ...

    def set_state(self, key: str, data: Any) -> None:
        """Set a state key; None takes it away."""
        ...


class Feeds:
    """The feeds of a page.

    Args:
        widget: The page.
        post: Calls something on the loop soon.
    """

    def __init__(self, widget: Page, post: Callable[[Callable[[], object]], None]) -> None:
        self.widget = widget
        self.post = post
        self.all: list[Feed] = []
        self._lock = threading.Lock()
        self._scheduled = False
        self._last = 0.0
        self._told: dict[str, dict[str, str] | None] = {}

    def add(self, feed: Feed) -> None:
        """Let a feed begin; those that fed the same end."""
        with self._lock:
            before = [old for old in self.all if overlap(old, feed)]
            self.all = [*(old for old in self.all if old not in before), feed]
        for old in before:
            old.stop()
        self.tell(feed.panel)
        feed.start()

    def review(self) -> None:
        """Some panels may be gone: what fed them ends."""
        with self._lock:
            gone = [feed for feed in self.all if feed.panel not in self.widget.panels]
            self.all = [feed for feed in self.all if feed not in gone]
        for feed in gone:
            feed.end()

    def close(self) -> None:
        """The page is gone."""
        for feed in self.all:
            feed.end()

    # --- drawing

    def wake(self) -> None:
        """Something waits to be drawn. Any thread."""
        with self._lock:
            scheduled, self._scheduled = self._scheduled, True
        if not scheduled:
            self.post(self._due)

    def _due(self) -> None:
        wait = self._last + BEAT_S - time.monotonic()
        if wait > 0:
            asyncio.get_running_loop().call_later(wait, self._beat)
        else:
            self._beat()

    def _beat(self) -> None:
        self._scheduled = False
        self._last = time.monotonic()
        if self.is_behind:
            for feed in self.all:
                feed.thin()
        else:
            for feed in [feed for feed in self.all if feed.waits]:
                feed.flush()
        if any(feed.waits and not feed.over.is_set() for feed in self.all):
            self.wake()

    @property
    def is_behind(self) -> bool:
        """Whether no page keeps up."""
        backlog = self.widget.backlog
        if backlog is None or (backlog.frames < MOST_FRAMES and backlog.size < MOST_BYTES):
            return False
        return backlog.seconds > LAG_S or backlog.size >= MOST_BYTES

    # --- telling

    def tell(self, panel: str) -> None:
        """Let pages show how the feeds of a panel are."""
        with self._lock:
            note = self._note(panel)
            if note == self._told.get(panel):
                return
            self._told[panel] = note
        with suppress(Closed):
            self.widget.set_state(f"live:{panel}", note)

    def _note(self, panel: str) -> dict[str, str] | None:
        from pywry.live.feed import said

        mine = [feed for feed in self.all if feed.panel == panel]
        for feed in mine:
            if feed.error is not None:
                return {"status": "failed", "text": said(feed.error)}
        return {"status": "paused", "text": ""} if any(feed.status == "paused" for feed in mine) else None


def overlap(one: Feed, other: Feed) -> bool:
    """Whether two feeds would write the same."""
    if one.panel != other.panel:
        return False
    return one.traces is None or other.traces is None or bool(one.traces & other.traces)

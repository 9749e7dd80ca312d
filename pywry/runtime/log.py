"""The bounded log of a widget: what was sent and what was heard, one sequence for all."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from pywry.wire import Frame

MAX_BYTES = 32 * 2**20
MAX_AGE_S = 300.0
OVERHEAD = 120
HEARD = 300


@dataclass(slots=True)
class Entry:
    """One line of the log.

    Attributes:
        seq: Its number.
        at: When, in seconds of the log's clock.
        frame: What goes to viewers; None for something that was heard from one.
        size: Bytes that it holds, nearly.
        covered: Whether a snapshot of the state says the same.
        heard: Name, data and viewer of an event from a page; None for something that was sent.
    """

    seq: int
    at: float
    frame: Frame | None
    size: int
    covered: bool = False
    heard: tuple[str, Any, str] | None = None


class Backlog(NamedTuple):
    """What somebody has not applied yet.

    Attributes:
        frames: How many, at most.
        size: Their bytes, nearly.
        seconds: The age of the oldest.
    """

    frames: int
    size: int
    seconds: float


class Log:
    """Entries in order, the oldest dropped beyond a size or an age. Not locked: its widget's lock guards it.

    Attributes:
        head: The number of the newest entry.
        sent: The number of the newest entry that goes to viewers.
        size: Bytes that it holds, nearly.
    """

    def __init__(
        self,
        *,
        max_bytes: int = MAX_BYTES,
        max_age_s: float = MAX_AGE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.max_bytes = max_bytes
        self.max_age_s = max_age_s
        self.clock = clock
        self.head = 0
        self.sent = 0
        self.size = 0
        self._gone = 0
        self._entries: list[Entry] = []
        self._start = 0
        self._lost: list[int] = []

    @property
    def tail(self) -> int:
        """The sequence number before the oldest entry that is kept."""
        return self.head - (len(self._entries) - self._start)

    def append(self, frame: Frame | None, *, covered: bool = False, heard: tuple[str, Any, str] | None = None) -> Entry:
        """Add an entry and drop what is too old or too much."""
        self.head += 1
        size = OVERHEAD + (frame.size if frame is not None else HEARD)
        if frame is not None:
            self.sent = self.head
        entry = Entry(self.head, self.clock(), frame, size, covered, heard)
        self._entries.append(entry)
        self.size += size
        if self.size > self.max_bytes or self._entries[self._start].at < entry.at - self.max_age_s:
            self.trim()
        return entry

    def trim(self) -> None:
        """Drop what is too old or too much; the newest entry always stays."""
        oldest = self.clock() - self.max_age_s
        while self._start < len(self._entries) - 1:
            entry = self._entries[self._start]
            if self.size <= self.max_bytes and entry.at >= oldest:
                break
            self._start += 1
            self.size -= entry.size
            if entry.frame is not None:
                self._gone = entry.seq
                if not entry.covered:
                    self._lost.append(entry.seq)
        if self._start > 4096 and self._start * 2 > len(self._entries):
            del self._entries[: self._start]
            self._start = 0
        if len(self._lost) > 200_000:
            del self._lost[:100_000]

    def holds(self, cursor: int) -> bool:
        """Whether everything that went to viewers after the cursor is still here."""
        return self._gone <= cursor <= self.head

    def missed(self, cursor: int) -> int:
        """How many events after the cursor are gone and in no snapshot."""
        return len(self._lost) - bisect_right(self._lost, cursor)

    def after(self, cursor: int, *, max_bytes: int | None = None) -> list[Entry]:
        """The entries after a cursor, up to a size; at least one if there is any."""
        first = self._start + max(0, cursor - self.tail)
        if max_bytes is None:
            return self._entries[first:]
        size, last = 0, first
        while last < len(self._entries) and size < max_bytes:
            size += self._entries[last].size
            last += 1
        return self._entries[first:last]

    def behind(self, cursor: int) -> Backlog:
        """What goes to viewers and lies after a cursor."""
        if cursor >= self.sent:
            return Backlog(0, 0, 0.0)
        waiting = [e for e in self.after(cursor) if e.frame is not None]
        return Backlog(len(waiting), sum(e.size for e in waiting), self.clock() - waiting[0].at if waiting else 0.0)

"""Who called what, with what, when, and how it ended."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from pywry_tools.access import Actor

LONG = 400


@dataclass(frozen=True, kw_only=True)
class Record:
    """One call through the door, or a count of posted ones.

    Attributes:
        tool: The tool's name.
        actor: Who called.
        arguments: In brief: long values are cut, live objects are left out.
        outcome: "ok", or the error's code.
        error: The error's text, if any.
        seconds: How long it took.
        at: When it began, in seconds since 1970.
        count: How many calls this stands for.
    """

    tool: str
    actor: Actor
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    outcome: str = "ok"
    error: str | None = None
    seconds: float = 0.0
    at: float = field(default_factory=time.time)
    count: int = 1


class Audit(Protocol):
    """Where records go. Implementations may be slow; callers do not wait on the way of a result."""

    async def write(self, record: Record) -> None:
        """Keep a record."""
        ...

    async def read(self, *, limit: int = 100, tool: str | None = None) -> Sequence[Record]:
        """The newest records, newest first."""
        ...


class MemoryAudit:
    """The last records, in memory."""

    def __init__(self, size: int = 10_000) -> None:
        self._records: deque[Record] = deque(maxlen=size)

    async def write(self, record: Record) -> None:
        """Keep a record; the oldest goes when there are too many."""
        self._records.append(record)

    async def read(self, *, limit: int = 100, tool: str | None = None) -> Sequence[Record]:
        """The newest records, newest first."""
        chosen = [r for r in reversed(self._records) if tool in (None, r.tool)]
        return chosen[:limit]


def brief(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments short enough to keep."""
    return {name: _brief(value) for name, value in arguments.items()}


def _brief(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return value if len(value) <= LONG else f"{value[:LONG]}... ({len(value)} characters)"
    kind = type(value).__name__
    try:
        size = len(value)
    except TypeError:
        return f"<{kind}>"
    return (
        value if size <= 8 and kind in ("list", "dict", "tuple") and len(repr(value)) <= LONG else f"<{kind} of {size}>"
    )

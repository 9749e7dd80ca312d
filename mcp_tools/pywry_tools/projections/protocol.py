"""The event book as `frontend/src/protocol.d.ts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pywry_tools.docstring import Docstring
from pywry_tools.events.base import Event, Way, load
from pywry_tools.projections.typescript import TypeWriter, comment, key

HEADER = """\
// Generated from the event classes in mcp_tools/pywry_tools/events.
// Do not edit: run `uv run python -m pywry_tools.projections.generate`.
"""

INTERFACES: dict[Way, tuple[str, str]] = {
    "down": ("EventsDown", "Events from Python to a page, by name."),
    "up": ("EventsUp", "Events from a page to Python, by name."),
}


def declarations() -> str:
    """The text of the file: every reserved event's payload, by way and name."""
    book = load()
    blocks = [interface(name, about, book[way]) for way, (name, about) in INTERFACES.items()]
    return "\n".join([HEADER, *blocks])


def interface(name: str, about: str, events: Mapping[str, type[Event]]) -> str:
    """One interface with a member an event."""
    members = [member(events[event]) for event in sorted(events)]
    return "\n".join([f"{comment(about, 0)}export interface {name} {{", *members, "}", ""])


def member(event: type[Event]) -> str:
    """One event: its name and what it carries."""
    schema = schema_of(event)
    payload = TypeWriter(schema.get("$defs")).type_of(schema, 2)
    return f"{comment(Docstring.parse(event.__doc__ or '').description, 2)}  {key(event.name)}: {payload};"


def schema_of(event: type[Event]) -> dict[str, Any]:
    """The payload's schema, by wire names."""
    return event.model_json_schema(by_alias=True, mode="validation")

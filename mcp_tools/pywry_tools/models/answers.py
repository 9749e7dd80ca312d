"""What the tools of pages answer."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Value, WidgetState

WARNINGS = "What a person could not read or would miss: empty charts and columns, cut texts, unreadable axes, errors."


class Widgets(Value):
    """What is open."""

    widgets: list[WidgetState]


class Description(Value):
    """What a page shows, as the page itself sees it."""

    widget: WidgetState
    warnings: list[str] = Field(default=[], description=WARNINGS)
    page: dict[str, Any] | None = Field(
        default=None, description="What the page reports; none is attached if left out."
    )
    console: list[dict[str, Any]] = Field(description="What pages printed, raised or had blocked lately.")


class Heard(Value):
    """Events that pages sent."""

    events: list[dict[str, Any]] = Field(description="Oldest first: seq, name, data, viewer.")
    cursor: int = Field(description="Give it as `since` to go on from here.")
    viewers: int
    note: str | None = None


class Evaluated(Value):
    """What a script returned."""

    value: Any = None


class Picture(Value):
    """A PNG of what is on screen, and what it shows in words."""

    widget: WidgetId
    panel: str | None = None
    width: int
    height: int
    warnings: list[str] = Field(default=[], description=WARNINGS)
    png: str = Field(description="Base64.")
    page: dict[str, Any] | None = Field(default=None, description="The same in words.")

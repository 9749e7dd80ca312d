"""Live data: what is bound to what, and how it goes."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Annotated, Any, Literal, Protocol, TypeAlias

from pydantic import Field, WithJsonSchema

from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Value

Source: TypeAlias = AsyncIterable[Any] | Iterable[Any] | Callable[[], Any] | str | PathLike[str]
"""An iterator, a function that is called at a rate, or the path of a file that grows; plain or async."""

Status = Literal["running", "paused", "ended", "failed"]

Rate: TypeAlias = Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)]
"""Times a second."""

Window: TypeAlias = Annotated[int, Field(ge=1), WithJsonSchema({"type": "integer", "minimum": 1})] | Literal["all"]
"""Points a trace, rows, or values that are kept."""

Retry: TypeAlias = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]
"""Seconds."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is bound to a panel, and how.

    Attributes:
        source: Where data comes from; None where a tool is asked.
        tool: The tool that is asked instead.
        args: Its arguments.
        pick: The part of everything that comes which is meant, as a dotted path.
        x: The key of the horizontal values.
        y: The keys of the measured values.
        traces: The traces of a chart that grow.
        rate: Times a second, at most; None is once a second for what is asked, and as it comes for what speaks.
        window: How much is kept; None is what suits the panel.
        by_id: Whether rows of a known id are changed in place of being appended.
        parse: Turns a line of a file into what is shown.
        retry: Seconds after which a source that raised is tried again; None is never.
    """

    source: Source | None = None
    tool: str | None = None
    args: Mapping[str, Any] | None = None
    pick: str | None = None
    x: str | None = None
    y: Sequence[str] | None = None
    traces: Sequence[int] | None = None
    rate: float | None = None
    window: int | Literal["all"] | None = None
    by_id: bool = False
    parse: Callable[[str], Any] | None = None
    retry: float | None = None


class LiveState(Value):
    """How a live source is doing."""

    live: str = Field(description="Its id, for live_pause, live_resume and live_stop.")
    widget: WidgetId
    panel: str
    source: str = Field(description="What it is, in brief.")
    status: Status
    count: int = Field(description="How many values have come.")
    rate: float = Field(description="Of them a second, lately.")
    lag: float | None = Field(default=None, description="Seconds that pages are behind; none if no page is open.")
    window: int | None = Field(default=None, description="How much is kept; none if all.")
    error: str | None = Field(default=None, description="Why it failed, or is tried again.")


class Lives(Value):
    """Every source that is bound to a panel, and those that ended or failed since."""

    lives: list[LiveState]


class Feed(Protocol):
    """A source that is bound to a panel. Its methods may be called from any thread and never wait."""

    @property
    def id(self) -> str:
        """Unique among those of an app."""
        ...

    @property
    def state(self) -> LiveState:
        """How it is doing now."""
        ...

    def pause(self) -> None:
        """Take nothing more for now."""
        ...

    def resume(self) -> None:
        """Go on."""
        ...

    def stop(self) -> None:
        """End for good."""
        ...


__all__ = ["Feed", "LiveState", "Lives", "Plan", "Rate", "Retry", "Source", "Status", "Window"]

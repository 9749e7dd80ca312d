"""What a script has to know of a page besides the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pywry.data.origin import Origin
from pywry_tools.ids import WidgetId
from pywry_tools.models.live import Plan
from pywry_tools.models.page import Page
from pywry_tools.ports import Panel, Reaction


class Source(Protocol):
    """A page that is open."""

    id: WidgetId
    page: Page
    kind: str
    panels: dict[str, Panel]
    react: Reaction | None

    @property
    def html(self) -> str:
        """The body as it is now."""
        ...

    @property
    def theme(self) -> str:
        """light, dark or system."""
        ...

    def kept_values(self) -> dict[str, Any]:
        """What pages keep, by state key."""
        ...


@dataclass(frozen=True)
class Listening:
    """A Python function that hears an event.

    Attributes:
        event: Its name or pattern.
        panel: The panel whose events it hears; None is all.
        function: The function's name.
    """

    event: str
    panel: str | None
    function: str


@dataclass(frozen=True)
class Bound:
    """A live source.

    Attributes:
        panel: The panel that it feeds.
        plan: What was asked for.
        source: What it is, in brief.
        status: running, paused, ended or failed.
    """

    panel: str
    plan: Plan
    source: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Around:
    """What the program has around a page.

    Attributes:
        title: The app's own title.
        label: Whether the page has a label of the program's own.
        listening: Functions that hear the page.
        everywhere: Functions that hear every page.
        exposed: Functions that pages may call.
        lives: What feeds its panels.
        has_menu: Whether its window has a menu.
        kept: What Python keeps with the page.
        origin: Finds where a frame comes from.
    """

    title: str = "PyWry"
    label: bool = False
    listening: Sequence[Listening] = ()
    everywhere: Sequence[Listening] = ()
    exposed: Sequence[str] = ()
    lives: Sequence[Bound] = ()
    has_menu: bool = False
    kept: Sequence[str] = ()
    origin: Callable[[Any], Origin | None] = lambda _: None

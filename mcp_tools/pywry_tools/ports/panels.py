"""What is on a page: panels, and the board of a dashboard that holds them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pywry_tools.events.base import Event

if TYPE_CHECKING:
    from pywry_tools.models.dashboard import Layout

PanelKind = Literal["chart", "grid", "metric", "markdown", "html", "input"]


class Panel(Protocol):
    """A component on a page, as Python keeps it for viewers that come later."""

    @property
    def id(self) -> str:
        """Unique within the page; the chartId or gridId of its events."""
        ...

    @property
    def kind(self) -> PanelKind:
        """What it is."""
        ...

    @property
    def title(self) -> str | None:
        """Its heading; None if it has none."""
        ...

    def wire(self) -> dict[str, Any]:
        """The whole state, as docs/protocol.md describes `panel:<id>`; arrays as numpy arrays."""
        ...

    def summary(self) -> dict[str, Any]:
        """A few JSON-able facts for an agent: rows, columns, traces, ranges."""
        ...

    def read(self, **query: Any) -> dict[str, Any]:
        """More of it as JSON-able data, as far as the family's read tool asks."""
        ...

    def heard(self, event: Event) -> Event | None:
        """Take note of an event of a page. Returns a down-event that every viewer should have; None for nothing."""
        ...

    def refused(self, event: Event) -> Sequence[Event]:
        """Put back what a person did, which a callback did not take. Returns the down-events that do; often none."""
        ...

    def apply(self, event: Event) -> Event | None:
        """Take a down-event into the state. Returns what to send: the event, another one, or None for nothing.

        Raises:
            BadData: The event does not fit the state.
        """
        ...


Reaction = Callable[[Event], Sequence["Event | Panel | Mapping[str, Any]"]]
"""What follows from an event of a page: down-events to send, panels to put in place of those of their ids, and the
value of the state key `layout`."""


class Board(Protocol):
    """The panels of a dashboard with the tables that they share and the links between them."""

    @property
    def panels(self) -> Sequence[Panel]:
        """The panels, in reading order."""
        ...

    @property
    def layout(self) -> dict[str, Any]:
        """Where the panels stand, as `change` takes it."""
        ...

    @property
    def state(self) -> dict[str, Any]:
        """The value of the state key `layout`."""
        ...

    @property
    def facts(self) -> dict[str, Any]:
        """Datasets, links, and what is filtered, for an agent."""
        ...

    def change(
        self,
        *,
        panels: Sequence[Any] = (),
        remove: Sequence[str] = (),
        datasets: Mapping[str, Any] | None = None,
        links: Sequence[Any] | None = None,
        layout: Layout | None = None,
        editable: bool | None = None,
    ) -> Sequence[Panel]:
        """Take new specs in; all of them or none.

        Args:
            panels: Specs of panels to add or replace; models.dashboard.PanelSpec.
            remove: Ids of panels to take away.
            datasets: Tables to add or replace, by name.
            links: In place of those that there are; None leaves them.
            layout: Where panels stand, in the new reading order; panels that are left out follow.
            editable: Whether a person may move and resize them; None leaves it.

        Returns:
            The panels that are new or have changed.

        Raises:
            BadData: Something does not fit; the message names the panel and the nearest names.
        """
        ...

    @property
    def versions(self) -> list[dict[str, Any]]:
        """What was changed, oldest first: version, at, what, and whether it is shown."""
        ...

    def step(self, steps: int) -> tuple[Sequence[Panel], Sequence[str]]:
        """Show another version: some changes back (below zero), or forth again.

        Returns:
            The panels that are there again or otherwise, and the ids of those that are gone.

        Raises:
            BadData: There are not so many changes.
        """
        ...

    def select(self, tab: str, tabs: str | None = None) -> str:
        """Show a tab to viewers at first; the name of its strip.

        Raises:
            BadData: There is no such tab, or several and no strip was named.
        """
        ...

    def react(self, event: Event) -> Sequence[Event | Panel | Mapping[str, Any]]:
        """What follows from an event of a page."""
        ...

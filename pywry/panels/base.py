"""What all panels have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pywry_tools.errors import BadData
from pywry_tools.events.base import Event
from pywry_tools.ports import PanelKind


class BasePanel(ABC):
    """A component on a page.

    Args:
        panel: Its id, unique within the page.
        title: Its heading; None if it has none.
    """

    KIND: ClassVar[PanelKind]

    def __init__(self, panel: str, title: str | None = None) -> None:
        self.id = panel
        self.title = title

    @property
    def kind(self) -> PanelKind:
        """What it is."""
        return self.KIND

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    def wire(self) -> dict[str, Any]:
        """The whole state as it travels in `panel:<id>`."""
        head: dict[str, Any] = {"kind": self.kind}
        if self.title is not None:
            head["title"] = self.title
        return {**head, **given(self._body())}

    @abstractmethod
    def _body(self) -> Mapping[str, Any]:
        """What the kind adds to the state on the wire; None values are left out."""

    def summary(self) -> dict[str, Any]:
        """A few facts for an agent."""
        return {}

    def read(self, **query: Any) -> dict[str, Any]:
        """More of it, as far as was asked for."""
        return self.summary()

    def apply(self, event: Event) -> Event | None:
        """Take a down-event into the state.

        Raises:
            BadData: It is for panels of another kind.
        """
        raise BadData(
            f"{event.name} cannot change panel {self.id!r}, which is a {self.kind}; replace the panel instead."
        )

    def heard(self, event: Event) -> Event | None:
        """Remember what a person did in it; nothing follows from that."""
        return None

    def refused(self, event: Event) -> Sequence[Event]:
        """What puts back what a person did and a callback did not take; empty where that means nothing."""
        return ()


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is None."""
    return {name: value for name, value in values.items() if value is not None}


def rebuilt(event: Event, **changes: Any) -> Event:
    """The same event with other values; what was not given stays not given."""
    return event.model_copy(update=changes)

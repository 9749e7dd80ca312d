"""The versions of a dashboard, so that a change can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pywry.data.table import Table
from pywry.panels.arrangement import Arrangement
from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import Link, PanelSpec

MOST = 50


@dataclass(frozen=True, kw_only=True)
class Version:
    """A dashboard as it was after a change.

    Attributes:
        words: What was changed.
        specs: The panels, as they were asked for.
        datasets: The tables.
        links: The links.
        arrangement: Where the panels stood.
        at: When that was.
    """

    words: str
    specs: Mapping[str, PanelSpec]
    datasets: Mapping[str, Table]
    links: Sequence[Link]
    arrangement: Arrangement
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


class History:
    """The last versions, and which of them is shown. The oldest are forgotten."""

    def __init__(self) -> None:
        self._versions: list[Version] = []
        self._first = 1
        self._at = -1

    def add(self, version: Version) -> None:
        """A change was made; what had been taken back cannot come again."""
        del self._versions[self._at + 1 :]
        self._versions.append(version)
        surplus = max(0, len(self._versions) - MOST)
        del self._versions[:surplus]
        self._first += surplus
        self._at = len(self._versions) - 1

    def at(self, steps: int) -> Version:
        """The version some steps before (below zero) or after the one that is shown.

        Raises:
            BadData: There are not so many.
        """
        wanted = self._at + steps
        if not 0 <= wanted < len(self._versions):
            raise BadData(self._refusal(steps))
        return self._versions[wanted]

    def go(self, steps: int) -> None:
        """Another version is shown now."""
        self._at += steps

    def facts(self) -> list[dict[str, Any]]:
        """Every version, oldest first."""
        return [
            {
                "version": self._first + place,
                "at": version.at.isoformat(timespec="seconds"),
                "what": version.words,
                "shown": place == self._at,
            }
            for place, version in enumerate(self._versions)
        ]

    def _refusal(self, steps: int) -> str:
        back, forth = self._at, len(self._versions) - 1 - self._at
        if steps < 0:
            there = f"only {back} can be" if back else "nothing can be"
            return f"{_changes(-steps)} cannot be taken back; {there}. dashboard_history lists them."
        there = f"only {forth} can be" if forth else "nothing was taken back"
        return f"{_changes(steps)} cannot be made again; {there}. dashboard_history lists them."


def _changes(count: int) -> str:
    return "one change" if count == 1 else f"{count} changes"


def words_for(
    panels: Sequence[PanelSpec],
    before: Mapping[str, PanelSpec],
    *,
    remove: Sequence[str],
    datasets: Sequence[str],
    links: bool,
    layout: bool,
) -> str:
    """What a change does, for a list of changes."""
    parts = [
        _listed("added", [spec.id for spec in panels if spec.id not in before]),
        _listed("replaced", [spec.id for spec in panels if spec.id in before]),
        _listed("removed", remove),
        _listed("datasets", datasets),
        "other links" if links else "",
        "another layout" if layout else "",
    ]
    return "; ".join(part for part in parts if part) or "whether a person may arrange panels"


def _listed(what: str, names: Sequence[str]) -> str:
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"{what} {shown}" if names else ""

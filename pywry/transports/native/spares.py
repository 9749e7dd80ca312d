"""Empty windows that wait, hidden, so that the next page need not wait for a window."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from pywry.transports.base import PageView

AFTERWARDS = frozenset({"width", "height"})
"""What can still be set on a window that is there."""


class Spares:
    """At most one window that waits."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._label: str | None = None
        self._is_ready = False

    @property
    def lacking(self) -> bool:
        """Whether none waits."""
        return self._label is None

    def waits(self, label: str) -> bool:
        """Whether this is the label of the one that waits."""
        return label == self._label

    def ready(self, label: str) -> None:
        """A window's own page is there; one that has not loaded yet would load the next page twice."""
        self._is_ready = self._is_ready or label == self._label

    def take(self, view: PageView) -> str | None:
        """The label of a window that fits a page; None if there is none."""
        if not self._is_ready or view.page.url is not None or not AFTERWARDS.issuperset(view.page.window):
            return None
        label, self._label = self._label, None
        return label

    def another(self, window: Mapping[str, Any]) -> dict[str, Any]:
        """The line that makes the next one.

        Args:
            window: What every window is like.
        """
        self._label, self._is_ready = f"spare-{next(self._numbers)}", False
        return {**window, "action": "create", "label": self._label, "html": "", "visible": False, "ask_close": True}

    def forget(self) -> None:
        """The windows are gone."""
        self._label = None

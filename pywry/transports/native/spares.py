"""Empty windows that wait, hidden, so that the next page need not wait for a window."""

from __future__ import annotations

import itertools
from typing import Any

from pywry.transports.base import PageView

AFTERWARDS = frozenset({"width", "height"})
"""What can still be set on a window that is there."""


class Spares:
    """At most one window that waits."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._label: str | None = None

    @property
    def lacking(self) -> bool:
        """Whether none waits."""
        return self._label is None

    def take(self, view: PageView) -> str | None:
        """The label of a window that fits a page; None if there is none."""
        if view.page.url is not None or not AFTERWARDS.issuperset(view.page.window):
            return None
        label, self._label = self._label, None
        return label

    def another(self) -> dict[str, Any]:
        """The line that makes the next one."""
        self._label = f"spare-{next(self._numbers)}"
        return {"action": "create", "label": self._label, "html": "", "visible": False, "ask_close": True}

    def forget(self) -> None:
        """The windows are gone."""
        self._label = None

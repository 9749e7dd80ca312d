"""Who wants to know that a widget has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pywry_tools.ids import WidgetId

Change = Literal["opened", "changed", "closed"]
Listener = Callable[[WidgetId, Change], None]


class Watch:
    """Listeners, of one widget or of all; they are told on the app's loop, and never waited for."""

    def __init__(self) -> None:
        self._listeners: dict[WidgetId | None, dict[object, Listener]] = {}

    def add(self, listener: Listener, widget: WidgetId | None = None) -> Callable[[], None]:
        """Listen from now on.

        Args:
            listener: Called with the widget's id and what has become of it; must not raise.
            widget: Only this one; None is every one.

        Returns:
            What ends it.
        """
        token = object()
        self._listeners.setdefault(widget, {})[token] = listener

        def end() -> None:
            mine = self._listeners.get(widget, {})
            mine.pop(token, None)
            if not mine:
                self._listeners.pop(widget, None)

        return end

    @property
    def watched(self) -> frozenset[WidgetId | None]:
        """The widgets that somebody listens to; None for whoever listens to all."""
        return frozenset(self._listeners)

    def tell(self, widget: WidgetId, change: Change = "changed") -> None:
        """Something has become of a widget."""
        for key in (widget, None):
            for listener in list(self._listeners.get(key, {}).values()):
                listener(widget, change)

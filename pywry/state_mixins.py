"""Mixins for components that work on the app, on every handle and in every transport."""

from __future__ import annotations

from typing import Any, Literal


class EmittingWidget:
    """Anything that can send events to pages: the base of `PyWry` and of every handle.

    A component of your own derives from it and is mixed into an app or a handle:

        class Notes(EmittingWidget):
            def notify(self, body: str) -> None:
                self.emit("pywry:alert", {"message": body})

        class App(Notes, PyWry): ...
    """

    def emit(self, event_type: str, data: Any = None, label: str | None = None) -> None:
        """Send an event to a page; every viewer gets it once, in order. Never blocks.

        Args:
            event_type: `namespace:event-name`; reserved names do what the event reference says.
            data: JSON-able data with figures, frames, arrays, dates, models and dataclasses anywhere inside.
            label: Which widget; None means this one, or all that are open.

        Raises:
            TypeError: The class was not mixed into PyWry or a handle.
        """
        raise TypeError(
            f"{type(self).__name__} cannot emit on its own; "
            f"mix it into PyWry or a handle: class App({type(self).__name__}, PyWry)."
        )

    def alert(
        self,
        message: str,
        alert_type: Literal["info", "success", "warning", "error", "confirm"] = "info",
        title: str | None = None,
        duration: int | None = None,
        callback_event: str | None = None,
        position: Literal["top-right", "top-left", "bottom-right", "bottom-left"] = "top-right",
        label: str | None = None,
    ) -> None:
        """Show a toast.

        Args:
            message: One or two sentences.
            alert_type: A confirm asks, and answers with `callback_event` and `{"confirmed": bool}`.
            title: A heading.
            duration: Milliseconds; None is the kind's own, 0 stays until it is closed.
            callback_event: For a confirm: the event that carries the answer.
            position: The corner.
            label: Which widget; None means this one, or all that are open.
        """
        data = {"message": message, "type": alert_type, "position": position}
        more = {"title": title, "duration": duration, "callback_event": callback_event}
        self.emit("pywry:alert", {**data, **{k: v for k, v in more.items() if v is not None}}, label)

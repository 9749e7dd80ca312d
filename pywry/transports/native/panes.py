"""A window of the child, and the page in it, as the parent sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pywry.transports.base import Listener, Message, PageView, Viewer
from pywry_tools.errors import NotAllowed, NotFound, ProtocolError

Send = Callable[["Pane", Message], None]
Down = Callable[["Pane", int, str], None]

CALL = "window_call"
PASSING = frozenset({"set_size", "set_position", "set_focus", "set_cookie", "set_cursor_position"})
"""Calls that leave nothing to be repeated in another window: events tell what came of them."""

OPPOSITES = {"unmaximize": "maximize", "unminimize": "minimize"}


def label_of(widget: str, number: int = 1) -> str:
    """The window's label for a widget's id; the window system knows no dots."""
    label = widget.replace(".", ":")
    return label if number == 1 else f"{label}/{number}"


class Pane:
    """One window that shows a widget.

    Attributes:
        label: The window's label.
        widget: Whose page it shows.
        view: The page as it was last delivered.
        painted: Whether it has been seen to draw.
        is_lost: Whether its window has ended with the process that owned it.
        ends: How often the process that draws its page has ended by itself.
    """

    def __init__(self, label: str, view: PageView, listener: Listener, send: Send, down: Down) -> None:
        self.label = label
        self.view = view
        self.painted = False
        self.is_lost = False
        self.ends = 0
        self.link = ""
        self._place: dict[str, Any] = {}
        self._calls: dict[str, Mapping[str, Any]] = {}
        self._listener = listener
        self._send = send
        self._down = down
        self._viewer: Viewer | None = None

    @property
    def is_mirror(self) -> bool:
        """Whether it is one more window of its widget."""
        return "/" in self.label

    @property
    def widget(self) -> str:
        """Whose page it shows."""
        return self.view.widget

    @property
    def place(self) -> dict[str, Any]:
        """Where its window is, how large, and whether it is shown, as far as that has changed since it was opened."""
        return dict(self._place)

    def happened(self, name: str, data: Any) -> None:
        """Something happened to its window."""
        if name in ("window:moved", "window:resized"):
            self._place |= data
        elif name in ("window:hidden", "window:shown"):
            self._place["visible"] = name == "window:shown"

    def asked(self, action: str, fields: Mapping[str, Any]) -> None:
        """The program has changed its window."""
        method = str(fields.get("method"))
        kept = OPPOSITES.get(method, method)
        if action == CALL and method not in PASSING and (method.startswith("set_") or kept in OPPOSITES.values()):
            self._calls.pop(kept, None)
            self._calls[kept] = {**fields, "action": action}

    def again(self) -> Iterator[Mapping[str, Any]]:
        """What to ask for so that another window is like this one was."""
        yield from self._calls.values()

    def lose(self) -> None:
        """Its window has ended with the process that owned it."""
        self.detach()
        self.is_lost, self.painted = True, False

    def opened(self, link: str) -> None:
        """Its page has connected, for the first time or anew."""
        self.detach()
        self.link = link
        try:
            self._viewer = self._listener.attach(self.widget, self.view.token, self.pump)
        except (NotAllowed, NotFound):
            self._down(self, 4404, "this widget is not open any more; show it again.")
        else:
            self.pump()

    def receive(self, message: Message) -> None:
        """Its page says something."""
        if self._viewer is None:
            return
        try:
            self._viewer.receive(message)
        except ProtocolError as error:
            self.pump()
            self.detach()
            self._down(self, error.close, str(error))

    def pump(self) -> None:
        """Hand over what waits for the page."""
        viewer = self._viewer
        while viewer is not None and (message := viewer.take()) is not None:
            self._send(self, message)
        if viewer is not None and viewer.done:
            self.detach()
            self._down(self, 1000, "closed")

    def detach(self) -> None:
        """The page is gone, or its connection is."""
        viewer, self._viewer = self._viewer, None
        if viewer is not None:
            viewer.detach()

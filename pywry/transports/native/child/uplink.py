"""What a page says, each text once and in order, although it may be said twice, and calls may overtake each other."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Uplink:
    """One window's way up, over all the connections that its page opens."""

    def __init__(self) -> None:
        self._link = ""
        self._next = 1
        self._early: dict[int, bytes] = {}
        self._taking = threading.Lock()

    def open(self, link: str) -> None:
        """The page begins anew; hearing of the same beginning twice changes nothing."""
        with self._taking:
            if link != self._link:
                self._link, self._next, self._early = link, 1, {}

    def take(self, body: bytes, say: Callable[[bytes], None]) -> None:
        """Hand over what came, and what has waited for it.

        Args:
            body: The connection and the number of this text, a line end, and the text.
            say: Takes each text.
        """
        head, _, text = body.partition(b"\n")
        link, number = head.decode().split(" ")
        with self._taking:
            if link != self._link or int(number) < self._next:
                return
            self._early[int(number)] = text
            while (due := self._early.pop(self._next, None)) is not None:
                self._next += 1
                say(due)

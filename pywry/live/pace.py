"""How often a source is asked."""

from __future__ import annotations

import time

LATE_S = 0.1


class Pace:
    """Moments at a rate.

    Args:
        rate: Times a second; None is as fast as can be.
    """

    def __init__(self, rate: float | None) -> None:
        self._gap_s = 0.0 if rate is None else 1 / rate
        self._next = 0.0

    def delay(self) -> float:
        """Seconds until the next moment, which is taken by asking. What was missed is not caught up with."""
        if not self._gap_s:
            return 0.0
        now = time.monotonic()
        if self._next < now - LATE_S:
            self._next = now
        due, self._next = self._next, self._next + self._gap_s
        return max(0.0, due - now)

"""How often the child is started again."""

from __future__ import annotations

import time
from collections.abc import Callable

from pywry_tools.errors import NativeError

QUICK_S = 3.0
TRIES = 3
PAUSE_S = 30.0


class Restarts:
    """Lets a child that ends right after each start rest for a while.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._quick = 0
        self._until = 0.0
        self._fate = ""

    def ended(self, lived_s: float, fate: str) -> None:
        """A child has ended by itself.

        Args:
            lived_s: How long it has run.
            fate: How it ended.
        """
        self._quick = self._quick + 1 if lived_s < QUICK_S else 0
        self._fate = fate
        if self._quick >= TRIES:
            self._until = self._clock() + PAUSE_S

    def check(self) -> None:
        """Whether another one may be started.

        Raises:
            NativeError: The last ones ended right after their start, and it is too early for the next.
        """
        left = self._until - self._clock()
        if left > 0:
            raise NativeError(
                f"the process that owns the windows has ended {self._quick} times right after its start "
                f"({self._fate}), so it is not started again for {left:.0f} s. `pywry doctor` looks for the cause; "
                "mode='browser' does without windows."
            )

"""Waiting until something is so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LOOK_S = 0.02


def until(look: Callable[[], T | None], what: str = "", timeout_s: float = 10) -> T:
    """Look again and again until there is something; that.

    Args:
        look: Called without arguments; what is false is not there yet.
        what: Names it in the error.
        timeout_s: How long to look.

    Raises:
        AssertionError: It did not come to be.
    """
    pause = threading.Event()
    end = time.monotonic() + timeout_s
    while not (found := look()):
        assert time.monotonic() < end, f"{what or look} did not come to be within {timeout_s:g} s; it is {found!r}"
        pause.wait(LOOK_S)
    return found

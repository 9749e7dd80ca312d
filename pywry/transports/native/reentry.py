"""How a frozen program starts its own executable a second time, as the child that owns the windows."""

from __future__ import annotations

import sys
from collections.abc import Mapping

FLAG = "PYWRY_REENTRY"


def is_frozen() -> bool:
    """Whether this program is an executable that has Python in it."""
    return bool(getattr(sys, "frozen", False))


def command() -> tuple[str, ...]:
    """The program that becomes the child, and its arguments."""
    return (sys.executable,) if is_frozen() else (sys.executable, "-m", "pywry.transports.native.child")


def environment() -> Mapping[str, str]:
    """What tells a frozen program that it is started as the child; nothing elsewhere."""
    return {FLAG: "1"} if is_frozen() else {}

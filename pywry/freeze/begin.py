"""The first moments of a frozen program."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from pywry.freeze import library_path
from pywry.transports.native.reentry import FLAG

SET_DEATH_SIGNAL = 1


def begin() -> None:
    """Become the process that owns the windows where that is asked for; else see to it that no orphan is left."""
    if os.environ.pop(FLAG, None) is not None:
        become_child()
    if sys.platform == "linux":
        library_path.system_first()
        if is_one_file():
            end_with_launcher(os.getppid())


def become_child() -> None:
    """Own the windows, and never return."""
    if sys.platform == "linux":
        library_path.system_only()
    from pywry.transports.native.child.__main__ import main

    main()


def is_one_file() -> bool:
    """Whether the executable holds everything, and was unpacked into a folder that vanishes with it."""
    unpacked = getattr(sys, "_MEIPASS", None)
    return unpacked is not None and not Path(unpacked).is_relative_to(Path(sys.executable).parent)


def end_with_launcher(launcher: int) -> None:
    """End when the process does that has unpacked this one; it is the one that a person sees, and may kill.

    Args:
        launcher: Its process id.
    """
    import ctypes

    try:
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, int(signal.SIGTERM))
    except (OSError, AttributeError):
        return  # not with this C library
    if os.getppid() != launcher:
        raise SystemExit(1)  # it ended before it could be followed

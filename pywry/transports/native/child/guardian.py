"""The end of the parent, however it ends: it takes the windows and the processes that draw in them with it."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from typing import NoReturn

from pywry.transports.native.web_processes import end_own

SET_DEATH_SIGNAL = 1


def leave(code: int) -> NoReturn:
    """End this process now, and those that draw for it."""
    end_own()
    os._exit(code)


def follow(parent: object) -> None:
    """End when the parent does. The end of stdin says so too, unless another process has inherited the pipe.

    Args:
        parent: Its process id; what is none is not followed.
    """
    if not isinstance(parent, int) or sys.platform != "linux":
        return
    _wake_at_its_end()
    try:
        handle = os.pidfd_open(parent)
    except ProcessLookupError:
        leave(0)
    except OSError:
        return  # a kernel that knows no such handles
    threading.Thread(target=_watch, args=(handle,), name="pywry-parent", daemon=True).start()


def _watch(handle: int) -> None:
    select.select([handle], [], [])
    leave(0)


def _wake_at_its_end() -> None:
    """A process that was stopped goes on when its parent ends, and finds that out."""
    import ctypes

    try:
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, int(signal.SIGCONT))
    except (OSError, AttributeError):
        return  # not with this C library; only a stopped process would need it

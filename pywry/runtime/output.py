"""Ends a program when whoever reads what it prints has left, as in `python program.py | head`."""

from __future__ import annotations

import atexit
import logging
import os
import select
import sys
from contextlib import suppress

from pywry.runtime.apps import LIVE

log = logging.getLogger("pywry")


def is_unread(error: BaseException) -> bool:
    """Whether something failed since it prints and nobody reads that any more; then every app is ended.

    Python ends a program whose main thread prints into such a pipe. Callbacks run in other threads, where the same
    would go on for ever, once an event.

    Args:
        error: What a callback has raised.
    """
    if not isinstance(error, BrokenPipeError) or not _has_no_reader():
        return False
    apps = list(LIVE)
    if apps:
        atexit.register(_discard)
        log.info("whoever read this program's output has left, so its pages are closed")
    for app in apps:
        app.destroy()
    return True


def _has_no_reader() -> bool:
    """Whether stdout is a pipe whose other end has been closed; False where the system cannot tell."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    try:
        poll.register(sys.stdout, 0)
    except (AttributeError, OSError, ValueError):
        return False  # it is None, closed, or no file of the system's
    return any(events & select.POLLERR for _, events in poll.poll(0))


def _discard() -> None:
    """Python writes out at its end what could not be written before, and would complain again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

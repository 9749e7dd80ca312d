"""Bringing a page before the person: a tab in the browser that the desktop prefers."""

from __future__ import annotations

import logging
import os
import sys
import threading

logger = logging.getLogger("pywry.browser")

OFF = frozenset({"", "0", "false", "no"})


def has_screen() -> bool:
    """Whether a tab would be seen here: a desktop, neither over SSH nor in CI, and not switched off."""
    if any(_is_set(name) for name in ("PYWRY_HEADLESS", "CI", "SSH_CONNECTION", "SSH_TTY")):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return _is_set("DISPLAY") or _is_set("WAYLAND_DISPLAY")


def open_tab(url: str) -> None:
    """Open a tab soon; what goes wrong is logged. Never blocks."""
    threading.Thread(target=_open, args=(url,), name="pywry tab", daemon=True).start()


def _is_set(name: str) -> bool:
    return os.environ.get(name, "").lower() not in OFF


def _open(url: str) -> None:
    import webbrowser

    place = url.partition("?")[0]
    try:
        opened = webbrowser.open(url)
    except (webbrowser.Error, OSError) as error:
        logger.warning("no tab could be opened for %s: %s; open the page's URL yourself.", place, error)
        return
    if not opened:
        logger.warning("no browser was found for %s; open the page's URL yourself.", place)

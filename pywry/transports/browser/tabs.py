"""Bringing a page before the person: a tab in the browser that the desktop prefers."""

from __future__ import annotations

import logging
import threading

logger = logging.getLogger("pywry.browser")


def open_tab(url: str) -> None:
    """Open a tab soon; what goes wrong is logged. Never blocks."""
    threading.Thread(target=_open, args=(url,), name="pywry tab", daemon=True).start()


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

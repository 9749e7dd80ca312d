"""Bringing a page before the person: a tab in the browser that the desktop prefers, or a window without tabs."""

from __future__ import annotations

import logging
import subprocess
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pywry.transports.base import PageView

logger = logging.getLogger("pywry.browser")


def open_tab(url: str, view: PageView) -> None:
    """Open a tab soon; what goes wrong is logged. Never blocks."""
    threading.Thread(target=_open, args=(url,), name="pywry tab", daemon=True).start()


def open_app_window(url: str, view: PageView) -> None:
    """Open a window of Chromium, Chrome or Edge that has no tabs; a tab where there is none of them. Never blocks."""
    size = [str(round(view.page.window[name])) for name in ("width", "height") if view.page.window.get(name)]
    wanted = [f"--window-size={','.join(size)}"] if len(size) == 2 else []
    threading.Thread(target=_open_app_window, args=(url, wanted), name="pywry tab", daemon=True).start()


def _open_app_window(url: str, wanted: list[str]) -> None:
    from pywry.headless.find import find_browser
    from pywry.headless.process import needed_here
    from pywry_tools.errors import NoBrowser

    quiet = subprocess.DEVNULL
    try:
        quiet_start = ("--no-first-run", "--no-default-browser-check")
        command = [str(find_browser()), f"--app={url}", *wanted, *quiet_start, *needed_here()]
        # Ctrl-C is for the program; and the window outlives it, as a tab does.
        subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, check=False)
    except (NoBrowser, OSError):
        _open(url)


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

"""What stands in for a title bar where a window has none: the page drags it, and has its buttons."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

from pywry.transports.native.child.desk import Desk, Window
from pywry.transports.native.child.errors import Refused, offer


def _toggle(webview: Any) -> None:
    if webview.is_maximized():
        webview.unmaximize()
    elif webview.is_resizable():
        webview.maximize()


DEEDS: dict[str, Callable[[Any], Any]] = {
    "drag": lambda webview: webview.start_dragging(),
    "maximize": _toggle,
    "minimize": lambda webview: webview.minimize(),
    # As the button of a title bar does it: the program may object.
    "close": lambda webview: webview.close(),
}


def handle(desk: Desk, window: Window, body: bytes) -> None:
    """Do what a person asks for with the mouse."""
    deed = str(json.loads(body)["do"])
    if deed not in DEEDS:
        raise Refused(f"a page cannot {deed!r} its window. {offer(deed, DEEDS)}", "no_such_action")
    DEEDS[deed](window.webview)


def zoom(desk: Desk, window: Window, body: bytes) -> None:
    """Show a page larger or smaller."""
    window.webview.set_zoom(float(json.loads(body)["zoom"]))


def print_page(_desk: Desk, window: Window, _body: bytes) -> None:
    """Open the dialog that prints, which holds up the main thread on Linux."""
    threading.Thread(target=window.webview.print, name="pywry-print", daemon=True).start()


COMMANDS: dict[str, Callable[[Desk, Window, bytes], Any]] = {
    "pywry_window": handle,
    "pywry_zoom": zoom,
    "pywry_print": print_page,
}

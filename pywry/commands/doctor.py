"""`pywry doctor`: what works here."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import textwrap
import time
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from importlib.metadata import version

from pywry.transports.native.missing import OTHERWISE
from pywry_tools.errors import NativeError, NoWindows, PyWryError

LIBRARIES = ("fastapi", "fastmcp", "plotly", "pydantic", "uvicorn", "websockets")
PAINT_S = 8.0
"""How long a window may take to draw before it is opened in another way."""
PAGE = "<h1>PyWry</h1><p>Native windows work here. This one closes by itself.</p>"
INDENT = 6

OK = "ok"
NONE = "none"
"""Missing, and nothing else fails for it."""
FAIL = "FAIL"


def run(options: Namespace) -> int:
    """Print one line a part; 1 when one fails that should work here, 0 when parts are merely not there."""
    from pywry import __version__

    system = f"{platform.system()} {platform.machine()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    _say(OK, f"pywry {__version__} on Python {platform.python_version()}, {system}")
    _say(OK, libraries)
    pages = _look("front end", _assets, FAIL)
    _look("headless browser, for screenshots and `pywry demo --once`", _browser, NONE)
    there = _native()
    drawn = there and _look("a window", _window, FAIL)
    placed = _look("PyWry() opens pages in", partial(_place, drawn), FAIL)
    return 0 if pages and placed and drawn == there else 1


def _native() -> bool:
    """Whether everything seems to be there that native windows need."""
    from pywry.transports.native import checkup

    parts = {
        "native windows, extra": checkup.extra,
        "native windows, web view": checkup.web_view,
        "native windows, display": checkup.display,
    }
    found = [_look(what, find, NONE) for what, find in parts.items()]
    _look("tray icons", checkup.tray, NONE)
    return all(found)


def _look(what: str, find: Callable[[], str], otherwise: str) -> bool:
    try:
        _say(OK, f"{what}: {find()}")
    except PyWryError as error:
        _say(otherwise, f"{what}: {str(error).removesuffix(OTHERWISE).rstrip()}")
        return False
    return True


def _say(found: str, what: str) -> None:
    line = f"{found:{INDENT}}{what}"
    if sys.stdout.isatty():
        width = max(60, shutil.get_terminal_size().columns)
        line = textwrap.fill(
            line, width, subsequent_indent=" " * INDENT, break_long_words=False, break_on_hyphens=False
        )
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _assets() -> str:
    from pywry.render.assets import Assets

    return f"{sum(1 for _ in Assets())} files"


def _browser() -> str:
    from pywry.headless.find import find_browser

    return str(find_browser())


def _window() -> str:
    from pywry.app import PyWry
    from pywry.settings import PyWrySettings, TimeoutSettings
    from pywry.transports.native.transport import NativeTransport

    start = time.monotonic()
    with PyWry(mode="new_window", settings=PyWrySettings(timeout=TimeoutSettings(paint=PAINT_S))) as app:
        transport = app.transport
        app.show(PAGE, title="pywry doctor", width=420, height=200)
        drawn = isinstance(transport, NativeTransport) and app.session.hub.portal.run(transport.painted(2.5 * PAINT_S))
        careful = isinstance(transport, NativeTransport) and bool(transport.care.env)
        taken = time.monotonic() - start
    if not drawn:
        raise NativeError(
            "it was opened, but nothing was drawn in it, with WEBKIT_DISABLE_DMABUF_RENDERER=1 neither. A graphics "
            "driver may be at fault. Use mode='browser'."
        )
    if careful:
        return "drawn, but only with WEBKIT_DISABLE_DMABUF_RENDERER=1. Set it, and windows are there at once"
    return f"drawn {taken:.2f} s after the start of its process"


def _place(windows: bool) -> str:
    """Where pages open.

    Args:
        windows: Whether native windows work.
    """
    from pywry import environment, placement
    from pywry.window_manager import BrowserMode

    choice = placement.choose(None, serves=False, hints=False)
    said = "" if choice.is_free else f", as {placement.MODE}={os.environ[placement.MODE]} says"
    if isinstance(choice.mode, BrowserMode):
        unseen = environment.unseen() if choice.is_free else None
        return f"the browser{said}{'' if unseen is None else f', and no tab is opened by itself, since {unseen}'}"
    if windows:
        return f"native windows{said}"
    if choice.is_free:
        return "the browser, since native windows do not work"
    raise NoWindows(f"native windows{said}, but they do not work here. Unset it, or get what is missing above.")

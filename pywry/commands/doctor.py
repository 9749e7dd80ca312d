"""`pywry doctor`: what works here."""

from __future__ import annotations

import os
import platform
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from importlib.metadata import version

from pywry_tools.errors import NativeError, PyWryError

LIBRARIES = ("fastapi", "fastmcp", "plotly", "pydantic", "uvicorn", "websockets")
PAINT_S = 15.0
PAGE = "<h1>PyWry</h1><p>Native windows work here. This one closes by itself.</p>"


def run(options: Namespace) -> int:
    """Print one line a part; 1 when something is missing that pages need."""
    from pywry import __version__

    system = f"{platform.system()} {platform.machine()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    _say(f"ok    pywry {__version__} on Python {platform.python_version()}, {system}")
    _say(f"ok    {libraries}")
    pages = _look("front end", _assets, "FAIL")
    _look("headless browser, for screenshots and `pywry demo --once`", _browser, "none")
    _native()
    _look("PyWry() opens pages in", _place, "FAIL")
    return 0 if pages else 1


def _native() -> None:
    """What native windows need; a window for a moment where everything seems to be there."""
    from pywry.transports.native import checkup

    parts = {
        "native windows, extra": checkup.extra,
        "native windows, web view": checkup.web_view,
        "native windows, display": checkup.display,
    }
    found = [_look(what, find, "none") for what, find in parts.items()]
    _look("tray icons", checkup.tray, "none")
    if all(found):
        _look("a window", _window, "FAIL")


def _look(what: str, find: Callable[[], str], otherwise: str) -> bool:
    try:
        _say(f"ok    {what}: {find()}")
    except PyWryError as error:
        _say(f"{otherwise}  {what}: {error}")
        return False
    return True


def _say(line: str) -> None:
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
    from pywry.transports.native.transport import NativeTransport

    start = time.monotonic()
    with PyWry(mode="new_window") as app:
        app.show(PAGE, title="pywry doctor", width=420, height=200)
        transport = app.transport
        drawn = isinstance(transport, NativeTransport) and app.session.hub.portal.run(transport.painted(PAINT_S))
        taken = time.monotonic() - start
    if not drawn:
        raise NativeError(
            f"it was opened, but nothing was drawn in it within {PAINT_S:g} s. A graphics driver may be at fault: try "
            "WEBKIT_DISABLE_DMABUF_RENDERER=1 in the environment, or use mode='browser'."
        )
    return f"drawn {taken:.2f} s after the start of its process"


def _place() -> str:
    from pywry import placement
    from pywry.window_manager import BrowserMode

    choice = placement.choose(None, serves=False)
    place = "the browser" if isinstance(choice.mode, BrowserMode) else "native windows"
    return place if choice.is_free else f"{place}, as {placement.MODE}={os.environ[placement.MODE]} says"

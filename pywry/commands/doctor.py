"""`pywry doctor`: what works here."""

from __future__ import annotations

import platform
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib.metadata import version

from pywry_tools.errors import PyWryError

LIBRARIES = ("fastapi", "fastmcp", "plotly", "pydantic", "uvicorn", "websockets")


def run(options: Namespace) -> int:
    """Print one line a part; 1 when something is missing that pages need."""
    from pywry import __version__

    system = f"{platform.system()} {platform.machine()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    pages, assets = _look("front end", _assets, "FAIL")
    _found, browser = _look("headless browser, for screenshots and `pywry demo --once`", _browser, "none")
    lines = [f"ok    pywry {__version__} on Python {platform.python_version()}, {system}", f"ok    {libraries}"]
    sys.stdout.write("\n".join([*lines, assets, browser]) + "\n")
    return 0 if pages else 1


def _look(what: str, find: Callable[[], str], otherwise: str) -> tuple[bool, str]:
    try:
        return True, f"ok    {what}: {find()}"
    except PyWryError as error:
        return False, f"{otherwise}  {what}: {error}"


def _assets() -> str:
    from pywry.render.assets import Assets

    return f"{sum(1 for _ in Assets())} files"


def _browser() -> str:
    from pywry.headless.find import find_browser

    return str(find_browser())

"""Which shared libraries stay outside: those that draw in windows come with the system.

WebKitGTK starts programs of its own, which have to fit it, and it is kept safe by the distribution's updates; so a
package of it is depended on, never a copy taken along. PyInstaller's way to leave libraries out is a list in the spec
file, by name. But what is not to be followed is only what PyTauri's module links to: libraries that Python itself or
another package needs are taken in as ever, under whatever name. So it is told that this one file needs nothing.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Collection
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

log = logging.getLogger("PyInstaller.pywry")


def leave_to_system(package: str) -> None:
    """Take in a package's compiled modules without the libraries that they link to. On Linux; elsewhere there are none.

    Args:
        package: Such as "pytauri_wheel".
    """
    if not sys.platform.startswith("linux"):
        return
    analysis: Any = import_module("PyInstaller.depend.bindepend")
    ask = getattr(analysis, "get_imports", None)
    if ask is None:
        log.warning("PyWry's hook does not know this PyInstaller: WebKitGTK will be taken in")
        return
    if getattr(ask, "pywry", False):
        return

    @wraps(ask)
    def answer(filename: Any, *args: Any, **options: Any) -> Collection[Any]:
        return [] if Path(filename).parent.name == package else ask(filename, *args, **options)

    answer.pywry = True  # type: ignore[attr-defined]  # a mark, so that a second program in one spec wraps nothing
    analysis.get_imports = answer

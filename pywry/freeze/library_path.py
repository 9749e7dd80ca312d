"""Where a frozen program and the programs that it starts look for shared libraries; on Linux.

PyInstaller names the folder of the bundle in LD_LIBRARY_PATH, which every process that is started inherits. There the
libraries of the machine that the program was built on would come before the system's own: in web views, which fit the
system's alone, in a browser, in whatever opens a file.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SEARCHED = "LD_LIBRARY_PATH"
BEFORE = "LD_LIBRARY_PATH_ORIG"
"""What it was when the program was started, as PyInstaller keeps it."""


def system_first() -> None:
    """Let what this process starts prefer the system's libraries; those of the bundle stay within reach."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is None or SEARCHED not in os.environ:
        return
    folders = (os.environ.get(BEFORE), home_of_libc(), bundle)
    os.environ[SEARCHED] = os.pathsep.join(folder for folder in folders if folder)


def system_only() -> None:
    """Let what this process starts know nothing of the bundle."""
    before = os.environ.pop(BEFORE, None)
    os.environ.pop(SEARCHED, None)
    if before:
        os.environ[SEARCHED] = before


def home_of_libc(maps: Path = Path("/proc/self/maps")) -> str | None:
    """The folder of the C library, which is the system's and never in a bundle; None if it is not known."""
    try:
        loaded = {line.rpartition(" ")[2] for line in maps.read_text().splitlines() if "/libc." in line}
    except OSError:
        return None
    return next((str(Path(file).parent) for file in sorted(loaded)), None)

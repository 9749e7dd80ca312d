"""How this program is started again: for autostart, and for addresses of its own scheme."""

from __future__ import annotations

import sys
from pathlib import Path


def launch_args() -> list[str]:
    """The arguments that Python gets, with the script's whole path; none for an executable of its own."""
    if getattr(sys, "frozen", False):
        return []
    args = sys.orig_argv[1:]
    script = Path(sys.argv[0])
    if script.is_file():
        return [str(script.resolve()) if Path(arg) == script else arg for arg in args]
    return args

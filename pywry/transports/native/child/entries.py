"""How entries of the desktop start this program again."""

from __future__ import annotations

import re
import sys

from pywry.transports.native.child.desk import Desk

SPECIAL = re.compile(r'([\\"`$])')


def command(desk: Desk) -> list[str]:
    """The program and its arguments, as it was started."""
    return [sys.executable, *map(str, desk.settings.get("launch", []))]


def exec_line(words: list[str]) -> str:
    """A command as the Exec line of a desktop entry wants it: quoted, and its backslashes escaped once more."""
    return " ".join(map(_quoted, words)).replace("\\", "\\\\")


def _quoted(word: str) -> str:
    escaped = SPECIAL.sub(r"\\\1", word).replace("%", "%%")
    return f'"{escaped}"'

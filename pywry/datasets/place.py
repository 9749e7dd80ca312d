"""Which files may be read."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from pywry.datasets.near import files_near
from pywry.datasets.safe import clean
from pywry_tools.access import Caller
from pywry_tools.errors import BadData, NotAllowed

ROOTS = "PYWRY_DATA_ROOT"
FREE: frozenset[Caller] = frozenset({"person"})
"""Who may read whatever the program may; others read below the allowed folders."""
GLOBS = frozenset("*?[]{}")
ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:")
SURROGATE = re.compile("[\ud800-\udfff]")
MOST_PATH = 4_000
MOST_PART = 255
DEVICES = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)$", re.IGNORECASE)


def roots_of(named: Sequence[str | Path] = ()) -> list[Path]:
    """The folders below which files may be read.

    Args:
        named: What the program says; empty is PYWRY_DATA_ROOT, else the working directory.

    Raises:
        BadData: One of them is no folder.
    """
    said = [str(part) for part in named] or [p for p in os.environ.get(ROOTS, "").split(os.pathsep) if p]
    found = [Path(part).expanduser().resolve() for part in said] or [Path.cwd().resolve()]
    for root in found:
        if not root.is_dir():
            raise BadData(f"the data root {root} is no folder; make it first, or name another.")
    return found


def place_of(path: str, roots: Sequence[Path], caller: Caller) -> Path:
    """The file to read, with all links followed, which has been checked.

    Args:
        path: As it was asked for; a relative one is looked for below each root.
        roots: The allowed folders.
        caller: Who asks.

    Raises:
        NotAllowed: It lies where the caller may not read.
        BadData: It is no file, or has a name that cannot be passed on.
    """
    if "\0" in path or not path.strip() or SURROGATE.search(path):
        raise NotAllowed("a path is a text without NUL and half characters; give the path of a file.")
    if len(path) > MOST_PATH or any(len(part.encode(errors="replace")) > MOST_PART for part in Path(path).parts):
        raise NotAllowed(f"{clean(path, MOST_PART)!r} is longer than any file's path; give the path of a file.")
    found = Path(path).expanduser().resolve() if caller in FREE else _allowed(path, roots)
    try:
        mode = found.stat().st_mode
    except OSError:
        near = files_near(path, roots)
        raise BadData(f"there is no file {clean(path)!r} below {_said(roots)}. {near}") from None
    if not stat.S_ISREG(mode):
        raise BadData(f"{clean(path)!r} is {_kind(mode)}, not an ordinary file; give the path of a file.")
    if GLOBS & set(str(found)):
        raise BadData(f"{clean(path)!r} has one of * ? [ ] {{ }} in its name, which stand for many files; rename it.")
    return found


def _allowed(path: str, roots: Sequence[Path]) -> Path:
    fault = _fault(path)
    found = None if fault else _below(path, roots)
    if found is None:
        raise NotAllowed(
            f"{clean(path)!r} {fault or 'is outside of what may be read'}. Files may be read below {_said(roots)}; "
            f"give a path there. Whoever runs the program can allow folders with {ROOTS} or `pywry mcp --data-root`."
        )
    return found


def _fault(path: str) -> str | None:
    """What is wrong with a path whatever is there."""
    if path.startswith(("//", "\\\\")) or (sys.platform != "win32" and "\\" in path):
        return "is a path of a network or of another system"
    if ADDRESS.match(path) and len(PureWindowsPath(path).drive) != 2:
        return "is an address, not a path"
    if sys.platform != "win32" and PureWindowsPath(path).drive:
        return "is a path of another system"
    parts = Path(path).parts
    if ".." in parts or path.startswith("~"):
        return "leads upwards, or to a home"
    if sys.platform == "win32" and any(DEVICES.match(part.partition(".")[0]) or ":" in part[2:] for part in parts):
        return "is a device"
    return None


def _below(path: str, roots: Sequence[Path]) -> Path | None:
    """The file, if it is below a root and not hidden there; the first root that has it counts."""
    inside: list[Path] = []
    for root in roots:
        found = (root / path).resolve()
        # Resolved with all links, so that none leads out; a link from one root into another is fine.
        homes = [found.relative_to(home) for home in roots if found.is_relative_to(home)]
        if homes and not any(_hidden(home) for home in homes) and not _hidden(_given(path, roots)):
            inside.append(found)
    return next((found for found in inside if found.exists()), inside[0] if inside else None)


def _given(path: str, roots: Sequence[Path]) -> Path:
    """A path as it was asked for, without the root that it begins with."""
    given = Path(path)
    return next((given.relative_to(root) for root in roots if given.is_relative_to(root)), given)


def _hidden(path: Path) -> bool:
    parts = PurePosixPath(path.as_posix()).parts
    return any(part.startswith(".") and part != "." for part in parts)


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or a socket"


def _said(roots: Sequence[Path]) -> str:
    return " or ".join(map(str, roots))

"""Where what is exported may go."""

from __future__ import annotations

import os
import re
import secrets
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from importlib.machinery import PathFinder
from pathlib import Path

from pywry.export.script.program import HEAD
from pywry_tools.access import Caller
from pywry_tools.errors import BadData, NotAllowed
from pywry_tools.models.export import SUFFIXES, Format

ROOTS = "PYWRY_EXPORT_ROOT"
FREE: frozenset[Caller] = frozenset({"person", "cli"})
"""Who may write wherever the program may; others write below the allowed folders."""
BY_ITSELF = frozenset({"__init__", "__main__", "conftest", "setup", "sitecustomize", "usercustomize"})
"""Modules that tools import without being asked."""

UNSAFE = re.compile(r"[^\w.-]+")


def place_of(path: str | None, wanted: Format, caller: Caller, overwrite: bool | None, name: str) -> Path:
    """The file to write, which has been checked.

    Args:
        path: As it was asked for; None is a file of our own.
        wanted: What is written.
        caller: Who asks.
        overwrite: Whether a file that is there may be replaced; None lets those who run the program do so.
        name: What a file of our own is called after.

    Raises:
        NotAllowed: It lies where the caller may not write.
        BadData: It is no file, or is there already.
    """
    if path is None:
        return _own(name, wanted)
    found = _anywhere(path) if caller in FREE else _allowed(path, wanted)
    if found.exists() and not found.is_file():
        raise BadData(f"{found} is no ordinary file; give the path of a file.")
    if not found.parent.is_dir():
        raise BadData(f"there is no folder {found.parent}; make it first, or give another path.")
    if found.exists() and not may_replace(caller, overwrite):
        raise BadData(f"{found} is there already; give another path, or overwrite=true.")
    if wanted == "py" and caller not in FREE:
        check_script(found)
    return found


def check_script(path: Path) -> None:
    """Let a script pass that is nobody's program, and that no other program would take for a module.

    Raises:
        NotAllowed: It is one.
    """
    if path.exists() and not path.read_bytes().startswith(HEAD.encode()):
        raise NotAllowed(f"{path} is a program that PyWry did not write; give another path.")
    name = path.stem
    if name.isidentifier() and (name in BY_ITSELF or name in sys.stdlib_module_names or _hides(name, path)):
        raise NotAllowed(
            f"{path.name} would be taken for the module {name!r} by other programs; give another name, such as "
            f"{name}_page.py."
        )


def _hides(name: str, path: Path) -> bool:
    spec = PathFinder.find_spec(name)
    # A folder of that name is no module as long as a file is.
    return spec is not None and spec.origin is not None and Path(spec.origin).resolve() != path


def may_replace(caller: Caller, overwrite: bool | None) -> bool:
    """Whether a file that is there may be replaced."""
    return overwrite if overwrite is not None else caller in FREE


def write(path: Path, content: bytes, *, replace: bool) -> None:
    """Write a file whole, or not at all; a link in its place is replaced, and not followed.

    Raises:
        BadData: It cannot be written.
    """
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".pywry-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            _settle(Path(temporary), path, replace=replace)
        finally:
            with suppress(FileNotFoundError):
                Path(temporary).unlink()
    except FileExistsError:
        raise BadData(f"{path} is there already; give another path, or overwrite=true.") from None
    except OSError as error:
        raise BadData(f"{path} cannot be written: {error.strerror or error}.") from None


def _settle(temporary: Path, path: Path, *, replace: bool) -> None:
    if path.exists():
        temporary.chmod(path.stat().st_mode & 0o777)
    else:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
    if replace:
        temporary.replace(path)
    else:
        # A link is made only where nothing is, so a file that came in between stays.
        os.link(temporary, path)


def roots() -> list[Path]:
    """The folders below which anybody may write: the working directory, and those that PYWRY_EXPORT_ROOT names."""
    named = [part for part in os.environ.get(ROOTS, "").split(os.pathsep) if part]
    return [Path.cwd().resolve(), *(Path(part).expanduser().resolve() for part in named)]


def cache() -> Path:
    """The folder that the system has for what may be thrown away."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local", "pywry", "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "pywry"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "pywry")


def _anywhere(path: str) -> Path:
    return Path(path).expanduser().absolute()


def _allowed(path: str, wanted: Format) -> Path:
    given = Path(path)
    if given.suffix.lower() not in SUFFIXES[wanted]:
        raise NotAllowed(f"{path!r} must end with {' or '.join(SUFFIXES[wanted])}, since it becomes {wanted}.")
    allowed = roots()
    # Resolved with all links, so that none leads out.
    found = (allowed[0] / given).resolve() if "\0" not in path else None
    if found is None or ".." in given.parts or not any(found.is_relative_to(root) for root in allowed):
        where = " or ".join(map(str, allowed))
        raise NotAllowed(
            f"{path!r} is outside of what may be written: {where}. Give a path below it, or none for a file of "
            f"PyWry's own; whoever runs the program can allow folders with {ROOTS}."
        )
    return found


def _own(name: str, wanted: Format) -> Path:
    folder = cache() / "exports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    return folder / f"{UNSAFE.sub('-', name)[:60]}-{stamp}{SUFFIXES[wanted][0]}"

"""How this installation is run and extended; every message that names a command asks here."""

from __future__ import annotations

import json
import shlex
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@cache
def is_clone() -> bool:
    """Whether the package runs from a clone of the repository."""
    return (ROOT / "pyproject.toml").is_file() and (ROOT / "mcp_tools").is_dir()


def command(*arguments: str, anywhere: bool = True) -> list[str]:
    """The words that run `pywry` with these arguments.

    Args:
        arguments: Such as "mcp", "--http".
        anywhere: Whether they have to work from any folder, as a client that starts a server needs; else from the
            clone's own folder.
    """
    if not is_clone():
        return ["pywry", *arguments]
    folder = ["--directory", str(ROOT)] if anywhere else []
    return ["uv", "run", *folder, "pywry", *arguments]


def command_line(*arguments: str) -> str:
    """The same as a line for a person who stands in the clone's folder."""
    return shlex.join(command(*arguments, anywhere=False))


def extra_line(extra: str) -> str:
    """The line that adds an optional part, such as "native"."""
    if is_clone():
        return f"uv sync --extra {extra}"
    where = f" @ {_source()}" if _source() else ""
    return f"pip install {shlex.quote(f'pywry[{extra}]{where}')}"


def rebuild_line() -> str:
    """The line that builds the front end anew."""
    if is_clone():
        return "uv sync --reinstall-package pywry"
    return f"pip install --force-reinstall {_source() or 'pywry'}"


@cache
def _source() -> str | None:
    """Where the package was installed from, as PEP 610 keeps it; None if it came from an index."""
    try:
        text = distribution("pywry").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    return json.loads(text).get("url") if text else None

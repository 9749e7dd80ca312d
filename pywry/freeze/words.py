"""The words of a program: what it names, imports and quotes. By them the hook tells what the program needs."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any, cast

from pywry.freeze.graph import name_of
from pywry.freeze.unasked import OURS

LONGEST = 64
"""A longer text is no name."""


def words(graph: Any) -> set[str]:
    """Every name and short text in the program's own modules, and in those of libraries that use PyWry."""
    found: set[str] = set()
    for node in graph.nodes():
        code = getattr(node, "code", None)
        if isinstance(code, CodeType) and not is_known(node):
            said = set(names(code))
            if not is_installed(node) or "pywry" in {word.partition(".")[0] for word in said}:
                found |= said
    return found


def is_known(node: Any) -> bool:
    """Whether a module is PyWry's, of a library that PyWry stands on, or of the standard library."""
    if name_of(node).partition(".")[0] in OURS:
        return True
    standard = Path(sysconfig.get_path("stdlib")).resolve()
    return not is_installed(node) and Path(node.filename or "").resolve().is_relative_to(standard)


def is_installed(node: Any) -> bool:
    """Whether a module was installed, other than with Python."""
    return not {"site-packages", "dist-packages"}.isdisjoint(Path(node.filename or "").parts)


def names(code: CodeType) -> Iterator[str]:
    """The names and short texts in a piece of code and in what it defines."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names(constant)
        elif isinstance(constant, str) and len(constant) <= LONGEST:
            yield constant
        elif isinstance(constant, tuple):
            yield from (str(part) for part in cast("tuple[object, ...]", constant))

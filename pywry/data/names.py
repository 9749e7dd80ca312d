"""Column names: any label as text, each once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import cast


def text_of(label: Hashable) -> str:
    """A label as text; the parts of a multi-level one are joined with spaces."""
    if isinstance(label, tuple):
        parts = [text_of(part) for part in cast("tuple[Hashable, ...]", label)]
        return " ".join(part for part in parts if part)
    return "" if label is None or label != label else str(label)


def unique(labels: Iterable[Hashable]) -> list[str]:
    """Names for columns: labels that read the same get a number, those that read as nothing are called `column n`."""
    # In a page this name is every object's prototype: to write to it breaks all of them.
    taken = {"__proto__"}
    names: list[str] = []
    for position, label in enumerate(labels, 1):
        base = text_of(label) or f"column {position}"
        name, number = base, 2
        while name in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name)
        names.append(name)
    return names

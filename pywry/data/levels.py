"""What a pandas frame's indexes of several levels say about its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from pywry.data.names import text_of

LIBRARIES = ("pandas", "modin")

Path = tuple[str, ...]


@dataclass(frozen=True)
class Levels:
    """Labels in levels, as headings and as rows that belong together.

    Attributes:
        paths: A column's labels from the outermost level in; columns of one level are left out.
        index: The columns that were the rows' index of several levels, outermost first.
    """

    paths: Mapping[str, Path] = field(default_factory=dict[str, Path])
    index: tuple[str, ...] = ()


def levels_of(frame: Any, names: list[str]) -> Levels | None:
    """The levels of a frame; None where there is one of each, or no pandas index at all.

    Args:
        frame: Of any library.
        names: Its columns as a table calls them, those of the index first.
    """
    if type(frame).__module__.partition(".")[0] not in LIBRARIES:
        return None
    columns, index = getattr(frame, "columns", None), getattr(frame, "index", None)
    wide, deep = getattr(columns, "nlevels", 1) > 1, getattr(index, "nlevels", 1) > 1
    if not wide and not deep:
        return None
    labels: list[Any] = list(columns) if columns is not None else []
    first = len(names) - len(labels)
    paths = zip(names[first:], labels, strict=True)
    return Levels(
        {name: trimmed(cast("tuple[Any, ...]", label)) for name, label in paths if wide and isinstance(label, tuple)},
        tuple(names[:first]) if deep else (),
    )


def trimmed(label: tuple[Any, ...]) -> Path:
    """The labels that say something."""
    return tuple(part for part in map(text_of, label) if part)

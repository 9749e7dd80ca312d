"""Where rows come from, so that they can be had again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Stamp = tuple[int, int]
"""A file's size in bytes, and its time in nanoseconds."""


def stamp_of(path: Path) -> Stamp | None:
    """A file's size and time; None if it is gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


@dataclass(frozen=True)
class Origin:
    """Where a dataset comes from: a file, or a query over other datasets.

    Attributes:
        name: What SQL calls it.
        path: The file; None for the result of a query.
        stamp: The file's size and time as it was read.
        table: The file's table or sheet.
        sql: The query; None for a file.
        inputs: The datasets that the query may name.
    """

    name: str
    path: Path | None = None
    stamp: Stamp | None = None
    table: str | None = None
    sql: str | None = None
    inputs: tuple[Origin, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether every file of it is still the one that was read."""
        unchanged = self.path is None or stamp_of(self.path) == self.stamp
        return unchanged and all(asked.is_there for asked in self.inputs)

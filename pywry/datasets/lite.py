"""SQLite files."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pywry.datasets.arrow import Rows, arrow
from pywry.datasets.cells import column, joined
from pywry.datasets.choice import choose
from pywry.datasets.duck import fits, quoted
from pywry.datasets.job import Job
from pywry.datasets.limits import MEGA, Limits
from pywry_tools.errors import BadData

BATCH = 20_000
STEPS = 10_000
CELL_BYTES = 16 * MEGA
NAMES = (
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "ORDER BY 1"
)


def read_sqlite(path: Path, table: str | None, job: Job, limits: Limits) -> tuple[Rows, str, list[str]]:
    """The rows of a table, its name, and the names of all.

    Raises:
        BadData: The file is broken or too large, or it has several tables and none was named.
    """
    arrow()
    try:
        with closing(_connect(path, job)) as made:
            names = [str(name) for (name,) in made.execute(NAMES)]
            chosen = choose(table, names, path)
            found = made.execute(f"SELECT * FROM {quoted(chosen)}")  # noqa: S608 - quoted
            return _rows(found, job, limits), chosen, names
    except sqlite3.Error as error:
        job.check()
        raise BadData(f"{path.name} cannot be read as SQLite: {error}.") from None


def _connect(path: Path, job: Job) -> sqlite3.Connection:
    # Without a log beside it nobody writes to it, and SQLite need not make files of its own to share it.
    still = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    made = sqlite3.connect(f"file:{quote(path.as_posix())}?mode=ro{still}", uri=True)
    made.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, CELL_BYTES)
    made.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    made.execute("PRAGMA query_only = ON")
    # What a view of a stranger's file calls must be harmless.
    made.execute("PRAGMA trusted_schema = OFF")
    made.execute("PRAGMA cell_size_check = ON")
    made.text_factory = _text
    made.set_progress_handler(lambda: int(job.stopped), STEPS)
    return made


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _rows(found: sqlite3.Cursor, job: Job, limits: Limits) -> Rows:
    pa = arrow()

    names = [str(part[0]) for part in found.description]
    parts: list[list[Any]] = [[] for _ in names]
    rows = size = 0
    while batch := found.fetchmany(BATCH):
        job.check()
        for kept, values in zip(parts, _columns(batch), strict=True):
            kept.append(column(values))
            size += kept[-1].nbytes
        rows += len(batch)
        fits(rows, size, limits)
    return pa.Table.from_arrays([joined(kept or [column([])]) for kept in parts], names=names)


def _columns(batch: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*batch, strict=True))

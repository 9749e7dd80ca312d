"""Files of every kind as Arrow tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from pywry.data.names import unique
from pywry.datasets.arrow import Rows, arrow
from pywry.datasets.book import read_book
from pywry.datasets.choice import choose
from pywry.datasets.duck import connection, quoted, taken, text
from pywry.datasets.job import Job
from pywry.datasets.limits import Limits
from pywry.datasets.lite import read_sqlite
from pywry.datasets.safe import NAME, clean
from pywry_tools.errors import BadData

SCANS = {
    ".csv": "read_csv({path})",
    ".tsv": "read_csv({path}, delim = '\t')",
    ".parquet": "read_parquet({path})",
    ".pq": "read_parquet({path})",
    ".json": "read_json({path})",
    ".jsonl": "read_json({path}, format = 'newline_delimited')",
    ".ndjson": "read_json({path}, format = 'newline_delimited')",
}
BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
BASES = (".db", ".sqlite", ".sqlite3", ".duckdb")
PACKED = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
KNOWN = (*SCANS, *(f"{end}.gz" for end in PACKED), *BOOKS, *BASES)
LITE = b"SQLite format 3\0"


class Read(NamedTuple):
    """What was read.

    Attributes:
        table: The rows.
        chosen: The table or sheet; None where the file has only rows.
        tables: All of them.
    """

    table: Rows
    chosen: str | None = None
    tables: Sequence[str] | None = None


Reader = Callable[[Path, str | None, Job, Limits], Read]


def read_file(path: Path, table: str | None, job: Job, limits: Limits) -> Read:
    """Read a file whole.

    Args:
        path: Which has been checked.
        table: The table or sheet; None is the only one.
        job: Stops it.
        limits: Bound it.

    Raises:
        BadData: It is of another kind, too large, broken, or has several tables and none was named.
        NotHere: A package is missing.
    """
    reader = reader_of(path)
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise BadData(f"{path.name} has {size:,} bytes, and {limits.file_bytes:,} may be read; take a smaller file.")
    found = reader(path, table, job, limits)
    return found._replace(table=tidy(found.table))


def reader_of(path: Path) -> Reader:
    """What reads a file of this name.

    Raises:
        BadData: Nothing does.
    """
    end = path.suffix.lower()
    if end == ".gz":
        end = Path(path.stem).suffix.lower()
        if end in PACKED:
            return _scan
    elif end in SCANS:
        return _scan
    elif end in BOOKS:
        return _book
    elif end in BASES:
        return _base
    raise BadData(f"{clean(path.name)!r} is not known as a file of data; its name must end with {', '.join(KNOWN)}.")


def _scan(path: Path, table: str | None, job: Job, limits: Limits) -> Read:
    _no_table(table, path)
    end = Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()
    with connection(job, limits, [path]) as made:
        return Read(taken(made, f"FROM {SCANS[end].format(path=text(str(path)))}", job, limits))


def _no_table(table: str | None, path: Path) -> None:
    if table is not None:
        raise BadData(f"{path.name} has rows and no tables; leave table out.")


def _book(path: Path, table: str | None, job: Job, limits: Limits) -> Read:
    return Read(*read_book(path, table, job, limits))


def _base(path: Path, table: str | None, job: Job, limits: Limits) -> Read:
    with path.open("rb") as file:
        is_lite = file.read(len(LITE)) == LITE
    return Read(*read_sqlite(path, table, job, limits)) if is_lite else _duck(path, table, job, limits)


def _duck(path: Path, table: str | None, job: Job, limits: Limits) -> Read:
    with connection(job, limits, [path, path.with_name(f"{path.name}.wal")]) as made:
        made.execute(f"ATTACH {text(str(path))} AS file (READ_ONLY)")
        rows = made.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_catalog = 'file' ORDER BY 1, 2"
        ).fetchall()
        names = {name if schema == "main" else f"{schema}.{name}": (schema, name) for schema, name in rows}
        chosen = choose(table, list(names), path)
        schema, name = names[chosen]
        return Read(taken(made, f"FROM file.{quoted(schema)}.{quoted(name)}", job, limits), chosen, list(names))


def tidy(table: Rows) -> Rows:
    """A table with names that can be read, each once, and sums as integers where they are."""
    pa = arrow()

    table = table.rename_columns(unique(clean(name, NAME).strip() for name in table.column_names))
    for at, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type) and field.type.scale == 0:
            try:
                table = table.set_column(at, field.name, table.column(at).cast(pa.int64()))
            except pa.ArrowInvalid:
                continue
    return table

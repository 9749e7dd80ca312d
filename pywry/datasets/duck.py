"""DuckDB behind a locked door: it reads the files that it is told, or none at all."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pywry.datasets.arrow import Rows, arrow, package
from pywry.datasets.job import Job
from pywry.datasets.limits import Limits
from pywry.datasets.safe import clean
from pywry_tools.errors import BadData

BATCH = 100_000
MESSAGE = 600
CLOSED: Mapping[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "temp_directory": "",
}


@contextmanager
def connection(job: Job, limits: Limits, paths: Sequence[Path] = ()) -> Generator[Any, None, None]:
    """A database in memory that reaches nothing but these files, and cannot be told otherwise.

    Raises:
        NotHere: DuckDB or Arrow is not installed.
    """
    duckdb = package("duckdb", "duckdb")
    # DuckDB hands rows out through it.
    arrow()
    made: Any = duckdb.connect(":memory:", config={**CLOSED, "memory_limit": limits.memory})
    try:
        allowed = ", ".join(text(str(path)) for path in paths)
        made.execute(f"SET allowed_paths = [{allowed}]; SET enable_external_access = false")
        # It would be drawn on stdout, where other programs read what we answer.
        made.execute("SET enable_progress_bar = false")
        made.execute("SET lock_configuration = true")
        job.use(made)
        try:
            yield made
        except duckdb.Error as error:
            job.check()
            raise BadData(_said(error, limits)) from None
        finally:
            job.drop(made)
    finally:
        made.close()


def select(job: Job, limits: Limits, tables: Mapping[str, Any], sql: str) -> Rows:
    """Answer one SELECT over tables.

    Args:
        job: Stops it.
        limits: Bound it.
        tables: Arrow tables by name.
        sql: The statement.

    Raises:
        BadData: It is no SELECT, or DuckDB does not understand it; the message is DuckDB's own.
    """
    with connection(job, limits) as made:
        one_select(made, sql)
        for name, table in tables.items():
            made.register(name, table)
        return taken(made, sql, job, limits)


def one_select(made: Any, sql: str) -> None:
    """Refuse everything but one statement that reads.

    Raises:
        BadData: It is something else.
    """
    kinds = [str(found.type).rpartition(".")[2] for found in made.extract_statements(sql)]
    if kinds != ["SELECT"]:
        what = ", ".join(kinds) or "nothing"
        raise BadData(
            f"SQL is one SELECT here, not {what}; nothing can be written, attached or set. Write such as "  # noqa: S608 - words
            "SELECT region, sum(amount) AS total FROM sales GROUP BY region."
        )


def taken(made: Any, sql: str, job: Job, limits: Limits) -> Rows:
    """All rows of a query, as far as the limits allow.

    Raises:
        BadData: There are more.
    """
    pa = arrow()

    reader = made.sql(sql).to_arrow_reader(BATCH)
    batches: list[Any] = []
    rows = size = 0
    for batch in reader:
        job.check()
        batches.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        fits(rows, size, limits)
    return pa.Table.from_batches(batches, schema=reader.schema)


def fits(rows: int, size: int, limits: Limits) -> None:
    """Refuse more than a dataset may have.

    Raises:
        BadData: Rows or bytes are too many.
    """
    if rows > limits.rows or size > limits.bytes:
        raise BadData(
            f"a dataset has at most {limits.rows:,} rows and {limits.bytes:,} bytes in memory, and this has more; take "
            "a smaller file, or select, filter and group for less."
        )


def _said(error: Exception, limits: Limits) -> str:
    """DuckDB's message, with what to do."""
    message = clean(str(error).partition("LINE 1:")[0], MESSAGE)
    if "disabled by configuration" in message or type(error).__name__ == "PermissionException":
        return "SQL reads open datasets and no files; open the file with data_open, and use its name as a table."
    if type(error).__name__ == "OutOfMemoryException":
        return f"this needs more than the {limits.memory} of memory that it may use; select, filter or group for less."
    return f"DuckDB says: {message} Open datasets are the tables; data_list_all names them with their columns."


def text(value: str) -> str:
    """A text as SQL."""
    return "'" + value.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A name as SQL."""
    return '"' + name.replace('"', '""') + '"'

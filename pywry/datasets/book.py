"""Workbooks: Excel's and OpenDocument's."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from pywry.data.names import unique
from pywry.datasets.arrow import Rows, arrow, package
from pywry.datasets.cells import column
from pywry.datasets.choice import choose
from pywry.datasets.duck import fits
from pywry.datasets.job import Job
from pywry.datasets.limits import Limits
from pywry_tools.errors import BadData

CHUNK = 1 << 20


def read_book(path: Path, table: str | None, job: Job, limits: Limits) -> tuple[Rows, str, list[str]]:
    """The rows of a sheet, whose first row has the names; the sheet's name, and the names of all.

    Raises:
        BadData: The file is broken or too large, or it has several sheets and none was named.
        NotHere: python-calamine or Arrow is not installed.
    """
    calamine = package("python_calamine", "python-calamine")
    arrow()
    check_size(path, job, limits)
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            names = list(book.sheet_names)
            chosen = choose(table, names, path)
            rows: list[list[Any]] = book.get_sheet_by_name(chosen).to_python()
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise BadData(f"{path.name} cannot be read as a workbook: {error}.") from None
    job.check()
    return _table(rows, limits), chosen, names


def check_size(path: Path, job: Job, limits: Limits) -> None:
    """Unpack a workbook once without keeping anything, for what it says of its size may be a lie.

    Raises:
        BadData: It is too large, or broken.
    """
    size = path.stat().st_size
    if zipfile.is_zipfile(path):
        try:
            size = _unpacked(path, job, limits.book_bytes)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise BadData(f"{path.name} cannot be unpacked: {error}.") from None
    if size > limits.book_bytes:
        raise BadData(
            f"{path.name} has more than {limits.book_bytes:,} bytes when it is unpacked; save the sheet as CSV or "
            "Parquet, which may be larger."
        )


def _unpacked(path: Path, job: Job, most: int) -> int:
    size = 0
    with zipfile.ZipFile(path) as packed:
        for part in packed.infolist():
            size += part.file_size
            if size > most:
                return size
        for part in packed.infolist():
            with packed.open(part) as file:
                while file.read(CHUNK):
                    job.check()
    return size


def _table(rows: list[list[Any]], limits: Limits) -> Rows:
    pa = arrow()

    if not rows:
        return pa.table({})
    names = unique(None if name == "" else name for name in rows[0])
    fits(len(rows) - 1, 0, limits)
    columns = [column([_whole(row[at]) for row in rows[1:]]) for at in range(len(names))]
    return pa.table(dict(zip(names, columns, strict=True)))


def _whole(value: Any) -> Any:
    # A workbook has no integers: every number is a double.
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value

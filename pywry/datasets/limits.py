"""How much data is taken in, and how long it may last."""

from __future__ import annotations

from dataclasses import dataclass

MEGA = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What a shelf of datasets allows.

    Attributes:
        file_bytes: Of a file on disk.
        book_bytes: Of a workbook, unpacked; it is read in one piece.
        rows: Of a dataset.
        bytes: Of a dataset in memory.
        total_bytes: Of all datasets together.
        count: How many datasets are open at once.
        seconds: For reading a file, and for a query.
        memory: What DuckDB may use for one of them.
    """

    file_bytes: int = 2048 * MEGA
    book_bytes: int = 256 * MEGA
    rows: int = 20_000_000
    bytes: int = 2048 * MEGA
    total_bytes: int = 4096 * MEGA
    count: int = 100
    seconds: float = 30
    memory: str = "2GB"

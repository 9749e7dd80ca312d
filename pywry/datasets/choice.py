"""Which table of a file is meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pywry.datasets.safe import NAME, clean
from pywry_tools.errors import BadData, nearest


def choose(table: str | None, names: Sequence[str], path: Path) -> str:
    """The table that is meant.

    Raises:
        BadData: There is none, or several and none was named.
    """
    if table is not None and table in names:
        return table
    if table is None and len(names) == 1:
        return names[0]
    shown = [clean(name, NAME) for name in names]
    if table is not None:
        raise BadData(f"{path.name} has no table {clean(table)!r}. {nearest(table, shown)}")
    if not names:
        raise BadData(f"{path.name} has no tables.")
    listed = ", ".join(map(repr, shown[:20])) + (" ..." if len(shown) > 20 else "")
    raise BadData(f"{path.name} has several tables; give one as table: {listed}.")

"""Files that may have been meant."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from pywry.datasets.safe import clean
from pywry_tools.errors import nearest

MOST = 200
"""How many folders are looked at, of each root; it may be a whole disk."""
DEEPEST = 3


def files_near(path: str, roots: Sequence[Path]) -> str:
    """Say which files below the roots have a name like that, or list them where there are few."""
    return nearest(clean(path), dict.fromkeys(clean(name) for root in roots for name in _files(root)))


def _files(root: Path) -> Iterator[str]:
    """Files that data are read from, as they may be asked for."""
    from pywry.datasets.files import KNOWN

    for folder, folders, names in islice(os.walk(root), MOST):
        inside = Path(folder).relative_to(root)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and len(inside.parts) < DEEPEST)
        yield from (
            (inside / name).as_posix()
            for name in sorted(names)
            if not name.startswith(".") and name.lower().endswith(KNOWN)
        )

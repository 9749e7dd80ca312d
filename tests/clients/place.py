"""Where what these tests download is kept: `build/clients`, which can be thrown away."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PLACE = Path(__file__).parents[2] / "build" / "clients"
READY = ".ready"


def filled(name: str, pins: Sequence[Path], fill: Callable[[Path], None]) -> Path:
    """A folder that holds what the pins name; the first call of all fills it.

    Args:
        name: Of the folder; what it held under other pins goes.
        pins: Files that say what is wanted.
        fill: Called with the empty folder.
    """
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in pins)).hexdigest()
    folder = PLACE / name
    ready = folder / READY
    with _alone(name):
        if not ready.is_file() or ready.read_text() != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            fill(folder)
            ready.write_text(wanted)
    return folder


@contextlib.contextmanager
def _alone(name: str) -> Iterator[None]:
    """One worker fills a folder, and the others wait."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with (PLACE / f"{name}.lock").open("w") as lock:
        # On Windows there is no such lock; run these tests there with one worker.
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield

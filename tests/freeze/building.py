"""Executables for tests, each built once for all workers."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Built:
    """An executable in one file.

    Attributes:
        path: Where it is.
        log: What PyInstaller said.
    """

    path: Path
    log: str

    @property
    def megabytes(self) -> float:
        """Its size."""
        return self.path.stat().st_size / 1e6

    def holds(self) -> set[str]:
        """The names of the files in it."""
        readers: Any = import_module("PyInstaller.archive.readers")
        return {str(name) for name in readers.CArchiveReader(str(self.path)).toc}


def build(script: Path, folder: Path, *arguments: str) -> Built:
    """Freeze a script as its docs say; where another worker has done so already, take that.

    Args:
        script: The program.
        folder: Where all workers build.
        arguments: For PyInstaller, in addition.

    Raises:
        AssertionError: PyInstaller failed; with what it said.
    """
    folder.mkdir(exist_ok=True)
    path, said = folder / script.stem, folder / f"{script.stem}.log"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            places = [f"--{place}path={folder / place}" for place in ("work", "spec")]
            command = [sys.executable, "-m", "PyInstaller", "--onefile", *places, f"--distpath={folder}", *arguments]
            # Of the tests' own environment, PyInstaller would inherit what makes warnings errors.
            env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
            done = subprocess.run(
                [*command, str(script)], cwd=folder, env=env, capture_output=True, text=True, check=False
            )
            said.write_text(done.stdout + done.stderr)
            assert done.returncode == 0, said.read_text()[-2000:]
    return Built(path, said.read_text())

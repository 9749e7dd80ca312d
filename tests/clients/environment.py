"""An environment for each library, with exactly the versions in `environments/`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.clients import place

HERE = Path(__file__).parent


def environment(library: str) -> Path:
    """The Python of a library's environment, which is made when it is asked for first."""
    pins = HERE / "environments" / f"{library}.txt"
    folder = place.filled(library, [pins], partial(_make, pins)) / "venv"
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def _make(pins: Path, folder: Path) -> None:
    uv = os.environ.get("UV") or shutil.which("uv")
    assert uv is not None, "environments are made by uv: pip install uv"
    venv = str(folder / "venv")
    made = [uv, "venv", "--quiet", "--python", f"{sys.version_info.major}.{sys.version_info.minor}", venv]
    fill = [uv, "pip", "install", "--quiet", "--python", venv, "--requirements", str(pins)]
    for command in (made, fill):
        # Below this project's folder, uv would hold to its pins.
        done = subprocess.run(command, cwd=tempfile.gettempdir(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

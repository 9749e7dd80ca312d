"""Runs a script again where the development tools are installed."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = "PYWRY_DEV_ENV"

LAST_PYTHON = (3, 13)
OLDEST_GLIBC = (2, 35)


def has_native_wheel() -> bool:
    """Whether PyTauri, which the extra `native` installs, is there ready-made for this Python on this system."""
    if sys.version_info[:2] > LAST_PYTHON:
        return False
    if platform.system() != "Linux":
        return True
    library, version = platform.libc_ver()
    return library == "glibc" and tuple(map(int, version.split(".")[:2])) >= OLDEST_GLIBC


def enter(script: str) -> int | None:
    """Run `script` again, with the same arguments, in the environment with the group `dev`.

    Returns:
        The exit code of that run; None when this already is that run.
    """
    if os.environ.get(MARK):
        return None
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        print("uv is missing: pip install uv (or: pipx install uv)", file=sys.stderr)
        return 3
    extras = ["--extra", "demo", "--extra", "freeze"] + (["--extra", "native"] if has_native_wheel() else [])
    command = [uv, "run", "--quiet", "--group", "dev", *extras, "python", script, *sys.argv[1:]]
    return subprocess.call(command, cwd=ROOT, env=os.environ | {MARK: "1"})

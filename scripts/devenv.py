"""Runs a script again where the development tools are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = "PYWRY_DEV_ENV"


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
    command = [uv, "run", "--quiet", "--group", "dev", "--extra", "demo", "python", script, *sys.argv[1:]]
    return subprocess.call(command, cwd=ROOT, env=os.environ | {MARK: "1"})

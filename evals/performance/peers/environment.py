"""The virtual environments of the peers, and one like them for PyWry: made with uv, kept in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from evals.performance.child import ROOT

OURS = "PyWry"
PEERS = ("Dash", "NiceGUI", "Panel", "Streamlit")
REQUIREMENTS = Path(__file__).with_name("requirements")


class Missing(Exception):
    """A framework cannot be installed here; says why."""


def installed() -> tuple[dict[str, Path], list[str]]:
    """The Python of PyWry and of every peer, and why peers are left out.

    Raises:
        Missing: PyWry itself cannot be installed into an environment of its own.
    """
    found, without = {OURS: interpreter(OURS)}, []
    for peer in PEERS:
        try:
            found[peer] = interpreter(peer)
        except Missing as why:
            without.append(str(why))
    return found, without


def interpreter(name: str) -> Path:
    """The Python in which a framework is installed; the first call installs it."""
    folder = place(name)
    done, python = folder / "complete", folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not done.exists():
        build(name, folder, python)
        done.touch()
    return python


def place(name: str) -> Path:
    """Where an environment is; other pins, another Python or another clone are another place."""
    what = f"{sys.version_info[:2]} {ROOT if name == OURS else ''}".encode() + pins(name).read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "pywry-evals" / f"{name.lower()}-{hashlib.sha256(what).hexdigest()[:12]}"


def pins(name: str) -> Path:
    """The exact versions of a framework and all that it needs."""
    return REQUIREMENTS / f"{name.lower()}.txt"


def build(name: str, folder: Path, python: Path) -> None:
    """Make an environment.

    Raises:
        Missing: There is no uv, or it cannot install the framework.
    """
    print(f"  installing {name} into {folder}", flush=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    install = ["pip", "install", "--compile-bytecode", "--python", str(python)]
    uv(name, ["venv", "--clear", "--python", sys.executable, str(folder)], folder.parent)
    uv(name, [*install, "--requirements", str(pins(name))], folder.parent)
    if name == OURS:
        uv(name, [*install, "--no-deps", "--editable", str(ROOT)], folder.parent)


def uv(name: str, command: list[str], folder: Path) -> None:
    """Run uv outside the repository, whose own pins it would take for the peer's."""
    program = shutil.which("uv")
    if program is None:
        raise Missing(f"{name} is left out: uv is not installed, which makes its environment")
    inherited = os.environ | {"PYWRY_SKIP_FRONTEND": "1"}
    ran = subprocess.run([program, *command], capture_output=True, text=True, cwd=folder, env=inherited)
    if ran.returncode:
        said = ran.stderr.strip().splitlines() or ["it said nothing"]
        raise Missing(f"{name} is left out: uv {command[0]} failed: {said[-1].strip()}")

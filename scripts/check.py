"""Runs every check that needs no browser: `uv run scripts/check.py`.

One line a check; what a check printed is shown only when it fails.
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.util import find_spec

import assets
import devenv

GENERATE = "pywry_tools.projections.generate"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How one check ended."""

    name: str
    good: bool
    said: str
    seconds: float

    def __str__(self) -> str:
        line = f"{'ok  ' if self.good else 'FAIL'} {self.name} ({self.seconds:.1f} s)"
        return line if self.good else f"{line}\n{self.said}\n"


def python(*arguments: str) -> tuple[bool, str]:
    """Run a Python module of the development environment."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=devenv.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode == 0, done.stdout.decode(errors="replace").strip()


def javascript(*arguments: str) -> tuple[bool, str]:
    """Run a tool of frontend/node_modules."""
    try:
        return True, assets.node(devenv.ROOT, *arguments)
    except assets.FrontendError as error:
        return False, str(error)


def checks() -> dict[str, tuple[str, ...]]:
    """Every check by name, the longest first; a path ending in a script of JavaScript is run by Node."""
    found = {
        "pyright": ("pyright",),
        "mypy": ("mypy",),
        "contract tests": ("pytest", "tests/contract", "-q", "-p", "no:cacheprovider"),
        "vitest": (assets.VITEST, "run"),
        "tsc": (assets.TSC, "--noEmit"),
        "tsc, build files": (assets.TSC, "--noEmit", "-p", "tsconfig.node.json"),
        "ruff check": ("ruff", "check"),
        "ruff format": ("ruff", "format", "--check"),
    }
    if find_spec(GENERATE.rpartition(".")[0]) and find_spec(GENERATE):
        found["generated files"] = (GENERATE, "--check")
    return found


def judge(name: str, command: tuple[str, ...]) -> Verdict:
    """Run one check."""
    began = time.monotonic()
    good, said = javascript(*command) if "/" in command[0] else python(*command)
    return Verdict(name=name, good=good, said=said, seconds=time.monotonic() - began)


def main() -> int:
    """Run all checks, two at a time; 1 when one failed."""
    code = devenv.enter(__file__)
    if code is not None:
        return code
    try:
        assets.install(devenv.ROOT, dev=True)
    except assets.FrontendError as error:
        print(error, file=sys.stderr)
        return 1
    good = True
    with ThreadPoolExecutor(max_workers=2) as pool:
        for done in as_completed([pool.submit(judge, name, command) for name, command in checks().items()]):
            verdict = done.result()
            good = good and verdict.good
            print(verdict, flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Runs every test: `uv run scripts/test.py [--install] [pytest arguments]`.

With --install, what the tests need from the system is installed first (Debian and Ubuntu). Without it, what is
missing is named, and the exit code is 3.
"""

from __future__ import annotations

import subprocess
import sys

import assets
import devenv
import system

MISSING = 3


def front_end_tests() -> int:
    """Build what pages load and run the TypeScript tests; the exit code."""
    try:
        assets.build(devenv.ROOT)
        assets.install(devenv.ROOT, dev=True)
        print(assets.node(devenv.ROOT, assets.VITEST, "run"), flush=True)
    except assets.FrontendError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def main() -> int:
    """Check the system, then run vitest, then pytest, whose closing line is the last one printed."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--install"]
    if not system.ready(install="--install" in sys.argv[1:]):
        return MISSING
    code = devenv.enter(__file__)
    if code is not None:
        return code
    code = front_end_tests()
    if code:
        return code
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--maxprocesses", "4", *arguments]
    return subprocess.call(command, cwd=devenv.ROOT)


if __name__ == "__main__":
    raise SystemExit(main())

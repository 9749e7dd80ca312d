"""Both checkers see mistakes in the typed faces, and nothing wrong in sound uses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANTED = ROOT / "tests" / "contract" / "planted.py"


def mistakes() -> set[int]:
    return {n for n, line in enumerate(PLANTED.read_text().splitlines(), 1) if "# mistake" in line}


def mypy() -> set[int]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--no-error-summary",
            "--config-file",
            "pyproject.toml",
            str(PLANTED),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return {int(n) for n in re.findall(r"planted\.py:(\d+): error", done.stdout)}


def pyright() -> set[int]:
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", str(PLANTED)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)["generalDiagnostics"]
    return {d["range"]["start"]["line"] + 1 for d in found if d["severity"] == "error"}


@pytest.mark.timeout(180)
@pytest.mark.parametrize("checker", [mypy, pyright], ids=["mypy", "pyright"])
def test_a_checker_reports_the_planted_mistakes_and_no_sound_line(checker: type) -> None:
    assert checker() == mistakes()


def test_every_package_says_that_it_is_typed() -> None:
    for package in ("pywry", "mcp_tools/pywry_tools", "agents/pywry_agents"):
        assert (ROOT / package / "py.typed").is_file()

"""What is downloaded for these tests is named exactly, and from nowhere in particular."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("driver", sorted(HERE.glob("drivers/*.py")), ids=lambda path: path.stem)
def test_every_library_has_an_environment_whose_versions_are_exact(driver: Path) -> None:
    lines = (HERE / "environments" / f"{driver.stem}.txt").read_text().splitlines()
    assert len(lines) > 20
    assert all(re.fullmatch(r"[a-z0-9._-]+==[^ /]+( ; [^/]+)?", line) for line in lines), lines


def test_every_environment_has_a_library() -> None:
    assert {path.stem for path in HERE.glob("environments/*")} == {path.stem for path in HERE.glob("drivers/*.py")}


def test_the_programs_of_node_are_exact_and_come_from_nowhere_in_particular() -> None:
    wanted = json.loads((HERE / "package.json").read_text())["devDependencies"]
    locked = json.loads((HERE / "package-lock.json").read_text())["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert not [name for name, entry in locked.items() if "resolved" in entry]
    assert all("integrity" in entry for name, entry in locked.items() if name)

"""The generated files and their check."""

from __future__ import annotations

from pathlib import Path

import pytest

from pywry_tools.projections import generate


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    generate.write(tmp_path)
    return tmp_path


def test_what_was_written_is_not_stale(clone: Path) -> None:
    assert generate.stale(clone) == []
    assert generate.write(clone) == []


def test_an_edited_file_is_named_and_written_anew(clone: Path) -> None:
    (clone / "docs/events.md").write_text("# Events\n", encoding="utf-8")
    assert generate.stale(clone) == ["docs/events.md"]
    assert generate.write(clone) == ["docs/events.md"]
    assert generate.stale(clone) == []


def test_the_page_of_a_family_that_is_gone_is_taken_away(clone: Path) -> None:
    (clone / "docs/tools/gone.md").write_text("# Gone\n", encoding="utf-8")
    assert generate.stale(clone) == ["docs/tools/gone.md"]
    generate.write(clone)
    assert not (clone / "docs/tools/gone.md").exists()


def test_it_takes_one_argument(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--cheque"]) == 2
    assert capsys.readouterr().err == "unknown argument '--cheque'; there is only --check\n"

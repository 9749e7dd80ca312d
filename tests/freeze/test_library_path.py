"""Where a frozen program's own programs look for libraries."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pywry.freeze import library_path

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="LD_LIBRARY_PATH is Linux's")

BUNDLE = "/tmp/_MEI1"


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(sys, "_MEIPASS", BUNDLE, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", BUNDLE)
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    return monkeypatch


def test_the_system_comes_before_the_bundle(frozen: pytest.MonkeyPatch) -> None:
    library_path.system_first()
    system, bundle = os.environ["LD_LIBRARY_PATH"].split(":")
    assert next(Path(system).glob("libc.*")) and bundle == BUNDLE


def test_what_the_person_has_set_comes_first(frozen: pytest.MonkeyPatch) -> None:
    frozen.setenv("LD_LIBRARY_PATH_ORIG", "/opt/lib")
    library_path.system_first()
    assert os.environ["LD_LIBRARY_PATH"].startswith("/opt/lib:/") and os.environ["LD_LIBRARY_PATH"].endswith(BUNDLE)
    library_path.system_only()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/lib"


def test_web_views_find_the_system_alone(frozen: pytest.MonkeyPatch) -> None:
    library_path.system_only()
    assert "LD_LIBRARY_PATH" not in os.environ


def test_where_nothing_is_frozen_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/lib")
    library_path.system_first()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/lib"


def test_a_process_whose_memory_is_not_shown_has_no_known_folder(tmp_path: Path) -> None:
    assert library_path.home_of_libc(tmp_path / "none") is None

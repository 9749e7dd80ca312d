"""Tests with real windows, keys and clicks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pywry import PyWry, PyWrySettings
from tests.native.fixtures import importable, possible
from tests.native.screen import Screen

if not importable() and not (os.environ.get("CI") and possible()):
    collect_ignore_glob = ["test_*.py"]

Native = Callable[..., PyWry]
Make = Callable[..., PyWry]


@pytest.fixture
def native(screen: Screen) -> Iterator[Native]:
    """Makes apps that draw in windows of this screen; they end with the test."""
    made: list[PyWry] = []

    def make(**options: Any) -> PyWry:
        made.append(PyWry(**{"mode": "new_window", **options}))
        return made[-1]

    yield make
    for app in made:
        app.destroy()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def make(native: Native, home: Path) -> Make:
    """Makes apps with Tauri plugins, at home in a folder of the test's own."""

    def make(plugins: Sequence[str] = (), **settings: Any) -> PyWry:
        return native(settings=PyWrySettings(tauri_plugins=list(plugins), identifier="org.pywry.tests", **settings))

    return make

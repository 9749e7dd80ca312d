"""The one executable of the suite: building it takes half a minute."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.freeze.building import Built, build
from tests.native.fixtures import possible, require

HELLO = Path(__file__).parents[2] / "docs" / "examples" / "hello.py"


@pytest.fixture(scope="session")
def hello(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The hello world of the docs, frozen."""
    require()
    if find_spec("PyInstaller") is None:
        why = "executables need: uv sync --group dev --extra demo --extra native --extra freeze"
        pytest.fail(why) if os.environ.get("CI") and possible() else pytest.skip(why)
    base = tmp_path_factory.getbasetemp()
    return build(HELLO, (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "frozen")

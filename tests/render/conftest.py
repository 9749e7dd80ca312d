from __future__ import annotations

from pathlib import Path

import pytest

from pywry.render.assets import Assets
from tests.render.built import build


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    return build(tmp_path)

"""What is heavy here runs when it is asked for by its mark: `-m clients`."""

from __future__ import annotations

import re

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if re.search(r"(?<!not )\bclients\b", config.option.markexpr):
        return
    heavy = [item for item in items if item.get_closest_marker("clients")]
    if heavy:
        config.hook.pytest_deselected(items=heavy)
        items[:] = [item for item in items if item not in heavy]

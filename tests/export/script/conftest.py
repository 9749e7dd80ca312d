from __future__ import annotations

from collections.abc import Iterator

import pytest

from pywry import PyWry
from pywry.transports.memory import MemoryTransport


@pytest.fixture(scope="package")
def house() -> Iterator[PyWry]:
    """An app for programs without a loop of their own."""
    with PyWry(transport=MemoryTransport) as app:
        yield app

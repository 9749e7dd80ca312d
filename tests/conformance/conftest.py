"""Every test of this folder runs once in each place."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from pywry.headless import Browser
from tests.conformance.places import Place, browser_place


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
async def chromium(anyio_backend: str) -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


@pytest.fixture(params=["browser"])
async def place(request: pytest.FixtureRequest, chromium: Browser) -> AsyncIterator[Place]:
    async with browser_place(chromium) as place:
        yield place

"""Every test of this folder runs once in each place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from pywry import PyWry
from pywry.headless import Browser
from tests.conformance.places import Place, browser_place
from tests.conformance.windows import NativePlace, native_app
from tests.native.screen import Screen


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
async def chromium(anyio_backend: str) -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


@pytest.fixture(scope="session")
async def windows(anyio_backend: str, own_screen: Screen) -> AsyncIterator[PyWry]:
    """One app for all tests: a process that owns windows is a second's work."""
    app = native_app(own_screen)
    yield app
    await asyncio.get_running_loop().run_in_executor(None, app.destroy)


@pytest.fixture
async def browser(chromium: Browser) -> AsyncIterator[Place]:
    async with browser_place(chromium) as place:
        yield place


@pytest.fixture
async def native(windows: PyWry, own_screen: Screen) -> AsyncIterator[Place]:
    own_screen.move(0, 0)
    place = NativePlace(windows, own_screen)
    yield place
    await place.close()


@pytest.fixture(params=["browser", pytest.param("native", marks=pytest.mark.native)])
def place(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place

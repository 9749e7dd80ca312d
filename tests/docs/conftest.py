from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from pywry.headless import Browser
from tests.docs.program import EXAMPLES, Program

Run = Callable[..., Program]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def browser(anyio_backend: str) -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


@pytest.fixture
def run(browser: Browser, tmp_path: Path) -> Run:
    """Starts an example by its name."""
    return lambda name, *arguments: Program(browser, tmp_path, str(EXAMPLES / name), *arguments)

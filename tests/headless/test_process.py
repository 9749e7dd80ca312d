from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from pywry.headless import Browser
from pywry.headless.process import Process
from pywry_tools.errors import Closed

pytestmark = [pytest.mark.anyio, pytest.mark.browser]


def running_with(profile: str) -> list[str]:
    lines = (path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists())
    return [line.decode(errors="replace") for line in lines if profile.encode() in line]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
async def test_nothing_is_left_of_a_closed_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with Browser() as browser:
        await browser.page("about:blank")
        (profile,) = tmp_path.glob("pywry-browser-*")
        assert running_with(str(profile))
    assert not running_with(str(profile))
    assert not profile.exists()


async def test_a_closed_browser_says_so() -> None:
    browser = Browser()
    async with browser:
        tab = await browser.page("about:blank")
    with pytest.raises(Closed):
        await tab.evaluate("1")
    with pytest.raises(Closed, match="not open"):
        await browser.page("about:blank")


async def test_a_browser_that_dies_ends_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Process] = []
    monkeypatch.setattr("pywry.headless.browser.Process", lambda path: made.append(Process(path)) or made[-1])
    async with Browser() as browser:
        tab = await browser.page("about:blank")
        waiting = asyncio.ensure_future(tab.evaluate("new Promise(() => {})"))
        await tab.evaluate("1")
        made[0].stop()
        with pytest.raises(Closed, match="browser has ended"):
            await waiting

"""`pywry demo`, as a stranger runs it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pywry import PyWry
from pywry.data.sample import flights
from pywry.demo import PANELS, Replay, build
from pywry.headless import Browser


def demo(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pywry.cli", "demo", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=90, env={**os.environ, **environment}, check=False
    )


@pytest.mark.timeout(100)
def test_once_paints_every_panel_and_prints_one_line_of_json() -> None:
    done = demo("--once")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["transport"] == "browser"
    assert told["url"].startswith("http://127.0.0.1:")
    assert [(p["id"], p["kind"]) for p in told["panels"]] == [(p["id"], p["kind"]) for p in PANELS]
    assert next(p["rows"] for p in told["panels"] if p["id"] == "table") == len(flights()["date"])
    assert told["seconds"] > 0


def test_without_a_browser_once_says_what_to_install_and_has_a_code_of_its_own(tmp_path: Path) -> None:
    done = demo("--once", PYWRY_BROWSER=str(tmp_path / "none"))
    assert done.returncode == 3
    assert "PYWRY_BROWSER" in done.stderr
    assert done.stdout == ""


@pytest.mark.timeout(90)
def test_a_picked_airline_filters_the_rest_the_live_panel_moves_and_nothing_comes_from_elsewhere() -> None:
    rows = flights()
    with PyWry(open_tabs=False) as app:
        dashboard = build(app, rows)
        replay = Replay(dashboard, rows)

        async def look() -> None:
            async with Browser() as browser:
                tab = await browser.page(str(dashboard.url), width=1440, height=1150)
                await tab.wait_for("document.documentElement.dataset.pywryPainted", 30)
                total = "document.querySelector('[data-panel=\"flights\"]').textContent"
                assert "13,473" in await tab.evaluate(total)
                await tab.click('[data-panel="airlines"] .barlayer .point:nth-child(3) path')
                await tab.wait_for(f"!{total}.includes('13,473')")
                replay.step()
                replay.step()
                points = "document.querySelector('[data-panel=\"live\"] .js-plotly-plot').data[0].x.length"
                await tab.wait_for(f"{points} === 2")
                assert tab.console == []
                hosts = "performance.getEntriesByType('resource').map(e => new URL(e.name).host)"
                assert set(await tab.evaluate(hosts)) == {await tab.evaluate("location.host")}

        asyncio.run(look())

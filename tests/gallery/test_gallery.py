"""`pywry demo gallery`, as a stranger runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from anyio import to_thread

from pywry import PyWry
from pywry.gallery.index import Index
from pywry.gallery.shelf import NAMES, cards
from pywry.headless import Browser
from tests.docs.look import clean
from tests.docs.program import PAINTED

pytestmark = pytest.mark.slow

LINES = 85


def gallery(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pywry.cli", "demo", "gallery", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=90, env={**os.environ, **environment}, check=False
    )


def test_the_list_names_every_program_without_loading_any() -> None:
    done = gallery("--list")
    assert done.returncode == 0, done.stderr
    assert all(f"{card.name} " in done.stdout and str(card.path) in done.stdout for card in cards().values())


def test_a_name_that_is_not_there_is_answered_with_the_nearest() -> None:
    done = gallery("airport")
    assert (done.returncode, done.stdout) == (1, "")
    assert "airports" in done.stderr and "Traceback" not in done.stderr


def test_every_card_has_words_pictures_and_a_short_program() -> None:
    assert len(NAMES) >= 12
    assert {path.stem for path in next(iter(cards().values())).path.parent.glob("[!_]*.py")} == set(NAMES)
    for card in cards().values():
        assert card.title and card.text.endswith(".")
        assert len(card.path.read_text(encoding="utf-8").splitlines()) <= LINES, card.name
        assert all(card.picture(theme).stat().st_size > 1_000 for theme in ("light", "dark"))


@pytest.mark.browser
@pytest.mark.timeout(100)
def test_once_paints_a_dashboard_and_prints_a_line_of_json() -> None:
    done = gallery("cars", "--once")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["name"] == "cars"
    assert {"points", "table"} <= {panel["id"] for panel in told["panels"]}


def test_once_without_a_browser_has_a_code_of_its_own(tmp_path: Path) -> None:
    done = gallery("budget", "--once", PYWRY_BROWSER=str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "PYWRY_BROWSER" in done.stderr


@pytest.mark.browser
@pytest.mark.anyio
async def test_a_card_that_is_chosen_opens_its_dashboard(app: PyWry, browser: Browser) -> None:
    page = await to_thread.run_sync(Index(app, tabs=True).show)
    tab = await browser.page(str(page.url), width=1280, height=1200)
    await tab.wait_for(PAINTED, 30)
    assert await tab.evaluate("document.querySelectorAll('.card').length") == len(NAMES)
    assert await tab.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
    await tab.evaluate("window.open = (url) => { window.opened = url; }")
    await tab.click('.card[name="budget"]')
    await tab.wait_for("window.opened")
    url = await tab.evaluate("window.opened")
    board = await browser.page(url, width=1280, height=1000)
    await board.wait_for(f'{PAINTED} && document.title === "Next year\'s plan"', 30)
    await tab.evaluate("window.opened = null")
    await tab.click('.card[name="budget"]')
    await tab.wait_for("window.opened")
    assert await tab.evaluate("window.opened") == url
    await clean(tab)
    await clean(board)

"""The examples of the desktop's services and of plugins, in a browser: the same code runs there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pywry.headless import Tab
from tests.docs.conftest import Run
from tests.docs.look import text

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.slow]


async def choose(tab: Tab, selector: str, file: Path) -> None:
    """Choose a file, as a person does in the browser's own chooser."""
    script = f"document.querySelector({json.dumps(selector)})"
    await tab.wait_for(script)
    found: dict[str, Any] = await tab.send("Runtime.evaluate", {"expression": script})
    await tab.send("DOM.setFileInputFiles", {"objectId": found["result"]["objectId"], "files": [str(file)]})


async def test_a_text_is_opened_and_remembered(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    (tmp_path / "notes.txt").write_text("Remember the milk")
    async with run("desktop.py") as program:
        tab = await program.tab()
        await tab.click("#open")
        await choose(tab, "dialog input[type=file]", tmp_path / "notes.txt")
        await tab.wait_for(text("#text", "Remember the milk"))
        stored = tmp_path / "data" / "org.pywry.app" / "storage.json"
        assert json.loads(stored.read_text(encoding="utf-8")) == {"last": "notes"}


async def test_without_the_plugin_the_page_takes_the_browser_s_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a")
    async with run("plugins.py") as program:
        tab = await program.tab()
        await choose(tab, "#file-input", tmp_path / "a.csv")
        await tab.wait_for("document.querySelector('.pywry-toast-message')?.textContent === 'You picked a.csv'")


@pytest.mark.parametrize(
    ("example", "heading"),
    [
        ("shortcut.py", "Copy something, then press Ctrl+Alt+P anywhere"),
        ("single_instance.py", "Start me again, with a few words"),
        ("permissions.py", "May read style sheets"),
    ],
)
async def test_what_a_browser_cannot_do_disturbs_nothing(run: Run, example: str, heading: str) -> None:
    async with run(example) as program:
        tab = await program.tab()
        await tab.wait_for(text("h1", heading))

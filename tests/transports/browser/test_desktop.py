"""What a page in a real browser does for the services of the desktop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from pywry.headless import Browser
from tests.conformance.places import BrowserDocument, BrowserPlace, browser_place

pytestmark = pytest.mark.anyio

BOX = "dialog.pywry-dialog[open]"


@pytest.fixture
async def place() -> AsyncIterator[BrowserPlace]:
    async with Browser() as browser, browser_place(browser) as place:
        yield place


@pytest.fixture
async def page(place: BrowserPlace) -> BrowserDocument:
    return await place.open(await place.app.show.aio("<p>hello</p>", label="main"))


async def press(page: BrowserDocument, text: str) -> None:
    """Press the button of the box that says this."""
    await page.wait(f"document.querySelector('{BOX}')")
    await page.js(f"[...document.querySelectorAll('{BOX} button')].find(b => b.textContent === {text!r}).id = 'it'")
    await page.click("#it")


async def choose(page: BrowserDocument, *files: Path) -> None:
    """Choose files in the box, as a person does in the browser's own chooser."""
    await page.wait(f"document.querySelector('{BOX} input[type=file]')")
    script = f"document.querySelector('{BOX} input[type=file]')"
    found: dict[str, Any] = await page.tab.send("Runtime.evaluate", {"expression": script})
    given = {"objectId": found["result"]["objectId"], "files": [str(file) for file in files]}
    await page.tab.send("DOM.setFileInputFiles", given)


async def test_a_person_chooses_files_and_python_reads_them(
    place: BrowserPlace, page: BrowserDocument, tmp_path: Path
) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file in files:
        file.write_bytes(file.name.encode() + b"\r\n\xff\0")
    dialogs = place.app.desktop.dialogs
    wanted = asyncio.create_task(dialogs.open_files.aio("Pick some", extensions=["csv"], multiple=True))
    await choose(page, *files)
    chosen = await wanted
    assert [(f.name, f.path, f.read_bytes()) for f in chosen] == [(f.name, None, f.read_bytes()) for f in files]
    assert await page.js("document.querySelectorAll('dialog').length") == 0


async def test_a_chooser_can_be_cancelled(place: BrowserPlace, page: BrowserDocument) -> None:
    wanted = asyncio.create_task(place.app.desktop.dialogs.open_file.aio("Pick", extensions=[".csv", "*.tsv"]))
    await page.wait(f"document.querySelector('{BOX} input')?.accept === '.csv,.tsv'")
    await press(page, "Cancel")
    assert await wanted is None


@pytest.mark.parametrize(("button", "agreed"), [("Delete", True), ("Keep", False)])
async def test_a_question_is_answered_by_its_buttons(
    place: BrowserPlace, page: BrowserDocument, button: str, agreed: bool
) -> None:
    asked = asyncio.create_task(place.app.desktop.dialogs.ask.aio("Delete it?", "<b>Sure</b>", yes="Delete", no="Keep"))
    await page.wait(f"document.querySelector('{BOX} h2')?.textContent === '<b>Sure</b>'")
    await press(page, button)
    assert await asked is agreed


async def test_escape_refuses(place: BrowserPlace, page: BrowserDocument) -> None:
    asked = asyncio.create_task(place.app.desktop.dialogs.confirm.aio("Go on?"))
    await page.wait(f"document.querySelector('{BOX}')")
    for kind in ("keyDown", "keyUp"):
        await page.tab.send("Input.dispatchKeyEvent", {"type": kind, "key": "Escape", "windowsVirtualKeyCode": 27})
    assert await asked is False


async def test_the_clipboard_goes_both_ways(place: BrowserPlace, page: BrowserDocument) -> None:
    granted = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    await page.tab.send("Browser.grantPermissions", granted)
    await page.tab.send("Page.bringToFront")
    assert await place.app.desktop.clipboard.write_text.aio("from Python") == "from Python"
    assert await place.app.desktop.clipboard.read_text.aio() == "from Python"
    await place.app.desktop.clipboard.clear.aio()
    assert await place.app.desktop.clipboard.read_text.aio() == ""


async def test_a_notification_that_the_browser_forbids_is_a_toast(place: BrowserPlace, page: BrowserDocument) -> None:
    shown = await place.app.desktop.notifications.send.aio("Done", "All of it")
    assert shown.shown_by == "toast"
    assert await page.wait("document.querySelector('.pywry-toast-title')?.textContent") == "Done"


async def test_an_address_that_the_browser_holds_back_becomes_a_question(
    place: BrowserPlace, page: BrowserDocument
) -> None:
    await page.js("window.opened = []; window.open = (url) => { opened.push(url); return null; }; 0")
    answer = await place.app.desktop.opener.open_url.aio("https://example.com/x")
    assert not answer.opened
    await press(page, "Open")
    assert await page.wait("opened.length === 2 && opened.at(-1)") == "https://example.com/x"

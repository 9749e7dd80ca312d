"""Services of the desktop where there are no windows: what a page does instead, and what is refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from pywry import PyWry
from pywry.handles.desktop import Desktop
from pywry_tools.errors import BadData, NoPage, NotHere
from tests.conftest import Visit

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.fixture
async def asked(app: PyWry, visit: Visit) -> list[dict[str, Any]]:
    """What a page was asked for; it answers with `ANSWERS`."""
    requests: list[dict[str, Any]] = []
    page = await visit(await app.show.aio("<p>hello</p>", label="main"))

    def answer(args: dict[str, Any]) -> Any:
        requests.append(args)
        return ANSWERS[args["service"]]

    page.answers["pywry:desktop"] = answer
    return requests


ANSWERS: dict[str, Any] = {
    "open_file": [{"name": "a.csv", "content": b"a,b\n1,2\n"}, {"name": "b.bin", "content": b"\0\1"}],
    "save_file": None,
    "message": True,
    "read_clipboard": "copied",
    "write_clipboard": None,
    "notify": "toast",
    "open_url": False,
}


async def test_files_of_a_browser_come_with_their_content(app: PyWry, asked: list[dict[str, Any]]) -> None:
    files = await app.desktop.dialogs.open_files.aio("Pick", extensions=["csv"], multiple=True)
    assert asked == [{"service": "open_file", "title": "Pick", "extensions": ["csv"], "multiple": True}]
    assert [(f.name, f.path, f.size, f.text) for f in files] == [
        ("a.csv", None, 8, "a,b\n1,2\n"),
        ("b.bin", None, 2, None),
    ]
    assert (files[0].read_text(), files[1].read_bytes()) == ("a,b\n1,2\n", b"\0\1")


async def test_an_agent_gets_the_text_of_a_file_and_never_its_bytes(app: PyWry, asked: list[dict[str, Any]]) -> None:
    from pywry_tools.catalog import find

    tool = find("dialog_open_file")
    answer = tool.dump(await app.session.call(tool, {}))
    assert answer == {
        "files": [{"name": "a.csv", "size": 8, "text": "a,b\n1,2\n"}, {"name": "b.bin", "size": 2}],
    }


async def test_saving_is_a_download_and_needs_its_content(app: PyWry, asked: list[dict[str, Any]]) -> None:
    saved = await app.desktop.dialogs.save_file.aio("report.txt", "hello")
    assert saved is not None and saved.path is None
    assert asked == [{"service": "save_file", "filename": "report.txt", "content": "hello"}]
    with pytest.raises(NotHere, match="needs the content"):
        await app.desktop.dialogs.save_file.aio("report.txt")


async def test_questions_are_answered_yes_or_no(app: PyWry, asked: list[dict[str, Any]]) -> None:
    assert await app.desktop.dialogs.ask.aio("Delete it?", "Sure", kind="warning", yes="Delete", no="Keep") is True
    assert await app.desktop.dialogs.confirm.aio("Go on?") is True
    assert [(r["ask"], r.get("yes"), r.get("no")) for r in asked] == [
        ("yes_no", "Delete", "Keep"),
        ("ok_cancel", None, None),
    ]


async def test_words_for_one_button_of_two_are_refused(app: PyWry) -> None:
    with pytest.raises(BadData, match="both buttons"):
        await app.desktop.dialogs.ask.aio("Delete it?", yes="Delete")


async def test_the_clipboard_is_the_browser_s(app: PyWry, asked: list[dict[str, Any]]) -> None:
    assert await app.desktop.clipboard.read_text.aio() == "copied"
    assert await app.desktop.clipboard.write_text.aio("new") == "new"
    assert asked[1] == {"service": "write_clipboard", "text": "new"}


async def test_a_notification_says_who_showed_it(app: PyWry, asked: list[dict[str, Any]]) -> None:
    assert (await app.desktop.notifications.send.aio("Done", "All of it")).shown_by == "toast"


async def test_an_address_that_the_browser_holds_back_is_told(app: PyWry, asked: list[dict[str, Any]]) -> None:
    opened = await app.desktop.opener.open_url.aio("https://example.com")
    assert not opened.opened and "link" in str(opened.note)


async def test_without_a_page_the_error_says_what_to_do(app: PyWry) -> None:
    with pytest.raises(NoPage, match="show one first"):
        await app.desktop.clipboard.read_text.aio()


NATIVE_ONLY: list[Callable[[Desktop], Awaitable[object]]] = [
    lambda desktop: desktop.shortcuts.register.aio("Ctrl+K"),
    lambda desktop: desktop.autostart.enable.aio(),
    lambda desktop: desktop.deep_links.register.aio("myapp"),
    lambda desktop: desktop.single_instance.claim.aio(),
    lambda desktop: desktop.window_state.save.aio(),
    lambda desktop: desktop.opener.open_path.aio(str(Path.cwd())),
    lambda desktop: desktop.dialogs.open_folder.aio(),
]


@pytest.mark.parametrize("call", NATIVE_ONLY)
async def test_what_a_browser_cannot_do_names_native_windows(
    app: PyWry, call: Callable[[Desktop], Awaitable[object]]
) -> None:
    with pytest.raises(NotHere, match="native windows"):
        await call(app.desktop)


async def test_each_service_says_whether_it_can_be_used(app: PyWry, asked: list[dict[str, Any]]) -> None:
    services = (await app.desktop.services.aio()).services
    assert {s.name for s in services if s.available} == {"dialogs", "clipboard", "notifications", "opener", "storage"}
    assert all(s.note for s in services if not s.available)
    assert await app.desktop.clipboard.available.aio()
    assert not await app.desktop.shortcuts.available.aio()


async def test_stored_values_outlive_the_app(app: PyWry, home: Path) -> None:
    await app.desktop.storage.set.aio("recent", ["a.csv", {"when": 7}])
    other = PyWry(listen=False)
    other.session.hub.portal.adopt(asyncio.get_running_loop())
    assert await other.desktop.storage.get.aio("recent") == ["a.csv", {"when": 7}]
    assert await other.desktop.storage.keys.aio() == ["recent"]
    assert await other.desktop.storage.remove.aio("recent") is True
    assert await app.desktop.storage.get.aio("recent", "none") == "none"
    assert await app.desktop.storage.remove.aio("recent") is False


async def test_a_value_that_is_no_json_changes_nothing(app: PyWry) -> None:
    await app.desktop.storage.set.aio("a", 1)
    for value in (float("nan"), object(), {1, 2}):
        with pytest.raises(BadData, match="'a' cannot be stored"):
            await app.desktop.storage.set.aio("a", value)
    assert await app.desktop.storage.get.aio("a") == 1


async def test_a_damaged_store_is_never_overwritten(app: PyWry, home: Path) -> None:
    await app.desktop.storage.set.aio("a", 1)
    path = app.session.hub.storage.path
    path.write_text("{half")
    with pytest.raises(BadData, match="damaged"):
        await app.desktop.storage.set.aio("b", 2)
    assert path.read_text() == "{half"


async def test_many_writers_lose_nothing(app: PyWry) -> None:
    await asyncio.gather(*(app.desktop.storage.set.aio(f"k{n}", n) for n in range(40)))
    stored = json.loads(app.session.hub.storage.path.read_text())
    assert stored == {f"k{n}": n for n in range(40)}
    assert [p.name for p in app.session.hub.storage.path.parent.iterdir()] == ["storage.json"]

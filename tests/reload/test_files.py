"""What may happen to files: who writes them how, who takes them away, and what the page makes of it."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pywry import HtmlContent, PyWry, PyWrySettings
from pywry.settings import HotReloadSettings
from pywry.transports.memory import MemoryPage, MemoryTransport
from pywry_tools.catalog import all_tools
from pywry_tools.errors import BadData, NoSuchWidget
from tests.conftest import Visit

pytestmark = pytest.mark.anyio


class Said(logging.Handler):
    """What the log says, for waiting."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str] = asyncio.Queue()

    def emit(self, record: logging.LogRecord) -> None:
        self._loop.call_soon_threadsafe(self._queue.put_nowait, f"{record.levelname} {record.getMessage()}")

    async def next(self) -> str:
        async with asyncio.timeout(10):
            return await self._queue.get()


@pytest.fixture
async def said(anyio_backend: str) -> Any:
    log = logging.getLogger("pywry.reload")
    said, before = Said(), log.level
    log.addHandler(said)
    log.setLevel(logging.INFO)
    yield said
    log.removeHandler(said)
    log.setLevel(before)


@pytest.fixture
def css(tmp_path: Path) -> Path:
    path = tmp_path / "styles/a.css"
    path.parent.mkdir()
    path.write_text("p{color:red}")
    return path


def content(*css: Path, watch: bool = True, scripts: Sequence[Path] = ()) -> HtmlContent:
    return HtmlContent(html="<p>x</p>", css_files=[*css], script_files=[*scripts], watch=watch)


async def injected(page: MemoryPage, css: str) -> dict[str, Any]:
    def wanted(frame: dict[str, Any]) -> bool:
        return frame["kind"] == "event" and frame["name"] == "pywry:inject-css" and frame["data"]["css"] == css

    frame = await page.expect(wanted, 10)
    return dict(frame["data"])


def write_at_once(path: Path, text: str) -> None:
    path.write_text(text)


def write_and_rename(path: Path, text: str) -> None:
    other = path.with_name(".a.css.swp")
    other.write_text(text)
    other.replace(path)


def keep_a_backup(path: Path, text: str) -> None:
    path.rename(path.with_name("a.css~"))
    path.write_text(text)


def empty_first(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.flush()
        file.write(text)


@pytest.mark.parametrize("write", [write_at_once, write_and_rename, keep_a_backup, empty_first])
async def test_a_style_sheet_is_followed_however_it_is_written(
    app: PyWry, visit: Visit, css: Path, said: Said, write: Callable[[Path, str], None]
) -> None:
    page = await visit(await app.show.aio(content(css), label="w"))
    for text in ("p{color:green}", "p{color:blue}"):
        write(css, text)
        assert (await injected(page, text))["id"] == "file:a.css"
        assert await said.next() == "INFO w: a.css swapped in place"
    assert [data["css"] for data in page.events("pywry:inject-css")] == ["p{color:green}", "p{color:blue}"]


async def test_settings_say_whether_files_are_followed_and_how_long_they_must_be_quiet(css: Path, said: Said) -> None:
    reload = HotReloadSettings(enabled=True, debounce_ms=700)
    app = PyWry(transport=MemoryTransport, settings=PyWrySettings(hot_reload=reload))
    app.session.hub.portal.adopt(asyncio.get_running_loop())
    try:
        await app.show.aio(HtmlContent(html="<p>x</p>", css_files=[css]), label="w")
        css.write_text("p{color:green}")
        assert await said.next() == "INFO w: a.css swapped in place"
        start = time.monotonic()
        css.write_text("p{color:blue}")
        assert await said.next() == "INFO w: a.css swapped in place"
        assert time.monotonic() - start >= 0.6
    finally:
        await app.session.hub.stop()


async def test_what_the_app_is_told_wins_over_its_settings() -> None:
    reload = HotReloadSettings(enabled=True)
    app = PyWry(transport=MemoryTransport, hot_reload=False, settings=PyWrySettings(hot_reload=reload))
    assert not app.session.hub.hot_reload


async def test_files_are_followed_where_the_system_says_nothing_of_them(
    app: PyWry, visit: Visit, css: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    page = await visit(await app.show.aio(content(css)))
    css.write_text("p{color:green}")
    await injected(page, "p{color:green}")


async def test_one_look_at_several_files_is_one_line(app: PyWry, visit: Visit, css: Path, said: Said) -> None:
    script = css.with_name("a.js")
    script.write_text("1")
    await app.show.aio(content(css, scripts=[script], watch=False), label="w")
    app.refresh("w")
    css.write_text("p{}")
    script.write_text("2")
    app.refresh("w")
    assert await said.next() == "INFO w: a.css, a.js read anew"
    assert (await visit("w")).view.page.scripts == ("2",)


async def test_a_file_that_vanishes_keeps_its_last_content_until_it_is_back(
    app: PyWry, visit: Visit, css: Path, said: Said
) -> None:
    page = await visit(await app.show.aio(content(css), label="w"))
    css.unlink()
    assert (
        await said.next()
        == f"WARNING {css} cannot be read (No such file or directory); pages keep what it held before."
    )
    assert page.events("pywry:inject-css") == []
    css.write_text("p{color:green}")
    await injected(page, "p{color:green}")


async def test_a_file_that_is_no_text_keeps_its_last_content(app: PyWry, visit: Visit, css: Path, said: Said) -> None:
    page = await visit(await app.show.aio(content(css), label="w"))
    css.write_bytes(b"p{content:'\xff\xfe'}")
    assert await said.next() == f"WARNING {css} is no UTF-8 text; pages keep what it held before."
    css.write_text("p{color:green}")
    await injected(page, "p{color:green}")
    assert len(page.events("pywry:inject-css")) == 1


async def test_a_file_that_is_emptied_for_good_is_empty(app: PyWry, visit: Visit, css: Path) -> None:
    page = await visit(await app.show.aio(content(css)))
    css.write_text("")
    await injected(page, "")


async def test_a_folder_that_is_removed_and_made_anew_is_followed(
    app: PyWry, visit: Visit, css: Path, said: Said
) -> None:
    page = await visit(await app.show.aio(content(css)))
    css.unlink()
    css.parent.rmdir()
    assert "cannot be read" in await said.next()
    css.parent.mkdir()
    css.write_text("p{color:green}")
    await injected(page, "p{color:green}")
    css.write_text("p{color:blue}")
    await injected(page, "p{color:blue}")


async def test_what_a_link_leads_to_is_followed(app: PyWry, visit: Visit, css: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.css"
    link.symlink_to(css)
    page = await visit(await app.show.aio(content(link)))
    css.write_text("p{color:green}")
    assert (await injected(page, "p{color:green}"))["id"] == "file:link.css"


async def test_files_of_one_name_in_two_folders_are_two(app: PyWry, visit: Visit, css: Path, tmp_path: Path) -> None:
    other = tmp_path / "a.css"
    other.write_text("b{}")
    page = await visit(await app.show.aio(content(css, other)))
    other.write_text("b{color:green}")
    assert (await injected(page, "b{color:green}"))["id"] == "file:a.css~"


async def test_a_file_that_was_changed_between_reading_and_watching_is_noticed(
    app: PyWry, visit: Visit, css: Path
) -> None:
    handle = await app.show.aio(content(css, watch=False))
    page = await visit(handle)
    css.write_text("p{color:green}")
    app.enable_hot_reload()
    await injected(page, "p{color:green}")


async def test_watching_nothing_is_said_once(app: PyWry, said: Said) -> None:
    await app.show.aio(HtmlContent(html="<p>", watch=True), label="bare")
    expected = "WARNING bare: there is nothing to watch; give css_files, script_files, or html as a Path."
    assert await said.next() == expected
    app.enable_hot_reload()
    await app.show.aio("<p>", label="plain")
    app.disable_hot_reload()


async def test_the_app_follows_all_pages_or_those_alone_that_asked(app: PyWry, visit: Visit, css: Path) -> None:
    app.enable_hot_reload()
    plain = await visit(await app.show.aio(content(css, watch=False)))
    asked = await visit(await app.show.aio(content(css, watch=False), watch=True))
    css.write_text("p{color:green}")
    await injected(plain, "p{color:green}")
    await injected(asked, "p{color:green}")
    app.disable_hot_reload()
    css.write_text("p{color:blue}")
    await injected(asked, "p{color:blue}")
    assert len(plain.events("pywry:inject-css")) == 1
    app.refresh_css()
    await injected(plain, "p{color:blue}")


async def test_refresh_reads_the_files_of_a_page_that_nobody_watches(app: PyWry, visit: Visit, css: Path) -> None:
    handle = await app.show.aio(content(css, watch=False))
    page = await visit(handle)
    css.write_text("p{color:green}")
    handle.refresh()
    assert await page.event("pywry:refresh") == {}
    assert (await visit(handle)).view.css == {"file:a.css": "p{color:green}"}
    css.write_text("p{color:red}")
    handle.refresh_css()
    await injected(page, "p{color:red}")
    with pytest.raises(NoSuchWidget, match="nobody"):
        app.refresh("nobody")


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "pywry-reload"]


async def test_closing_the_last_page_ends_the_thread(app: PyWry, css: Path) -> None:
    first, second = await app.show.aio(content(css)), await app.show.aio(content(css))
    [watching] = [thread for thread in threading.enumerate() if thread.name == "pywry-reload"]
    await first.close.aio()
    assert threads()
    await second.close.aio()
    await asyncio.to_thread(watching.join, 5)
    assert not threads()


async def test_an_app_that_ends_leaves_no_thread(app: PyWry, css: Path) -> None:
    await app.show.aio(content(css))
    assert threads()
    await app.session.hub.stop()
    assert not threads()


async def test_a_page_that_takes_the_place_of_another_follows_its_own_files(
    app: PyWry, visit: Visit, css: Path
) -> None:
    other = css.with_name("b.css")
    other.write_text("b{}")
    await app.show.aio(content(css), label="w")
    page = await visit(await app.show.aio(content(other), label="w"))
    css.write_text("p{color:green}")
    other.write_text("b{color:green}")
    await injected(page, "b{color:green}")
    assert len(page.events("pywry:inject-css")) == 1


async def test_html_that_is_a_file_is_found_and_must_be_text(app: PyWry, tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"nowhere\.html"):
        await app.show.aio(HtmlContent(html=Path("nowhere.html")))
    (tmp_path / "b.html").write_bytes(b"\xff")
    with pytest.raises(BadData, match="no UTF-8"):
        await app.show.aio(HtmlContent(html=tmp_path / "b.html"))


def test_agents_are_offered_no_files() -> None:
    schema = json.dumps(all_tools()["page_show"].input_schema)
    assert not [name for name in ("watch", "css_files", "path") if name in schema]


def test_a_program_that_watches_nothing_loads_nothing_for_it() -> None:
    code = (
        "import sys; from pywry import PyWry; from pywry.transports.memory import MemoryTransport\n"
        "app = PyWry(transport=MemoryTransport, hot_reload=False); app.show('<p>'); app.destroy()\n"
        "print([m for m in sys.modules if m.startswith(('pywry.reload', 'watchfiles'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

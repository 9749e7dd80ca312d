from __future__ import annotations

import asyncio
import math
from pathlib import Path
from urllib.parse import quote

import pytest

from pywry.headless import Browser, ConsoleLine
from pywry_tools.errors import Closed, PageError, PageTimeout

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

Site = tuple[Path, str]


def page(html: str) -> str:
    return "data:text/html," + quote(f"<!doctype html><meta charset=utf-8><body>{html}")


@pytest.mark.parametrize(
    ("js", "value"),
    [
        ("1 + 1", 2),
        ("({a: [1, 'ä', null]})", {"a": [1, "ä", None]}),
        ("Promise.resolve('later')", "later"),
        ("undefined", None),
        ("Infinity", math.inf),
        ("12345678901234567890n", 12345678901234567890),
        ("const x = 3; x * 2", 6),
    ],
)
async def test_a_script_gives_its_value(browser: Browser, js: str, value: object) -> None:
    tab = await browser.page("about:blank")
    assert await tab.evaluate(js) == value
    await tab.close()


@pytest.mark.parametrize("js", ["missing()", "Promise.reject(new Error('missing'))", "throw 'missing'"])
async def test_a_script_that_fails_raises_what_it_said(browser: Browser, js: str) -> None:
    tab = await browser.page("about:blank")
    with pytest.raises(PageError, match="missing"):
        await tab.evaluate(js)
    await tab.close()


async def test_more_than_a_megabyte_passes_both_ways(browser: Browser) -> None:
    tab = await browser.page("about:blank")
    text = "x" * 3_000_000
    assert await tab.evaluate(f"'{text}' + 'y'") == text + "y"
    await tab.close()


async def test_waiting_ends_when_the_page_says_so(browser: Browser) -> None:
    tab = await browser.page(page("<script>setTimeout(() => { window.ready = {rows: 3} }, 200)</script>"))
    assert await tab.wait_for("window.ready") == {"rows": 3}
    await tab.close()


async def test_waiting_survives_a_navigation(browser: Browser, site: Site) -> None:
    folder, url = site
    (folder / "one.html").write_text("<script>setTimeout(() => location.assign('two.html'), 200)</script>")
    (folder / "two.html").write_text("<script>setTimeout(() => { window.second = true }, 200)</script>")
    tab = await browser.page(f"{url}/one.html")
    assert await tab.wait_for("window.second") is True
    await tab.close()


async def test_waiting_in_vain_says_for_what_and_what_the_page_printed(browser: Browser) -> None:
    tab = await browser.page(page("<script>console.warn('almost')</script>"))
    with pytest.raises(PageTimeout, match=r"'window\.never'.*0\.2 s.*almost"):
        await tab.wait_for("window.never", 0.2)
    await tab.close()


async def test_waiting_for_nonsense_fails_at_once(browser: Browser) -> None:
    tab = await browser.page("about:blank")
    with pytest.raises(PageError, match="SyntaxError"):
        await tab.wait_for("not javascript")
    await tab.close()


async def test_a_second_tab_does_not_stop_the_frames_of_the_first(browser: Browser) -> None:
    first = await browser.page("about:blank")
    second = await browser.page("about:blank")
    frame = "new Promise((go) => requestAnimationFrame(() => go(document.visibilityState)))"
    assert await asyncio.gather(first.evaluate(frame), second.evaluate(frame)) == ["visible", "visible"]
    await first.close()
    await second.close()


@pytest.mark.parametrize(("dark", "matches"), [(True, True), (False, False)])
async def test_a_page_is_told_which_colours_the_person_likes(browser: Browser, dark: bool, matches: bool) -> None:
    tab = await browser.page("about:blank", dark=dark)
    assert await tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is matches
    await tab.close()


async def test_a_picture_has_the_size_of_the_window_or_of_the_element(browser: Browser) -> None:
    box = "<div style='height: 3000px'></div><div id=box style='width: 120px; height: 40px; background: red'></div>"
    tab = await browser.page(page(box), width=640, height=480)
    whole, part = await tab.screenshot(), await tab.screenshot("#box")
    assert _size(whole) == (640, 480)
    assert _size(part) == (120, 40)
    with pytest.raises(PageError, match="#missing"):
        await tab.screenshot("#missing")
    await tab.close()


async def test_console_errors_and_refusals_are_heard(browser: Browser, site: Site) -> None:
    folder, url = site
    policy = "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">"
    script = "<script>console.log('a', 1); setTimeout(() => { throw new Error('boom') }); setTimeout('late()')</script>"
    (folder / "index.html").write_text(policy + script)
    tab = await browser.page("about:blank")
    heard: list[ConsoleLine] = []
    stop = tab.on_console(heard.append)
    await tab.navigate(url)
    await tab.evaluate("new Promise((go) => setTimeout(go, 50))")
    stop()
    await tab.evaluate("console.log('unheard')")
    assert [line.text for line in heard if line.level == "log"] == ["a 1"]
    assert any("boom" in line.text and line.level == "error" for line in heard)
    assert any("unsafe-eval" in line.text for line in heard)
    assert tab.console[-1].text == "unheard"
    await tab.close()


async def test_clicks_and_typing_are_a_persons(browser: Browser) -> None:
    html = (
        "<div style='height: 2000px'></div><form onsubmit='window.sent = field.value; return false'>"
        "<input id=field><button id=go onclick='window.trusted = event.isTrusted'>Go</button></form>"
    )
    tab = await browser.page(page(html))
    await tab.click("#go")
    assert await tab.evaluate("window.trusted") is True
    await tab.click("#field")
    await tab.type("hello\n")
    assert await tab.wait_for("window.sent") == "hello"
    await tab.close()


async def test_a_dialog_does_not_hold_the_page(browser: Browser) -> None:
    tab = await browser.page("about:blank")
    assert await tab.evaluate("alert('stop'); 1") == 1
    assert tab.console[-1] == ConsoleLine(level="alert", text="stop", url="about:blank")
    await tab.close()


async def test_reload_runs_the_page_again(browser: Browser, site: Site) -> None:
    folder, url = site
    (folder / "index.html").write_text("<script>sessionStorage.n = +(sessionStorage.n || 0) + 1</script>")
    tab = await browser.page(url)
    await tab.reload()
    assert await tab.evaluate("sessionStorage.n") == "2"
    await tab.close()


async def test_a_tab_can_lose_the_network_and_get_it_back(browser: Browser, site: Site) -> None:
    _, url = site
    tab = await browser.page(url)
    reach = "fetch(location.href, {cache: 'no-store'}).then(() => true, () => false)"
    await tab.emulate_offline(True)
    assert await tab.evaluate(reach) is False
    await tab.emulate_offline(False)
    assert await tab.evaluate(reach) is True
    await tab.close()


async def test_an_address_that_nobody_answers_is_an_error(browser: Browser) -> None:
    with pytest.raises(PageError, match="ERR_"):
        await browser.page("http://127.0.0.1:1/")


async def test_closing_a_tab_ends_what_waits_in_it(browser: Browser) -> None:
    tab = await browser.page("about:blank")
    waiting = asyncio.ensure_future(tab.evaluate("new Promise(() => {})"))
    await tab.evaluate("1")
    await tab.close()
    with pytest.raises(Closed, match="tab was closed"):
        await waiting


async def test_a_page_that_crashes_is_an_error_and_not_a_wait(browser: Browser) -> None:
    tab = await browser.page("about:blank")
    waiting = asyncio.ensure_future(tab.evaluate("new Promise(() => {})"))
    await tab.evaluate("1")
    with pytest.raises((PageError, Closed)):
        await tab.send("Page.crash")
    with pytest.raises(Closed, match="crashed"):
        await waiting


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])

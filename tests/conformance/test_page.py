"""What a person passes to show, and the page's verbs."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from pywry import HtmlContent
from tests.conformance.heard import Heard
from tests.conformance.places import Place

pytestmark = pytest.mark.anyio


async def test_everything_in_html_content_reaches_the_page(place: Place, tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("#t { color: rgb(1, 2, 3); }")
    (tmp_path / "a.js").write_text("window.order = ['file ' + json_data.name];")
    content = HtmlContent(
        html="<p id='t'>x</p><script>window.fromBody = json_data.evil</script>",
        json_data={"name": "n", "evil": "</script><script>alert(1)</script>", "nan": float("nan"), "big": 2**60},
        init_script="order.push('init ' + document.getElementById('t').textContent)",
        css_files=[tmp_path / "a.css"],
        script_files=[str(tmp_path / "a.js")],
        inline_css="#t { font-weight: 900; }",
    )
    page = await place.open(await place.app.show.aio(content))
    assert await page.js("order") == ["file n", "init x"]
    assert await page.js("fromBody") == "</script><script>alert(1)</script>"
    assert await page.js("[Number.isNaN(json_data.nan), json_data.big === 2n ** 60n]") == [True, True]
    style = "getComputedStyle(document.getElementById('t'))"
    assert await page.js(f"[{style}.color, {style}.fontWeight]") == ["rgb(1, 2, 3)", "900"]


async def test_a_whole_document_keeps_its_own_head_and_body(place: Place) -> None:
    html = "<!doctype html><html lang='de'><head><title>Own</title></head><body class='mine'><h1>Hi</h1><script>window.early = typeof pywry.emit</script></body></html>"
    page = await place.open(await place.app.show.aio(html))
    assert await page.js(
        "[document.title, document.documentElement.lang, document.body.classList.contains('mine'), early]"
    ) == [
        "Own",
        "de",
        True,
        "function",
    ]


async def test_set_content_style_and_css_change_what_is_named(place: Place) -> None:
    handle = await place.app.show.aio("<p id='a' class='k'>1</p><p class='k'>2</p>")
    page = await place.open(handle)
    handle.set_content("a", text="<b>text</b>")
    handle.set_content(selector="p.k + p.k", html="<b>html</b>")
    handle.set_style({"color": "rgb(9, 9, 9)", "background-color": "rgb(8, 8, 8)"}, selector=".k")
    handle.inject_css("#a { letter-spacing: 3px; }", "mine")
    await page.wait("getComputedStyle(document.getElementById('a')).letterSpacing === '3px'")
    assert await page.js("[...document.querySelectorAll('.k')].map(e => e.innerHTML)") == [
        "&lt;b&gt;text&lt;/b&gt;",
        "<b>html</b>",
    ]
    assert await page.js("getComputedStyle(document.querySelectorAll('.k')[1]).backgroundColor") == "rgb(8, 8, 8)"
    handle.remove_css("mine")
    await page.wait("getComputedStyle(document.getElementById('a')).letterSpacing !== '3px'")


async def test_update_morphs_and_keeps_focus_and_input_and_runs_new_scripts_once(place: Place) -> None:
    handle = await place.app.show.aio(
        "<input id='i'><p id='p'>one</p><script>window.runs = (window.runs ?? 0) + 1</script>"
    )
    page = await place.open(handle)
    await page.click("#i")
    await page.type("typed")
    await page.js("window.same = document.getElementById('i')")
    await handle.update.aio(
        "<input id='i'><p id='p'>two</p><script>window.runs = (window.runs ?? 0) + 1</script><script>window.fresh = (window.fresh ?? 0) + 1</script>"
    )
    await page.wait("document.getElementById('p').textContent === 'two' && window.fresh")
    assert await page.js("[same === document.getElementById('i'), same.value, document.activeElement === same]") == [
        True,
        "typed",
        True,
    ]
    assert await page.js("[runs, fresh]") == [1, 1]


async def test_the_theme_switches_and_the_page_says_so(place: Place) -> None:
    handle = await place.app.show.aio("", theme="light")
    heard = Heard(handle, "pywry:theme-update")
    page = await place.open(handle)
    light = await page.js("getComputedStyle(document.body).backgroundColor")
    handle.emit("pywry:update-theme", {"theme": "plotly_dark"})
    assert (await heard.next())["mode"] == "dark"
    assert await page.js("getComputedStyle(document.body).backgroundColor") != light
    assert await page.js("pywry.theme") == "dark"


async def test_a_confirm_answers_with_its_event(place: Place) -> None:
    handle = await place.app.show.aio("")
    heard = Heard(handle, "app:sure")
    page = await place.open(handle)
    handle.alert("Delete it?", "confirm", callback_event="app:sure")
    await page.wait("document.querySelector('[role=alertdialog]')")
    await page.js("[...document.querySelectorAll('[role=alertdialog] button')].at(-1).click()")
    first = await heard.next()
    handle.alert("Really?", "confirm", callback_event="app:sure")
    await page.wait("document.querySelector('[role=alertdialog]')")
    await page.js("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))")
    assert [first, await heard.next()] == [{"confirmed": True}, {"confirmed": False}]


async def test_a_javascript_address_is_refused_also_when_the_page_dispatches_it(place: Place) -> None:
    handle = await place.app.show.aio("")
    page = await place.open(handle)
    await page.js("pywry.dispatch('pywry:navigate', {url: 'javascript:window.hacked=1'})")
    await page.js("pywry.dispatch('pywry:navigate', {url: ' java\\nscript:window.hacked=1'})")
    assert await page.js("window.hacked ?? null") is None


async def test_what_the_page_prints_raises_and_has_blocked_reaches_python(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    handle = await place.app.show.aio("", label="noisy")
    heard = Heard(handle, "pywry:console")
    page = await place.open(handle)
    with caplog.at_level(logging.INFO, "pywry.page"):
        await page.js("console.warn('careful', {a: 1}); setTimeout(() => { throw new Error('boom'); }); 0")
        await page.js("setTimeout(() => { try { eval('1') } catch {} }); 0")
        levels: dict[str, str] = {}
        while not {"warn", "uncaught", "csp"} <= levels.keys():
            said = await heard.next()
            levels[said["level"]] = said["text"]
    assert "careful" in levels["warn"] and "boom" in levels["uncaught"] and "eval" in levels["csp"]
    assert "noisy: uncaught" in caplog.text


async def test_download_hands_over_text_and_bytes(place: Place) -> None:
    handle = await place.app.show.aio("")
    page = await place.open(handle)
    await page.js(
        """window.saved = [];
        HTMLAnchorElement.prototype.click = function () { const name = this.download; fetch(this.href).then(r => r.arrayBuffer()).then(b => saved.push([name, [...new Uint8Array(b)]])); }; 0"""
    )
    handle.download("a,b", "a.csv", "text/csv")
    handle.download(b"\x00\x01", "b.bin")
    await page.wait("saved.length === 2")
    assert sorted(await page.js("saved")) == [["a.csv", [97, 44, 98]], ["b.bin", [0, 1]]]

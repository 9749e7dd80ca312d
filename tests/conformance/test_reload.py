"""Pages that are open follow the files that they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pywry import HtmlContent
from tests.conformance.places import Place

pytestmark = pytest.mark.anyio

LONG = (
    "<input id='name'><input id='box' type='checkbox'><input id='secret' type='password'>"
    "<select id='pick'><option>a<option>b</select>"
    "<div id='inner' style='height:100px;overflow:auto'><div style='height:2000px'>inner</div></div>"
    "<p id='said'>nothing</p><div style='height:5000px'>long</div>"
)
COLOR = "getComputedStyle(document.getElementById('t')).color"


async def test_a_style_sheet_is_swapped_in_place_for_everyone(place: Place, tmp_path: Path) -> None:
    css = tmp_path / "a.css"
    css.write_text("#t { color: rgb(1, 1, 1); font-weight: 100 }")
    content = HtmlContent(html="<p id='t'>x</p>", css_files=[css], inline_css="#t { font-weight: 900 }", watch=True)
    handle = await place.app.show.aio(content)
    pages = [await place.open(handle), await place.open(handle)]
    for page in pages:
        await page.js("window.mark = [...document.querySelectorAll('style')]; 0")
    css.write_text("#t { color: rgb(2, 2, 2); font-weight: 200 }")
    for page in pages:
        await page.wait(f"{COLOR} === 'rgb(2, 2, 2)'")
        assert await page.js("[...document.querySelectorAll('style')].every((style, i) => style === mark[i])")
        assert await page.js("getComputedStyle(document.getElementById('t')).fontWeight") == "900"
    later = await place.open(handle)
    assert await later.js(COLOR) == "rgb(2, 2, 2)"
    await pages[0].reload()
    assert await pages[0].js(COLOR) == "rgb(2, 2, 2)"
    assert await pages[0].js("document.querySelectorAll('style[data-pywry-css]').length") == 1


async def test_a_script_loads_every_page_anew_where_its_person_left_it(place: Place, tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text("window.version = 1")
    handle = await place.app.show.aio(HtmlContent(html=LONG, script_files=[script], watch=True))
    pages = [await place.open(handle), await place.open(handle)]
    handle.set_content("said", text="something")
    for page in pages:
        await page.wait("document.getElementById('said').textContent === 'something'")
    first = pages[0]
    await first.click("#secret")
    await first.type("hidden")
    await first.click("#name")
    await first.type("typed")
    await first.js(
        "box.checked = true; pick.value = 'b'; inner.scrollTop = 700; scrollTo(0, 1500); history.scrollRestoration = 'manual'"
    )
    other = tmp_path / "a.js.tmp"
    other.write_text("window.version = 2")
    other.replace(script)
    for page in pages:
        await page.wait("window.version === 2 && pywry.connected")
        await page.wait("document.getElementById('said').textContent === 'something'")
    await first.wait("scrollY === 1500 && inner.scrollTop === 700")
    assert await first.js("[document.getElementById('name').value, box.checked, pick.value, secret.value]") == [
        "typed",
        True,
        "b",
        "",
    ]
    await first.type("!")
    assert await first.js("document.getElementById('name').value") == "typed!"
    assert await pages[1].js("[scrollY, document.getElementById('name').value]") == [0, ""]


async def test_what_a_person_does_after_the_reload_is_not_undone(place: Place, tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text("window.version = 1; window.grow = () => { room.style.height = '5000px' }")
    html = "<button id='b'>x</button><div id='room'></div>"
    handle = await place.app.show.aio(HtmlContent(html=html, script_files=[script], watch=True))
    page = await place.open(handle)
    await page.js("grow(); scrollTo(0, 2000); 0")
    script.write_text(script.read_text().replace("1", "2", 1))
    await page.wait(
        "window.version === 2 && pywry.connected && document.documentElement.classList.contains('pywry-settled')"
    )
    await page.click("#b")
    assert (
        await page.js("grow(); new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(scrollY))))")
        == 0
    )


async def test_a_body_from_a_file_is_morphed(place: Place, tmp_path: Path) -> None:
    html = tmp_path / "a.html"
    html.write_text("<input id='i'><p id='p'>one</p><script>window.runs = (window.runs ?? 0) + 1</script>")
    handle = await place.app.show.aio(HtmlContent(html=html, watch=True))
    page = await place.open(handle)
    await page.click("#i")
    await page.type("typed")
    html.write_text("<input id='i'><p id='p'>two</p><script>window.runs = (window.runs ?? 0) + 1</script>")
    await page.wait("document.getElementById('p').textContent === 'two'")
    assert await page.js("[i.value, document.activeElement === i, runs]") == ["typed", True, 1]
    later = await place.open(handle)
    assert await later.js("document.getElementById('p').textContent") == "two"


WHOLE = (
    "<!doctype html><html><head><title>{title}</title><style>p {{ margin: {margin}px }}</style></head>"
    "<body class='mine'><input id='i'><p id='p'>{text}</p></body></html>"
)
MARGIN = "getComputedStyle(document.getElementById('p')).marginTop"


async def test_a_whole_document_is_morphed_unless_its_head_has_changed(place: Place, tmp_path: Path) -> None:
    html = tmp_path / "a.html"
    html.write_text(WHOLE.format(title="A", margin=1, text="one"))
    handle = await place.app.show.aio(HtmlContent(html=html, watch=True))
    page = await place.open(handle)
    await page.click("#i")
    await page.type("typed")
    await page.js("window.mark = 1")
    html.write_text(WHOLE.format(title="A", margin=1, text="two"))
    await page.wait("document.getElementById('p').textContent === 'two'")
    assert await page.js(f"[window.mark, i.value, {MARGIN}]") == [1, "typed", "1px"]
    html.write_text(WHOLE.format(title="B", margin=7, text="three"))
    await page.wait("window.mark === undefined && window.pywry?.connected")
    await page.wait("i.value === 'typed'")
    said = "document.getElementById('p').textContent"
    assert await page.js(f"[{said}, {MARGIN}, document.title, document.body.className]") == [
        "three",
        "7px",
        "B",
        "mine",
    ]
    later = await place.open(handle)
    assert await later.js(f"[{said}, {MARGIN}]") == ["three", "7px"]


async def test_a_page_that_was_away_catches_up(place: Place, tmp_path: Path) -> None:
    css, script = tmp_path / "a.css", tmp_path / "a.js"
    css.write_text("#t { color: rgb(1, 1, 1) }")
    script.write_text("window.version = 1")
    content = HtmlContent(html="<p id='t'>x</p>", css_files=[css], script_files=[script])
    handle = await place.app.show.aio(content, watch=True)
    page = await place.open(handle)
    await place.cut()
    await page.wait("!pywry.connected")
    css.write_text("#t { color: rgb(2, 2, 2) }")
    script.write_text("window.version = 2")
    await place.mend()
    await page.wait(f"window.version === 2 && {COLOR} === 'rgb(2, 2, 2)'", 30)


async def test_a_page_whose_panels_draw_late_is_scrolled_to_where_it_was(place: Place) -> None:
    text = "\n\n".join(f"Line {n}." for n in range(200))
    panels = [{"kind": "markdown", "id": f"t{n}", "text": text} for n in range(3)]
    grid = {"kind": "grid", "id": "g", "data": [{"n": n} for n in range(2000)], "height": 40}
    handle = await place.app.show_dashboard.aio([*panels, grid])
    page = await place.open(handle)
    drawn = "document.querySelector('[row-index]') !== null"
    await page.wait(drawn)
    await page.js("window.mark = 1; scrollTo(0, 900); history.scrollRestoration = 'manual'")
    await page.wait("scrollY === 900")
    handle.refresh()
    await page.wait("window.mark === undefined && window.pywry?.connected")
    await page.wait(f"{drawn} && scrollY === 900")

"""Pages in native windows behave as in a browser, and pages of others reach nothing of ours."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pywry import Handle, PyWrySettings
from pywry_tools.errors import NoPage
from tests.native.conftest import Native
from tests.native.screen import Screen
from tests.native.site import Site
from tests.native.waiting import until

pytestmark = pytest.mark.native

OPENER = """#!/bin/sh
echo "$@" >> "{log}"
"""


@pytest.fixture
def site() -> Iterator[Site]:
    """Somebody else's pages."""
    with Site() as site:
        yield site


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the desktop's opener writes down what it was given."""
    log, program = tmp_path / "opened.txt", tmp_path / "xdg-open"
    log.touch()
    program.write_text(OPENER.format(log=log))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return log


def said(handle: Handle, script: str) -> Any:
    """The value of a script, once there is a page that answers."""
    try:
        return handle.eval_js(script)
    except NoPage:
        return None


def test_a_page_of_others_has_no_bridge(native: Native, screen: Screen, site: Site) -> None:
    native().show(url=f"{site.address}/top")
    screen.window("Foreign")
    found = site.found("/top")
    assert (found["bridge"], found["answered"], found["post"]) == ([], [], False)


def test_a_frame_of_others_in_our_page_cannot_speak_for_it(native: Native, screen: Screen, site: Site) -> None:
    app = native()
    app.show(url=f"{site.address}/window", title="First")
    # This is what a frame would need to be taken for the page round it.
    key = site.found("/window")["key"]
    heard: queue.Queue[object] = queue.Queue()
    app.on("app:*", heard.put)
    handle = app.show(f'<h1>Ours</h1><iframe src="{site.address}/frame?key={key or "x"}"></iframe>', title="Ours")
    found = site.found("/frame")
    assert (found["bridge"], found["answered"], found["post"]) == ([], [], False)
    handle.eval_js("pywry.emit('app:real', {})")
    assert heard.get(timeout=10) == {}
    assert heard.empty()


def test_links_for_other_programs_go_to_them(native: Native, screen: Screen, site: Site, outside: Path) -> None:
    html = f"""<a id="mail" href="mailto:ada@example.org">mail</a>
    <a id="blank" target="_blank" href="{site.address}/blank">blank</a>"""
    handle = native().show(html, title="Links")
    handle.eval_js("document.getElementById('mail').click()")
    handle.eval_js("document.getElementById('blank').click()")
    opened = handle.eval_js(f"(window.other = window.open('{site.address}/open')) && typeof window.other.close")
    assert opened == "function"
    wanted = {"mailto:ada@example.org", f"{site.address}/blank", f"{site.address}/open"}
    until(lambda: {*outside.read_text().split()} == wanted, "three addresses")
    until(lambda: handle.eval_js("window.other.closed"), "out of reach")
    assert [shown.title for shown in screen.windows()] == ["Links"]
    assert site.seen == []


def test_links_to_other_windows_may_open_native_ones(native: Native, screen: Screen, site: Site) -> None:
    app = native(settings=PyWrySettings(external_links="window"))
    handle = app.show("<p>x</p>", title="Opener")
    handle.eval_js(f"(window.other = window.open('{site.address}/other', 'one', 'width=420,height=310'), 1)")
    found = site.found("/other")
    assert (found["bridge"], found["answered"], found["post"]) == ([], [], False)
    shown = screen.window("Foreign")
    assert (shown.width, shown.height) == (420, 310)
    handle.eval_js(f"(window.open('{site.address}/again', 'one'), 1)")
    site.found("/again")
    assert len(screen.windows()) == 2
    handle.eval_js("window.other.close()")
    screen.gone("Foreign")
    until(lambda: handle.eval_js("window.other.closed"), "known to be closed")


def test_a_page_of_others_opens_windows_too(native: Native, screen: Screen, site: Site, outside: Path) -> None:
    handle = native().show(url=f"{site.address}/top", title="Theirs")
    site.found("/top")
    handle.proxy.eval("document.getElementById('blank').click()")
    until(lambda: outside.read_text().split() == [f"{site.address}/other"], "the address")


def test_what_a_page_makes_opens_in_a_window(native: Native, screen: Screen) -> None:
    handle = native().show("<p>x</p>", title="Maker")
    blob = "new Blob(['<title>Made</title><h1>made here</h1>'], {type: 'text/html'})"
    handle.eval_js(f"(window.made = window.open(URL.createObjectURL({blob})), 1)")
    screen.window("Made")
    screen.close(screen.window("Made"))
    screen.gone("Made")
    until(lambda: handle.eval_js("window.made.closed"), "known to be closed")
    assert handle.is_open


@pytest.mark.parametrize("address", ["javascript:void(0)", "data:text/html,x", "file:///etc/passwd", "zoommtg:1"])
def test_other_addresses_lead_nowhere(native: Native, screen: Screen, outside: Path, address: str) -> None:
    handle = native().show("<h1>Stays</h1>", title="Stays")
    handle.eval_js(
        f"(window.stays = true, window.open({address!r}), setTimeout(() => (location.href = {address!r})), 1)"
    )
    # Time enough to leave.
    assert handle.eval_js("new Promise((go) => setTimeout(() => go(window.stays), 500))")
    assert handle.viewers == 1
    assert [shown.title for shown in screen.windows()] == ["Stays"]
    assert outside.read_text() == ""


def test_what_a_page_says_while_it_is_sent_elsewhere_arrives_once_and_in_order(native: Native, screen: Screen) -> None:
    app = native()
    heard: list[int] = []
    app.on("app:count", lambda data: heard.append(data))
    handle = app.show("<h1>Stays</h1>", title="Stays")
    said = handle.eval_js("""(async () => {
      for (let n = 0; n < 300; n++) {
        pywry.emit("app:count", n);
        if (n % 10 === 0) location.href = "data:text/html,x";
        if (n % 5 === 0) await new Promise((go) => setTimeout(go));
      }
      return "all";
    })()""")
    assert said == "all"
    until(lambda: len(heard) >= 300, "all of them")
    assert heard == list(range(300))


def test_keys_of_a_browser_reload_and_zoom(native: Native, screen: Screen) -> None:
    handle = native().show("<h1>Keys</h1>", title="Keys", width=600, height=400)
    handle.eval_js("window.mark = 1")
    window = screen.window("Keys")
    screen.keys("ctrl+plus", window)
    until(lambda: handle.eval_js("innerWidth") < 600, "larger")
    screen.keys("ctrl+minus")
    until(lambda: handle.eval_js("innerWidth") == 600, "as before")
    screen.keys("F5")
    until(lambda: said(handle, "window.mark ?? 'none'") == "none", "a new page")


def test_a_page_that_is_loaded_anew_complains_of_nothing(
    native: Native, screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    handle = native().show("<h1>Again</h1>", title="Again")
    for theme in ("dark", "light"):
        handle.eval_js("window.mark = 1")
        handle.eval_js("location.reload()", wait=False)
        until(lambda: said(handle, "window.mark ?? 'none'") == "none", "a new page")
        handle.proxy.set_theme(theme)
        until(lambda theme=theme: said(handle, "pywry.theme") == theme, "the theme")
    assert [record.message for record in caplog.records if record.name == "pywry.page"] == []


def test_windows_have_our_mark(native: Native, screen: Screen) -> None:
    native().show("<p>x</p>", title="Marked")
    screen.window("Marked")
    until(lambda: "64" in screen.run("xprop", "-name", "Marked", "-len", "8", "_NET_WM_ICON"), "an icon")


def test_a_link_leads_away_and_history_leads_back(native: Native, screen: Screen, site: Site) -> None:
    app = native()
    handle = app.show(f'<h1>Ours</h1><a id="link" href="{site.address}/away">away</a>', title="Ours")
    handle.eval_js("setTimeout(() => document.getElementById('link').click())")
    found = site.found("/away")
    assert (found["bridge"], found["answered"], found["post"]) == ([], [], False)
    until(lambda: handle.viewers == 0, "nobody looks")
    assert handle.is_open
    handle.update("<h1>Meanwhile</h1>")
    screen.keys("alt+Left", screen.window("Foreign"))
    screen.window("Ours")
    until(lambda: handle.eval_js("document.querySelector('h1').textContent") == "Meanwhile", "what was missed")
    handle.update("<h1>Still live</h1>")
    until(lambda: handle.eval_js("document.querySelector('h1').textContent") == "Still live", "the update")

"""Programs as the PyTauri transport's page prints them, run as printed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pywry import Handle, PyWry, PyWrySettings
from pywry.handles.native import NativeWindowHandle
from pywry_tools.errors import NoPage
from tests.native.conftest import Native
from tests.native.screen import Screen
from tests.native.test_dialogs import typed
from tests.native.waiting import until

pytestmark = pytest.mark.native

SAMPLES = Path(__file__).parent / "samples"
AVAILABLE = (SAMPLES / "available.js.txt").read_text()

Names = dict[str, Any]
Run = Callable[..., Names]


@pytest.fixture
def run(screen: Screen) -> Iterator[Run]:
    """Runs samples as on a desktop, and gives the names that they leave; their apps end with the test."""
    left: list[Names] = []

    def run(sample: str, **names: Any) -> Names:
        left.append({"__name__": "sample", **names})
        exec(compile((SAMPLES / f"{sample}.txt").read_text(), sample, "exec"), left[-1])
        return left[-1]

    yield run
    for names in left:
        if "app" in names:
            names["app"].destroy()


def test_a_mixin_shows_notices_and_asks_on_every_transport(run: Run, request: pytest.FixtureRequest) -> None:
    mixin = run("mixin")["NotificationMixin"]

    class App(mixin, PyWry):  # type: ignore[misc, valid-type]  # a class that the sample made
        pass

    app, sure = App(mode="new_window"), queue.Queue[Any]()
    request.addfinalizer(app.destroy)
    page = app.show("<h1>x</h1>")
    app.on("app:sure", lambda data: sure.put(data))
    app.notify("Saved", "All of it")
    text = "document.body.textContent"
    until(lambda: all(word in page.eval_js(text) for word in ("Saved", "All of it")), "the notice")
    app.confirm("Delete it?", "app:sure")
    buttons = "[...document.querySelectorAll('[role=alertdialog] button')]"
    until(lambda: page.eval_js(f"{buttons}.length > 0"), "the question")
    page.eval_js(f"{buttons}.at(-1).click()")
    assert sure.get(timeout=10) == {"confirmed": True}


def test_plugins_are_in_the_page_once_they_are_enabled(run: Run, screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    app = run("plugins")["app"]
    page = app.show("<h1>x</h1>", title="Plugins")
    said: queue.Queue[Any] = queue.Queue()
    page.on("file:selected", lambda data: said.put(data))
    with ThreadPoolExecutor() as pool:
        script = f"{(SAMPLES / 'plugins.js.txt').read_text()}\nreturn path;"
        path = typed(screen, "Open File", tmp_path / "a.txt", pool.submit(page.eval_js, script, timeout_s=30))
    assert path == str(tmp_path / "a.txt")
    assert screen.clipboard == "Copied from PyWry"
    with ThreadPoolExecutor() as pool:
        chosen = pool.submit(page.eval_js, f"(async () => {{ {AVAILABLE} }})()", timeout_s=30)
        typed(screen, "Open File", tmp_path / "a.txt", chosen)
    assert said.get(timeout=10) == {"path": str(tmp_path / "a.txt")}


def test_a_component_falls_back_where_the_plugin_is_not_there(native: Native) -> None:
    page = native().show("<button id='file-input' onclick='window.chosen = true'>x</button>")
    page.eval_js(f"(async () => {{ {AVAILABLE} }})()")
    assert page.eval_js("window.chosen")


def test_single_permissions_can_be_added(run: Run, native: Native) -> None:
    settings = run("capabilities", PyWrySettings=PyWrySettings)["settings"]
    page = native(settings=settings).show("<h1>x</h1>")
    assert page.eval_js("[typeof __TAURI__.shell.Command, typeof __TAURI__.fs.readFile]") == ["function", "function"]


def test_a_window_is_controlled_by_its_handle(native: Native, screen: Screen) -> None:
    first, second, third = (SAMPLES / "window_control.txt").read_text().split("\n\n")
    names: Names = {"app": native()}
    exec(first, names)
    handle = names["handle"]
    assert isinstance(handle, NativeWindowHandle)
    assert screen.window("My App").title == "My App"
    *calls, focus = second.splitlines()
    for call in calls:
        exec(call, names)
    window = screen.window("Updated Title")
    assert handle.proxy.is_maximized or "HIDDEN" in window.state
    exec(focus, names)
    until(lambda: screen.active == screen.window("Updated Title").id, "the focus")
    exec(third, names)
    screen.gone("Updated Title")


def test_every_method_of_the_table_is_there(native: Native) -> None:
    proxy = native().show("<h1>x</h1>").proxy
    table = """is_maximized is_minimized is_fullscreen is_focused is_visible is_decorated maximize unmaximize minimize unminimize
    set_fullscreen center set_size set_min_size set_max_size inner_size outer_size set_position inner_position outer_position
    set_title set_decorations set_background_color set_always_on_top set_content_protected eval_js navigate reload
    open_devtools close_devtools set_zoom zoom"""
    assert [name for name in table.split() if not hasattr(proxy, name)] == []
    assert proxy.zoom == 1


def test_javascript_runs_in_the_window(run: Run, native: Native, screen: Screen) -> None:
    handle = native().show("<p id='counter'>0</p>", title="Counter")
    run("eval_js", handle=handle)
    assert handle.eval_js("document.getElementById('counter').textContent") == "42"
    screen.window("Updated from Python")


def test_an_event_of_one_window_changes_another_and_no_third(run: Run, native: Native) -> None:
    app = native()
    listen = "<script>window.got = []; pywry.on('plotly:update-figure', d => got.push(d.figure))</script>"
    figure = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {}}
    asked: list[Any] = []

    def build_chart(selected: Any) -> Any:
        asked.append(selected)
        return figure

    third = app.show(listen)
    names = run("multi_window", app=app, chart_html=listen, table_html="<h1>Rows</h1>", build_chart=build_chart)
    rows = [{"id": 1}]
    names["table_handle"].eval_js(
        f"pywry.emit('grid:row-selected', {{gridId: 'grid', widget_type: 'grid', rowIds: ['1'], rows: {rows}}})".replace(
            "'id'", "id"
        )
    )
    chart = names["chart_handle"]
    until(lambda: chart.eval_js("got.length") == 1, "the figure")
    assert chart.eval_js("got[0].data[0].x") == ["a"]
    assert asked == [rows]
    assert third.eval_js("got") == []


def test_each_show_opens_a_window(run: Run, screen: Screen) -> None:
    names = run("window_modes")
    assert screen.window("First").id != screen.window("Second").id
    assert names["h1"].label != names["h2"].label


def test_files_that_change_reach_the_window(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    css, script = tmp_path / "styles/dashboard.css", tmp_path / "scripts/chart.js"
    for file, text in ((css, "h1 { color: rgb(1, 1, 1) }"), (script, "window.version = 1")):
        file.parent.mkdir()
        file.write_text(text)
    handle = run("hot_reload")["handle"]
    color = "getComputedStyle(document.querySelector('h1')).color"
    assert handle.eval_js(f"document.body.style.height = '5000px'; window.mark = 1; {color}") == "rgb(1, 1, 1)"
    css.write_text("h1 { color: rgb(2, 2, 2) }")
    until(lambda: handle.eval_js(color) == "rgb(2, 2, 2)", "the new colour")
    assert handle.eval_js("window.mark") == 1
    handle.eval_js("scrollTo(0, 1000); 0")
    script.write_text("window.version = 2; addEventListener('load', () => { document.body.style.height = '5000px' })")
    until(lambda: told(handle, "window.version") == 2, "the new script")
    until(lambda: told(handle, "scrollY") == 1000, "the place")


def told(handle: Handle, script: str) -> Any:
    """The value of a script; nothing while the page is loaded anew."""
    with suppress(NoPage):
        return handle.eval_js(script)
    return None


def test_a_component_emits_hears_updates_and_displays(native: Native) -> None:
    handle = native().show("<p id='a'>one</p>")
    heard = threading.Event()
    handle.on("app:click", lambda data: heard.set())
    handle.eval_js("pywry.emit('app:click')")
    assert heard.wait(10)
    handle.update("<p id='a'>two</p>")
    until(lambda: handle.eval_js("document.getElementById('a').textContent") == "two", "the update")
    assert handle.display() is None

"""Windows on a real screen: what Python asks for is what the window manager shows."""

from __future__ import annotations

import queue
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from typing import Any

import pytest

from pywry import Handle, NativeWindowHandle, PyWrySettings, WindowProxy
from pywry_tools.errors import InvalidArguments, NativeError, NoSuchWidget
from pywry_tools.events.window import Resized
from pywry_tools.models.screen import (
    Cookie,
    CursorIcon,
    LogicalPosition,
    LogicalSize,
    Monitor,
    PhysicalPosition,
    PhysicalSize,
    Theme,
)
from pywry_tools.models.window import WindowFacts, WindowOptions
from tests.native.conftest import Native
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

ICON = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="


class Ear(queue.Queue[tuple[str, Any]]):
    """Hears the events of a handle's window."""

    def __init__(self, handle: Handle, pattern: str = "window:*") -> None:
        super().__init__()
        handle.on(pattern, lambda data, name: self.put((name, data)))

    def wait(self, name: str, **wanted: Any) -> Any:
        """The data of the next event of that name, with these values in it."""
        while True:
            heard, data = self.get(timeout=10)
            if heard == name and data.items() >= wanted.items():
                return data


def test_the_methods_of_a_handle_reach_the_window(native: Native, screen: Screen) -> None:
    handle = native().show("<h1>Dashboard</h1>", title="My App")
    assert isinstance(handle, NativeWindowHandle)
    handle.set_title("Updated Title")
    screen.window("Updated Title")
    assert handle.title == "Updated Title"
    handle.set_size(900, 700)
    shown = screen.window("Updated Title")
    assert (shown.width, shown.height) == (900, 700)
    handle.center()
    until(lambda: abs(screen.window("Updated").middle[0] - 800) <= 2, "the middle")
    handle.maximize()
    assert screen.window("Updated").state >= {"MAXIMIZED_HORZ", "MAXIMIZED_VERT"}
    handle.unmaximize()
    handle.minimize()
    assert "HIDDEN" in screen.window("Updated").state
    handle.set_focus()
    assert screen.active == screen.window("Updated").id
    handle.hide()
    screen.gone("Updated")
    assert handle.is_open
    handle.show_window()
    screen.window("Updated")
    handle.close()
    screen.gone("Updated")
    with pytest.raises(NoSuchWidget):
        handle.maximize()


def test_properties_say_what_the_window_system_says(native: Native, screen: Screen) -> None:
    handle = native().show("<h1>Read me</h1>", title="Read", width=640, height=480)
    proxy = handle.proxy
    until(lambda: proxy.is_focused, "the keyboard")
    facts = proxy.read()
    assert not facts.unknown
    for name in WindowFacts.model_fields.keys() - {"unknown", "cursor_position"}:
        assert getattr(proxy, name) == getattr(facts, name), name
    shown = screen.window("Read")
    assert (proxy.title, proxy.label, proxy.is_visible, proxy.is_minimized) == ("Read", handle.label, True, False)
    assert proxy.inner_size == PhysicalSize(640, 480)
    assert proxy.inner_position == PhysicalPosition(shown.x, shown.y)
    assert proxy.outer_size.height > 480
    assert proxy.current_monitor is not None
    assert proxy.current_monitor.size == PhysicalSize(1600, 1000)
    screen.move(123, 45)
    assert proxy.cursor_position == PhysicalPosition(123, 45)
    assert isinstance(proxy.monitor_from_point(5, 5), Monitor)


def test_sizes_and_places_are_logical_numbers_or_values_of_either_kind(native: Native, screen: Screen) -> None:
    proxy = native().show("<p>Places</p>", title="Places").proxy
    assert proxy.set_size(LogicalSize(500, 400)).width == 500
    assert proxy.set_size(PhysicalSize(510, 410)).height == 410
    state = proxy.set_position(LogicalPosition(120, 90))
    assert (state.x, state.y) == (120, 90)
    assert proxy.outer_position == PhysicalPosition(120, 90)
    proxy.set_position(30, 40)
    proxy.set_size_constraints(min_width=300, max_width=700)
    until(lambda: "max" in screen.run("xprop", "-name", "Places", "WM_NORMAL_HINTS"), "limits")
    proxy.set_size(900, 400)
    until(lambda: screen.window("Places").width == 700, "the limit")
    proxy.set_size_constraints()
    assert proxy.set_size(900, 400).width == 900
    proxy.set_min_size(950, 10)
    until(lambda: screen.window("Places").width == 950, "the least width")


def setters(proxy: WindowProxy) -> list[Callable[[], Any]]:
    """Every change that nothing else here is about."""
    return [
        lambda: proxy.set_max_size(1200, 900),
        lambda: proxy.set_max_size(),
        lambda: proxy.set_resizable(False),
        lambda: proxy.set_resizable(True),
        lambda: proxy.set_decorations(False),
        lambda: proxy.set_decorations(True),
        lambda: proxy.set_always_on_bottom(True),
        lambda: proxy.set_always_on_bottom(False),
        lambda: proxy.set_visible_on_all_workspaces(True),
        lambda: proxy.set_enabled(False),
        lambda: proxy.set_enabled(True),
        lambda: proxy.set_closable(False),
        lambda: proxy.set_maximizable(False),
        lambda: proxy.set_minimizable(False),
        lambda: proxy.set_skip_taskbar(True),
        lambda: proxy.set_shadow(False),
        lambda: proxy.set_content_protected(True),
        lambda: proxy.set_icon(ICON),
        lambda: proxy.set_theme(Theme.Dark),
        lambda: proxy.set_theme("system"),
        lambda: proxy.set_title_bar_style("overlay"),
        lambda: proxy.set_background_color(10, 20, 30),
        lambda: proxy.set_effects(["mica"]),
        lambda: proxy.set_effects({"effects": ["blur"], "radius": 3}),
        lambda: proxy.set_effects(),
        lambda: proxy.set_progress_bar("paused", 40),
        lambda: proxy.set_progress_bar({"status": "none"}),
        lambda: proxy.set_badge_count(3),
        lambda: proxy.set_badge_count(),
        lambda: proxy.request_user_attention("critical"),
        lambda: proxy.request_user_attention(None),
        lambda: proxy.set_cursor_icon(CursorIcon.EResize),
        lambda: proxy.set_cursor_icon("wait"),
        lambda: proxy.set_cursor_visible(False),
        lambda: proxy.set_cursor_grab(True),
        lambda: proxy.set_cursor_grab(False),
        lambda: proxy.set_ignore_cursor_events(True),
        lambda: proxy.set_ignore_cursor_events(False),
        lambda: proxy.start_dragging(),
        lambda: proxy.toggle_maximize(),
        lambda: proxy.toggle_maximize(),
        lambda: proxy.set_fullscreen(),
        lambda: proxy.set_fullscreen(False),
        lambda: proxy.update(width=640, x=5, state="maximized"),
        lambda: proxy.update(state="normal"),
        lambda: proxy.clear_all_browsing_data(),
        lambda: proxy.reload(),
    ]


def test_every_change_is_taken_and_answered_with_how_the_window_is(native: Native, screen: Screen) -> None:
    proxy = native().show("<p>Setters</p>", title="Setters").proxy
    for change in setters(proxy):
        assert change().widget == proxy.label
    assert proxy.is_always_on_bottom is False
    assert proxy.is_closable is False
    assert proxy.is_decorated is True
    assert "_NET_WM_STATE_SKIP_TASKBAR" in screen.run("xprop", "-name", "Setters", "_NET_WM_STATE")


def test_what_can_be_seen_from_outside_is_so(native: Native, screen: Screen) -> None:
    proxy = native().show("<p>Seen</p>", title="Seen", width=400, height=300).proxy
    proxy.set_always_on_top(True)
    until(lambda: "ABOVE" in screen.window("Seen").state, "above others")
    assert proxy.is_always_on_top is True
    proxy.set_fullscreen(True)
    assert proxy.is_fullscreen
    assert screen.window("Seen").width == 1600
    proxy.set_fullscreen(False)
    proxy.set_decorations(False)
    assert proxy.outer_size == proxy.inner_size
    proxy.set_cursor_position(20, 30)
    shown = screen.window("Seen")
    assert f"x:{shown.x + 20} y:{shown.y + 30}" in screen.run("xdotool", "getmouselocation")
    icon = screen.run("xprop", "-name", "Seen", "-len", "20", "_NET_WM_ICON")
    proxy.set_icon(ICON)
    until(lambda: screen.run("xprop", "-name", "Seen", "-len", "20", "_NET_WM_ICON") != icon, "another icon")


def test_the_web_view_zooms_keeps_cookies_and_shows_its_tools(native: Native, screen: Screen) -> None:
    handle = native().show("<p>View</p>", title="View", width=600, height=400)
    proxy = handle.proxy
    assert proxy.eval_with_result("innerWidth") == 600
    assert (proxy.set_zoom(2).zoom, proxy.zoom) == (2, 2)
    until(lambda: proxy.eval_js("innerWidth") == 300, "a larger page")
    assert proxy.open_devtools().devtools
    assert not proxy.close_devtools().devtools
    until_then = datetime(2040, 1, 1, tzinfo=UTC)
    proxy.set_cookie(Cookie("one", "1", domain="example.org", secure=True, expires=until_then))
    proxy.set_cookie("two", "2", domain="example.com", http_only=True)
    assert {(c.name, c.value, c.expires) for c in proxy.cookies()} == {("one", "1", until_then), ("two", "2", None)}
    assert [c.name for c in proxy.cookies("https://example.org/a")] == ["one"]
    assert [c.name for c in proxy.delete_cookie("one", domain="example.org")] == ["two"]
    proxy.eval("document.title = 'Run'")
    screen.window("Run")
    assert proxy.url.startswith("tauri://localhost/")


def test_printing_opens_the_dialog_and_does_not_wait_for_the_person(native: Native, screen: Screen) -> None:
    proxy = native().show("<p>Paper</p>", title="Paper").proxy
    proxy.print_page()
    screen.keys("Escape", screen.window("Print"))
    screen.gone("Print")
    assert proxy.is_visible


def test_what_happens_to_a_window_is_heard(native: Native, screen: Screen) -> None:
    app = native()
    handle = app.show("<p>Events</p>", title="Events", width=400, height=300)
    ear = Ear(handle)
    typed: list[Resized] = []
    handle.on(Resized, typed.append)
    other = app.show("<p>Other</p>", title="Other")
    assert ear.wait("window:blurred") == {}
    handle.set_focus()
    ear.wait("window:focused")
    handle.set_size(500, 350)
    assert ear.wait("window:resized", width=500) == {"width": 500, "height": 350}
    handle.set_position(33, 44)
    assert ear.wait("window:moved", x=33) == {"x": 33, "y": 44}
    handle.hide()
    ear.wait("window:hidden")
    handle.show_window()
    ear.wait("window:shown")
    assert (typed[-1].width, typed[-1].height) == (500, 350)
    names = [event["name"] for event in handle.wait_for(["window:*"]).events]
    assert {"window:moved", "window:resized", "window:hidden"} <= {*names}
    other.close()


def test_a_person_s_drag_of_the_frame_is_told_and_not_every_step_of_it(native: Native, screen: Screen) -> None:
    handle = native().show("<p>Dragged</p>", title="Dragged", width=400, height=300)
    handle.set_position(100, 100)
    ear = Ear(handle, "window:moved")
    shown = screen.activate(screen.window("Dragged"))
    start = (shown.x + 200, shown.y - 10)
    screen.drag(start, (start[0] + 150, start[1] + 60))
    until(lambda: handle.proxy.outer_position == PhysicalPosition(250, 160), "its new place")
    ear.wait("window:moved", x=250, y=160)
    assert handle.proxy.outer_position == PhysicalPosition(250, 160)


def pull(screen: Screen, place: tuple[int, int], ear: Ear) -> None:
    """Move the pointer about a place until something is heard of it."""
    steps = cycle(range(0, 40, 8))

    def heard() -> bool:
        screen.move(place[0] + next(steps), place[1])
        return not ear.empty()

    until(heard, "a drag")


def test_files_that_are_dropped_come_with_their_paths(native: Native, screen: Screen, tmp_path: Any) -> None:
    file = tmp_path / "data ü.csv"
    file.write_text("a,b")
    app = native()
    fill = "position:fixed;inset:0;background:red"
    carry = f"event.dataTransfer.setData('text/uri-list', '{file.as_uri()}')"
    source = app.show(
        f'<div draggable=true style="{fill}" ondragstart="{carry};pywry.emit(`app:drag`)">x</div>', "Source"
    )
    target = app.show("<p>Drop here</p>", "Target")
    for handle, x in ((source, 20), (target, 700)):
        handle.set_size(300, 200)
        handle.set_position(x, 50)
    began, ear = Ear(source, "app:drag"), Ear(target, "window:drag-entered")
    dropped_ear = Ear(target, "window:file-dropped")
    here, there = screen.window("Source"), screen.window("Target").middle
    until(lambda: screen.picture(here).color == (255, 0, 0), "the page")
    screen.run("xdotool", "mousemove", *map(str, here.middle), "mousedown", "1")
    pull(screen, here.middle, began)
    pull(screen, there, ear)
    screen.run("xdotool", "mouseup", "1")
    dropped = dropped_ear.wait("window:file-dropped")
    assert dropped["paths"] == [str(file)]
    assert 100 < dropped["x"] < 200


def test_another_monitor_is_told(native: Native, screen: Screen) -> None:
    handle = native().show("<p>Monitor</p>", title="Monitor", width=300, height=200)
    ear = Ear(handle)
    handle.set_position(10, 10)
    ear.wait("window:moved")
    screen.run("xrandr", "--newmode", "small", *["60", "1024", "1048", "1184", "1344", "768", "771", "777", "806"])
    screen.run("xrandr", "--addmode", "screen", "small")
    try:
        screen.run("xrandr", "--output", "screen", "--mode", "small")
        until(lambda: handle.proxy.available_monitors[0].size == PhysicalSize(1024, 768), "a smaller screen")
        handle.set_position(40, 40)
        changed = ear.wait("window:monitor-changed")
    finally:
        screen.run("xrandr", "--output", "screen", "--mode", "1600x1000")
    assert (changed["width"], changed["height"], changed["scaleFactor"]) == (1024, 768, 1)


def test_a_handler_that_says_false_keeps_the_window_open(native: Native, screen: Screen) -> None:
    handle = native().show("<p>Veto</p>", title="Veto")
    asked: queue.Queue[str] = queue.Queue()
    answers = [False, None]

    def decide(data: object, name: str) -> bool | None:
        asked.put(name)
        return answers.pop(0)

    handle.on("window:close-requested", decide)
    screen.close(screen.window("Veto"))
    assert asked.get(timeout=10) == "window:close-requested"
    assert handle.eval_js("'still here'") == "still here"
    assert screen.window("Veto").state is not None
    handle.proxy.close()
    screen.gone("Veto")
    until(lambda: not handle.is_open, "the end")


def test_the_close_button_may_hide(native: Native, screen: Screen) -> None:
    app = native(settings=PyWrySettings.model_validate({"window": {"on_window_close": "hide"}}))
    handle = app.show("<p>Hide</p>", title="Hide")
    ear = Ear(handle)
    screen.close(screen.window("Hide"))
    ear.wait("window:hidden")
    screen.gone("Hide")
    assert handle.is_open
    assert handle.update_window(state="normal").visible
    screen.window("Hide")


def test_new_windows_are_as_the_settings_say(native: Native, screen: Screen) -> None:
    window = {
        "width": 420,
        "height": 320,
        "x": 150,
        "y": 60,
        "min_width": 400,
        "min_height": 300,
        "resizable": True,
        "decorations": False,
        "always_on_top": True,
        "skip_taskbar": True,
        "user_agent": "Ours/1.0",
        "initialization_script": "window.early = 7",
        "incognito": True,
        "zoom_hotkeys": True,
        "icon": ICON,
        "background_color": (0, 0, 0, 255),
        "drag_and_drop": False,
    }
    app = native(settings=PyWrySettings.model_validate({"window": window}))
    handle = app.show("<p>Opts</p>", title="Opts")
    shown = screen.window("Opts")
    assert (shown.x, shown.y, shown.width, shown.height) == (150, 60, 420, 320)
    until(lambda: screen.window("Opts").state >= {"ABOVE", "SKIP_TASKBAR"}, "above and out of the taskbar")
    assert handle.proxy.is_decorated is False
    assert handle.proxy.is_always_on_top is True
    assert handle.eval_js("[navigator.userAgent, window.early]") == ["Ours/1.0", 7]
    handle.set_size(100, 100)
    assert handle.proxy.inner_size == PhysicalSize(400, 300)


def test_one_window_may_be_as_its_show_says(native: Native, screen: Screen) -> None:
    app = native(settings=PyWrySettings.model_validate({"window": {"width": 420, "height": 320, "decorations": False}}))
    window = WindowOptions(x=40, y=50, width=500, icon=ICON, skip_taskbar=True)
    app.show("<p>One</p>", title="One", window=window, width=510)
    shown = screen.window("One")
    assert (shown.x, shown.y, shown.width, shown.height) == (40, 50, 510, 320)
    until(lambda: "SKIP_TASKBAR" in screen.window("One").state, "out of the taskbar")
    app.show_dataframe({"a": [1]}, title="Table", window={"decorations": True, "x": 700, "y": 20})
    assert screen.window("Table").x > 700
    child = app.show("<p>Child</p>", title="Child", window={"parent": app.get_labels()[0], "center": True})
    assert child.proxy.is_visible
    with pytest.raises(InvalidArguments, match="widht"):
        app.show("<p>x</p>", window={"widht": 3})
    with pytest.raises(NativeError, match="no window 'nobody'"):
        app.show("<p>x</p>", window={"parent": "nobody"})


def test_windows_may_open_maximized_hidden_or_in_the_middle(native: Native, screen: Screen) -> None:
    for field, seen in (("maximized", "is_maximized"), ("fullscreen", "is_fullscreen")):
        app = native(settings=PyWrySettings.model_validate({"window": {field: True}}))
        handle = app.show("<p>x</p>", title=f"Opens {field}")
        until(lambda: getattr(handle.proxy, seen), seen)  # noqa: B023 - called at once
    app = native(settings=PyWrySettings.model_validate({"window": {"visible": False, "center": True}}))
    handle = app.show("<p>x</p>", title="Opens hidden")
    assert handle.proxy.is_visible is False
    assert handle.show_window().visible
    assert abs(screen.window("Opens hidden").middle[0] - 800) <= 2


def test_what_a_window_cannot_do_is_said(native: Native, screen: Screen) -> None:
    app = native()
    handle = app.show("<p>Bad</p>", title="Bad", label="bad")
    proxy = handle.proxy
    with pytest.raises(InvalidArguments, match="width: Input should be greater than 0"):
        handle.set_size(-5, 10)
    with pytest.raises(InvalidArguments, match="without a height"):
        handle.set_size(5)
    with pytest.raises(InvalidArguments, match="above zero"):
        proxy.set_size(PhysicalSize(0, 3))
    with pytest.raises(InvalidArguments, match=r"min_width 5 is more than max_width 3"):
        proxy.set_size_constraints(min_width=5, max_width=3)
    with pytest.raises(InvalidArguments, match="'e-resize'"):
        proxy.set_cursor_icon("nonsense")
    with pytest.raises(NativeError, match="macOS alone"):
        proxy.set_badge_label("new")
    with pytest.raises(NativeError, match="Windows alone"):
        proxy.set_overlay_icon()
    with pytest.raises(NoSuchWidget, match="'bad'"):
        app.session.hub.portal.run(app.session.call("window_maximize", {"widget": "bed"}), "call")
    assert handle.eval_js("'unharmed'") == "unharmed"


async def async_reads(handle: Handle) -> tuple[bool | None, str]:
    facts = await handle.proxy.read.aio(["is_maximized"])
    state = await handle.maximize.aio()
    return facts.is_maximized, state.state


def test_all_of_it_can_be_awaited(native: Native, screen: Screen) -> None:
    import asyncio

    handle = native().show("<p>Async</p>", title="Async")
    assert asyncio.run(async_reads(handle)) == (False, "maximized")


def test_callbacks_may_use_the_window(native: Native, screen: Screen) -> None:
    handle = native().show("<p>Back</p>", title="Back")
    done: queue.Queue[bool] = queue.Queue()

    def grow(data: object) -> None:
        handle.maximize()
        done.put(handle.proxy.is_maximized)

    handle.on("app:grow", grow)
    handle.eval_js("pywry.emit('app:grow', {})", wait=False)
    assert done.get(timeout=10) is True

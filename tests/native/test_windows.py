"""Windows on a real screen: what Python asks for is what the window manager shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pywry import Handle, NativeWindowHandle, PyWrySettings, WindowProxy
from pywry_tools.errors import InvalidArguments, NativeError, NoSuchWidget
from pywry_tools.models.screen import (
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


def test_the_proxy_has_the_window_s_menu(native: Native, screen: Screen) -> None:
    proxy = native().show("<p>Menus</p>", title="Menus").proxy
    assert not proxy.is_menu_visible
    proxy.set_menu({"id": "bar", "items": [{"type": "submenu", "id": "file", "text": "File"}]})
    until(lambda: proxy.is_menu_visible, "a menu bar")
    proxy.hide_menu()
    until(lambda: not proxy.is_menu_visible, "no menu bar")
    proxy.show_menu()
    until(lambda: proxy.is_menu_visible, "a menu bar")
    proxy.remove_menu()
    until(lambda: not proxy.is_menu_visible, "no menu bar")


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
    app.show("<p>One</p>", title="One", window=window, width=510, label="first.one")
    shown = screen.window("One")
    assert (shown.x, shown.y, shown.width, shown.height) == (40, 50, 510, 320)
    until(lambda: "SKIP_TASKBAR" in screen.window("One").state, "out of the taskbar")
    app.show_dataframe({"a": [1]}, title="Table", window={"decorations": True, "x": 700, "y": 20})
    assert screen.window("Table").x > 700
    child = app.show("<p>Child</p>", title="Child", window={"parent": "first.one", "center": True})
    assert child.proxy.is_visible
    assert "window id" in screen.run("xprop", "-name", "Child", "WM_TRANSIENT_FOR")
    with pytest.raises(InvalidArguments, match="widht"):
        app.show("<p>x</p>", window={"widht": 3})
    with pytest.raises(NoSuchWidget, match="nobody"):
        app.show("<p>x</p>", window={"parent": "nobody"})


def test_a_window_that_waited_is_like_all_others_and_was_not_heard_of(native: Native, screen: Screen) -> None:
    given = {"prewarm": True, "window": {"width": 400, "height": 300, "decorations": False}}
    app = native(settings=PyWrySettings.model_validate(given))
    labels: set[str] = set()
    app.on("window:*", lambda data, name, label: labels.add(label))
    handles = [app.show(f"<p>{n}</p>", title=f"Warm {n}") for n in range(3)]
    for handle in handles:
        assert handle.proxy.is_decorated is False
        assert handle.proxy.inner_size == PhysicalSize(400, 300)
        handle.proxy.set_position(30, 40)
    until(lambda: labels >= {handle.label for handle in handles}, "events")
    assert labels == {handle.label for handle in handles}


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

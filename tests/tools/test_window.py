"""Windows by tool, where there are none; and what is checked before a window is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from pywry import NativeWindowHandle, PyWry, PyWrySettings, WindowProxy
from pywry.data.icon import icon_of
from pywry.handles.binding import on_widget, reads
from pywry.transports.native.options import Options
from pywry_tools.catalog import all_tools, pick
from pywry_tools.errors import BadData, NotHere
from pywry_tools.events.base import parse
from pywry_tools.models.screen import CursorIcon, Effect, SameSite
from pywry_tools.models.window import WindowOptions, WindowState

pytestmark = pytest.mark.anyio

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=="


async def test_without_windows_every_method_says_so_and_names_another_way(app: PyWry) -> None:
    handle = await app.show.aio("<p>tab</p>")
    calls: list[Callable[[], Any]] = [
        handle.maximize.aio,
        lambda: handle.set_size.aio(3, 4),
        handle.proxy.read.aio,
        handle.proxy.cookies.aio,
        lambda: handle.proxy.set_cursor_icon.aio("wait"),
        lambda: handle.update_window.aio(x=1),
    ]
    for call in calls:
        with pytest.raises(NotHere, match="window"):
            await call()
    assert not isinstance(handle, NativeWindowHandle)


async def test_what_a_handle_knows_of_its_page_is_there_on_every_transport(app: PyWry) -> None:
    handle = await app.show.aio("<p>tab</p>", label="main")
    handle.set_data("draft", [1])
    assert app.get("main").get_data("draft") == [1]
    assert handle.get_data("other", 2) == 2
    assert handle.html_content == "<p>tab</p>"
    assert handle.is_alive
    assert handle.created_at.tzinfo is not None
    handle.emit_fire("app:event", {})


def test_every_tool_about_windows_needs_them_and_one_is_in_core() -> None:
    mine = [tool for tool in all_tools().values() if tool.name.startswith(("window_", "appearance_", "cursor_", "web"))]
    about = [tool for tool in mine if tool.scope == "window"]
    assert len(about) > 50
    assert {tool.needs for tool in about} == {"window"}
    assert [tool.name for tool in pick() if tool in about] == ["window_update"]
    assert {tool.toolset for tool in about} == {"core", "window"}


def test_the_proxy_has_every_name_that_people_know() -> None:
    known = """label title url theme scale_factor inner_position outer_position inner_size outer_size cursor_position
    current_monitor primary_monitor available_monitors is_fullscreen is_minimized is_maximized is_focused is_decorated
    is_resizable is_enabled is_visible is_closable is_maximizable is_minimizable is_always_on_top is_always_on_bottom
    is_devtools_open show hide close destroy maximize unmaximize minimize unminimize toggle_maximize center set_focus
    reload print_page open_devtools close_devtools clear_all_browsing_data start_dragging request_user_attention
    set_title set_size set_min_size set_max_size set_size_constraints set_position set_fullscreen set_decorations
    set_always_on_top set_always_on_bottom set_resizable set_enabled set_closable set_maximizable set_minimizable
    set_visible_on_all_workspaces set_skip_taskbar set_cursor_icon set_cursor_position set_cursor_visible
    set_cursor_grab set_ignore_cursor_events set_icon set_shadow set_title_bar_style set_theme set_content_protected
    eval eval_js eval_with_result navigate set_zoom zoom set_background_color set_effects set_progress_bar
    set_badge_count set_overlay_icon cookies set_cookie delete_cookie monitor_from_point set_menu remove_menu hide_menu
    show_menu is_menu_visible popup_menu"""
    assert not {name for name in known.split() if not hasattr(WindowProxy, name)}
    for name, face in vars(WindowProxy).items():
        if isinstance(face, on_widget | reads):
            assert getattr(WindowProxy, name).__doc__, name


def test_names_are_taken_however_they_are_spelt() -> None:
    assert CursorIcon("eResize") is CursorIcon("e-resize") is CursorIcon("EResize") is CursorIcon.EResize
    assert Effect("FullScreenUI") is Effect("full_screen_ui") is Effect.FullScreenUI
    assert SameSite("None") is SameSite.None_


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"width": 0}, "greater than 0"),
        ({"height": -3}, "greater than 0"),
        ({"width": True}, "valid number"),
        ({"min_width": 500, "max_width": 400}, "min_width 500 is more than max_width 400"),
        ({"background_color": (1, 2, 3, 256)}, "less than or equal to 255"),
        ({"effects": {"effects": ["fog"]}}, "acrylic"),
        ({"widht": 3}, "not permitted"),
    ],
)
def test_options_that_are_none_are_refused(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        WindowOptions.model_validate(options)


def test_settings_reach_the_child_as_it_takes_them() -> None:
    settings = PyWrySettings.model_validate({"window": {"width": 300, "x": -5, "icon": PNG, "effects": {"radius": 2}}})
    assert Options.of(settings).window == {"width": 300, "x": -5, "icon": icon_of(PNG), "effects": {"radius": 2}}
    with pytest.raises(BadData, match="no image"):
        Options.of(PyWrySettings.model_validate({"window": {"icon": "data:image/png;base64,AAAA"}}))


@pytest.mark.parametrize(
    ("flags", "shown"),
    [
        ({}, "normal"),
        ({"is_maximized": True}, "maximized"),
        ({"is_maximized": True, "is_fullscreen": True}, "fullscreen"),
        ({"is_maximized": True, "is_minimized": True}, "minimized"),
    ],
)
def test_a_state_is_told_in_logical_pixels(flags: dict[str, bool], shown: str) -> None:
    brief = {"scale_factor": 2.0, "inner_size": {"width": 300, "height": 201}, "outer_position": {"x": -10, "y": 3}}
    state = WindowState.of("w", brief | flags)  # type: ignore[arg-type]  # an id
    assert (state.state, state.width, state.height, state.x, state.y) == (shown, 150, 100.5, -5, 1.5)


def test_events_of_windows_are_typed() -> None:
    moved = parse("window:moved", {"x": 1.5, "y": 2}, "up")
    assert moved is not None
    assert moved.data() == {"x": 1.5, "y": 2}
    with pytest.raises(BadData, match="paths"):
        parse("window:file-dropped", {"x": 1, "y": 2}, "up")

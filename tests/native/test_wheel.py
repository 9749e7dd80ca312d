"""What PyTauri can do with windows, and that none of it is forgotten."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from pywry import WindowProxy
from pywry.handles.binding import on_widget, reads
from pywry.transports.native import wheel
from pywry.transports.native.child import window_options, windows
from pywry.transports.native.child.desk import Desk, Voice, Window
from pywry_tools.catalog import all_tools
from pywry_tools.models import screen
from pywry_tools.models.window import WindowFacts, WindowOptions

P: Any = pytest.importorskip("pytauri_wheel.ext_mod").pytauri


def members(kind: Any) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def test_every_member_of_the_wheels_window_is_offered_or_left_out_with_a_reason() -> None:
    there = members(P.webview.WebviewWindow)
    assert there - wheel.OFFERED.keys() == wheel.LEFT_OUT.keys()
    assert wheel.OFFERED.keys() - there <= wheel.PLATFORM
    assert not wheel.OFFERED.keys() & wheel.LEFT_OUT.keys()
    assert all(wheel.LEFT_OUT.values())


def test_what_is_offered_is_a_tool_and_a_member_of_the_proxy() -> None:
    assert set(wheel.OFFERED.values()) <= all_tools().keys()
    faces: dict[str, Any] = {
        name: face for name, face in vars(WindowProxy).items() if isinstance(face, on_widget | reads)
    }
    assert {name for name, face in faces.items() if isinstance(face, reads)} - {"zoom", "is_always_on_bottom"} == {
        *wheel.READABLE
    }
    menus = {"menu_read"}  # by the id of the menu, which the window's own is found with
    assert set(wheel.OFFERED.values()) - menus <= {face.tool.name for face in faces.values()}


def test_the_child_knows_what_the_tools_ask_for() -> None:
    readable = {*windows.READ, *windows.KEPT.values()}
    assert readable == WindowFacts.model_fields.keys() - {"unknown"}
    offered = {name for name, tool in wheel.OFFERED.items() if not tool.startswith(("menu_", "page_"))}
    by_itself = {"show", "hide", "print"}
    assert offered - by_itself == {*wheel.READABLE, *windows.SET, *windows.ASK}


def test_every_argument_of_the_wheels_builder_is_an_option_or_left_out_with_a_reason() -> None:
    given = import_module("pytauri.ffi.webview").WebviewWindowBuilderArgs.__annotations__.keys()
    known = wheel.OPTIONS.keys() | wheel.OPTIONS_LEFT_OUT.keys()
    assert given <= known
    assert not wheel.OPTIONS.keys() & wheel.OPTIONS_LEFT_OUT.keys()
    fields = WindowOptions.model_fields.keys()
    assert {*wheel.OPTIONS.values()} | {"height", "y", "min_height", "max_height"} == fields
    assert set(window_options.SAME) | window_options.OTHERWISE.keys() <= fields
    assert window_options.ONLY.keys() <= set(window_options.SAME) | window_options.OTHERWISE.keys()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (screen.CursorIcon, P.CursorIcon),
        (screen.Effect, P.window.Effect),
        (screen.EffectState, P.window.EffectState),
        (screen.ProgressBarStatus, P.window.ProgressBarStatus),
        (screen.SameSite, P.webview.SameSite),
        (screen.Theme, P.Theme),
        (screen.TitleBarStyle, P.window.TitleBarStyle),
        (screen.UserAttentionType, P.UserAttentionType),
    ],
    ids=lambda kind: kind.__name__,
)
def test_names_of_ours_are_those_of_the_wheel(ours: type[screen.Spelt], theirs: Any) -> None:
    assert {member.name for member in ours} == members(theirs)
    for member in ours:
        assert ours(member.name.rstrip("_")) is member


Told = Iterator[dict[str, Any]]


@pytest.fixture
def told() -> Iterator[tuple[Desk, Told]]:
    """A child's desk with a window, and the lines that it writes."""
    read, write = os.pipe()
    desk = Desk(P, None, {}, Voice(write))
    desk.windows["a"] = Window("a", {}, None)
    with os.fdopen(read, "rb") as lines:
        yield desk, (json.loads(line) for line in lines)
    assert threading.current_thread() is threading.main_thread()


def test_changes_of_scale_and_theme_are_told(told: tuple[Desk, Told]) -> None:
    desk, lines = told
    kinds = P.WindowEvent
    for event, name, data in (
        (kinds.ScaleFactorChanged(scale_factor=2.0, new_inner_size=(3, 4)), "scale-changed", {"scaleFactor": 2.0}),
        (kinds.ThemeChanged(P.Theme.Dark), "theme-changed", {"theme": "dark"}),
        (kinds.Focused(True), "focused", {}),
        (kinds.Focused(False), "blurred", {}),
    ):
        windows.run_event(desk, P.RunEvent.WindowEvent(label="a", event=event))
        assert next(lines) == {"type": "event", "label": "a", "event_type": f"window:{name}", "data": data}

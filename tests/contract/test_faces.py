"""Every tool has a face for people, or a reason why it has none."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from pywry import EmittingWidget, Handle, Live, MenuProxy, PyWry, TrayProxy, handles
from pywry.handles.binding import on_app, on_menu, on_panel, on_tray, on_widget
from pywry_tools.catalog import AnyTool, all_tools

# Written by hand, because they do more than one tool does.
BY_HAND: dict[str, tuple[type, str]] = {
    "page_emit": (EmittingWidget, "emit"),
    "page_alert": (EmittingWidget, "alert"),
    "live_pause": (Live, "pause"),
    "live_resume": (Live, "resume"),
    "live_stop": (Live, "stop"),
    "menu_create": (MenuProxy, "create"),
    "tray_create": (TrayProxy, "create"),
    "tray_remove_all": (TrayProxy, "remove_all"),
}

# For agents alone, each with the reason.
AGENT_ONLY: dict[str, str] = {}


def classes() -> Iterator[type]:
    """Every class that people hold."""
    yield PyWry
    for info in iter_modules(handles.__path__):
        module = import_module(f"pywry.handles.{info.name}")
        yield from (
            kind for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == module.__name__
        )


def faces() -> Iterator[tuple[type, str, AnyTool]]:
    """Every bound line: class, name, tool."""
    for kind in classes():
        for name, value in vars(kind).items():
            if isinstance(value, on_app | on_widget | on_panel | on_menu | on_tray):
                yield kind, name, value.tool


FACES = list(faces())


def test_every_tool_has_a_face_or_a_reason() -> None:
    bound = {tool.name for _, _, tool in FACES} | BY_HAND.keys()
    bare = all_tools().keys() - bound - AGENT_ONLY.keys()
    assert not bare, f"bind these in pywry/handles or list them in AGENT_ONLY with a reason: {sorted(bare)}"


def test_the_lists_of_exceptions_hold_nothing_that_is_gone() -> None:
    assert BY_HAND.keys() | AGENT_ONLY.keys() <= all_tools().keys()
    assert not AGENT_ONLY.keys() & {tool.name for _, _, tool in FACES}
    assert all(callable(getattr(kind, name)) for kind, name in BY_HAND.values())


@pytest.mark.parametrize(("kind", "name", "tool"), FACES, ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_face_shows_the_tools_words(kind: type, name: str, tool: AnyTool) -> None:
    assert inspect.getdoc(getattr(kind, name)) == inspect.cleandoc(tool.__doc__ or "")


def test_a_face_has_the_tools_signature_without_what_is_filled_in() -> None:
    class Stand:
        """Something with a widget."""

        id = "w-1"
        session: Any = None

    def taken(face: Any) -> list[str]:
        return list(inspect.signature(face).parameters)

    stand = Stand()
    update = vars(Handle)["update"]
    assert taken(update.__get__(stand, Handle)) == [n for n in update.tool.parameters if n != "widget"]

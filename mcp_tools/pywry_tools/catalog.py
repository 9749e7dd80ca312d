"""Every tool there is, by family and toolset."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pywry_tools.errors import NoSuchTool
from pywry_tools.tool import Tool

FAMILIES = (
    "page",
    "plotly",
    "grid",
    "dashboard",
    "live",
    "data",
    "window",
    "appearance",
    "cursor",
    "webview",
    "menu",
    "tray",
    "desktop",
    "dialog",
    "clipboard",
    "notification",
    "shortcut",
    "opener",
    "window_state",
    "autostart",
    "deep_link",
    "single_instance",
    "storage",
)
CORE = "core"

AnyTool = Tool[..., Any]


@cache
def all_tools() -> Mapping[str, AnyTool]:
    """All tools by name, in the order of their families."""
    found: dict[str, AnyTool] = {}
    for family in FAMILIES:
        module = importlib.import_module(f"pywry_tools.tools.{family}")
        for value in vars(module).values():
            if isinstance(value, Tool) and value.function.__module__ == module.__name__:
                found[value.name] = value
    return MappingProxyType(found)


def toolsets() -> dict[str, list[str]]:
    """The toolsets and the names of their tools; "core" first."""
    sets: dict[str, list[str]] = {CORE: []}
    for tool in all_tools().values():
        sets.setdefault(tool.toolset, []).append(tool.name)
    return sets


def pick(names: Iterable[str] = (CORE,), *, read_only: bool = False) -> list[AnyTool]:
    """The tools of some toolsets; "all" means every one.

    Raises:
        NoSuchTool: There is no such toolset.
    """
    wanted = list(names)
    known = toolsets()
    for name in wanted:
        if name not in known and name != "all":
            raise NoSuchTool(name, [*known, "all"], where=" set")
    chosen = [t for t in all_tools().values() if "all" in wanted or t.toolset in wanted]
    return [t for t in chosen if t.effect == "read"] if read_only else chosen


def find(name: str) -> AnyTool:
    """A tool by name.

    Raises:
        NoSuchTool: With the nearest names.
    """
    try:
        return all_tools()[name]
    except KeyError:
        raise NoSuchTool(name, all_tools()) from None

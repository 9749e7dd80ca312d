"""The vocabulary of PyWry: typed tools, typed events, and what they need."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pywry_tools.access import LOCAL as LOCAL
    from pywry_tools.access import Actor as Actor
    from pywry_tools.access import Role as Role
    from pywry_tools.tool import ForPeople as ForPeople
    from pywry_tools.tool import Tool as Tool
    from pywry_tools.tool import posted as posted
    from pywry_tools.tool import tool as tool

_HOMES = {
    "LOCAL": "access",
    "Actor": "access",
    "ForPeople": "tool",
    "Role": "access",
    "Tool": "tool",
    "posted": "tool",
    "tool": "tool",
}

__all__ = ["LOCAL", "Actor", "ForPeople", "Role", "Tool", "posted", "tool"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"pywry_tools.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'pywry_tools' has no attribute {name!r}")

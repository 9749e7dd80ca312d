"""The vocabulary of PyWry: typed tools, typed events, and what they need."""

from __future__ import annotations

from pywry_tools.access import LOCAL, Actor, Role
from pywry_tools.tool import ForPeople, Tool, posted, tool

__all__ = ["LOCAL", "Actor", "ForPeople", "Role", "Tool", "posted", "tool"]

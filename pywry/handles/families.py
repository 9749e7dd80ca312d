"""The families of tools for class bodies to bind; a family is imported when one of its tools is first used.

So `from pywry import PyWry` costs the same however many families there are, and a program waits for those alone that it
uses.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pywry_tools.tool import Tool
    from pywry_tools.tools import dashboard as dashboard
    from pywry_tools.tools import grid as grid
    from pywry_tools.tools import page as page
    from pywry_tools.tools import plotly as plotly


class Later:
    """A tool that has not been imported.

    Attributes:
        name: As the tool will be called.
    """

    def __init__(self, family: str, function: str) -> None:
        self.name = f"{family}_{function}"
        self._module = f"pywry_tools.tools.{family}"
        self._function = function

    def load(self) -> Tool[..., Any]:
        """The tool."""
        return cast("Tool[..., Any]", getattr(import_module(self._module), self._function))


class _Family:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, function: str) -> Later:
        return Later(self._name, function)


if not TYPE_CHECKING:
    dashboard, grid, page, plotly = _Family("dashboard"), _Family("grid"), _Family("page"), _Family("plotly")

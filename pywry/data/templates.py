"""Layout templates, by name or as they are."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

from pywry_tools.errors import BadData, nearest

STOCK = "plotly"
"""What the plotly package puts into every figure; it is nobody's choice, and stands as its name alone."""


def template_of(template: Any) -> Any:
    """A template as a plain object, or the name of the one that nobody chose.

    Args:
        template: A dict, a `plotly.graph_objects.layout.Template`, or a name, such as "plotly_dark" or "ggplot2+none".

    Raises:
        BadData: There is no such template.
    """
    if isinstance(template, str):
        return STOCK if template == STOCK else _named(template)
    found: object = template.to_plotly_json() if hasattr(template, "to_plotly_json") else template
    if not isinstance(found, Mapping):
        raise BadData(f"a template is an object or a name, not of type {type(found).__name__}.")
    look = cast("Mapping[str, Any]", found)
    return STOCK if _is_stock(look) else look


def _named(name: str) -> Any:
    if name in ("none", ""):
        return {}
    try:
        templates: Any = import_module("plotly.io").templates
    except ImportError:
        raise BadData(
            f"templates by name, such as {name!r}, need the plotly package; give an object instead."
        ) from None
    try:
        return templates[name].to_plotly_json()
    except (KeyError, ValueError):
        raise BadData(f"there is no template {name!r}. {nearest(name, sorted(templates))}") from None


def _is_stock(template: Mapping[str, Any]) -> bool:
    """Whether it says what plotly's own default says, be it as an object of the package or as JSON."""
    layout = template.get("layout")
    if not isinstance(layout, Mapping):
        return False
    look = cast("Mapping[str, Any]", layout)
    if look.get("plot_bgcolor") != "#E5ECF6" or look.get("paper_bgcolor") != "white":
        return False
    package = sys.modules.get("plotly.io")
    if package is None:
        return True
    stock: Any = package.templates[STOCK].to_plotly_json()["layout"]
    return bool(_lists(look) == _lists(stock))


def _lists(value: Any) -> Any:
    """Without the difference between tuples and lists, which JSON does not know."""
    if isinstance(value, Mapping):
        return {key: _lists(inner) for key, inner in cast("Mapping[str, Any]", value).items()}
    return [_lists(inner) for inner in cast("list[Any]", value)] if isinstance(value, (list, tuple)) else value


__all__ = ["STOCK", "template_of"]

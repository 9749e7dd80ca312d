"""Titles that are given as text, which is how people and models write them; Plotly draws only `{text: ...}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

TITLE = "title"
# What a person puts there is their own, whatever it is called.
OWN = frozenset({"meta", "customdata", "template"})


def titled(part: Mapping[str, Any]) -> dict[str, Any]:
    """A layout or a trace whose titles, those of its axes, legends and colour bars included, are objects.

    Args:
        part: Plain; it is not changed.
    """
    return {name: value if name in OWN else _titled(name, value) for name, value in part.items()}


def title_paths(update: Mapping[str, Any]) -> dict[str, Any]:
    """A change of a layout, by attribute paths, that writes a title's text and leaves its font alone.

    Args:
        update: Attributes to values, such as `{"xaxis.title": "Day"}`; it is not changed.
    """
    return {
        f"{path}.text" if _is_title(path) and isinstance(value, str) else path: _titled("", value)
        for path, value in update.items()
    }


def _titled(name: str, value: Any) -> Any:
    if name == TITLE and isinstance(value, str):
        return {"text": value}
    return titled(cast("Mapping[str, Any]", value)) if isinstance(value, Mapping) else value


def _is_title(path: str) -> bool:
    return path == TITLE or path.endswith(f".{TITLE}")

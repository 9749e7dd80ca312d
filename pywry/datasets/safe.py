"""Text of strangers, made harmless for whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pywry_tools.unseen import one_line

CELL = 200
NAME = 100
ITEMS = 20
LEVELS = 4


def clean(text: str, most: int = CELL) -> str:
    """One line without control, zero-width, direction and tag characters, of a bounded length."""
    # What is hidden costs length too, so that a long text is not looked through whole.
    seen = text[: 8 * most]
    shown = one_line(seen)
    return shown if len(shown) <= most and len(seen) == len(text) else f"{shown[:most]}..."


def safe(value: Any, level: int = 0) -> Any:
    """A cell's value with clean text anywhere inside."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        if level == LEVELS:
            return "..."
        pairs = list(cast("Mapping[Any, Any]", value).items())[:ITEMS]
        return {clean(str(key), NAME): safe(part, level + 1) for key, part in pairs}
    if isinstance(value, (list, tuple)):
        parts = cast("Sequence[Any]", value)
        return "..." if level == LEVELS else [safe(part, level + 1) for part in parts[:ITEMS]]
    return value

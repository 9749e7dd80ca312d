"""Text of strangers, made harmless for whoever reads it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, cast

CELL = 200
NAME = 100
ITEMS = 20
LEVELS = 4
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
BLANK = "\u115f\u1160\u3164\uffa0\u2800\u034f"
"""Letters and marks that show nothing."""


def clean(text: str, most: int = CELL) -> str:
    """One line without control, zero-width, direction and tag characters, of a bounded length."""
    # What is hidden costs length too, so that a long text is not looked through whole.
    seen = text[: 8 * most]
    shown = "".join(_plain(char) for char in seen)
    return shown if len(shown) <= most and len(seen) == len(text) else f"{shown[:most]}..."


def _plain(char: str) -> str:
    if char in "\t\n\r\u2028\u2029\x0b\x0c\x85":
        return " "
    is_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return "" if is_selector or char in BLANK or unicodedata.category(char) in HIDDEN else char


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

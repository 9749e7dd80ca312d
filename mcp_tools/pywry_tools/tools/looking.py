"""What a look at a page says, made ready for whoever looked."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

CONSOLE_TEXT = 400


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, in pixels."""
    wide, high = struct.unpack_from(">II", png, 16)
    return wide, high


def of_panel(facts: Mapping[str, Any], panel: str) -> dict[str, Any]:
    """A page's facts without those of other panels."""
    panels = [one for one in facts.get("panels", []) if one["id"] == panel]
    about = [f"{one['kind']} {panel!r}: " for one in panels]
    warnings = [said for said in facts.get("warnings", []) if said.startswith(tuple(about))]
    return {**facts, "panels": panels, "warnings": warnings}


def below(facts: Mapping[str, Any], panel: str | None) -> list[str]:
    """What of a page is below the picture."""
    seen, whole = facts.get("size"), facts.get("whole")
    if panel is not None or not seen or not whole or whole["height"] <= seen["height"] + 1:
        return []
    shown, high = seen["height"], whole["height"]
    return [f"The picture shows the first {shown} of {high} pixels; give height={high}, or a panel."]


def shortened(text: str) -> str:
    """A line of the console, of a bounded length."""
    return text if len(text) <= CONSOLE_TEXT else f"{text[:CONSOLE_TEXT]}... ({len(text):,} characters)"

"""Tools of other servers that lie beside ours: a browser's, a file system's, an issue tracker's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LISTS = Path(__file__).with_name("distractors")


def tools() -> list[dict[str, Any]]:
    """Every one: name, description and input schema. None of them does anything."""
    return [tool for path in sorted(LISTS.glob("*.json")) for tool in json.loads(path.read_text(encoding="utf-8"))]


def answer(name: str) -> str:
    """What such a tool says when it is called."""
    return f"{name}: nothing is connected to this tool in this session."

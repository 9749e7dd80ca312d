"""What words cost a model, in the measure that the catalogue is held to."""

from __future__ import annotations

import json
from typing import Any

PER_TOKEN = 4


def of_text(text: str) -> int:
    """Tokens of a text, by its characters."""
    return -(-len(text) // PER_TOKEN)


def of_data(data: Any) -> int:
    """Tokens of data, as JSON."""
    return of_text(json.dumps(data, ensure_ascii=False))

"""Lines of the pipe for a person's eyes; secrets masked, long texts cut."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, cast

SECRET = re.compile(r"token|secret|password|passwd|api_?key|authorization|cookie", re.IGNORECASE)
IN_TEXT = re.compile(
    r'("?(?:token|secret|password|passwd|api_?key|authorization)"?\s*[:=]\s*"?)([^"&\s,}]+)', re.IGNORECASE
)
LONGEST = 400


def masked(fields: Mapping[str, Any]) -> str:
    """A line as JSON text without what must not be read over a shoulder."""
    return json.dumps(_mask(dict(fields)), default=repr)


def _mask(value: Any) -> Any:
    if isinstance(value, dict):
        given = cast("dict[str, Any]", value)
        return {key: "***" if SECRET.search(str(key)) and item else _mask(item) for key, item in given.items()}
    if isinstance(value, list | tuple):
        return [_mask(item) for item in cast("list[Any]", value)]
    if isinstance(value, str):
        text = IN_TEXT.sub(r"\1***", value)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}... ({len(text)} characters)"
    return value

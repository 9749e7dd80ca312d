"""Lines of the pipe for a person's eyes; secrets masked, long texts cut."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

VARIABLE = "PYWRY_TRACE"
NAME = "pywry.native.frames"

SECRET = re.compile(r"token|secret|password|passwd|api_?key|authorization|cookie", re.IGNORECASE)
IN_TEXT = re.compile(
    r"""(["']?(?:[\w-]*(?:token|secret|password|passwd|api_?key)|authorization)["']?\s*[:=]\s*"""
    r"""(?:["']|(?:bearer|basic)\s+)*)([^"'&\s,;}]+)""",
    re.IGNORECASE,
)
IN_ADDRESS = re.compile(r"(\w://[^/\s:@]*:)[^/\s@]+(?=@)")
COOKIE = frozenset({"value", "domain"})
"""What a cookie can be told by."""

LONGEST = 400


def is_on() -> bool:
    """Whether a person wants to see the lines."""
    return "frames" in os.environ.get(VARIABLE, "")


def write(way: str, fields: Mapping[str, Any], buffers: Sequence[bytes]) -> None:
    """Write a line to the log.

    Args:
        way: ">" to the child, "<" from it.
        fields: What it says.
        buffers: What follows it; their lengths are written.
    """
    sizes = f" + {', '.join(str(len(b)) for b in buffers)} bytes" if buffers else ""
    _log().info("%s %s%s", way, masked(fields), sizes)


@cache
def _log() -> logging.Logger:
    """The logger, which speaks on stderr where the program has set up no logging of its own."""
    log = logging.getLogger(NAME)
    if log.level == logging.NOTSET:
        log.setLevel(logging.INFO)
    if not log.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s.%(msecs)03d %(message)s", "%H:%M:%S"))
        log.addHandler(handler)
    return log


def masked(fields: Mapping[str, Any]) -> str:
    """A line as JSON text without what must not be read over a shoulder."""
    return json.dumps(_mask(dict(fields)), default=repr)


def _mask(value: Any) -> Any:
    if isinstance(value, dict):
        given = cast("dict[str, Any]", value)
        hidden = "value" if given.keys() >= COOKIE else None
        return {
            key: "***" if item and (key == hidden or SECRET.search(str(key))) else _mask(item)
            for key, item in given.items()
        }
    if isinstance(value, list | tuple):
        return [_mask(item) for item in cast("list[Any]", value)]
    if isinstance(value, str):
        text = IN_ADDRESS.sub(r"\1***", IN_TEXT.sub(r"\1***", value))
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}... ({len(text)} characters)"
    return value

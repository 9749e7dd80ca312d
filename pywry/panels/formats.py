"""Number formats by name: the mini-language of d3-format."""

from __future__ import annotations

import re
from typing import Any

from pywry_tools.errors import BadData

FORMAT = re.compile(r"^(?:.?[<>=^])?[+\-( ]?[$#]?0?\d*,?(?:\.\d+)?~?[a-zA-Z%]?$")
TYPES = frozenset("efgrspbodxXcn")
PATTERN = re.compile(r"^(?:[^%]|%[-_0]?[aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ%])*$")
DATES = ("date", "datetime")


def is_pattern(text: str) -> bool:
    """Whether it is a pattern for dates, such as %d.%m.%Y, and no format for numbers."""
    return "%" in text and PATTERN.match(text) is not None and not FORMAT.match(text)


def check_fits(text: Any, kind: str, name: str) -> None:
    """Let a format pass that is for what the column holds.

    Raises:
        BadData: It is for dates and the column holds something else, or the other way.
    """
    if isinstance(text, str) and is_pattern(text) != (kind in DATES):
        wanted = "a pattern such as '%d.%m.%Y'" if kind in DATES else "a d3 number format such as ',.2f'"
        raise BadData(f"format {text!r} does not suit column {name!r}, which holds {kind}; give {wanted}.")


def check_format(text: str | None, *, dates: bool = False) -> str | None:
    """Let a d3 format for numbers pass.

    Args:
        text: The format; None is none.
        dates: Whether a pattern for dates may pass too.

    Raises:
        BadData: It is none.
    """
    if dates and text is not None and is_pattern(text):
        return text
    if text is None or (FORMAT.match(text) and (not text[-1:].isalpha() or text[-1] in TYPES)):
        return text
    more = "; of dates as '%d.%m.%Y %H:%M'" if dates else ""
    raise BadData(
        f"{text!r} is no d3 number format; write it as ',.2f' (1,234.50), '.1%' (12.3%), '~s' (1.2k) or '$,.0f'{more}."
    )

"""Number formats by name: the mini-language of d3-format."""

from __future__ import annotations

import re

from pywry_tools.errors import BadData

FORMAT = re.compile(r"^(?:.?[<>=^])?[+\-( ]?[$#]?0?\d*,?(?:\.\d+)?~?[a-zA-Z%]?$")
TYPES = frozenset("efgrspbodxXcn")


def check_format(text: str | None) -> str | None:
    """Let a d3 format pass.

    Raises:
        BadData: It is none.
    """
    if text is None or (FORMAT.match(text) and (not text[-1:].isalpha() or text[-1] in TYPES)):
        return text
    raise BadData(
        f"{text!r} is no d3 number format; write it as ',.2f' (1,234.50), '.1%' (12.3%), '~s' (1.2k) or '$,.0f'."
    )

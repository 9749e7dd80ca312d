"""Characters that nobody sees: with them, data could say to a model what a person does not read."""

from __future__ import annotations

import re

# Controls except tab and line breaks; soft hyphens; joiners, marks and overrides of direction; fillers and blanks;
# selectors of variants and tags, which can carry whole sentences; shorthand and music formatting; half characters.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ud800-\udfff"
)
HIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_UNSEEN}]")
BREAKS = re.compile("[\t\n\r\u2028\u2029\x0b\x0c\x85]")


def visible(text: str) -> str:
    """A text without characters that nobody sees."""
    return HIDDEN.sub("", text)


def one_line(text: str) -> str:
    """The same on one line."""
    return visible(BREAKS.sub(" ", text))

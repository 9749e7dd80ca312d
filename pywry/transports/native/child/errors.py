"""What the child says when it cannot do what a line asks."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class Refused(Exception):
    """A line asks for something that cannot be done; the message says what to do.

    Args:
        message: What was asked, what is so, what to do.
        code: A short, stable word for programs.
    """

    def __init__(self, message: str, code: str = "native_error") -> None:
        super().__init__(message)
        self.code = code


def offer(name: str, known: Iterable[str]) -> str:
    """Say which known names are meant most likely, or list them when there are few."""
    names = sorted(known)
    if not names:
        return "There are none."
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(map(repr, close))}?"
    return f"There are: {', '.join(map(repr, names[:8]))}{' ...' if len(names) > 8 else ''}."

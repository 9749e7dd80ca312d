"""Text as Python source: whatever is in it, it stays text."""

from __future__ import annotations

import keyword
import re
import textwrap
from collections.abc import Iterator

RUN = re.compile(r'"{3,}|"+\Z')
"""Quotes that would end a string of several lines."""

PAIR = re.compile(r"\\(.)", re.DOTALL)
WIDTH = 120
REMARK = 100


def quoted(text: str) -> str:
    """A string literal on one line, in the quotes that need fewer escapes."""
    body = _escaped(text)
    if text.count('"') > text.count("'"):
        return "'" + body.replace("'", "\\'") + "'"
    return '"' + body.replace('"', '\\"') + '"'


def block(text: str) -> str:
    """A string literal on as many lines as the text has."""
    body = "\n".join(map(_escaped, text.split("\n")))
    return f'"""\\\n{RUN.sub(_each_escaped, body)}"""'


def _each_escaped(run: re.Match[str]) -> str:
    return '\\"' * len(run[0])


def _escaped(text: str) -> str:
    """What stands between quotes of any kind; quotes themselves are not escaped."""
    # The quote in front makes repr choose the other kind, whatever follows.
    body = repr('"' + text)[2:-1]
    return PAIR.sub(lambda pair: "'" if pair[1] == "'" else pair[0], body)


def remark(text: str, indent: int) -> Iterator[str]:
    """The lines of a comment."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    for line in textwrap.wrap(plain, REMARK - indent, break_on_hyphens=False) or [""]:
        yield f"{' ' * indent}# {line}".rstrip()


class Names:
    """Identifiers, each given once.

    Args:
        taken: What is in use.
    """

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def new(self, hint: str, *, constant: bool = False) -> str:
        """An identifier like a hint, which may be any text."""
        plain = re.sub(r"[^a-z0-9]+", "_", hint.lower()).strip("_")[:40].strip("_") or "data"
        plain = f"t_{plain}" if plain[0].isdigit() or keyword.iskeyword(plain) else plain
        base = plain.upper() if constant else plain
        tried = (base if at == 1 else f"{base}_{at}" for at in range(1, 100_000))
        name = next(name for name in tried if name not in self._taken)
        self._taken.add(name)
        return name

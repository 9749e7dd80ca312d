"""Answers that were too long, whole, for whoever reads them as resources."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict

from fastmcp import FastMCP
from fastmcp.exceptions import ResourceError
from fastmcp.resources import ResourceTemplate

from pywry_tools.projections.answers import MOST

ANSWERS = "pywry://answers"
LAST_S = 600.0
MOST_ANSWERS = 50
MOST_BYTES = 20_000_000


class Kept:
    """The latest long answers, in parts that an agent can take.

    An answer's address cannot be guessed, so only who got it can read the answer.
    """

    def __init__(self) -> None:
        self._texts: OrderedDict[str, tuple[bytes, float]] = OrderedDict()

    def keep(self, text: bytes) -> list[str]:
        """Keep an answer.

        Args:
            text: Its JSON.

        Returns:
            The addresses of its parts, in order; none if it is too long for that too.
        """
        if len(text) > MOST_BYTES:
            return []
        name = secrets.token_urlsafe(9)
        self._texts[name] = text, time.monotonic() + LAST_S
        while len(self._texts) > MOST_ANSWERS or sum(len(kept) for kept, _ in self._texts.values()) > MOST_BYTES:
            self._texts.popitem(last=False)
        return [f"{ANSWERS}/{name}/{number}" for number in range(1, len(_parts(text)) + 1)]

    def part(self, answer: str, number: str) -> str:
        """One part of an answer, from 1.

        Raises:
            ResourceError: It is not kept any longer, or has no such part.
        """
        text, until = self._texts.get(answer, (b"", 0.0))
        if until < time.monotonic():
            raise ResourceError(
                f"no answer {answer!r} is kept; long answers are kept for ten minutes. Call the tool again."
            )
        parts = _parts(text)
        if not number.isdecimal() or not 1 <= int(number) <= len(parts):
            raise ResourceError(f"the answer has the parts 1 to {len(parts)}, not {number!r}.")
        return parts[int(number) - 1]

    def serve(self, server: FastMCP) -> None:
        """Offer the answers as resources."""
        template = ResourceTemplate.from_function(
            self.part,
            f"{ANSWERS}/{{answer}}/{{number}}",
            name="a long answer",
            description="A part of an answer that was too long to be given whole; its `cut` names the address.",
            mime_type="text/plain",
        )
        server.add_template(template)


def _parts(text: bytes) -> list[str]:
    """The text in pieces of at most MOST bytes that do not break a character."""
    parts: list[str] = []
    while text:
        piece = text[:MOST].decode(errors="ignore")
        parts.append(piece)
        text = text[len(piece.encode()) :]
    return parts

"""What of a page does not go on in a document that stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from pywry.export.document import Copy
from pywry.export.script.around import Around
from pywry.panels.board import Board
from pywry_tools.ports import Reaction

FEW = 5


class Reacting(Protocol):
    """A page whose panels may follow each other."""

    react: Reaction | None


def notes_of(source: Reacting, around: Around, copy: Copy) -> list[str]:
    """What a copy of a page lacks, a sentence each.

    Args:
        source: The page.
        around: What the program has around it.
        copy: What is in the document.
    """
    return list(_notes(source, around, copy))


def _notes(source: Reacting, around: Around, copy: Copy) -> Iterator[str]:
    inputs = [name for name, panel in copy.panels.items() if panel["kind"] == "input"]
    board = getattr(source.react, "__self__", None)
    links = board.links if isinstance(board, Board) else ()
    ends = [link.source for link in links if link.source in copy.panels]
    if ends and len(copy.panels) > 1:
        yield f"Links from {_few(ends)} do nothing: the other panels stay as they are now."
    if inputs:
        yield f"What is chosen in {_few(inputs)} is locked."
    live = [
        bound.panel for bound in around.lives if bound.panel in copy.panels and bound.status in ("running", "paused")
    ]
    if live:
        yield f"Live data of {_few(live)} stand still."
    heard = [one.event for one in around.listening if one.panel is None or one.panel in copy.panels]
    if heard:
        yield f"Python callbacks do not run: {_few(heard)}."


def _few(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f" and {len(unique) - FEW} more" if len(unique) > FEW else ""
    return ", ".join(f"'{name}'" for name in unique[:FEW]) + more

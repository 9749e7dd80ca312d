"""Writes the examples' text into the pages that show them: `uv run python -m tests.docs.fill`."""

from __future__ import annotations

from pathlib import Path

from tests.docs.pages import FENCE, MARK, ROOT, pages, source

COMMAND = "uv run python -m tests.docs.fill"


def filled(page: Path) -> str:
    """A page with every marked snippet as its file says."""
    text, parts, done = page.read_text(encoding="utf-8"), [], 0
    for found in FENCE.finditer(text):
        mark = MARK.search(text[: found.start()])
        if mark:
            parts += [text[done : found.start(3)], source(mark["file"], mark["region"])]
            done = found.end(3)
    return "".join([*parts, text[done:]])


if __name__ == "__main__":
    for page in pages():
        if (text := filled(page)) != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {page.relative_to(ROOT)}")

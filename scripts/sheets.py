"""Puts the first sheets of a PDF side by side: `uv run scripts/sheets.py FILE.pdf PICTURE.png [SHEETS]`."""

# /// script
# requires-python = ">=3.11"
# dependencies = ["pillow", "pypdfium2"]
# ///

from __future__ import annotations

import sys

import pypdfium2
from PIL import Image, ImageOps

GAP, EDGE, GROUND = 24, 1, "#d9d9de"
SCALE = 1.0


def picture_of(path: str, sheets: int) -> Image.Image:
    """The sheets on a grey ground, one pixel for a point."""
    document = pypdfium2.PdfDocument(path)
    pages = [document[at].render(scale=SCALE).to_pil() for at in range(min(sheets, len(document)))]
    pages = [ImageOps.expand(page, EDGE, "#b9b9c0") for page in pages]
    size = (sum(page.width + GAP for page in pages) + GAP, max(page.height for page in pages) + 2 * GAP)
    made, left = Image.new("RGB", size, GROUND), GAP
    for page in pages:
        made.paste(page, (left, GAP))
        left += page.width + GAP
    return made


if __name__ == "__main__":
    path, picture, *more = sys.argv[1:]
    picture_of(path, int(more[0]) if more else 2).quantize(64).save(picture, optimize=True)

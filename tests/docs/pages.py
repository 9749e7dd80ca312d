"""The pages of the documentation: their snippets, links and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENERATED = "<!-- Generated:"

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"<!-- example: (?P<file>[\w./-]+)(?:#(?P<region>[\w-]+))? -->\n\Z")
LINK = re.compile(
    r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|<(?:img|source)[^>]*\b(?:src|srcset)=\"([^\"]+)\"|!\[[^\]]*\]\(([^)\s]+)\)"
)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Snippet:
    """A fenced block.

    Attributes:
        page: Where it stands.
        line: Of the fence.
        language: As the fence says.
        text: What is in it.
        file: The file that it is from, if it says so.
        region: A part of that file.
    """

    page: Path
    line: int
    language: str
    text: str
    file: str | None = None
    region: str | None = None

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """README and every page that a person wrote."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [page for page in found if GENERATED not in page.read_text(encoding="utf-8")]


def snippets() -> Iterator[Snippet]:
    """Every fenced block of every page."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            mark = MARK.search(text[: found.start()])
            yield Snippet(
                page=page,
                line=text.count("\n", 0, found.start()) + 1,
                language=found[2],
                text=found[3],
                **(mark.groupdict() if mark else {}),
            )


def source(file: str, region: str | None) -> str:
    """The text of an example, or of one of its regions, as a page shows it.

    Raises:
        LookupError: The file has no such region.
    """
    lines = (ROOT / "docs/examples" / file).read_text(encoding="utf-8").splitlines()
    if region is None:
        return "\n".join(line for line in lines if not re.match(r"\s*(#|//) (region|endregion)\b", line)) + "\n"
    starts = [i for i, line in enumerate(lines) if re.fullmatch(rf"\s*(#|//) region: {region}", line)]
    if len(starts) != 1:
        raise LookupError(f"{file} has {len(starts)} regions {region!r}")
    rest = lines[starts[0] + 1 :]
    end = next(i for i, line in enumerate(rest) if re.fullmatch(r"\s*(#|//) endregion", line))
    return dedented(rest[:end])


def dedented(lines: list[str]) -> str:
    """Lines without the indentation and the blank lines round them."""
    text = "\n".join(lines).strip("\n").rstrip()
    margin = min((len(line) - len(line.lstrip()) for line in text.splitlines() if line.strip()), default=0)
    return "\n".join(line[margin:] for line in text.splitlines()) + "\n"


def links(page: Path) -> Iterator[str]:
    """What a page links to or shows."""
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    for found in LINK.finditer(prose):
        yield found[1] or found[2] or found[3]


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as links write them."""
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in HEADING.findall(prose)}

"""Google-style docstrings, taken apart."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field

SECTION = re.compile(r"^(Args|Returns|Raises|Yields|Attributes|Example|Examples|Note):$")
ENTRY = re.compile(r"^(\w+)(?: \([^)]*\))?:\s*(.*)$")


@dataclass(frozen=True)
class Docstring:
    """The parts of a docstring that projections need."""

    summary: str = ""
    description: str = ""
    args: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def parse(cls, text: str) -> Docstring:
        """Split a docstring into its description and its `Args:`."""
        head: list[str] = []
        args: dict[str, str] = {}
        section, name = "", ""
        for line in inspect.cleandoc(text).splitlines():
            if found := SECTION.match(line):
                section, name = found[1], ""
            elif not section:
                head.append(line)
            elif section == "Args" and (entry := ENTRY.match(line.removeprefix("    "))) and line[4:5] not in ("", " "):
                name = entry[1]
                args[name] = entry[2]
            elif name and line.strip():
                args[name] += f" {line.strip()}"
        description = _unwrap(head)
        return cls(description.split("\n", 1)[0].split(". ", 1)[0], description, args)


def _unwrap(lines: list[str]) -> str:
    paragraphs = "\n".join(lines).strip().split("\n\n")
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

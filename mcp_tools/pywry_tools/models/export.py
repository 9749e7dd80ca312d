"""What is exported, and where to."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Literal, TypeAlias, cast

from pydantic import BeforeValidator, Field, PrivateAttr

from pywry_tools.errors import BadData
from pywry_tools.ids import WidgetId
from pywry_tools.models.compact import Checked
from pywry_tools.models.page import Theme, Value

Format = Literal["html", "png", "pdf", "py"]


def _text_of(path: object) -> object:
    return os.fspath(cast("os.PathLike[str]", path)) if isinstance(path, os.PathLike) else path


FilePath: TypeAlias = Annotated[str | os.PathLike[str], Checked(Annotated[str, BeforeValidator(_text_of)])]
"""A path; people may give a `Path`."""

PageSize = Literal["A3", "A4", "A5", "letter", "legal", "tabloid", "fit"]

SUFFIXES: Mapping[Format, tuple[str, ...]] = {
    "html": (".html", ".htm"),
    "png": (".png",),
    "pdf": (".pdf",),
    "py": (".py",),
}


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is wanted of a page.

    Attributes:
        format: What it becomes.
        path: The file; None is one of our own.
        keep: Whether it becomes a file at all.
        overwrite: Whether a file that is there may be replaced; None leaves that to who asks.
        panel: Only this panel; None is the whole page.
        width: CSS pixels; None is 1280, or 1024 for paper that stands.
        height: CSS pixels of a PNG; None is as tall as the page.
        theme: None is the page's own, and light on paper.
        max_rows: How many rows a grid may have in an HTML file, or a table in a script without files beside it; how
            many of a grid go on paper. None is 200,000, or 5,000 on paper.
        page_size: Paper of a PDF; "fit" is one sheet as large as the page.
        landscape: Whether the paper lies on its side.
        background: Whether a PDF has colours behind text and panels.
    """

    format: Format
    path: str | None
    keep: bool
    overwrite: bool | None
    panel: str | None
    width: int | None
    height: int | None
    theme: Theme | None
    max_rows: int | None
    page_size: PageSize
    landscape: bool
    background: bool


class Exported(Value):
    """What was written."""

    widget: WidgetId
    panel: str | None = None
    format: Format
    path: str | None = Field(default=None, description="The file.")
    size: int = Field(description="Of the file, in bytes.")
    beside: Sequence[str] = Field(default=(), description="Files that belong to it.")
    notes: Sequence[str] = Field(default=(), description="What is missing or different in it.")
    _content: bytes = PrivateAttr(default=b"")

    @property
    def content(self) -> bytes:
        """What is in the file."""
        return self._content

    def holding(self, content: bytes) -> Exported:
        """The same answer, with what is in the file."""
        self._content = content
        return self


def format_of(path: str | None, said: Format | None) -> Format:
    """The format that was asked for, else the one that a path's suffix means.

    Raises:
        BadData: Neither says one.
    """
    if said is not None:
        return said
    suffix = PurePath(path or "").suffix.lower()
    for name, suffixes in SUFFIXES.items():
        if suffix in suffixes:
            return name
    if path is None:
        raise BadData("an export needs a path, such as report.html, or a format: html, png, pdf or py.")
    raise BadData(f"{path!r} does not say what to write; end it with .html, .png, .pdf or .py, or give format.")

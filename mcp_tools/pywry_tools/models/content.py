"""From what a person wrote to the page model that every transport draws."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from pywry_tools.errors import BadData
from pywry_tools.models.page import HtmlContent, Library, Page, Theme


def page_of(
    content: str | HtmlContent, *, title: str | None, theme: Theme | None, libraries: frozenset[Library] = frozenset()
) -> Page:
    """Build the page model; files are read now.

    Raises:
        BadData: A file is not there or is no text.
    """
    given = HtmlContent(html=content) if isinstance(content, str) else content
    inline = [given.inline_css] if given.inline_css else []
    fields = {"title": title, "theme": theme}
    return Page(
        html=given.html,
        data=given.json_data,
        css=(*read_all(given.css_files or ()), *inline),
        scripts=tuple(read_all(given.script_files or ())),
        init_script=given.init_script,
        libraries=libraries,
        **{k: v for k, v in fields.items() if v is not None},  # type: ignore[arg-type]  # a dict loses the fields' types
    )


def read_all(files: Iterable[Path | str]) -> list[str]:
    """Read text files in order."""
    return [find(file).read_text(encoding="utf-8") for file in files]


def find(file: Path | str) -> Path:
    """Look for a file beside the calling script, then in the working directory.

    Raises:
        BadData: It is in neither; both places are named.
    """
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    roots = [Path(main).resolve().parent] if main else []
    tried = [root / file for root in (*roots, Path.cwd())]
    for path in tried:
        if path.is_file():
            return path
    raise BadData(f"file {str(file)!r} was not found; looked for {' and '.join(map(str, dict.fromkeys(tried)))}.")

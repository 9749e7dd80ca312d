"""From what a person wrote to the page model that every transport draws."""

from __future__ import annotations

import sys
from pathlib import Path

from pywry_tools.errors import BadData
from pywry_tools.models.page import HtmlContent, Library, Page, PageFiles, Theme


def page_of(
    content: str | HtmlContent,
    *,
    title: str | None,
    theme: Theme | None,
    libraries: frozenset[Library] = frozenset(),
    watch: bool | None = None,
) -> Page:
    """Build the page model; files are read now.

    Args:
        content: What a person wrote.
        title: For the tab or the title bar; None leaves it open.
        theme: How it starts; None leaves it open.
        libraries: What has to be there before the body's scripts.
        watch: Whether pages follow the files; None is what the content says.

    Raises:
        BadData: A file is not there or is no text.
    """
    given = HtmlContent(html=content) if isinstance(content, str) else content
    files = files_of(given)
    inline = [given.inline_css] if given.inline_css else []
    fields = {"title": title, "theme": theme}
    return Page(
        html=given.html if isinstance(given.html, str) else read(find(given.html)),
        data=given.json_data,
        css=(*map(read, files.css), *inline),
        scripts=tuple(map(read, files.scripts)),
        init_script=given.init_script,
        libraries=libraries,
        files=files,
        watch=given.watch if watch is None else watch,
        **{k: v for k, v in fields.items() if v is not None},  # type: ignore[arg-type]  # a dict loses the fields' types
    )


def files_of(content: HtmlContent) -> PageFiles:
    """Where the files of a page are.

    Raises:
        BadData: One is not there.
    """
    return PageFiles(
        html=find(content.html) if isinstance(content.html, Path) else None,
        css=tuple(map(find, content.css_files or ())),
        scripts=tuple(map(find, content.script_files or ())),
    )


def read(path: Path) -> str:
    """The text of a file.

    Raises:
        BadData: It is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadData(f"file {str(path)!r} is no UTF-8 text: {error.reason} at byte {error.start}.") from None


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

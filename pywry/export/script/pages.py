"""Pages as source: what shows them, and what was done with them since."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pywry.export.script.around import Source
from pywry.export.script.program import Program
from pywry.export.script.source import Call, Node
from pywry.export.script.values import node_of, path_of
from pywry_tools.models.window import WindowOptions

Json = dict[str, Any]

LONG = 100
LEFT = {"icon": "the icon of the window", "proxy_url": "the proxy of the window, whose address may hold a password"}
"""What a window is given that has no place in a script; its menu is told elsewhere."""


def content_of(program: Program, source: Source) -> Node:
    """What `show` shows, as source."""
    page = source.page
    css = page.css[len(page.files.css) :]
    parts: Json = {
        "html": _html(program, source),
        "json_data": None if page.data is None else node_of(page.data),
        "init_script": None if page.init_script is None else long_text(program, "init_script", page.init_script),
        "css_files": [path_of(path) for path in page.files.css] or None,
        "script_files": [path_of(path) for path in page.files.scripts] or None,
        "inline_css": long_text(program, "css", "\n".join(css)) if css else None,
        "watch": page.watch or None,
    }
    given = {name: node for name, node in parts.items() if node is not None}
    if given.keys() == {"html"} and page.files.html is None:
        return given["html"]
    return Call("HtmlContent", keywords=given, needs=(("pywry", "HtmlContent"),))


def _html(program: Program, source: Source) -> Node:
    page = source.page
    if page.files.html is not None and source.html == page.html and _reads(page.files.html) == page.html:
        return path_of(page.files.html)
    return long_text(program, "html", source.html)


def _reads(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def long_text(program: Program, hint: str, text: str) -> Node:
    """A text in its place, or above where it is long."""
    return program.text(hint, text) if "\n" in text or len(text) > LONG else text


def window_of(program: Program, source: Source) -> Json:
    """What a page's window is given, and a note of what it is not."""
    window = {k: int(v) if isinstance(v, float) and v.is_integer() else v for k, v in source.page.window.items()}
    size: Json = {name: window[name] for name in ("width", "height") if isinstance(window.get(name), int)}
    rest = {k: v for k, v in window.items() if k not in size and k not in LEFT and k in WindowOptions.model_fields}
    for name in (name for name in LEFT if name in window):
        program.note(f"Left out: {LEFT[name]}.")
    return {**size, **({"window": node_of(rest)} if rest else {})}


def since_shown(program: Program, source: Source, target: str) -> None:
    """Write what was done with the page since it was shown, apart from its panels.

    Args:
        program: The script.
        source: The page.
        target: Its handle, as source.
    """
    changed: Json = {}
    for key, value in source.kept_values().items():
        what, _, name = key.partition(":")
        match what:
            case "html" if source.kind != "page":
                changed["html"] = long_text(program, "html", value["html"])
            case "title":
                changed["title"] = value["title"]
            case "content" | "style" | "css":
                function = {"content": "set_content", "style": "set_style", "css": "inject_css"}[what]
                program.do(Call(f"{target}.{function}", keywords=_event(program, value)))
            case "state":
                program.do(Call(f"{target}.set_state", (name, node_of(value))))
            case _:
                pass
    if changed:
        program.do(Call(f"{target}.update", keywords=changed))


def _event(program: Program, value: Mapping[str, Any]) -> Json:
    """The arguments of a change, as its event says them."""
    return {
        name: long_text(program, name, part) if isinstance(part, str) else node_of(part)
        for name, part in value.items()
        if part is not None
    }

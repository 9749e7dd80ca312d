"""What a tool answered, as JSON of a size that an agent can take."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from pydantic_core import PydanticSerializationError, from_json, to_json

from pywry_tools.catalog import AnyTool
from pywry_tools.projections.paging import page
from pywry_tools.unseen import HIDDEN, visible

USUAL = 8_000
"""Bytes of JSON that go to an agent in one answer."""

MOST = 40_000
"""Bytes for who asks for more by `limit`; hosts hide or refuse what is much longer."""

MOST_SAID = 4_000
LAST_WORDS = 1_000
"""Characters of an error. What to do is said in the end, so that is kept of a long one."""

ASKING = "limit"
Keep = Callable[[bytes], list[str]]
"""Takes a whole answer, and says at which addresses its parts can be read."""

CUT = "cut"
CUT_SCHEMA = {"type": "string", "description": "What is missing from a very long answer, and how to get it."}

NARROWING = ("limit", "cursor", "since", "columns", "panel", "rows", "events")
"""Parameters by which a caller can ask for less."""

ESCAPED = re.compile(rf"{HIDDEN.pattern}|\\u00|\\[bf]")

OUTER = 8
"""How many times longer a list may stay than the lists in its entries."""

FIELDS = 64
"""A map with more names than any declared answer has is data, and may be cut."""


def room(arguments: Mapping[str, Any]) -> int:
    """How many bytes the answer to a call may have."""
    return MOST if arguments.get(ASKING) is not None else USUAL


def encode(
    tool: AnyTool, answer: Any, limit: int = USUAL, *, start: int = 0, keep: Keep | None = None
) -> tuple[str, Any]:
    """The answer as JSON text, and as the plain data that the text says; shortened if it must be.

    Args:
        tool: Whose answer it is.
        answer: As the tool's body returned it.
        limit: Bytes of text.
        start: The place of the first entry of an answer that is a list.
        keep: Where a whole answer goes that is too long.
    """
    dumped = _dump(tool, answer)
    text = _json(dumped)
    if ESCAPED.search(text.decode()):
        dumped = _visible(from_json(text))
        text = _json(dumped)
    if len(text) > limit and isinstance(dumped, dict):
        text = _json(_shorter(tool, answer.__class__, from_json(text), text, limit, start, keep))
    return text.decode(), from_json(text)


def _shorter(
    tool: AnyTool, kind: type[Any], data: dict[str, Any], text: bytes, limit: int, start: int, keep: Keep | None
) -> dict[str, Any]:
    """A list ends earlier and says where to go on; anything else is cut, and says where it can be read whole."""
    more = f", or give {ASKING} for up to {MOST:,} bytes" if limit < MOST and ASKING in tool.parameters else ""
    paged, note = page(kind, data, limit, start, more)
    if note:
        paged = {**paged, CUT: note}
    if len(_json(paged)) <= limit:
        return paged
    places = [] if keep is None else keep(text)
    return shorten(tool, paged, limit, size=len(text), more=f"{note} {_whole_at(places)}".strip())


def _whole_at(places: list[str]) -> str:
    if not places:
        return ""
    parts = f"the {len(places)} resources {places[0]} to {places[-1]}" if len(places) > 1 else f"resource {places[0]}"
    return f"For ten minutes the whole can be read: {parts}."


def spoken(error: Exception) -> str:
    """What an error says, without what nobody sees, and not longer than anybody reads."""
    text = visible(_whole(str(error)))
    return text if len(text) <= MOST_SAID else f"{text[: MOST_SAID - LAST_WORDS]} [...] {text[-LAST_WORDS:]}"


def _visible(value: Any) -> Any:
    """A copy without characters that nobody sees."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(name): _visible(item) for name, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_visible(item) for item in cast("list[Any]", value)]
    return value


def shorten(tool: AnyTool, data: dict[str, Any], limit: int, *, size: int, more: str = "") -> dict[str, Any]:
    """Cut long lists, texts and maps until the rest fits; what was cut is said in `cut`.

    Args:
        tool: Whose answer it is.
        data: The answer.
        limit: Bytes of JSON.
        size: Bytes of the whole answer.
        more: What else is to be said.
    """
    entries = limit
    while True:
        notes: list[str] = []
        small = cast("dict[str, Any]", _capped(data, entries, "", notes))
        shown = "; ".join(notes[:3]) + (f"; and {len(notes) - 3} more places" if len(notes) > 3 else "")
        small[CUT] = f"The answer has {size:,} bytes, {limit:,} fit: {shown}. {_mend(tool)} {more}".rstrip()
        if len(_json(small)) <= limit or entries <= 1:
            return small
        entries //= 2


def _capped(value: Any, entries: int, path: str, notes: list[str]) -> Any:
    """A copy in which no list has more entries, no map more names, no text more than 32 times as many characters."""
    if isinstance(value, str):
        return value[: _most(value, entries * 32, path, "characters", notes)]
    if isinstance(value, list):
        items = cast("Sequence[Any]", value)
        # What is listed counts more than what is said of each.
        most = entries if "[" in path else entries * OUTER
        kept = items[: _most(items, most, path, "entries", notes)]
        return [_capped(item, entries, f"{path}[{i}]", notes) for i, item in enumerate(kept)]
    if isinstance(value, dict):
        named = list(cast("dict[str, Any]", value).items())
        kept_names = named[: _most(named, max(entries, FIELDS), path, "names", notes)]
        return {name: _capped(item, entries, f"{path}.{name}".lstrip("."), notes) for name, item in kept_names}
    return value


def _most(value: Sequence[Any], most: int, path: str, unit: str, notes: list[str]) -> int:
    if len(value) > most:
        notes.append(f"{path} has the first {most:,} of {len(value):,} {unit}")
    return most


def _mend(tool: AnyTool) -> str:
    names = [f"`{name}`" for name in NARROWING if name in tool.parameters]
    if names:
        return f"Ask for a part with {', '.join(names)}."
    if tool.name == "page_eval_js":
        return "Have the script return less."
    return "Ask for a part with a tool that reads less, or with page_eval_js."


def _dump(tool: AnyTool, answer: Any) -> Any:
    try:
        return tool.dump(answer)
    except UnicodeEncodeError:
        return _whole(answer.model_dump(by_alias=True, exclude_none=True))


def _json(value: Any) -> bytes:
    try:
        return to_json(value, inf_nan_mode="null", bytes_mode="base64")
    except PydanticSerializationError as error:
        if "surrogates" not in str(error):
            raise
        return to_json(_whole(value), inf_nan_mode="null", bytes_mode="base64")


def _whole(value: Any) -> Any:
    """A copy without lone surrogates, which UTF-8 cannot carry."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(name): _whole(item) for name, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, (list, tuple)):
        return [_whole(item) for item in cast("Sequence[Any]", value)]
    return value

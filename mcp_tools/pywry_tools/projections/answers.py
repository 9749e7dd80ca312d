"""What a tool answered, as JSON of a size that an agent can take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from pydantic_core import PydanticSerializationError, from_json, to_json

from pywry_tools.catalog import AnyTool

LIMIT = 40_000
"""Bytes of JSON that go to an agent in one answer; hosts hide or refuse what is much longer."""

CUT = "cut"
CUT_SCHEMA = {"type": "string", "description": "What is missing from a very long answer, and how to get it."}

NARROWING = ("limit", "cursor", "since", "columns", "panel", "rows", "events")
"""Parameters by which a caller can ask for less."""

# Controls except tab and line breaks; soft hyphens; joiners, marks and overrides of direction; further variation
# selectors and tags, which can carry whole sentences.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
HIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_UNSEEN}]")
ESCAPED = re.compile(rf"{HIDDEN.pattern}|\\u00|\\[bf]")

FIELDS = 64
"""A map with more names than any declared answer has is data, and may be cut."""


def encode(tool: AnyTool, answer: Any, limit: int = LIMIT) -> tuple[str, Any]:
    """The answer as JSON text, and as the plain data that the text says; shortened if it must be.

    Args:
        tool: Whose answer it is.
        answer: As the tool's body returned it.
        limit: Bytes of text.
    """
    dumped = _dump(tool, answer)
    text = _json(dumped)
    if ESCAPED.search(text.decode()):
        dumped = _visible(from_json(text))
        text = _json(dumped)
    if len(text) > limit and isinstance(dumped, dict):
        text = _json(shorten(tool, from_json(text), limit))
    return text.decode(), from_json(text)


def visible(text: str) -> str:
    """A text without characters that nobody sees."""
    return HIDDEN.sub("", text)


def _visible(value: Any) -> Any:
    """A copy without characters that nobody sees: with them, data could say to a model what a person does not read."""
    if isinstance(value, str):
        return HIDDEN.sub("", value)
    if isinstance(value, dict):
        return {HIDDEN.sub("", name): _visible(item) for name, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_visible(item) for item in cast("list[Any]", value)]
    return value


def shorten(tool: AnyTool, data: dict[str, Any], limit: int) -> dict[str, Any]:
    """Cut long lists, texts and maps until the rest fits; what was cut is said in `cut`."""
    entries, size = limit, len(_json(data))
    while True:
        notes: list[str] = []
        small = cast("dict[str, Any]", _capped(data, entries, "", notes))
        shown = "; ".join(notes[:3]) + (f"; and {len(notes) - 3} more places" if len(notes) > 3 else "")
        small[CUT] = f"The answer has {size:,} bytes, {limit:,} fit: {shown}. {_mend(tool)}"
        if len(_json(small)) <= limit or entries <= 1:
            return small
        entries //= 2


def _capped(value: Any, entries: int, path: str, notes: list[str]) -> Any:
    """A copy in which no list has more entries, no map more names, no text more than 32 times as many characters."""
    if isinstance(value, str):
        return value[: _most(value, entries * 32, path, "characters", notes)]
    if isinstance(value, list):
        items = cast("Sequence[Any]", value)
        kept = items[: _most(items, entries, path, "entries", notes)]
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

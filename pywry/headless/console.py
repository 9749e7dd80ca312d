"""What a page said, as the DevTools protocol tells it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from pywry.headless.connection import Data

SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}


@dataclass(frozen=True, kw_only=True)
class ConsoleLine:
    """Something that a page printed, raised or was refused."""

    level: str
    text: str
    url: str = ""
    line: int = 0


def line_of(method: str, data: Data) -> ConsoleLine:
    """The line that an event of the domains Runtime and Log stands for."""
    if method == "Log.entryAdded":
        entry: Data = data["entry"]
        return _at(entry, level=entry["level"], text=entry["text"])
    if method == "Runtime.exceptionThrown":
        details: Data = data["exceptionDetails"]
        return _at(details, level="error", text=complaint(details))
    frames: list[Data] = data.get("stackTrace", {}).get("callFrames", [])
    text = " ".join(_shown(part) for part in data["args"])
    return _at(frames[0] if frames else {}, level=data["type"], text=text)


def complaint(details: Data) -> str:
    """What an exception says, with its stack where it has one."""
    thrown: Data = details.get("exception", {})
    return str(thrown.get("description") or thrown.get("value") or details["text"])


def value_of(result: Data) -> Any:
    """The Python value of a script's result."""
    special = result.get("unserializableValue")
    if special is None:
        return result.get("value")
    return SPECIAL[special] if special in SPECIAL else int(special.rstrip("n"))


def _at(place: Data, *, level: str, text: str) -> ConsoleLine:
    return ConsoleLine(level=level, text=text, url=place.get("url", ""), line=place.get("lineNumber", 0))


def _shown(part: Data) -> str:
    return str(part["value"]) if "value" in part else str(part.get("description", part["type"]))

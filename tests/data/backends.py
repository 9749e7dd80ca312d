"""The same rows in every kind of frame that an engine is made for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from pywry.data.engine import engine_of
from pywry.data.engine.base import Engine
from pywry.data.table import Table

DAY = dt.datetime(2024, 3, 1)
NAMES = [
    "Anna",
    "anna",
    "Émile",
    "emile",
    "",
    "  ",
    None,
    "Zoë",
    "straße",
    "O'Hara",
    "50%",
    "a_b",
    "Ångström",
    "annA b",
]


def rows(count: int = 120) -> dict[str, list[Any]]:
    """Columns with ties, missing and odd values."""
    r = range(count)
    return {
        "n": [None if i % 11 == 3 else [0.5, -2.25, 3.0, 1e6, -0.0][i % 5] * (i % 7) for i in r],
        "i": [(i * 37) % 19 - 4 for i in r],
        "t": [NAMES[(i * 5) % len(NAMES)] for i in r],
        "d": [None if i % 13 == 5 else DAY + dt.timedelta(hours=13 * ((i * 29) % 40)) for i in r],
        "day": [None if i % 17 == 1 else dt.date(1965, 1, 1) + dt.timedelta(days=(i * 31) % 60 * 400) for i in r],
        "b": [None if i % 7 == 2 else i % 3 == 0 for i in r],
    }


def pandas_of(columns: dict[str, list[Any]]) -> pd.DataFrame:
    """A pandas frame with the types that such data has there."""
    frame = pd.DataFrame(columns)
    frame["d"] = pd.to_datetime(frame["d"])
    frame["b"] = frame["b"].astype("boolean")
    return frame


def polars_of(columns: dict[str, list[Any]]) -> pl.DataFrame:
    """A Polars frame."""
    return pl.DataFrame(columns, schema_overrides={"d": pl.Datetime("us"), "day": pl.Date})


def arrow_of(columns: dict[str, list[Any]]) -> pa.Table:
    """An Arrow table."""
    return pa.table(
        {**columns, "d": pa.array(columns["d"], pa.timestamp("us")), "day": pa.array(columns["day"], pa.date32())}
    )


def duck_of(columns: dict[str, list[Any]]) -> duckdb.DuckDBPyRelation:
    """A table in DuckDB."""
    made = arrow_of(columns)
    connection = duckdb.connect()
    connection.register("made", made)
    connection.execute("CREATE TABLE rows AS SELECT * FROM made")
    return connection.table("rows")


MAKERS = {"table": Table.of, "pandas": pandas_of, "polars": polars_of, "arrow": arrow_of, "duckdb": duck_of}


def backend(name: str, columns: dict[str, list[Any]]) -> Engine:
    """An engine over some columns."""
    if name == "lazy":
        return engine_of(polars_of(columns).lazy())
    return engine_of(MAKERS[name](columns))


BACKENDS = [*MAKERS, "lazy"]

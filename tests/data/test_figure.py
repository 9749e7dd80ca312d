"""Figures of every kind become plain, with arrays that can be drawn."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import polars as pl
import pytest
from plotly.basedatatypes import BaseTraceType

from pywry import wire
from pywry.data.figure import figure_of
from pywry.data.traces import TYPES, types_in
from pywry.render.bundles import PARTS, build_for
from pywry_tools.errors import BadData
from tests.data.every_trace import TRACES

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
        ("fig", "as to_json"),
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


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([1.0, math.inf, -math.inf, math.nan], [1.0, None, None, None]),
        (
            pd.to_datetime(["1901-05-06 07:08:09.5", "1969-12-31 00:00:00.0"]),
            ["1901-05-06T07:08:09.500000", "1969-12-31T00:00:00.000000"],
        ),
        ([dt.date(1, 1, 1), dt.date(9999, 12, 31)], ["0001-01-01", "9999-12-31"]),
        (pd.Series(pd.date_range("2020-03-29", periods=1, tz="Europe/Berlin")), ["2020-03-29T00:00:00+01:00"]),
        (pl.Series([dt.datetime(2020, 1, 1, 12)]).dt.replace_time_zone("Asia/Tokyo"), ["2020-01-01T12:00:00"]),
        ([Decimal("1.5"), Decimal("NaN")], [1.5, None]),
        (np.array([1, "a", None, Decimal("3.5")], dtype=object), [1, "a", None, 3.5]),
        (pd.Series(["a", "b", None], dtype="category"), ["a", "b", None]),
        (pd.Categorical(["a", "b"]), ["a", "b"]),
        (np.ma.array([1.0, 2.0], mask=[False, True]), [1.0, None]),
        (np.array([1], dtype=np.longdouble), [1.0]),
        (np.array([2**63], dtype=np.uint64), [float(2**63)]),
        (np.array([1.0, 2.0]).data, [1.0, 2.0]),
        ((n * n for n in range(3)), [0, 1, 4]),
    ],
)
def test_awkward_values_are_drawn_right(value: Any, told: Any) -> None:
    assert listed(figure_of([{"y": value}])["data"][0]["y"]) == told


def test_the_text_that_to_json_writes_is_a_figure() -> None:
    figure = go.Figure(go.Scatter(y=np.arange(3.0)), layout={"title": {"text": "T"}})
    found = figure_of(figure.to_json())
    assert found["data"][0]["y"].tolist() == [0, 1, 2]
    assert found["layout"]["title"]["text"] == "T"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ([{"x": [1, 2, 3], "y": np.array([1.0, 2.0]), "name": "n"}], r"trace 0 \(n\) has .* 3 in x, 2 in y"),
        ([{"type": "candlestick", "open": [1], "high": [1, 2], "low": [1], "close": [1]}], "2 in high"),
        ([{"type": "scater", "y": [1]}], "'scater'.* 'scatter'"),
        ([{"type": "scattermapbox", "lat": [1], "lon": [1]}], "'scattermap' takes its place, and layout.map that of"),
        ([{"y": [1j]}], "complex"),
        ({"layout": {"template": "plotly_drak"}}, "plotly_dark"),
        ({"layout": {"template": 5}}, "a template is an object or a name"),
    ],
)
def test_what_plotly_would_draw_wrongly_in_silence_is_refused(figure: Any, words: str) -> None:
    with pytest.raises(BadData, match=words):
        figure_of(figure)


def test_names_on_two_levels_are_no_ragged_points() -> None:
    levels = [["a", "a", "b"], ["x", "y", "x"]]
    assert figure_of([{"type": "bar", "x": levels, "y": [1, 2, 3]}])["data"][0]["x"] == levels


def test_the_template_that_nobody_chose_travels_as_its_name() -> None:
    figure = px.scatter(x=[1], y=[2])
    assert figure_of(figure)["layout"]["template"] == "plotly"
    assert figure_of(figure.to_json())["layout"]["template"] == "plotly"
    chosen = px.scatter(x=[1], y=[2], template="plotly_dark")
    assert figure_of(chosen)["layout"]["template"]["layout"]["paper_bgcolor"] == "rgb(17,17,17)"
    assert figure_of({"layout": {"template": "ggplot2"}})["layout"]["template"]["layout"]["plot_bgcolor"]
    own = go.Figure(layout={"template": figure.layout.template}).update_layout(
        template={"layout": {"font": {"size": 20}}}
    )
    assert figure_of(own)["layout"]["template"] != "plotly"


def test_every_trace_of_the_plotly_package_is_known() -> None:
    classes = [getattr(go, name) for name in dir(go) if name[0].isupper()]
    assert {kind().type for kind in classes if issubclass(kind, BaseTraceType)} == TYPES


def test_types_that_menus_change_to_are_known_beforehand() -> None:
    one, all_ = {"args": ["type", "surface"]}, {"args": [{"type": ["heatmap", "bar"]}], "args2": [{"visible": True}]}
    layout = {"updatemenus": [{"buttons": [one, all_, {}]}], "sliders": [{"steps": [{"args": [["a"]]}, one]}]}
    assert types_in({"data": [{"type": "contour"}, {}], "layout": layout}) == {
        *("contour", "scatter"),
        *("surface", "heatmap", "bar"),
    }


def test_every_trace_type_is_known_and_one_build_draws_it() -> None:
    assert set(TRACES) == TYPES
    assert set().union(*PARTS.values()) <= TYPES
    assert build_for({"scatter", "bar"}) == "plotly-cartesian.js"
    assert build_for({"scattergl", "bar"}) == "plotly-gl2d.js"
    assert build_for({"scatter", "choropleth"}) == "plotly-geo.js"
    assert build_for({"bar", "choropleth"}) == "plotly.js"

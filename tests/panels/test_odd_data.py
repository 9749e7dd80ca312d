"""Dashboards over data that nobody would wish for: every kind of panel draws it rightly, or says what is wrong."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pywry import wire
from pywry.data.table import Table
from pywry.panels.board import Board
from pywry_tools.errors import BadData
from pywry_tools.events import plotly
from pywry_tools.models.dashboard import Link, PanelSpec

CHARTS = ("bar", "line", "area", "scatter", "histogram", "pie", "heatmap", "box")
INPUTS = ("select", "slider", "text", "date", "checkbox")
LONG = "x" * 1_000_000
ODD: dict[str, Any] = {
    "rows with other keys": [{"a": 1, "b": 2}, {"a": 3}, {"c": "x"}],
    "no rows": {"a": [], "b": []},
    "one column": {"a": [1, 2, 3]},
    "2,000 columns": pd.DataFrame(np.arange(6000).reshape(3, 2000)),
    "a name twice": pd.DataFrame([[1, 2, 3], [4, 5, 6]], columns=["a", "a", "b"]),
    "names that are no text": pd.DataFrame([[1, 2, 3.5, 4]], columns=[0, None, ("x", "y"), dt.date(2020, 1, 1)]),
    "hostile names": {"<b>a</b>": ["</script>", "<img src=x onerror=alert(1)>"], "b\"'": [1, 2], "": [1, 2]},
    "mixed types": {"a": [1, "two", 3.0, None, True, dt.date(2020, 1, 1)], "b": [1, 2, 3, 4, 5, 6]},
    "infinities": {"a": ["x", "y", "z", "x"], "b": [1.0, math.inf, -math.inf, math.nan]},
    "only missing": {"a": ["x", "y"], "b": [math.nan, math.nan]},
    "a megabyte": {"a": [LONG, f"{LONG}y", "y"], "b": [1, 2, 3]},
    "a time zone": pd.DataFrame({"a": pd.date_range("2024-03-30", periods=5, freq="12h", tz="Europe/Berlin")}),
    "before 1970": {"a": [dt.date(1066, 10, 14), dt.date(1969, 12, 31), dt.date(1970, 1, 1)], "b": [1, 2, 3]},
    "decimals": {"a": [Decimal("0.1"), Decimal("0.2"), Decimal("1e30")], "b": [Decimal(1), None, Decimal(4)]},
    "beyond 64 bits": {"a": [2**70, -(2**70), None], "b": [1, 2, 3]},
    "nested": {"a": [{"x": [1, 2]}, {"x": None}, {"y": {"z": 1}}], "b": [[1, 2], [3], []]},
    "categories": pd.DataFrame({"a": pd.Categorical(["lo", "hi", None], ["lo", "mid", "hi"], ordered=True)}),
    "lengths of time": pd.DataFrame({"a": pd.to_timedelta([1, 60, 3600], unit="s"), "b": [1, 2, 3]}),
}


def specs(names: Sequence[str]) -> list[dict[str, Any]]:
    first, last = names[0], names[-1]
    charts = [{"kind": "chart", "chart": chart, "x": first} for chart in CHARTS]
    charts += [{"kind": "chart", "chart": chart, "x": last, "y": first, "color": first} for chart in CHARTS]
    metrics = [{"kind": "metric", "agg": how, "column": first} for how in ("count", "nunique", "sum", "mean", "max")]
    inputs = [{"kind": "input", "input": kind, "column": first} for kind in INPUTS]
    return [*charts, *metrics, *inputs, {"kind": "grid", "row_selection": True}]


@pytest.mark.parametrize("data", ODD.values(), ids=list(ODD))
def test_every_panel_draws_odd_data_or_says_what_is_wrong(data: Any) -> None:
    drawn, table = 0, Table.of(data)
    complaints: list[str] = []
    for spec in specs(table.names):
        board = Board()
        panels = [PanelSpec(id="p", dataset="d", **spec), PanelSpec(kind="metric", id="n", dataset="d")]
        try:
            board.change(panels=panels, datasets={"d": table}, links=[Link(source="p")] if is_source(spec) else [])
        except BadData as error:
            complaints.append(str(error))
            continue
        drawn += 1
        wire.encode([panel.wire() for panel in board.panels])
        assert board.panels[1].wire()["value"] == table.rows
    assert drawn >= 8
    assert all(said.startswith("panel 'p': ") for said in complaints), complaints


def is_source(spec: dict[str, Any]) -> bool:
    return spec["kind"] in ("chart", "grid", "input")


@pytest.mark.parametrize("name", [name for name in ODD if name not in ("no rows", "2,000 columns")])
def test_a_bar_of_odd_data_filters_by_exactly_its_rows(name: str) -> None:
    table = Table.of(ODD[name])
    bars = PanelSpec(kind="chart", id="p", dataset="d", chart="bar", x=table.names[0])
    board = Board()
    grid = PanelSpec(kind="grid", id="g", dataset="d")
    board.change(panels=[bars, grid], datasets={"d": ODD[name]}, links=[Link(source="p")])
    [trace] = board.panels[0].wire()["figure"]["data"]
    for at, count in enumerate(np.asarray(trace["y"]).tolist()):
        out = board.react(plotly.Clicked(chartId="p", points=[{"curveNumber": 0, "pointNumber": at}]))
        [rows] = [f["rows"] for f in board.facts["filters"]]
        assert out and rows == count


def test_long_names_are_drawn_in_brief_and_stay_apart() -> None:
    board = Board()
    bars = PanelSpec(kind="chart", id="p", dataset="d", chart="bar", x="a", color="a")
    board.change(panels=[bars], datasets={"d": ODD["a megabyte"]})
    traces = board.panels[0].wire()["figure"]["data"]
    assert [len(name) for name in traces[0]["x"]] == [60, 64, 1]
    assert [trace["name"] for trace in traces] == traces[0]["x"]


def test_a_name_that_looks_like_a_tag_is_a_name() -> None:
    board = Board()
    bars = PanelSpec(kind="chart", id="p", dataset="d", chart="bar", x="<b>a</b>")
    board.change(panels=[bars], datasets={"d": ODD["hostile names"]})
    figure = board.panels[0].wire()["figure"]
    assert figure["layout"]["xaxis"]["title"]["text"] == "&lt;b>a&lt;/b>"
    assert figure["data"][0]["x"] == ["</script>", "<img src=x onerror=alert(1)>"]


def test_numbers_beyond_what_is_exact_are_drawn_as_they_are() -> None:
    board = Board()
    bars = PanelSpec(kind="chart", id="p", dataset="d", chart="bar", x="who", y="n")
    board.change(panels=[bars], datasets={"d": {"who": ["a", "b"], "n": [1e30, 2.0]}})
    assert board.panels[0].wire()["figure"]["data"][0]["y"].tolist() == [1e30, 2.0]


def test_the_first_and_the_last_moment_are_metrics_too() -> None:
    board = Board()
    first = PanelSpec(kind="metric", id="first", dataset="d", agg="min", column="a")
    last = PanelSpec(kind="metric", id="last", dataset="d", agg="max", column="a")
    board.change(panels=[first, last], datasets={"d": ODD["before 1970"]})
    assert [panel.wire()["value"] for panel in board.panels] == ["1066-10-14", "1970-01-01"]
    board.change(datasets={"d": ODD["a time zone"]})
    assert board.panels[0].wire()["value"] == "2024-03-29 23:00 UTC"
    board.change(datasets={"d": {"a": pd.to_datetime(pd.Series([None, None]))}})
    assert [panel.wire()["value"] for panel in board.panels] == [None, None]


def test_a_frame_that_loses_its_rows_or_a_column_while_it_is_shown() -> None:
    board = Board()
    kinds: list[dict[str, Any]] = [
        {"kind": "metric", "column": "n", "agg": "mean"},
        {"kind": "chart", "chart": "bar", "x": "who"},
        {"kind": "grid"},
    ]
    panels = [PanelSpec(id=kind["kind"], dataset="d", **kind) for kind in kinds]
    board.change(panels=panels, datasets={"d": {"who": ["a", "b"], "n": [1, 2]}}, links=[Link(source="chart")])
    board.react(plotly.Clicked(chartId="chart", points=[{"curveNumber": 0, "pointNumber": 1}]))
    board.change(datasets={"d": pd.DataFrame({"who": [], "n": []})})
    metric, chart, grid = (panel.wire() for panel in board.panels)
    assert (metric["value"], len(chart["figure"]["data"][0]["x"]), grid["rows"]) == (None, 0, 0)
    with pytest.raises(BadData, match="panel 'metric': the table has no column 'n'"):
        board.change(datasets={"d": {"who": ["a"]}})
    assert board.facts["datasets"]["d"]["rows"] == 0
    board.change(datasets={"d": {"n": [5], "who": ["c"]}})
    assert board.panels[0].wire()["value"] == 5

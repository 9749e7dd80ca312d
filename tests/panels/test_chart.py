"""A chart panel keeps what is on screen, so that a page that opens later shows the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from pywry.panels import make
from pywry_tools.errors import BadData, InvalidArguments
from pywry_tools.events import grid, plotly
from pywry_tools.events.base import Event
from pywry_tools.ports import Panel

TWO = [{"type": "bar", "x": ["a", "b"], "y": [1, 2], "name": "one"}, {"y": [3.0, 4.0]}]


def chart(**model: Any) -> Panel:
    return make("chart", "c", **{"figure": TWO, **model})


def traces(panel: Panel) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = panel.wire()["figure"]["data"]
    return found


def listed(value: Any) -> list[Any]:
    return list(value.tolist() if isinstance(value, np.ndarray) else value)


def sent(panel: Panel, event: Event) -> dict[str, Any]:
    out = panel.apply(event)
    assert out is not None
    return out.data()


def test_the_wire_holds_the_figure_and_what_was_given_with_it() -> None:
    dark = {"layout": {"colorway": ["red"]}}
    wire = chart(title="T", config={"scrollZoom": True}, templates={"dark": dark}).wire()
    assert (wire["kind"], wire["title"], wire["config"], wire["templates"]) == (
        "chart",
        "T",
        {"scrollZoom": True},
        {"dark": dark},
    )
    assert set(make("chart", "c", figure=TWO).wire()) == {"kind", "figure"}


def test_another_figure_of_any_kind_is_sent_plain() -> None:
    panel = chart()
    figure = go.Figure(go.Scatter(x=pd.Series([1, 2]), y=np.array([5, 6])))
    data = sent(panel, plotly.UpdateFigure(figure=figure, config={"staticPlot": True}, chartId="c"))
    assert listed(data["figure"]["data"][0]["y"]) == [5, 6]
    assert (data["chartId"], data["config"]) == ("c", {"staticPlot": True})
    assert (len(traces(panel)), panel.wire()["config"]) == (1, {"staticPlot": True})


def test_layout_and_traces_change_in_part() -> None:
    panel = chart(figure={"data": TWO, "layout": {"xaxis": {"title": {"text": "x"}}}})
    sent(panel, plotly.UpdateLayout(layout={"xaxis.range": [0, 1], "title": {"text": "New"}}))
    sent(panel, plotly.UpdateTraces(update={"marker.color": "red", "y": [pd.Series([7, 8])]}, indices=[0]))
    wire = panel.wire()["figure"]
    assert wire["layout"] == {
        "xaxis": {"title": {"text": "x"}, "range": [0, 1], "autorange": False},
        "title": {"text": "New"},
    }
    assert (listed(wire["data"][0]["y"]), wire["data"][0]["marker"]) == ([7, 8], {"color": "red"})
    assert wire["data"][1] == {"y": [3.0, 4.0]}


def test_reset_zoom_puts_axes_back_where_the_figure_had_them() -> None:
    panel = chart(figure={"data": TWO, "layout": {"xaxis": {"range": [0, 5]}, "yaxis": {"title": {"text": "y"}}}})
    panel.apply(plotly.UpdateLayout(layout={"xaxis.range": [1, 2], "yaxis.range": [3, 4]}))
    panel.apply(plotly.ResetZoom())
    assert panel.wire()["figure"]["layout"] == {"xaxis": {"range": [0, 5]}, "yaxis": {"title": {"text": "y"}}}


def test_points_are_appended_and_the_oldest_forgotten() -> None:
    panel = chart()
    data = sent(panel, plotly.Extend(data={"x": [["c"]], "y": [np.array([3])]}, indices=[0], maxPoints=2))
    assert (data["indices"], listed(data["data"]["y"][0]), data["maxPoints"]) == ([0], [3], 2)
    assert (traces(panel)[0]["x"], listed(traces(panel)[0]["y"])) == (["b", "c"], [2, 3])
    panel.apply(plotly.Extend(data={"y": [[9.5]]}, indices=[-1]))
    assert listed(traces(panel)[1]["y"]) == [3.0, 4.0, 9.5]
    panel.apply(plotly.UpdateTraces(update={"name": "n"}, indices=[1]))
    panel.apply(plotly.Extend(data={"y": [[1]]}, indices=[1]))
    assert listed(traces(panel)[1]["y"]) == [3.0, 4.0, 9.5, 1]


def test_points_are_appended_to_what_is_inside_a_trace() -> None:
    panel = chart(figure=[{"y": [1], "marker": {"size": [5], "color": np.array([0.5])}}])
    panel.apply(plotly.Extend(data={"y": [[2]], "marker.size": [[7]], "marker.color": [[0.25]]}, indices=[0]))
    [trace] = traces(panel)
    assert (trace["marker"]["size"], listed(trace["marker"]["color"])) == ([5, 7], [0.5, 0.25])


def test_a_state_that_was_read_does_not_grow_with_the_chart() -> None:
    panel = chart(figure=[{"y": np.array([1.0])}, {"y": ["a"]}])
    panel.apply(plotly.Extend(data={"y": [[2.0], ["b"]]}, indices=[0, 1]))
    before = [listed(t["y"]) for t in traces(panel)]
    seen = [t["y"] for t in traces(panel)]
    panel.apply(plotly.Extend(data={"y": [[3.0], ["c"]]}, indices=[0, 1]))
    assert [listed(y) for y in seen] == before == [[1.0, 2.0], ["a", "b"]]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (plotly.UpdateFigure(figure=5), "no figure"),
        (plotly.UpdateTraces(update={"name": "x"}, indices=[7]), "no trace 7; there is 0 to 1"),
        (plotly.UpdateTraces(update={"type": ["bar", "scater"]}), "no type of trace 'scater'. Did you mean 'scatter'"),
        (plotly.Extend(data={"y": [[1]]}, indices=[5]), "no trace 5"),
        (plotly.Extend(data={"y": [[1], [2]]}, indices=[0]), "'y' has 2 lists of points for 1 indices"),
        (plotly.Extend(data={"x": [["c"]], "yy": [[1]]}, indices=[0]), "trace 0 has no list of 'yy' to add to.*'y'"),
        (plotly.Extend(data={"name": [["c"]]}, indices=[0]), "no list of 'name'"),
        (plotly.UpdateLayout(layout={"": 1}), "no attribute"),
        (grid.UpdateCells(cells=[]), "cannot change panel 'c', which is a chart"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_and_changes_nothing(event: Event, words: str) -> None:
    panel = chart()
    before = repr(panel.wire())
    with pytest.raises(BadData, match=words):
        panel.apply(event)
    assert repr(panel.wire()) == before


def test_a_panel_of_parts_that_its_kind_lacks_is_refused() -> None:
    with pytest.raises(InvalidArguments, match="chart panel cannot be made of figure, colour"):
        chart(colour="red")


def test_what_a_person_did_is_remembered_until_it_is_undone() -> None:
    panel = chart()
    point = {"x": "a", "y": 1, "curveNumber": 0, "pointNumber": 0, "z": None}
    panel.heard(plotly.Clicked(chartId="c", points=[point]))
    panel.heard(plotly.Selected(chartId="c", points=[point] * 20, range={"x": [0, 1], "y": [0, 9]}))
    panel.heard(
        plotly.Relayouted(chartId="c", relayout_data={"xaxis.range[0]": 1, "xaxis.range[1]": 4, "yaxis.range": [0, 2]})
    )
    seen = panel.summary()["seen"]
    assert seen["clicked"] == [{"x": "a", "y": 1, "curveNumber": 0, "pointNumber": 0}]
    assert (seen["selected"]["points"], len(seen["selected"]["first"])) == (20, 8)
    assert seen["zoom"] == {"xaxis": [1, 4], "yaxis": [0, 2]}
    panel.heard(plotly.Deselected(chartId="c"))
    panel.heard(plotly.Relayouted(chartId="c", relayout_data={"xaxis.autorange": True, "yaxis.autorange": True}))
    assert set(panel.summary()["seen"]) == {"clicked"}


def test_a_summary_is_short_and_reading_gives_the_points() -> None:
    layout = {"xaxis": {"title": {"text": "time"}}, "yaxis": {"title": "px"}, "template": {"big": 1}}
    panel = chart(figure={"data": [{"y": np.arange(100.0)}] * 12, "layout": layout})
    summary = panel.summary()
    assert (len(summary["traces"]), summary["more_traces"], summary["xaxis"], summary["yaxis"]) == (8, 4, "time", "px")
    read = panel.read(trace=3, start=98, limit=50)
    assert read["points"] == [{"y": 98.0}, {"y": 99.0}]
    assert (read["next_cursor"], "template" in read["layout"]) == (None, False)
    assert panel.read(trace=0, limit=10)["next_cursor"] == 10
    assert read["traces"][3] == {"index": 3, "type": "scatter", "points": 100, "y": [0.0, 99.0]}
    assert panel.read()["traces"][0]["points"] == 100
    with pytest.raises(BadData, match="no trace 12"):
        panel.read(trace=12)


def test_a_line_can_be_told_from_dots_and_a_box_has_its_parts() -> None:
    box = {"type": "box", "x": ["a"], "q1": [1.0], "median": [2.0], "q3": [3.0]}
    panel = chart(figure=[{"y": [1], "mode": "lines"}, {"y": [1], "mode": "markers"}, box])
    assert [trace.get("mode") for trace in panel.read()["traces"]] == ["lines", "markers", None]
    assert panel.read(trace=2)["points"] == [{"x": "a", "q1": 1.0, "median": 2.0, "q3": 3.0}]


def test_names_on_an_axis_are_shown_in_brief() -> None:
    many = [f"n{i}" for i in range(50)]
    read = chart(figure=[{"x": many, "y": [1] * 50}, {"labels": ["a", "b"], "values": [1, None], "type": "pie"}]).read()
    assert read["traces"][0]["x"] == ["n0", "n1", "n2", "n3", "...", "n49"]
    assert read["traces"][1]["x"] == ["a", "b"]

"""Charts over datasets: what they draw, and which rows stand behind what a person picks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pywry import wire
from pywry.data.table import Table
from pywry.panels.recipes import Recipe, recipe_of
from pywry_tools.errors import BadData
from pywry_tools.models.dashboard import PanelSpec

DATA = {
    "who": ["b", "a", "b", "c", None],
    "kind": ["x", "x", "y", "y", "x"],
    "n": [1, 2, 3, 4, 5],
    "v": [1.0, 2.0, None, 4.0, 10.0],
    "day": [dt.date(2026, 1, d) for d in (1, 1, 2, 3, 9)],
    "ok": [True, False, True, None, True],
}


def recipe(chart: str, picks: bool = False, data: Any = DATA, **spec: Any) -> Recipe:
    return recipe_of(PanelSpec(kind="chart", id="p", chart=chart, **spec), Table.of(data), picks=picks)  # type: ignore[arg-type]


def listed(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [None if v != v else v for v in value.tolist()]
    return (
        [listed(v) for v in value]
        if isinstance(value, list) and value and not isinstance(value[0], (str, int))
        else value
    )


def rows(mask: Any) -> list[int]:
    return np.flatnonzero(mask).tolist()  # type: ignore[no-any-return]


def at(*places: Any, curve: int = 0) -> list[dict[str, Any]]:
    return [{"curveNumber": curve, "pointNumber": place} for place in places]


def test_bars_count_rows_or_measure_a_column() -> None:
    [bars] = recipe("bar", x="who").figure()["data"]
    assert (bars["type"], bars["x"], listed(bars["y"])) == ("bar", ["b", "a", "c", "(missing)"], [2, 1, 1, 1])
    assert listed(recipe("bar", x="who", y="v").traces()[0]["y"]) == [1, 2, 4, 10]
    assert listed(recipe("bar", x="who", y="v", agg="mean").traces()[0]["y"]) == [1, 2, 4, 10]
    layout = recipe("bar", x="who", y="v", agg="max").figure()["layout"]
    assert (layout["xaxis"]["title"]["text"], layout["yaxis"]["title"]["text"]) == ("who", "max of v")
    assert layout["xaxis"]["type"] == "category"


@pytest.mark.parametrize(
    ("sort", "limit", "names"),
    [
        (None, None, ["b", "a", "c", "(missing)"]),
        ("x", None, ["a", "b", "c", "(missing)"]),
        ("-x", None, ["c", "b", "a", "(missing)"]),
        ("y", None, ["b", "a", "c", "(missing)"]),
        ("-y", None, ["(missing)", "c", "a", "b"]),
        ("-y", 2, ["(missing)", "c"]),
    ],
)
def test_names_come_in_the_order_that_was_asked_for(sort: Any, limit: Any, names: list[str]) -> None:
    assert recipe("bar", x="who", y="v", sort=sort, limit=limit).traces()[0]["x"] == names


def test_a_color_splits_into_series_that_are_stacked() -> None:
    figure = recipe("bar", x="who", color="kind").figure()
    assert [(t["name"], listed(t["y"])) for t in figure["data"]] == [("x", [1, 1, 0, 1]), ("y", [1, 0, 1, 0])]
    assert (figure["layout"]["barmode"], figure["layout"]["showlegend"]) == ("stack", True)


def test_lines_run_in_the_order_of_time_and_leave_gaps() -> None:
    figure = recipe("line", x="day", y="v", color="kind").figure()
    assert figure["data"][0]["x"] == ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-09"]
    assert [listed(t["y"]) for t in figure["data"]] == [[3, None, None, 10], [None, 0, 4, None]]
    assert figure["layout"]["xaxis"]["type"] == "date"
    assert recipe("area", x="day").traces()[0]["stackgroup"] == "all"


def test_pies_have_labels_and_values() -> None:
    [pie] = recipe("pie", x="ok").traces()
    assert (pie["labels"], listed(pie["values"])) == (["False", "True", "(missing)"], [1, 3, 1])


def test_scatter_plots_draw_every_row_and_many_with_the_graphics_card() -> None:
    few = recipe("scatter", x="n", y="v", color="kind")
    assert [(t["type"], listed(t["x"]), listed(t["y"])) for t in few.traces()] == [
        ("scatter", [1, 2, 5], [1, 2, 10]),
        ("scatter", [3, 4], [None, 4]),
    ]
    many = recipe("scatter", data={"n": np.arange(6000), "v": np.arange(6000)}, x="n", y="v")
    assert many.traces()[0]["type"] == "scattergl"
    assert recipe("scatter", x="who", y="n", agg="mean").traces()[0]["mode"] == "markers"


def test_histograms_have_round_edges() -> None:
    figure = recipe("histogram", data={"n": [0, 1, 9, 10, 19, 40, None]}, x="n", limit=5).figure()
    [bars] = figure["data"]
    assert (listed(bars["y"]), listed(bars["x"]), bars["width"]) == ([3, 2, 0, 0, 1], [5, 15, 25, 35, 45], 10)
    assert bars["customdata"] == ["0 to 10", "10 to 20", "20 to 30", "30 to 40", "40 to 50"]


def test_histograms_of_dates_count_days_weeks_or_years() -> None:
    [bars] = recipe("histogram", x="day", limit=9).traces()
    assert listed(bars["y"]) == [2, 1, 1, 0, 0, 0, 0, 0, 1]
    assert bars["customdata"][0] == "2026-01-01 to 2026-01-02"
    assert bars["width"] == 86_400_000
    assert recipe("histogram", data={"n": [5, 5]}, x="n").traces()[0]["y"].sum() == 2
    assert recipe("histogram", data={"n": [None, None]}, x="n").traces()[0]["y"].sum() == 0


def test_axes_have_the_titles_the_scale_and_the_format_that_are_asked_for() -> None:
    asked = {"y_title": "Sum, $", "x_title": "", "log_y": True, "format": "~s"}
    layout = recipe("bar", x="kind", y="v", **asked).figure()["layout"]
    assert (layout["xaxis"]["title"]["text"], layout["yaxis"]["title"]["text"]) == ("", "Sum, $")
    assert (layout["yaxis"]["type"], layout["yaxis"]["tickformat"], layout["yaxis"]["automargin"]) == (
        "log",
        "~s",
        True,
    )
    assert recipe("bar", x="kind", y="v").figure()["layout"]["yaxis"]["title"]["text"] == "sum of v"
    across = recipe("scatter", data={"n": [1, 10], "v": [1, 2]}, x="n", y="v", log_x=True).figure()["layout"]["xaxis"]
    assert (across["type"], across["title"]["text"]) == ("log", "n")
    cells = recipe("heatmap", x="kind", y="ok", color="v", format=".1f", x_title="Kind").figure()
    assert cells["data"][0]["colorbar"]["tickformat"] == ".1f"
    assert cells["layout"]["xaxis"]["title"]["text"] == "Kind"


@pytest.mark.parametrize(
    ("chart", "asked", "words"),
    [
        ("pie", {"x": "kind", "y_title": "Sum"}, "a pie has no axes; leave y_title out"),
        ("bar", {"x": "kind", "log_x": True}, "log_x needs numbers along x"),
        ("bar", {"x": "kind", "format": "wide"}, "panel 'p': 'wide' is no d3 number format"),
    ],
)
def test_what_a_chart_has_no_axis_for_is_refused(chart: str, asked: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        recipe(chart, **asked).figure()


def test_heat_maps_measure_pairs() -> None:
    [cells] = recipe("heatmap", x="kind", y="ok", color="v").traces()
    assert (cells["x"], cells["y"]) == (["x", "y"], ["False", "True", "(missing)"])
    assert listed(cells["z"]) == [[2, None], [5.5, None], [None, 4]]
    assert listed(recipe("heatmap", x="kind", y="ok").traces()[0]["z"]) == [[1, None], [2, 1], [None, 1]]


def test_boxes_are_computed_as_numpy_does() -> None:
    values = [*range(1, 101), 1000]
    [box] = recipe("box", data={"v": values, "t": ["a"] * 101}, x="t", y="v").traces()
    assert (listed(box["median"]), listed(box["q1"]), listed(box["q3"])) == ([51], [26], [76])
    assert (listed(box["lowerfence"]), listed(box["upperfence"])) == ([1], [100])
    assert recipe("box", y="v").traces()[0]["x"] == ["v"]
    assert listed(recipe("box", x="kind", y="v").changed(np.zeros(5, dtype=bool))["median"][0]) == [None, None]


CHARTS: list[dict[str, Any]] = [
    {"chart": "bar", "x": "who", "color": "kind"},
    {"chart": "line", "x": "day", "y": "v", "color": "kind"},
    {"chart": "area", "x": "n"},
    {"chart": "pie", "x": "who"},
    {"chart": "scatter", "x": "n", "y": "v", "color": "kind"},
    {"chart": "histogram", "x": "n", "color": "ok"},
    {"chart": "heatmap", "x": "who", "y": "kind", "color": "n"},
    {"chart": "box", "x": "kind", "y": "n"},
]


@pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec["chart"])
def test_changed_arrays_make_the_chart_that_the_rows_would_draw(spec: dict[str, Any]) -> None:
    drawn = recipe(**spec)
    kept = np.array([0, 2, 4])
    update = drawn.changed(kept)
    for i, trace in enumerate(drawn.traces(kept)):
        for name, values in update.items():
            assert listed(values[i]) == listed(trace[name])
    wire.encode(update)
    everything = drawn.traces()
    assert all(
        listed(drawn.changed(None)[name][i]) == listed(t[name]) for i, t in enumerate(everything) for name in update
    )


@pytest.mark.parametrize(
    ("spec", "points", "found"),
    [
        ({"chart": "bar", "x": "who"}, at(0), [0, 2]),
        ({"chart": "bar", "x": "who"}, at(3), [4]),
        ({"chart": "bar", "x": "who", "sort": "-x"}, at(0, 2), [1, 3]),
        ({"chart": "bar", "x": "who", "color": "kind"}, at(0, curve=1), [2]),
        ({"chart": "bar", "x": "who"}, at(99), []),
        ({"chart": "pie", "x": "ok"}, at(1), [0, 2, 4]),
        ({"chart": "scatter", "x": "n", "y": "v", "color": "kind"}, at(1, curve=1), [3]),
        ({"chart": "histogram", "x": "n"}, at(0, 4), [0, 4]),
        ({"chart": "heatmap", "x": "who", "y": "kind"}, at([1, 0]), [2]),
        ({"chart": "box", "x": "kind", "y": "n"}, [{"curveNumber": 0, "x": "y"}], [2, 3]),
    ],
)
def test_picked_points_stand_for_rows(spec: dict[str, Any], points: list[dict[str, Any]], found: list[int]) -> None:
    drawn = recipe(**spec)
    drawn.traces()
    assert rows(drawn.rows(points)) == found


def test_points_of_a_filtered_scatter_plot_stand_for_the_rows_that_are_drawn() -> None:
    drawn = recipe("scatter", x="n", y="v")
    drawn.changed(np.array([3, 4]))
    assert rows(drawn.rows(at(0))) == [3]
    assert rows(drawn.rows_in({"x": [0, 9], "y": [0, 5]})) == [3]


@pytest.mark.parametrize(
    ("spec", "box", "found"),
    [
        ({"chart": "line", "x": "day"}, {"x": ["2026-01-01 12:00", "2026-01-03 06:00:00.5"], "y": [0, 1]}, [2, 3]),
        ({"chart": "area", "x": "n"}, {"x": [4.2, 1.5]}, [1, 2, 3]),
        ({"chart": "bar", "x": "who", "sort": "x"}, {"x": [-0.5, 1.2]}, [0, 1, 2]),
        ({"chart": "histogram", "x": "n"}, {"x": [2, 3]}, [1, 2]),
        ({"chart": "scatter", "x": "n", "y": "v"}, {"x": [0, 9], "y": [1.5, 5]}, [1, 3]),
    ],
)
def test_a_box_stands_for_the_rows_inside(spec: dict[str, Any], box: dict[str, Any], found: list[int]) -> None:
    drawn = recipe(**spec)
    drawn.traces()
    mask = drawn.rows_in(box)
    assert mask is not None
    assert rows(mask) == found


def test_a_box_says_nothing_where_no_axis_runs_along_rows() -> None:
    assert recipe("heatmap", x="who", y="kind").rows_in({"x": [0, 1]}) is None
    assert recipe("bar", x="who").rows_in({"y": [0, 1]}) is None


def test_a_person_selects_in_a_chart_that_filters_others() -> None:
    assert recipe("bar", picks=True, x="who").figure()["layout"]["dragmode"] == "select"
    assert "dragmode" not in recipe("bar", x="who").figure()["layout"]
    assert "dragmode" not in recipe("pie", picks=True, x="who").figure()["layout"]
    assert "markers" in recipe("line", picks=True, x="day").traces()[0]["mode"]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"chart": "bar"}, "panel 'p': a bar over a dataset needs x.*'who'"),
        ({"chart": "scatter", "x": "n"}, "needs y"),
        ({"chart": "box"}, "needs y"),
        ({"chart": "bar", "x": "whom"}, "panel 'p': the table has no column 'whom'. Did you mean 'who'"),
        ({"chart": "bar", "x": "who", "y": "kind"}, "no numbers"),
        ({"chart": "histogram", "x": "who"}, "needs numbers or dates.*show bars"),
        ({"chart": "pie", "x": "who", "color": "kind"}, "leave color out"),
        ({"chart": "box", "y": "n", "color": "kind"}, "leave color out"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(spec: dict[str, Any], words: str) -> None:
    with pytest.raises(BadData, match=words):
        recipe(**spec).figure()


def test_too_many_series_or_fields_are_refused() -> None:
    many = {"a": range(3000), "b": range(3000)}
    with pytest.raises(BadData, match="3000 different values; a chart can tell 50 apart"):
        recipe("bar", data=many, x="a", color="b")
    with pytest.raises(BadData, match="3000 times 3000 fields"):
        recipe("heatmap", data=many, x="a", y="b")


def test_a_table_without_rows_draws_empty_charts() -> None:
    empty = pd.DataFrame(
        {"who": pd.Series(dtype=str), "n": pd.Series(dtype=float), "day": pd.Series(dtype="datetime64[ns]")}
    )
    for spec in (
        {"chart": "bar", "x": "who"},
        {"chart": "line", "x": "day", "y": "n"},
        {"chart": "histogram", "x": "n"},
    ):
        wire.encode(recipe(data=empty, **spec).figure())
    for spec in (
        {"chart": "scatter", "x": "n", "y": "n"},
        {"chart": "heatmap", "x": "who", "y": "n"},
        {"chart": "box", "y": "n"},
    ):
        wire.encode(recipe(data=empty, **spec).figure())

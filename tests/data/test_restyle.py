"""Changes of a figure do what Plotly's own functions do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pywry.data.restyle import Points, update_layout, update_traces
from pywry_tools.errors import BadData


@pytest.mark.parametrize(
    ("before", "update", "after"),
    [
        ({}, {"title.text": "T"}, {"title": {"text": "T"}}),
        ({"title": {"text": "a", "x": 0}}, {"title.text": "b"}, {"title": {"text": "b", "x": 0}}),
        ({"title": {"text": "a", "x": 0}}, {"title": {"text": "b"}}, {"title": {"text": "b"}}),
        ({"xaxis": {"autorange": True}}, {"xaxis.range": [1, 2]}, {"xaxis": {"autorange": False, "range": [1, 2]}}),
        ({"xaxis": {"range": [1, 2]}}, {"xaxis.range[1]": 9}, {"xaxis": {"range": [1, 9], "autorange": False}}),
        ({"shapes": [{"x": 1}]}, {"shapes[1].x": 2}, {"shapes": [{"x": 1}, {"x": 2}]}),
        ({"a": 1, "b": 2}, {"a": None}, {"b": 2}),
        ({"a": {"b": {"c": 1}}}, {"a.b.c": None}, {"a": {"b": {}}}),
    ],
)
def test_layout_changes_reach_inside(before: dict[str, Any], update: dict[str, Any], after: dict[str, Any]) -> None:
    kept = repr(before)
    assert update_layout(before, update) == after
    assert repr(before) == kept


@pytest.mark.parametrize("path", ["", "...", "[]"])
def test_a_path_that_names_nothing_is_refused(path: str) -> None:
    with pytest.raises(BadData, match="no attribute"):
        update_layout({}, {path: 1})


def test_a_place_far_beyond_a_list_is_refused() -> None:
    with pytest.raises(BadData, match="far beyond"):
        update_layout({}, {"shapes[1000000000].x": 1})


def test_one_value_is_for_all_traces_and_a_list_for_one_each() -> None:
    data = [{"y": [1]}, {"y": [2]}, {"y": [3]}]
    assert [t["marker"]["color"] for t in update_traces(data, {"marker.color": "red"})] == ["red"] * 3
    assert [t["name"] for t in update_traces(data, {"name": ["a", "b"]})] == ["a", "b", "a"]
    assert [t["y"] for t in update_traces(data, {"y": [[9]]}, [1])] == [[1], [9], [3]]
    assert [t["y"] for t in update_traces(data, {"y": [[8], [9]]}, [2, -3])] == [[9], [2], [8]]
    array = update_traces(data, {"y": np.array([5, 6])}, [0])[0]["y"]
    assert array.tolist() == [5, 6]
    assert data == [{"y": [1]}, {"y": [2]}, {"y": [3]}]


def test_none_takes_an_attribute_away() -> None:
    assert update_traces([{"selectedpoints": [1], "y": [1]}], {"selectedpoints": None}) == [{"y": [1]}]
    assert update_traces([{"selectedpoints": [1]}], {"selectedpoints": [None]}) == [{}]


def test_a_trace_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadData, match="no trace 2; there is 0 to 1"):
        update_traces([{}, {}], {"name": "x"}, [2])
    with pytest.raises(BadData, match="none at all"):
        update_traces([], {"name": "x"}, [0])


def value_of(points: Points) -> list[Any]:
    value = points.value
    return value.tolist() if isinstance(value, np.ndarray) else list(value)


@pytest.mark.parametrize(
    ("start", "more", "after"),
    [
        (np.array([1, 2]), [3], [1, 2, 3]),
        (np.array([1, 2]), np.array([2.5]), [1.0, 2.0, 2.5]),
        (np.array([1.5]), ["x"], [1.5, "x"]),
        (np.array([1]), [None], None),
        ([1, "a"], np.array([2]), [1, "a", 2]),
        (None, [1], [1]),
    ],
)
def test_points_are_appended_to_arrays_and_lists(start: Any, more: Any, after: list[Any] | None) -> None:
    points = Points(start)
    points.extend(more, None)
    if after is None:
        assert np.isnan(points.value[-1])
    else:
        assert value_of(points) == after


@given(st.lists(st.lists(st.integers(0, 9), max_size=5)), st.integers(1, 7), st.booleans())
def test_only_the_newest_points_are_kept(parts: list[list[int]], most: int, array: bool) -> None:
    points = Points(np.array([], dtype=np.int64) if array else [])
    everything: list[int] = []
    for part in parts:
        points.extend(np.array(part, dtype=np.int64) if array else part, most)
        everything += part
        assert value_of(points) == everything[-most:]


def test_what_was_handed_out_does_not_change_when_points_follow() -> None:
    start = np.array([1.0])
    points = Points(start)
    points.extend([2.0], None)
    seen = points.value
    for i in range(100):
        points.extend([float(i)], 5)
    assert (seen.tolist(), start.tolist()) == ([1.0, 2.0], [1.0])

"""Answers of a size that an agent can take."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pywry_tools.ids import WidgetId
from pywry_tools.models import answers
from pywry_tools.models.table import GridState
from pywry_tools.projections.answers import encode, room
from pywry_tools.tools import grid, page

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=2000),
    lambda inner: st.lists(inner, max_size=30) | st.dictionaries(st.text(max_size=5), inner, max_size=80),
    max_leaves=60,
)


def test_a_short_answer_is_left_alone() -> None:
    text, data = encode(page.eval_js, answers.Evaluated(value=[1, 2]))
    assert (text, data) == ('{"value":[1,2]}', {"value": [1, 2]})


def test_what_fits_beside_a_long_list_is_kept() -> None:
    _, data = encode(
        page.eval_js, answers.Evaluated(value={"rows": list(range(100_000)), "title": "all flights"}), 4000
    )
    assert data["value"]["title"] == "all flights"
    assert data["value"]["rows"][:3] == [0, 1, 2]


def test_events_that_do_not_fit_come_with_the_cursor_of_the_last_that_does() -> None:
    events = [{"seq": number, "name": "app:x", "data": "x" * 100} for number in range(1, 1001)]
    text, data = encode(page.wait_for, answers.Heard(events=events, cursor=1000, viewers=1), 4000)
    count = len(data["events"])
    assert 20 < count < 40 and len(text) <= 4000
    assert data["cursor"] == count
    assert data["cut"] == f"{count} of these 1,000 events fit into 4,000 bytes; go on with since={count}."


def test_rows_that_do_not_fit_come_with_the_cursor_of_the_next() -> None:
    rows = [{"a": "x" * 90} for _ in range(500)]
    state = GridState(widget=WidgetId("w"), panel="g", rows=900, columns=[], row_ids=list("y" * 500), records=rows)
    _, data = encode(grid.read, state, start=100)
    count = len(data["records"])
    assert 60 < count < 80 and len(data["row_ids"]) == count
    assert data["next_cursor"] == 100 + count
    assert f"go on with cursor={100 + count}, or give limit for up to 40,000 bytes." in data["cut"]


def test_one_row_that_is_too_long_by_itself_is_cut_and_the_others_can_be_reached() -> None:
    rows = [{"a": "x" * 30_000}, {"a": "y"}]
    state = GridState(widget=WidgetId("w"), panel="g", rows=2, columns=[], row_ids=["0", "1"], records=rows)
    text, data = encode(grid.read, state)
    assert len(text) <= 8000 and data["next_cursor"] == 1
    assert "records[0].a has the first" in data["cut"] and "go on with cursor=1" in data["cut"]


def test_what_is_listed_is_kept_before_what_is_said_of_each() -> None:
    pages = [{"id": f"page {number}", "panels": [{"id": f"panel {n}"} for n in range(60)]} for number in range(20)]
    _, data = encode(page.eval_js, answers.Evaluated(value=pages))
    assert [one["id"] for one in data["value"]] == [one["id"] for one in pages]
    assert "value[0].panels has the first" in data["cut"]


def test_what_is_cut_can_be_read_whole_elsewhere() -> None:
    kept: list[bytes] = []

    def keep(text: bytes) -> list[str]:
        kept.append(text)
        return ["pywry://answers/a/1", "pywry://answers/a/2"]

    _, data = encode(page.eval_js, answers.Evaluated(value="x" * 50_000), keep=keep)
    assert json.loads(kept[0]) == {"value": "x" * 50_000}
    assert "the 2 resources pywry://answers/a/1 to pywry://answers/a/2" in data["cut"]


def test_an_answer_is_longer_for_who_asks_for_more() -> None:
    assert (room({}), room({"limit": None}), room({"limit": 10})) == (8_000, 8_000, 40_000)


@given(JSON, st.integers(1000, 5000))
def test_an_answer_of_any_shape_fits_and_text_and_data_agree(value: Any, limit: int) -> None:
    text, data = encode(page.eval_js, answers.Evaluated(value=value), limit)
    assert json.loads(text) == data
    assert len(text.encode()) <= limit or "cut" in data


@pytest.mark.parametrize("value", ["x" * 10**6, ["y"] * 10**6, {str(i): i for i in range(10**5)}])
def test_one_huge_value_is_cut_to_the_limit(value: Any) -> None:
    text, data = encode(page.eval_js, answers.Evaluated(value=value))
    assert len(text.encode()) <= 8_000
    assert "value has the first" in data["cut"]


def test_what_nobody_sees_does_not_reach_a_model() -> None:
    hidden = "\u200b\u202e\u2066\ufeff\u00ad\U000e0049\U000e0067\x00\x1b\x7f\x08"
    text, data = encode(page.eval_js, answers.Evaluated(value=[f"Ig{hidden}nore\tall\n\N{GRINNING FACE} ä \u05d0"]))
    assert data == {"value": ["Ignore\tall\n\N{GRINNING FACE} ä \u05d0"]}
    assert not any(character in text for character in hidden)


def test_names_of_columns_are_cleared_too() -> None:
    _, data = encode(page.eval_js, answers.Evaluated(value={"co\u200blumn": {"b": "a\u2060b"}}))
    assert data == {"value": {"column": {"b": "ab"}}}

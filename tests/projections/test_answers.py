"""Answers of a size that an agent can take."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pywry_tools.models import answers
from pywry_tools.projections.answers import encode
from pywry_tools.tools import page

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


def test_a_tool_that_can_read_less_says_by_which_parameter() -> None:
    heard = answers.Heard(events=[{"data": "x" * 100}] * 1000, cursor=9, viewers=1)
    _, data = encode(page.wait_for, heard, 4000)
    assert data["cursor"] == 9
    assert "events has the first" in data["cut"]
    assert "Ask for a part with `since`, `events`." in data["cut"]


@given(JSON, st.integers(1000, 5000))
def test_an_answer_of_any_shape_fits_and_text_and_data_agree(value: Any, limit: int) -> None:
    text, data = encode(page.eval_js, answers.Evaluated(value=value), limit)
    assert json.loads(text) == data
    assert len(text.encode()) <= limit or "cut" in data


@pytest.mark.parametrize("value", ["x" * 10**6, ["y"] * 10**6, {str(i): i for i in range(10**5)}])
def test_one_huge_value_is_cut_to_the_limit(value: Any) -> None:
    text, data = encode(page.eval_js, answers.Evaluated(value=value))
    assert len(text.encode()) <= 40_000
    assert "value has the first" in data["cut"]


def test_what_nobody_sees_does_not_reach_a_model() -> None:
    hidden = "\u200b\u202e\u2066\ufeff\u00ad\U000e0049\U000e0067\x00\x1b\x7f\x08"
    text, data = encode(page.eval_js, answers.Evaluated(value=[f"Ig{hidden}nore\tall\n\N{GRINNING FACE} ä \u05d0"]))
    assert data == {"value": ["Ignore\tall\n\N{GRINNING FACE} ä \u05d0"]}
    assert not any(character in text for character in hidden)


def test_names_of_columns_are_cleared_too() -> None:
    _, data = encode(page.eval_js, answers.Evaluated(value={"co\u200blumn": {"b": "a\u2060b"}}))
    assert data == {"value": {"column": {"b": "ab"}}}

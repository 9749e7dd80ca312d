"""Whatever a text holds, its source is that text."""

from __future__ import annotations

import ast
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pywry.export.script.source import filled, laid
from pywry.export.script.text import Names, block, quoted, remark
from pywry.export.script.values import node_of

AWKWARD = st.text(st.sampled_from("\"'\\\n\r\t\0\x1b\u2028\ufeff{}%#ab ") | st.characters(exclude_categories=()))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | AWKWARD
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(AWKWARD, inner), max_leaves=20)


@given(AWKWARD)
@settings(max_examples=300, deadline=None)
def test_text_in_any_quotes(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text and "\n" not in quoted(text)
    assert ast.literal_eval(block(text)) == text


@given(VALUES, st.integers(0, 100))
@settings(max_examples=150, deadline=None)
def test_values_on_one_line_or_several(value: Any, column: int) -> None:
    assert ast.literal_eval(laid(node_of(value), column, 0)) == value
    assert ast.literal_eval(filled({"a": [node_of(value)] * 3}, 0)) == {"a": [value] * 3}


@given(AWKWARD)
@settings(max_examples=150, deadline=None)
def test_remarks_end_with_their_lines(text: str) -> None:
    source = "\n".join(remark(text, 4))
    assert [*compile(f"if True:\n{source}\n    pass\n", "x", "exec").co_names] == []
    assert all(line.startswith("    #") for line in source.splitlines())


@given(st.lists(AWKWARD, max_size=8))
@settings(max_examples=100, deadline=None)
def test_names_are_identifiers_each_given_once(hints: list[str]) -> None:
    names = Names("app")
    given_ = [names.new(hint) for hint in [*hints, "app", "class", "1st", "None"]]
    assert len(set(given_)) == len(given_) and "app" not in given_
    for name in given_:
        ast.parse(f"{name} = 1")

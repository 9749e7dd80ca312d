"""The Markdown reference."""

from __future__ import annotations

from pywry_tools.events import base
from pywry_tools.projections import reference
from pywry_tools.projections.markdown import cell
from pywry_tools.projections.shape import in_words
from pywry_tools.tools import dashboard, page


def test_a_tool_is_told_with_its_arguments_and_its_answer() -> None:
    text = reference.entry(page.eval_js)
    assert text.startswith("## page_eval_js\n\nRun JavaScript in the page")
    assert "*toolset `core`; writes a page; may reach beyond the program*" in text
    assert "| **`script`** | text | One expression or several statements. |" in text
    assert "How long to wait for the answer. More than 0, at most 300. By default `10`. |" in text
    assert "Answer: What a script returned." in text


def test_a_parameter_for_people_is_told_apart() -> None:
    told = reference.entry(page.show).partition("In Python also ")[2]
    assert "`callbacks`: Event name to function, heard from the start." in told


def test_every_event_has_a_heading() -> None:
    lines = reference.events().splitlines()
    for book in base.load().values():
        assert all(f"### {name}" in lines for name in book)


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert cell("a | b\nc") == "a \\| b c"


def test_a_type_is_said_in_words() -> None:
    schema = {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}}
    assert in_words(schema) == "list of text, whole number or null"
    assert in_words({"type": "object", "additionalProperties": {"type": "number"}}) == "object of name to number"
    assert in_words({"type": ["array", "object"]}) == "list or object"
    assert in_words({}) == "any data"


def test_what_an_argument_holds_is_told_in_its_models_words() -> None:
    text = reference.entry(dashboard.show)
    assert "In `panels`:\n\n| field | type | |" in text
    assert "| **`kind`** | `chart`, `grid`, `metric`, `markdown`, `html` or `input` | Which fields apply. |" in text

"""The catalogue in the tool formats of model vendors."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from pywry_tools.catalog import all_tools
from pywry_tools.errors import InvalidArguments
from pywry_tools.projections import anthropic, openai
from pywry_tools.tools import page

TOOLS = [page.close, page.screenshot, page.emit, page.alert]


def named(tools: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {tool["name"]: tool for tool in tools}


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every object schema in a schema."""
    below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    return own + [found for child in below for found in objects(child)]


def test_openai_gets_a_closed_tool_strictly_and_an_open_one_not() -> None:
    tools = named(openai.functions(TOOLS))
    assert {name: tool["strict"] for name, tool in tools.items()} == {
        "page_close": True,
        "page_screenshot": True,
        "page_emit": False,
        "page_alert": True,
    }


def test_a_strict_openai_schema_requires_every_property_and_closes_every_object() -> None:
    strict = [tool for tool in openai.functions(all_tools().values()) if tool["strict"]]
    assert len(strict) >= 15
    for tool in strict:
        assert not re.search(r'"(default|minLength|maxLength)": ', json.dumps(tool["parameters"]))
        for schema in objects(tool["parameters"]):
            assert schema["required"] == list(schema["properties"])
            assert schema["additionalProperties"] is False


def test_what_may_be_left_out_may_be_null_in_a_strict_openai_schema() -> None:
    width = openai.function(page.screenshot)["parameters"]["properties"]["width"]
    assert width == {
        "anyOf": [{"type": "integer", "minimum": 64, "maximum": 4096}, {"type": "null"}],
        "description": "CSS pixels.",
    }


def test_an_argument_named_type_is_no_keyword() -> None:
    parameters = openai.function(page.alert)["parameters"]
    assert parameters["properties"]["type"]["anyOf"][0]["enum"] == ["info", "success", "warning", "error", "confirm"]
    assert parameters["properties"]["message"] == {"type": "string", "description": "One or two sentences."}


def test_the_chat_completions_form_wraps_the_same_function() -> None:
    assert openai.chat_functions([page.close]) == [{"type": "function", "function": openai.function(page.close)}]


def test_nulls_of_a_strict_call_are_left_out_again() -> None:
    text = json.dumps({"widget": "w-1", "panel": None, "width": None, "height": 300, "theme": None})
    assert openai.arguments(page.screenshot, text) == {"widget": "w-1", "height": 300}


def test_a_null_that_means_something_is_kept() -> None:
    text = json.dumps({"widget": "w-1", "event": "app:x", "data": None})
    assert openai.arguments(page.emit, text) == {"widget": "w-1", "event": "app:x", "data": None}


@pytest.mark.parametrize("text", ["{", "[1]", "7"])
def test_a_call_without_a_json_object_is_an_error_that_mends(text: str) -> None:
    with pytest.raises(InvalidArguments, match=r"Send one JSON object for page_close\(widget\)"):
        openai.arguments(page.close, text)


def test_anthropic_gets_plain_schemas_by_default() -> None:
    assert anthropic.tools([page.close]) == [
        {"name": "page_close", "description": page.close.description, "input_schema": page.close.input_schema}
    ]


def test_a_strict_anthropic_schema_says_its_bounds_in_words() -> None:
    tool = named(anthropic.tools(TOOLS, strict=True))["page_screenshot"]
    assert tool["strict"] is True
    width = tool["input_schema"]["properties"]["width"]
    assert width == {"default": 1280, "type": "integer", "description": "CSS pixels. (at least 64, at most 4096)"}


def test_strictness_ends_where_anthropics_bounds_do() -> None:
    tools = anthropic.tools([page.alert] * 30, strict=True)
    strict = [tool for tool in tools if "strict" in tool]
    assert len(strict) == 24 // 5
    assert anthropic.tools([page.emit], strict=True)[0].get("strict") is None

"""The catalogue as tools of OpenAI's APIs, and back from a model's call to arguments."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

from pywry_tools.catalog import AnyTool
from pywry_tools.errors import InvalidArguments
from pywry_tools.projections.strict import all_required, in_description, is_closed, without_nulls

LOST = ("default", "minLength", "maxLength")
"""Keywords that OpenAI refuses in strict schemas."""


def functions(tools: Iterable[AnyTool]) -> list[dict[str, Any]]:
    """Tools for the Responses API.

    A tool whose arguments have a known shape throughout is strict: the model cannot miss it. One that takes any data,
    such as a figure, cannot be.
    """
    return [{"type": "function", **function(tool)} for tool in tools]


def chat_functions(tools: Iterable[AnyTool]) -> list[dict[str, Any]]:
    """Tools for the Chat Completions API and the many servers that speak it."""
    return [{"type": "function", "function": function(tool)} for tool in tools]


def function(tool: AnyTool) -> dict[str, Any]:
    """One tool: name, description, parameters, strict."""
    strict = is_closed(tool.input_schema)
    schema = all_required(in_description(tool.input_schema, LOST)) if strict else tool.input_schema
    return {"name": tool.name, "description": tool.description, "parameters": schema, "strict": strict}


def arguments(tool: AnyTool, text: str) -> dict[str, Any]:
    """Read the arguments of a model's call.

    Args:
        tool: The tool that the model called.
        text: The call's `arguments`, JSON in a string.

    Raises:
        InvalidArguments: It is no JSON object.
    """
    try:
        given: object = json.loads(text or "{}")
    except ValueError as error:
        raise InvalidArguments(f"{tool.name} was called with text that is no JSON ({error}). {takes(tool)}") from None
    if not isinstance(given, dict):
        raise InvalidArguments(f"{tool.name} was called with {type(given).__name__}, not an object. {takes(tool)}")
    values = cast("dict[str, Any]", given)
    return without_nulls(tool.input_schema, values) if is_closed(tool.input_schema) else values


def takes(tool: AnyTool) -> str:
    """What to send instead, for error messages."""
    return f"Send one JSON object for {tool.usage}."

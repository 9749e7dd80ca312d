"""What every tool has, so that an agent can use it without being told more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from pywry_tools.catalog import AnyTool, all_tools, find, pick, toolsets
from pywry_tools.errors import NoSuchTool
from pywry_tools.projections.golden import tokens
from pywry_tools.projections.instructions import instructions, mentioned, ways
from pywry_tools.projections.mcp import ALWAYS_LOADED

MOST_CORE_TOOLS = 20
MOST_CORE_TOKENS = 3_500
MOST_TOKENS = 700  # dashboard_show alone is far above the median, since it lists what a panel may have

TOOLS = list(all_tools().values())


def each_tool(function: Any) -> Any:
    return pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)(function)


def schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema; names of properties are no keywords."""
    yield schema
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            yield from schemas(schema[key])
    for option in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("prefixItems", ())):
        yield from schemas(option)
    for child in schema.get("properties", {}).values():
        yield from schemas(child)


@each_tool
def test_a_tool_is_named_noun_verb_in_few_letters(tool: AnyTool) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", tool.name)
    assert len(tool.name) <= 40


@each_tool
def test_a_tool_says_in_a_sentence_what_it_does(tool: AnyTool) -> None:
    first = tool.description.split("\n")[0]
    assert first.endswith("."), f"end the first paragraph of {tool.name} with a full stop"
    assert 10 <= len(tool.title) <= 120, f"the first sentence of {tool.name} has {len(tool.title)} characters"
    assert len(tool.title.split()[0]) > 1
    assert tool.title[0].isupper()


@each_tool
def test_every_parameter_is_described_and_no_other(tool: AnyTool) -> None:
    bare = [p.name for p in tool.parameters.values() if not p.description]
    assert not bare, f"describe {bare} under Args: of {tool.name}"
    assert set(tool.doc.args) == set(tool.parameters), f"Args: of {tool.name} names what is not there"


@each_tool
def test_arguments_are_flat_strict_and_without_noise(tool: AnyTool) -> None:
    schema = tool.input_schema
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    for part in schemas(schema):
        assert "title" not in part, f"{tool.name} has pydantic's title in {part}"
        assert not {"$ref", "$defs", "allOf", "not", "patternProperties"} & set(part)
        if "properties" in part:
            assert part.get("additionalProperties") is False, f"{tool.name} takes unknown names in {part}"


@each_tool
def test_an_argument_is_never_json_in_a_string(tool: AnyTool) -> None:
    for part in schemas(tool.input_schema):
        assert part.get("contentMediaType") != "application/json"
        if part.get("type") == "string":
            assert "JSON" not in part.get("description", ""), f"{tool.name}: take the object itself, not text"


@each_tool
def test_the_answer_is_an_object_of_known_shape(tool: AnyTool) -> None:
    schema = tool.output_schema
    assert schema["type"] == "object"
    assert schema.get("description"), f"say in a docstring what {tool.name} answers"
    assert schema["properties"]
    assert schema["additionalProperties"] is False
    assert all("$ref" not in part and "title" not in part for part in schemas(schema))


@each_tool
def test_one_tool_costs_little_context(tool: AnyTool) -> None:
    assert tokens(tool) <= MOST_TOKENS


@each_tool
def test_nothing_that_only_people_can_give_is_in_a_schema(tool: AnyTool) -> None:
    people = {p.name for p in tool.parameters.values() if p.people_only}
    assert not people & set(tool.input_schema["properties"])
    assert all(not tool.parameters[name].required for name in people)


@each_tool
def test_a_destroying_tool_is_never_posted(tool: AnyTool) -> None:
    assert not (tool.posted and tool.effect == "destroy")


def test_the_core_is_small() -> None:
    core = pick()
    cost = {tool.name: tokens(tool) for tool in core}
    assert len(core) <= MOST_CORE_TOOLS, sorted(cost)
    assert sum(cost.values()) <= MOST_CORE_TOKENS, cost


def test_the_core_can_show_look_change_and_listen() -> None:
    names = {tool.name for tool in pick()}
    assert names >= {"page_show", "plotly_show", "grid_show", "dashboard_show", "page_describe", "page_screenshot"}
    assert names >= {"page_update", "plotly_update", "grid_update", "dashboard_update", "page_wait_for", "page_close"}


def test_every_tool_is_in_one_toolset() -> None:
    listed = [name for names in toolsets().values() for name in names]
    assert sorted(listed) == sorted(all_tools())
    assert next(iter(toolsets())) == "core"


def test_a_toolset_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(NoSuchTool, match=r"no tool 'gird' set\. Did you mean 'grid'"):
        pick(["core", "gird"])


def test_a_tool_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(NoSuchTool, match="Did you mean 'page_close'"):
        find("page_clos")


def test_the_instructions_name_only_tools_that_are_there_and_offered() -> None:
    known = {tool.name for tool in pick(["core", "data"])}
    for text in ways():
        assert mentioned(text) <= known, text
    for sets in (["core"], ["core", "data"], ["all"]):
        offered = pick(sets)
        said = instructions(offered)
        assert mentioned(said) <= {tool.name for tool in offered}
        assert 200 <= len(said) / 4 <= 500, sets
    assert "data_open" not in instructions(pick())
    assert "data_open" in instructions(pick(["core", "data"]))


def test_hosts_that_defer_tools_show_a_few_of_core_at_once() -> None:
    assert {tool.name for tool in pick()} >= ALWAYS_LOADED
    assert 3 <= len(ALWAYS_LOADED) <= 5


def test_the_catalogue_is_plain_json() -> None:
    for tool in TOOLS:
        json.dumps([tool.input_schema, tool.output_schema], allow_nan=False)

"""Arguments that do not fit come back with the field, the fault and a call that is right."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from pywry_tools.catalog import AnyTool, all_tools
from pywry_tools.projections.reference import family_of
from pywry_tools.samples import example
from tests.hostile.conftest import Ask

pytestmark = pytest.mark.anyio

TOOLS = [tool for tool in all_tools().values() if tool.needs is None]
WRONG: dict[str, Any] = {
    "string": {"a": 1},
    "integer": "many",
    "number": "much",
    "boolean": "perhaps",
    "array": 7,
    "object": 7,
}
"""By the type that is wanted: a value that is not of it, and cannot be taken for it."""
ANYTHING = {("grid_show", "data"), ("dashboard_show", "datasets"), ("dashboard_update", "datasets")}
HOMES = {"grid": "table", "plotly": "chart", "dashboard": "board", "live": "board"}
ANSWERED_BY_PEOPLE = ("dialog", "clipboard", "notification", "opener", "storage")
HUGE = "A" * 100_000


def by_family(tools: Iterable[AnyTool]) -> Any:
    """One test for the tools of a family."""
    families: dict[str, list[AnyTool]] = {}
    for tool in tools:
        families.setdefault(family_of(tool), []).append(tool)
    return pytest.mark.parametrize("tools", families.values(), ids=families)


def typed(tool: AnyTool) -> dict[str, str]:
    """The parameters that are of one plain type."""
    found = {name: schema.get("type") for name, schema in tool.input_schema["properties"].items()}
    return {name: kind for name, kind in found.items() if str(kind) in WRONG and (tool.name, name) not in ANYTHING}


def needed(tool: AnyTool) -> dict[str, Any]:
    """The arguments that a tool needs, about a page that is open."""
    given = example(tool.name, tool.input_schema)
    return {**given, "widget": HOMES.get(tool.name.partition("_")[0], "page")} if "widget" in given else given


def whole(tool: AnyTool) -> dict[str, Any]:
    """Every argument, as it should be."""
    return example(tool.name, tool.input_schema, tool.input_schema["properties"])


@by_family(all_tools().values())
def test_the_example_of_every_tool_is_right(tools: list[AnyTool]) -> None:
    for tool in tools:
        tool.validate(json.loads(json.dumps(whole(tool))))
        tool.validate(example(tool.name, tool.input_schema))


@by_family(tool for tool in TOOLS if typed(tool))
async def test_a_value_of_a_wrong_type_is_named_with_what_would_be_right(ask: Ask, tools: list[AnyTool]) -> None:
    for tool in tools:
        for name, kind in typed(tool).items():
            failed, said = await ask(tool.name, **{**needed(tool), name: WRONG[kind]})
            assert failed and name in said, f"{name}: {said}"
            if said.startswith(f"{tool.name} cannot take"):
                right = json.loads(said.partition("Right would be: ")[2])
                assert name in right, said
                tool.validate(right)


@by_family(tool for tool in TOOLS if tool.input_schema.get("required"))
async def test_a_field_that_is_missing_is_named(ask: Ask, tools: list[AnyTool]) -> None:
    for tool in tools:
        for name in tool.input_schema["required"]:
            given = {key: value for key, value in example(tool.name, tool.input_schema).items() if key != name}
            failed, said = await ask(tool.name, **given)
            assert failed and f"- {name}: Field required" in said, said


@by_family(TOOLS)
async def test_a_field_that_is_not_there_is_named_and_nothing_is_done(ask: Ask, tools: list[AnyTool]) -> None:
    for tool in tools:
        failed, said = await ask(tool.name, **example(tool.name, tool.input_schema), colour="red")
        assert failed and "- colour: Extra inputs are not permitted (got 'red')" in said
        assert f"It takes {tool.name}(" in said


@by_family(tool for tool in TOOLS if "widget" in tool.input_schema.get("required", ()))
async def test_an_id_of_no_page_is_answered_with_those_that_there_are(ask: Ask, tools: list[AnyTool]) -> None:
    for tool in tools:
        failed, said = await ask(tool.name, **{**needed(tool), "widget": "bord"})
        if "no widget" not in said:  # something else is missing that only the body knows
            failed, said = await ask(tool.name, **{**ELSE.get(tool.name, whole(tool)), "widget": "bord"})
        assert failed and "no widget 'bord'. Did you mean 'board'? Call page_list_open" in said, said


ELSE: dict[str, dict[str, Any]] = {
    "page_export": {"format": "html"},
    "page_set_content": {"id": "top", "text": "x"},
    "page_set_style": {"id": "top", "styles": {"color": "teal"}},
    "live_start": {"tool": "page_list_open", "panel": "total"},
}
"""Calls that are whole, for tools of which some arguments exclude others."""


@by_family(tool for tool in TOOLS if "panel" in typed(tool) and tool.name.startswith(("grid", "plotly")))
async def test_an_id_of_no_panel_is_answered_with_those_that_there_are(ask: Ask, tools: list[AnyTool]) -> None:
    for tool in tools:
        given = {"stop": True} if tool.name == "plotly_animate" else whole(tool)
        failed, said = await ask(tool.name, **{**given, "widget": "board", "panel": "nowhere"})
        assert failed and "no panel 'nowhere'" in said, said
        assert "'bars'" in said or "'rows'" in said, said


@by_family(tool for tool in TOOLS if typed(tool) and not tool.name.startswith(ANSWERED_BY_PEOPLE))
async def test_an_enormous_text_is_not_told_back(ask: Ask, tools: list[AnyTool]) -> None:
    for tool in tools:
        for name, kind in typed(tool).items():
            if kind == "string" and name not in ("script", "content"):
                _, said = await ask(tool.name, **{**example(tool.name, tool.input_schema), name: HUGE})
                assert said.count("A") <= 4_200, f"{name}: {len(said)}"


async def test_a_list_with_thousands_of_faults_names_the_first_ones(ask: Ask) -> None:
    failed, said = await ask("dashboard_show", panels=[{"kind": "chart", "id": 7, "colour": 1}] * 5_000)
    assert failed and "- panels.0.colour" in said and "more faults" in said
    assert len(said) < 4_000


async def test_nobody_is_asked_about_a_call_that_cannot_be(ask: Ask) -> None:
    failed, said = await ask("storage_remove", key={"a": 1})
    assert failed and "confirm=" not in said and "- key: Input should be a valid string" in said

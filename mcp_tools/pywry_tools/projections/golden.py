"""The whole catalogue as one file, so that a change of what agents see is a difference that someone reads."""

from __future__ import annotations

import json
from typing import Any

from pywry_tools.catalog import AnyTool, all_tools, pick
from pywry_tools.projections.arguments import input_schema
from pywry_tools.projections.instructions import instructions


def catalog() -> str:
    """The text of `tests/golden/catalog.json`."""
    whole = {"instructions": instructions(pick()).split("\n"), "tools": [entry(tool) for tool in all_tools().values()]}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def entry(tool: AnyTool) -> dict[str, Any]:
    """All that callers can see of one tool."""
    return {
        "name": tool.name,
        "title": tool.title,
        "description": tool.description,
        "toolset": tool.toolset,
        "effect": tool.effect,
        "scope": tool.scope,
        "manners": [word for word in ("idempotent", "open_world", "posted") if getattr(tool, word)],
        "people_only": [p.name for p in tool.parameters.values() if p.people_only],
        "input": tool.input_schema,
        "output": tool.output_schema,
    }


def tokens(tool: AnyTool) -> int:
    """What a tool costs in a model's context, at four characters a token."""
    return (len(tool.name) + len(tool.description) + len(json.dumps(input_schema(tool)))) // 4

"""What an MCP client may give: the tool's own arguments, and for one that destroys a word that the person agrees."""

from __future__ import annotations

from typing import Any

from pywry_tools.catalog import AnyTool

CONFIRM = "confirm"
"""The argument that a client without a way to ask a person gives at the second call."""


def input_schema(tool: AnyTool) -> dict[str, Any]:
    """The schema of the arguments."""
    if tool.effect != "destroy":
        return tool.input_schema
    word = {"type": "string", "description": "From a refusal."}
    return {**tool.input_schema, "properties": {**tool.input_schema["properties"], CONFIRM: word}}

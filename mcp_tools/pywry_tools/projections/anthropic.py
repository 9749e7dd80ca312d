"""The catalogue as tools of Anthropic's Messages API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pywry_tools.catalog import AnyTool
from pywry_tools.projections.strict import in_description, is_closed

LOST = (
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
)
"""Keywords that Anthropic refuses in strict schemas."""

STRICT_TOOLS = 20
STRICT_OPTIONS = 24
"""How many strict tools, and optional parameters among them, one request may hold."""


def tools(chosen: Iterable[AnyTool], *, strict: bool = False) -> list[dict[str, Any]]:
    """Tools for a request.

    Args:
        chosen: In the order in which the model reads them.
        strict: Hold the model to the letter of a schema wherever the API can: arguments of a known shape throughout,
            the first twenty tools and two dozen optional parameters. The grammar costs time on the first call.
    """
    out: list[dict[str, Any]] = []
    count = options = 0
    for one in chosen:
        optional = sum(not p.required for p in one.parameters.values() if not p.people_only)
        fits = strict and is_closed(one.input_schema) and count < STRICT_TOOLS and options + optional <= STRICT_OPTIONS
        count, options = count + fits, options + optional * fits
        out.append(tool(one, strict=fits))
    return out


def tool(one: AnyTool, *, strict: bool = False) -> dict[str, Any]:
    """One tool: name, description, input_schema."""
    plain = {"name": one.name, "description": one.description, "input_schema": one.input_schema}
    return {**plain, "input_schema": in_description(one.input_schema, LOST), "strict": True} if strict else plain

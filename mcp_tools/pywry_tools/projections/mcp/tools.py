"""The catalogue's tools as an MCP server runs them."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import mcp_types as wire
from fastmcp.exceptions import NotFoundError, ToolError
from fastmcp.server.middleware import CallNext, Middleware, MiddlewareContext
from fastmcp.tools import Tool, ToolResult
from pydantic import PrivateAttr

from pywry_tools.access import Need
from pywry_tools.catalog import AnyTool, all_tools
from pywry_tools.errors import NoSuchTool, PyWryError
from pywry_tools.models.answers import Picture
from pywry_tools.models.figure import ChartImage
from pywry_tools.projections.answers import CUT, CUT_SCHEMA, encode, room, spoken
from pywry_tools.projections.arguments import CONFIRM, input_schema
from pywry_tools.projections.mcp.consent import Consent
from pywry_tools.projections.mcp.door import Careful, Door
from pywry_tools.projections.mcp.kept import Kept
from pywry_tools.projections.mcp.requests import present

log = logging.getLogger("pywry.mcp")

ALWAYS_LOADED = frozenset({"page_show", "plotly_show", "grid_show", "dashboard_show", "page_describe"})
"""Tools that a host with a deferred catalogue shows its model at once."""

PIXELS: dict[Any, str] = {Picture: "png", ChartImage: "image"}
"""Answers that hold a picture, and the field that it is in."""


class Projected(Tool):
    """A tool of the catalogue as FastMCP runs it; the door checks the arguments."""

    _declared: AnyTool = PrivateAttr()
    _door: Door = PrivateAttr()
    _listed: wire.Tool = PrivateAttr()
    _consent: Consent = PrivateAttr()
    _kept: Kept = PrivateAttr()

    @classmethod
    def of(cls, tool: AnyTool, door: Door, consent: Consent, kept: Kept) -> Projected:
        """Project one tool."""
        listed = listing(tool)
        made = cls(
            name=tool.name,
            description=tool.description,
            parameters=listed.input_schema,
            output_schema=listed.output_schema,
        )
        made._declared, made._door, made._listed, made._consent, made._kept = tool, door, listed, consent, kept
        return made

    @property
    def declared(self) -> AnyTool:
        """The catalogue's tool."""
        return self._declared

    def to_mcp_tool(self, **overrides: Any) -> wire.Tool:
        """The entry of `tools/list`; built once."""
        return self._listed.model_copy(update=overrides) if overrides.keys() - {"name"} else self._listed

    async def run(self, arguments: dict[str, Any]) -> ToolResult:
        """Run the tool and return its answer.

        Raises:
            ToolError: Saying what went wrong and what to do; never a traceback.
        """
        try:
            if self._declared.effect == "destroy" and isinstance(self._door, Careful):
                word = arguments.pop(CONFIRM, None)
                # A person is not asked about a call that cannot be.
                self._declared.validate(arguments)
                stake = self._door.at_stake(self._declared, arguments)
                asked = (
                    None
                    if stake is None
                    else await self._consent.given(self.name, arguments, stake, word if word is None else str(word))
                )
                if asked is not None:
                    return asked
            return result(
                self._declared, await self._door.call(self._declared, arguments, present()), arguments, self._kept
            )
        except ToolError:
            raise
        except PyWryError as error:
            raise ToolError(spoken(error), log_level=logging.DEBUG) from None
        except Exception:
            number = f"e-{secrets.token_hex(4)}"
            log.exception("%s failed in a way that nobody foresaw: %s", self.name, number)
            raise ToolError(
                f"{self.name} failed inside PyWry; its log has the details under {number}, for the person. "
                "Call page_list_open to see what is so before you try another way.",
                log_level=logging.DEBUG,
            ) from None


class Mending(Middleware):
    """Says what to call instead when a tool is not there."""

    def __init__(self, tools: Sequence[AnyTool], lacks: Collection[Need] = (), found: Collection[str] = ()) -> None:
        self.lacks = lacks
        self.found = found
        self.names = [tool.name for tool in tools]
        self.toolsets = {tool.toolset for tool in tools}

    async def on_call_tool(
        self,
        context: MiddlewareContext[wire.CallToolRequestParams],
        call_next: CallNext[wire.CallToolRequestParams, ToolResult],
    ) -> ToolResult:
        """Pass the call on; a name that is not served becomes an error with the nearest names."""
        try:
            return await call_next(context)
        except NotFoundError:
            raise ToolError(self.mend(context.message.name), log_level=logging.DEBUG) from None

    def mend(self, name: str) -> str:
        """What to do about a name that is not served here."""
        other = all_tools().get(name)
        if other is None:
            return spoken(NoSuchTool(name, self.names))
        if name in self.found:
            return f"{name} is not listed; call tool_call with name {name!r} and its arguments."
        if other.needs in self.lacks:
            return (
                f"{name} is not offered: it needs native windows, and this program shows its pages in a browser. Use a "
                "tool that is listed."
            )
        if other.toolset in self.toolsets:
            return f"{name} is not offered: this server only reads. Ask the person to start it without --read-only."
        wanted = ",".join(sorted({*self.toolsets, other.toolset}))
        return (
            f"{name} is not offered: it belongs to the toolset {other.toolset!r}. Ask the person to start the server "
            f"with --toolsets {wanted}, or use a tool that is listed."
        )


def listing(tool: AnyTool) -> wire.Tool:
    """The entry of `tools/list`."""
    hints = wire.ToolAnnotations(
        title=tool.title,
        read_only_hint=tool.effect == "read",
        destructive_hint=tool.effect == "destroy",
        idempotent_hint=tool.idempotent,
        open_world_hint=tool.open_world,
    )
    return wire.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=input_schema(tool),
        output_schema=output_schema(tool),
        annotations=hints,
        _meta={"anthropic/alwaysLoad": True} if tool.name in ALWAYS_LOADED else None,
    )


def output_schema(tool: AnyTool) -> dict[str, Any]:
    """The schema of the structured content: the tool's own, where a picture goes apart and a long answer is cut."""
    schema = tool.output_schema
    properties = {**schema["properties"], CUT: CUT_SCHEMA}
    required = list(schema.get("required", []))
    pixels = PIXELS.get(tool.signature.return_annotation)
    if pixels is not None:
        del properties[pixels]
        required.remove(pixels)
    return {**schema, "properties": properties, "required": required}


def result(tool: AnyTool, answer: Any, arguments: Mapping[str, Any], kept: Kept) -> ToolResult:
    """The answer as text and as structured content, the same facts in both; a picture as an image before them.

    Args:
        tool: Whose answer it is.
        answer: As the tool's body returned it.
        arguments: What the call asked for.
        kept: Where a whole answer goes that is too long; its `cut` then says where that is.
    """
    pictures: list[wire.ContentBlock] = []
    pixels = PIXELS.get(type(answer))
    if pixels is not None:
        kind = getattr(answer, "mime_type", "image/png")
        pictures = [wire.ImageContent(type="image", data=getattr(answer, pixels), mime_type=kind)]
        answer = {name: value for name, value in tool.dump(answer).items() if name != pixels}
    start = arguments.get("cursor") or 0
    text, data = encode(tool, answer, room(arguments), start=int(start), keep=kept.keep)
    # Clients refuse an answer with a link among its contents, the vendors' own among them; the words name the address.
    return ToolResult([*pictures, wire.TextContent(type="text", text=text)], data)

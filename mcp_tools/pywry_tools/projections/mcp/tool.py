"""Two tools that find and call the tools that are not listed."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import mcp_types as wire
from fastmcp.exceptions import ToolError
from fastmcp.tools import Tool as Offered
from fastmcp.tools import ToolResult
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from pywry_tools.access import Effect
from pywry_tools.errors import InvalidArguments, NoSuchTool
from pywry_tools.projections.answers import USUAL, encode, spoken
from pywry_tools.projections.mcp.ranking import Ranking
from pywry_tools.projections.mcp.tools import Projected, listing
from pywry_tools.tool import Tool
from pywry_tools.unseen import visible

ROOM = USUAL - 1_000
SEARCHING = (
    "More tools than are listed: tool_search finds them by what they do (windows, menus, files, SQL, live sources, "
    "exports and more), tool_call calls what it found."
)
"""What an agent is told of them before it sees a tool."""


class FoundTool(BaseModel):
    """A tool that is not listed."""

    name: str
    description: str
    effect: Effect
    input_schema: dict[str, Any]


class FoundTools(BaseModel):
    """The tools that fit, best first."""

    tools: list[FoundTool]
    note: str | None = None


class Answer(BaseModel):
    """Whatever the tool that was called answers."""

    model_config = ConfigDict(extra="allow")


async def search(ctx: Rest, query: str, *, limit: Annotated[int, Field(ge=1, le=10)] = 4) -> FoundTools:
    """Find tools that are not listed.

    Args:
        query: What they should do, in a few words, such as export pdf.
        limit: How many at most.
    """
    return ctx.search(query, limit)


async def call(ctx: Rest, name: str, arguments: dict[str, Any] | None = None) -> Answer:
    """Call a tool that tool_search found.

    Args:
        name: The tool.
        arguments: As its input_schema says.
    """
    return Answer.model_validate((await ctx.call(name, arguments or {})).structured_content or {})


class Rest:
    """The tools that can be found, as the server runs them.

    Args:
        found: Those that are not listed, in the catalogue's order.
        listed: Those that are; they can be called this way too.
    """

    def __init__(self, found: Sequence[Projected], listed: Sequence[Projected]) -> None:
        self._found = {tool.name: tool for tool in found}
        self._all = {tool.name: tool for tool in (*listed, *found)}
        self._ranking = Ranking({tool.name: _words(tool) for tool in found})
        effects = {tool.declared.effect for tool in self._all.values()}
        self.effect: Effect = next(effect for effect in ("destroy", "write", "read") if effect in effects)

    def search(self, query: str, limit: int) -> FoundTools:
        """What fits, with its schema as long as there is room for it."""
        names = self._ranking.best(query, limit)
        if not names:
            families = ", ".join(dict.fromkeys(name.partition("_")[0] for name in self._found))
            return FoundTools(tools=[], note=f"Nothing fits {query!r}. There are tools for: {families}.")
        found: list[FoundTool] = []
        size = 0
        for name in names:
            one = _about(self._found[name])
            size += len(one.model_dump_json())
            if found and size > ROOM:
                rest = ", ".join(names[len(found) :])
                return FoundTools(tools=found, note=f"There is no room here for {rest}; search for one by its name.")
            found.append(one)
        return FoundTools(tools=found)

    async def call(self, name: str, arguments: Mapping[str, Any]) -> ToolResult:
        """Run one of them.

        Raises:
            NoSuchTool: There is none of that name.
        """
        if name not in self._all:
            raise NoSuchTool(visible(name), self._all)
        return await self._all[name].run(dict(arguments))


class Search(Offered):
    """`tool_search` and `tool_call` as FastMCP runs them."""

    _declared: Tool[..., Any] = PrivateAttr()
    _rest: Rest = PrivateAttr()

    @classmethod
    def pair(cls, rest: Rest) -> list[Search]:
        """Both, over the same tools."""
        find: Tool[..., Any] = Tool(search, effect="read", scope="page", toolset="core")
        run: Tool[..., Any] = Tool(call, effect=rest.effect, scope="page", toolset="core", open_world=True)
        return [cls._of(find, rest), cls._of(run, rest)]

    @classmethod
    def _of(cls, tool: Tool[..., Any], rest: Rest) -> Search:
        listed = listing(tool)
        made = cls(
            name=tool.name,
            description=tool.description,
            parameters=tool.input_schema,
            output_schema=listed.output_schema,
        )
        made._declared, made._rest = tool, rest
        return made

    def to_mcp_tool(self, **overrides: Any) -> wire.Tool:
        """The entry of `tools/list`; what asks a person goes into the arguments of the tool that is called."""
        update = {name: value for name, value in overrides.items() if name != "name"}
        return listing(self._declared).model_copy(update={"input_schema": self.parameters, **update})

    async def run(self, arguments: dict[str, Any]) -> ToolResult:
        """Search, or call.

        Raises:
            ToolError: Saying what to do.
        """
        try:
            values = self._declared.validate(arguments)
            if self._declared.function is call:
                # As the tool itself would be answered, with pictures and all.
                return await self._rest.call(values["name"], values["arguments"] or {})
            text, data = encode(self._declared, await self._declared.run(self._rest, values))  # type: ignore[arg-type]
        except (InvalidArguments, NoSuchTool) as error:
            raise ToolError(spoken(error), log_level=logging.DEBUG) from None
        return ToolResult([wire.TextContent(type="text", text=text)], data)


def _about(tool: Projected) -> FoundTool:
    declared = tool.declared
    return FoundTool(
        name=tool.name,
        description=declared.description,
        effect=declared.effect,
        input_schema=tool.parameters,
    )


def _words(tool: Projected) -> Sequence[tuple[int, str]]:
    """What is said about a tool, and how much it counts."""
    declared = tool.declared
    arguments = " ".join(f"{name} {p.description}" for name, p in declared.parameters.items() if not p.people_only)
    return (4, tool.name), (2, declared.title), (1, f"{declared.description} {declared.toolset} {arguments}")

"""The catalogue behind an MCP server. No other package here knows FastMCP."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fastmcp import FastMCP

from pywry_tools.access import Need
from pywry_tools.catalog import AnyTool
from pywry_tools.projections.instructions import instructions
from pywry_tools.projections.mcp.completions import completions
from pywry_tools.projections.mcp.consent import Consent
from pywry_tools.projections.mcp.door import Door as Door
from pywry_tools.projections.mcp.door import Watched as Watched
from pywry_tools.projections.mcp.kept import Kept
from pywry_tools.projections.mcp.listening import listen
from pywry_tools.projections.mcp.prompts import prompts
from pywry_tools.projections.mcp.resources import Pages, add_resources
from pywry_tools.projections.mcp.tool import SEARCHING, Rest, Search
from pywry_tools.projections.mcp.tools import ALWAYS_LOADED as ALWAYS_LOADED
from pywry_tools.projections.mcp.tools import Mending, Projected


def server(
    tools: Sequence[AnyTool],
    door: Door,
    *,
    name: str = "pywry",
    version: str | None = None,
    lacks: Collection[Need] = (),
    rest: Sequence[AnyTool] = (),
) -> FastMCP:
    """Build an MCP server.

    Args:
        tools: What it offers, in the order in which agents see them.
        door: Where every call goes. If changes can be seen through it, clients can subscribe to them.
        name: As clients show it.
        version: Of the program; None leaves it to FastMCP.
        lacks: What cannot be done where the program draws; tools that need it are explained and not offered.
        rest: What can be searched for and called besides.
    """
    offered = [tool for tool in tools if tool.needs not in lacks]
    consent, kept = Consent(), Kept()
    listed = [Projected.of(tool, door, consent, kept) for tool in offered]
    found = [Projected.of(tool, door, consent, kept) for tool in rest if tool.needs not in lacks]
    searching = Search.pair(Rest(found, listed)) if found else []
    made = FastMCP(
        name,
        "\n".join([instructions(offered), *([SEARCHING] if searching else [])]),
        version=version,
        tools=[*listed, *searching],
        middleware=[Mending(offered, lacks, [tool.name for tool in found])],
        mask_error_details=True,
        dereference_schemas=False,
        on_duplicate="error",
    )
    # Without a look-up of its own the SDK lists all tools on every call over HTTP; FastMCP has no setting for it.
    schemas = {tool.name: tool.parameters for tool in (*listed, *searching)}
    made._mcp_server.get_tool_input_schema = schemas.get  # pyright: ignore[reportPrivateUsage]
    pages = Pages(door)
    add_resources(made, [*offered, *(tool.declared for tool in found)], pages)
    kept.serve(made)
    made.add_completion_handler(completions(pages))
    for prompt in prompts(offered):
        made.add_prompt(prompt)
    if isinstance(door, Watched):
        listen(made, door)
    return made

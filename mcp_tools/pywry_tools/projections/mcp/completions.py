"""What a client offers its person while a resource's address is typed."""

from __future__ import annotations

import mcp_types as wire
from fastmcp.server.completions import CompletionHandler, CompletionReference

from pywry_tools.projections.mcp.resources import Pages, address

PAGE = address("{widget}")


def completions(pages: Pages) -> CompletionHandler:
    """Complete the ids of open pages; prompts are about what only the person knows."""

    async def complete(
        about: CompletionReference, argument: wire.CompletionArgument, context: wire.CompletionContext | None
    ) -> list[str]:
        if not isinstance(about, wire.ResourceTemplateReference) or about.uri != PAGE:
            return []
        return [name for name in await pages.ids() if name.startswith(argument.value)]

    return complete

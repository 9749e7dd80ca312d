"""How agents join a server: its address, its token, and lines that are ready to be copied."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import Any

from pywry import install


@dataclass(frozen=True)
class Served:
    """A running MCP server. Printing it shows how agents join.

    Attributes:
        url: Its address.
        token: What clients send as `Authorization: Bearer`; None where each has one of its own.
    """

    url: str
    token: str | None

    def __str__(self) -> str:
        return connect_lines(self.url, self.token)


def connect_lines(url: str | None = None, token: str | None = None) -> str:
    """How an agent joins, ready to be copied: a line for Claude Code and JSON for Cursor and others.

    Args:
        url: Of a running server; None stands for one that the agent starts over stdio.
        token: The running server's token; None where the client has or gets one.
    """
    if url is None:
        command = install.command("mcp")
        claude = ["claude", "mcp", "add", "pywry", "--", *command]
        entry: dict[str, Any] = {"command": command[0], "args": command[1:]}
    else:
        claude = ["claude", "mcp", "add", "--transport", "http", "pywry", url]
        entry = {"url": url}
        if token is not None:
            claude += ["--header", f"Authorization: Bearer {token}"]
            entry["headers"] = {"Authorization": f"Bearer {token}"}
    cursor = json.dumps({"mcpServers": {"pywry": entry}}, indent=2)
    return f"Claude Code:\n\n  {shlex.join(claude)}\n\nCursor (.cursor/mcp.json) and other clients:\n\n{cursor}"

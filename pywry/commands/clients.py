"""What MCP clients want to read about a server that they start, each in a file of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pywry import install

STDIO = {"type": "stdio"}


@dataclass(frozen=True, kw_only=True)
class Client:
    """An MCP client's configuration file.

    Attributes:
        file: Where it reads it, as a person would say it.
        key: Under which name it has its servers.
        extra: What an entry says besides the command.
    """

    file: str
    key: str = "mcpServers"
    extra: Mapping[str, str]


def _desktop() -> str:
    name = "claude_desktop_config.json"
    if sys.platform == "darwin":
        return f"~/Library/Application Support/Claude/{name}"
    return f"%APPDATA%\\Claude\\{name}" if sys.platform == "win32" else f"~/.config/Claude/{name}"


CLIENTS: Mapping[str, Client] = {
    "claude-code": Client(file=".mcp.json in the project's folder", extra=STDIO),
    "claude-desktop": Client(file=_desktop(), extra={}),
    "cursor": Client(file=".cursor/mcp.json in the project's folder, or ~/.cursor/mcp.json", extra={}),
    "windsurf": Client(file="~/.codeium/windsurf/mcp_config.json", extra={}),
    "vscode": Client(file=".vscode/mcp.json in the project's folder", key="servers", extra=STDIO),
}


def config(client: str, options: Sequence[str] = ()) -> dict[str, Any]:
    """The content of a client's file with this server alone.

    Args:
        client: One of `CLIENTS`.
        options: What `pywry mcp` is started with.
    """
    known = CLIENTS[client]
    program, *arguments = install.command("mcp", *options)
    return {known.key: {"pywry": {**known.extra, "command": program, "args": arguments}}}


def show(client: str, options: Sequence[str]) -> int:
    """Print it on stdout, and on stderr where it goes."""
    sys.stdout.write(json.dumps(config(client, options), indent=2) + "\n")
    sys.stderr.write(f"This goes into {CLIENTS[client].file}; where the file has servers already, add the entry.\n")
    return 0

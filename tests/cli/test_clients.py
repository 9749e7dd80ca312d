"""What `pywry mcp --print-config` prints is what each client reads, and starts a server."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.client.transports import StdioTransport

from pywry.cli import CLIENTS
from pywry.commands import clients
from tests.cli.test_cli import fails, pywry

pytestmark = pytest.mark.anyio

KEYS = {"vscode": "servers"}


def printed(client: str, *options: str) -> dict[str, Any]:
    done = pywry("mcp", "--print-config", client, *options)
    assert done.returncode == 0
    assert "This goes into " in done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert list(found) == [KEYS.get(client, "mcpServers")]
    entry: dict[str, Any] = found[KEYS.get(client, "mcpServers")]["pywry"]
    assert entry.keys() - {"type"} == {"command", "args"}
    return entry


def test_every_client_that_the_command_offers_has_a_file() -> None:
    assert tuple(clients.CLIENTS) == CLIENTS


@pytest.mark.parametrize("client", CLIENTS)
async def test_the_command_in_a_clients_file_starts_a_server(client: str) -> None:
    entry = printed(client, "--read-only", "--no-browser")
    async with Client(StdioTransport(entry["command"], entry["args"], env=dict(os.environ))) as joined:
        tools = {tool.name for tool in await joined.list_tools()}
    assert "page_describe" in tools and "page_show" not in tools


def test_options_are_in_the_file() -> None:
    entry = printed("cursor", "--toolsets", "core,grid")
    assert entry["args"][-3:] == ["mcp", "--toolsets", "core,grid"]
    assert printed("vscode")["type"] == "stdio"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--print-config", "emacs"], "invalid choice: 'emacs'"),
        (["--print-config", "cursor", "--http"], "prints how to join it"),
        (["--print-config", "cursor", "--toolsets", "gird"], "Did you mean 'grid'?"),
    ],
)
def test_a_config_that_would_not_work_is_not_printed(arguments: list[str], said: str) -> None:
    assert said in fails(2, "mcp", *arguments)

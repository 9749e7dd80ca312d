"""The smallest MCP client: JSON lines over a child's pipes, and JSON over HTTP."""

from __future__ import annotations

import itertools
import json
from typing import Any

import httpx2

from evals.performance.child import Child

VERSION = "2026-07-28"
META = {
    "io.modelcontextprotocol/protocolVersion": VERSION,
    "io.modelcontextprotocol/clientInfo": {"name": "evals", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}

_ids = itertools.count(1)


def request(method: str, **params: Any) -> dict[str, Any]:
    """A JSON-RPC request."""
    return {"jsonrpc": "2.0", "id": next(_ids), "method": method, "params": {**params, "_meta": META}}


def call(tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """A request that calls a tool."""
    return request("tools/call", name=tool, arguments=arguments)


def over_stdio(child: Child, message: dict[str, Any]) -> dict[str, Any]:
    """Send a request and read on until its answer."""
    child.write(json.dumps(message))
    while True:
        said: dict[str, Any] = json.loads(child.read())
        if said.get("id") == message["id"]:
            return checked(said)


def over_http(client: httpx2.Client, url: str, message: dict[str, Any]) -> dict[str, Any]:
    """Post a request and read its answer, from plain JSON or from a stream of one event."""
    headers = {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": VERSION,
        "mcp-method": message["method"],
    }
    if "name" in message["params"]:
        headers["mcp-name"] = message["params"]["name"]
    answer = client.post(url, json=message, headers=headers)
    answer.raise_for_status()
    text = answer.text
    if answer.headers["content-type"].startswith("text/event-stream"):
        text = next(line[6:] for line in reversed(text.splitlines()) if line.startswith("data: {"))
    return checked(json.loads(text))


def checked(answer: dict[str, Any]) -> dict[str, Any]:
    """The result; an error of any kind ends the measurement."""
    result: dict[str, Any] | None = answer.get("result")
    if result is None or result.get("isError"):
        raise RuntimeError(f"the server answered {answer}")
    return result

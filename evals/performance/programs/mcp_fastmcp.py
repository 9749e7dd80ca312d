"""The floor of an MCP server: FastMCP with one typed function, over stdio or at an HTTP address that it prints."""

from __future__ import annotations

import socket
import sys
from typing import Any

from fastmcp import FastMCP
from pydantic import BaseModel

mcp = FastMCP("floor")


class Sent(BaseModel):
    """As PyWry's own tool answers."""

    widget: str
    revision: int
    viewers: int


@mcp.tool
async def page_emit(widget: str, event: str, data: Any = None) -> Sent:
    """Send an event to a page."""
    return Sent(widget=widget, revision=len(event), viewers=0)


def over_http() -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            print(f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}/mcp", flush=True)

    Server(uvicorn.Config(mcp.http_app(path="/mcp"), port=0, lifespan="on", log_level="warning")).run()


if __name__ == "__main__":
    if sys.argv[1:] == ["http"]:
        over_http()
    else:
        mcp.run(show_banner=False)

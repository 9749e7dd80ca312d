"""Claude Code itself, without a person and without the network: its model is a script."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.clients import node
from tests.clients.model import Model, Script, answering

SERVER = "mcp__pywry__"


@dataclass(frozen=True)
class Session:
    """What came of one run.

    Attributes:
        model: The model, with all that it was sent.
        said: The messages of `--output-format stream-json`.
        code: The exit code.
        stderr: What it complained of.
    """

    model: Model
    said: Sequence[dict[str, Any]]
    code: int
    stderr: str

    @property
    def began(self) -> dict[str, Any]:
        """The message that says which servers and tools there are."""
        return next(message for message in self.said if message.get("subtype") == "init")

    @property
    def result(self) -> dict[str, Any]:
        """The last message."""
        return next(message for message in self.said if message["type"] == "result")


def claude(
    script: Script,
    servers: Mapping[str, Any] | None,
    home: Path,
    *options: str,
    allow: Sequence[str] = (SERVER.rstrip("_"),),
    env: Mapping[str, str] | None = None,
    asked: str = "Show me the numbers.",
) -> Session:
    """Let Claude Code work until its model has nothing more to say.

    Args:
        script: What its model does.
        servers: The MCP servers that it is told of; None leaves that to the options.
        home: An empty folder.
        options: More of its command line.
        allow: Tools that it need not ask for.
        env: More of its environment.
        asked: What the person wants.
    """
    home.mkdir(parents=True, exist_ok=True)
    arguments = ["-p", asked, "--output-format", "stream-json", "--verbose"]
    if servers is not None:
        config = home / "mcp.json"
        config.write_text(json.dumps({"mcpServers": servers}))
        arguments += ["--mcp-config", str(config), "--strict-mcp-config"]
    arguments += ["--allowedTools", ",".join(allow), *options]
    with answering(script) as (url, model):
        done = subprocess.run(
            node.command("claude", *arguments),
            cwd=home,
            env={**_surroundings(home, url), **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
    said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return Session(model, said, done.returncode, done.stderr)


def _surroundings(home: Path, url: str) -> dict[str, str]:
    """A person who has just installed it; nothing of whoever runs the tests."""
    kept = {name: os.environ[name] for name in ("LANG", "SYSTEMROOT", "TMPDIR", "DISPLAY") if name in os.environ}
    return {
        **kept,
        "PATH": node.path(),
        "HOME": str(home),
        "USERPROFILE": str(home),
        "ANTHROPIC_BASE_URL": url,
        "ANTHROPIC_API_KEY": "none",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        "DISABLE_AUTOUPDATER": "1",
    }

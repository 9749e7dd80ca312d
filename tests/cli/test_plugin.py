"""The plugin for Claude Code teaches tools that are there, and starts a server that offers them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pywry import __version__
from pywry_tools.catalog import FAMILIES, all_tools, pick

AGENTS = Path(__file__).parents[2] / "agents"
PLUGIN = AGENTS / "claude-code"
SKILLS = sorted(PLUGIN.glob("skills/*/SKILL.md"))
TOOL = re.compile(rf"`((?:{'|'.join(FAMILIES)})_[a-z_]+)`")
HEAD = re.compile(r"\A---\nname: ([a-z-]+)\ndescription: (.+)\n---\n", re.MULTILINE)


def offered() -> set[str]:
    server = json.loads((PLUGIN / ".mcp.json").read_text())["mcpServers"]["pywry"]
    assert (server["command"], server["args"][:2]) == ("pywry", ["mcp", "--toolsets"])
    return {tool.name for tool in pick(server["args"][2].split(","))}


def test_the_marketplace_has_the_plugin() -> None:
    [entry] = json.loads((AGENTS / ".claude-plugin/marketplace.json").read_text())["plugins"]
    manifest = json.loads((AGENTS / entry["source"] / ".claude-plugin/plugin.json").read_text())
    assert entry["name"] == manifest["name"] == "pywry"
    assert entry["description"] == manifest["description"]
    assert __version__.startswith(manifest["version"])


@pytest.mark.parametrize("skill", SKILLS, ids=lambda path: path.parent.name)
def test_a_skill_names_only_tools_that_the_plugin_offers(skill: Path) -> None:
    text = skill.read_text()
    head = HEAD.match(text)
    assert head is not None and head[1] == skill.parent.name and len(head[2]) <= 1024
    named = set(TOOL.findall(text))
    assert len(named) >= 4 and named <= all_tools().keys()
    assert named <= offered()

"""The official conformance suite, in both revisions of the protocol, with nothing that is expected to fail."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastmcp import Client

from pywry import PyWry
from pywry.serve import mcp_app
from tests.clients import node
from tests.clients.everything import everything
from tests.clients.serving import Introduced, serving

REVISIONS = ["2026-07-28", "2025-11-25"]
TOKEN = "t" * 32

# The suite's tools for sampling and logging use what the protocol gives up.
pytestmark = pytest.mark.filterwarnings("ignore::mcp.shared.exceptions.MCPDeprecationWarning")

OWN = {
    "caching",
    "completion-complete",
    "dns-rebinding-protection",
    "http-header-validation",
    "input-required-result-unsupported-methods",
    "logging-set-level",
    "ping",
    "prompts-list",
    "resources-list",
    "resources-subscribe",
    "resources-unsubscribe",
    "sep-2164-resource-not-found",
    "server-initialize",
    "server-session-lifecycle",
    "server-sse-multiple-streams",
    "server-stateless",
    "tools-list",
}
"""Scenarios that need no tool, resource or prompt of the suite's own."""


@pytest.fixture(scope="module")
def made() -> Iterator[str]:
    """Our server with what the suite asks for."""
    with serving(everything().http_app(path="/mcp", host_origin_protection=True)) as url:
        yield f"{url}/mcp"


@pytest.fixture(scope="module")
def product() -> Iterator[str]:
    """The server that agents join, with every tool; the suite cannot say a token."""
    with PyWry(open_tabs=False) as app:
        inner = mcp_app(app.session, TOKEN, toolsets=("all",))
        with serving(Introduced(inner, TOKEN)) as url:
            yield f"{url}/mcp"


SUITES_OWN_TOOL = "sep-2575-server-rejects-undeclared-capability"
"""Reads our answer to a name that is not offered, an error that the model can mend, as if the tool had run."""

Checks = Mapping[str, list[dict[str, Any]]]


def conformance(url: str, revision: str, folder: Path) -> tuple[int, str, Checks]:
    """Run what a revision requires: the exit code, the summary, and the checks of each scenario."""
    done = node.run("conformance", "server", "--url", url, "--requirements", revision, "--output-dir", str(folder))
    found: dict[str, list[dict[str, Any]]] = {}
    for path in folder.glob("*/checks.json"):
        named = re.match(r"server-(.+)-\d{4}-\d\d-\d\dT", path.parent.name)
        assert named is not None, path
        found[named[1]] = json.loads(path.read_text())
    return done.returncode, done.stdout[done.stdout.find("=== SUMMARY") :] + done.stderr, found


def failures(checks: list[dict[str, Any]], ignored: str = "") -> list[str]:
    """What a scenario says against us; a check that wants a tool of the suite's own says nothing."""
    return [
        f"{check['id']}: {check.get('errorMessage')}"
        for check in checks
        if check["status"] == "FAILURE"
        and not (check.get("details") or {}).get("untestable")
        and check["id"] != ignored
    ]


@pytest.mark.clients
@pytest.mark.timeout(180)
@pytest.mark.parametrize("revision", REVISIONS)
def test_our_server_passes_everything_that_a_revision_requires(made: str, revision: str, tmp_path: Path) -> None:
    code, summary, found = conformance(made, revision, tmp_path)
    assert code == 0, summary
    assert len(found) >= 30, summary
    required = {name: checks for name, checks in found.items() if not name.startswith("tasks-")}
    assert not {name: bad for name, checks in required.items() if (bad := failures(checks))}


@pytest.mark.clients
@pytest.mark.timeout(180)
@pytest.mark.parametrize("revision", REVISIONS)
def test_the_server_that_agents_join_behaves_as_the_revision_says(product: str, revision: str, tmp_path: Path) -> None:
    _, summary, found = conformance(product, revision, tmp_path)
    own = found.keys() & OWN
    assert len(own) >= 10, summary
    assert not {name: bad for name in own if (bad := failures(found[name], SUITES_OWN_TOOL))}


async def test_the_server_for_the_suite_is_ours_and_offers_what_the_suite_names() -> None:
    async with Client(everything()) as client:
        tools = {tool.name for tool in await client.list_tools()}
        resources = {str(resource.uri) for resource in await client.list_resources()}
        answer = await client.call_tool("test_simple_text")
        wrong = await client.call_tool("test_simple_txt", raise_on_error=False)
    assert len(tools) == 26 and "json_schema_2020_12_tool" in tools
    assert {"pywry://widgets", "test://static-text"} <= resources
    assert answer.content[0].text == "This is a simple text response for testing."
    # Our own middleware answers, with words of its own.
    assert "no tool 'test_simple_txt'" in wrong.content[0].text

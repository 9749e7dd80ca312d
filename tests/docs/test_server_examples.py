"""The examples for agents and for servers of one's own, as agents and visitors meet them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx2
import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport

from pywry.headless import Browser
from tests.docs.conftest import Run
from tests.docs.look import clean
from tests.docs.program import EXAMPLES, Program

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.slow]


ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


async def address(program: Program) -> str:
    """Where uvicorn says that it runs."""
    lines = await program.complaints_until("Uvicorn running")
    found = ADDRESS.search(lines[-1])
    assert found
    return found[0]


async def test_an_agent_joins_the_running_program_with_what_it_printed(run: Run) -> None:
    async with run("serve_mcp.py") as program:
        await program.tab()
        lines = await program.lines_until("claude mcp add")
        while lines[-1] != "}":
            lines += await program.lines_until("}")
        printed = "\n".join(lines)
        [entry] = json.loads(printed[printed.index("{") :])["mcpServers"].values()
        async with Client(StreamableHttpTransport(entry["url"], headers=entry["headers"])) as client:
            read = await client.call_tool("grid_read", {"widget": "flights", "columns": ["airline"], "limit": 1})
        assert read.structured_content is not None
        assert read.structured_content["rows"] == 13_473
        await program.end()


async def test_agents_with_a_token_of_an_issuer_need_none_of_ours(run: Run) -> None:
    async with run("serve_oauth.py") as program:
        lines = await program.lines_until("}")
        assert "  claude mcp add --transport http pywry https://dashboards.example.org/mcp" in lines
        assert "Bearer" not in "".join(lines)


async def test_a_call_by_name_passes_the_same_door(run: Run) -> None:
    async with run("door.py") as program:
        printed = "\n".join(await program.lines_until("page_show local"))
        assert "page_close needs the role 'admin'; 'ada' has viewer." in printed
        assert re.search(r"^page_close ada not_allowed [\d.]+ ms$", printed, re.MULTILINE)
        await program.ended()


async def test_a_model_of_ones_own_gets_schemas_answers_and_mendable_errors(run: Run) -> None:
    async with run("own_model.py") as program:
        printed = "\n".join(await program.lines_until("is_error"))
        assert "'page_screenshot'" in printed
        assert "no widget 'w-1'. There are none." in printed
        await program.ended()


async def test_errors_say_what_to_do(run: Run) -> None:
    async with run("errors.py") as program:
        lines = await program.lines_until("bad_data")
        assert [line.split()[0] for line in lines] == ["no_such_widget", "no", "bad_data"]
        assert "Did you mean 'home'?" in lines[0]
        await program.ended()


async def test_python_looks_at_its_own_page(run: Run, tmp_path: Path) -> None:
    async with run("looking.py") as program:
        [line] = await program.lines_until("13473")
        assert "'effective': 'dark'" in line
        await program.ended()
    assert (tmp_path / "flights.png").read_bytes().startswith(b"\x89PNG")


async def test_a_server_of_ones_own_serves_pages_and_routes(browser: Browser, tmp_path: Path) -> None:
    arguments = ("-m", "uvicorn", "--app-dir", str(EXAMPLES), "--port", "0", "in_fastapi:server")
    async with Program(browser, tmp_path, *arguments) as program:
        tab = await program.open(f"{await address(program)}/")
        assert await tab.evaluate("location.pathname") == "/dash/w/flights"
        await tab.wait_for("document.querySelector('[aria-rowcount]').ariaRowCount >= '13473'")
        await clean(tab)


async def test_the_server_answers_to_names_that_were_allowed_and_no_others(browser: Browser, tmp_path: Path) -> None:
    arguments = ("-m", "uvicorn", "--app-dir", str(EXAMPLES), "--port", "0", "own_server:app.asgi")
    async with Program(browser, tmp_path, *arguments) as program, httpx2.AsyncClient() as client:
        url = f"{await address(program)}/health"
        known = await client.get(url, headers={"host": "dashboards.example.org"})
        strange = await client.get(url, headers={"host": "evil.example"})
    assert (known.status_code, known.json()) == (200, {"ok": True})
    assert (strange.status_code, "allowed_hosts=" in strange.text) == (421, True)


async def test_a_public_url_is_what_a_handle_shows(run: Run) -> None:
    async with run("behind_proxy.py") as program:
        [line] = await program.lines_until("https://")
        assert line.startswith("https://dashboards.example.org/board/w/home?token=")

"""Whoever calls a tool, and by which way, gets the same answer and the same error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from pywry.headless import Browser
from pywry_tools.catalog import all_tools
from tests.parity.doors import DOORS, Outcome, Run
from tests.parity.samples import ELSEWHERE, HELLO, SEEN, UNSEEN, Step

# What grows with everything that a page says, which is not the same twice.
MOVING = frozenset({"revision", "cursor", "seq", "viewer", "seconds"})


async def transcript(run: Run, steps: Iterable[Step]) -> list[tuple[Step, Outcome]]:
    return [(step, await run(step.tool, step.arguments)) for step in steps]


def still(value: Any) -> Any:
    """Without what moves."""
    if isinstance(value, dict):
        return {name: still(item) for name, item in value.items() if name not in MOVING}
    return [still(item) for item in value] if isinstance(value, list | tuple) else value


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def unseen(anyio_backend: str) -> list[tuple[Step, Outcome]]:
    async with DOORS["python"]() as run:
        return await transcript(run, UNSEEN)


def test_every_tool_has_a_sample_that_answers() -> None:
    sampled = {step.tool for step in (*UNSEEN, *SEEN) if not step.fails}
    anywhere = {tool.name for tool in all_tools().values() if tool.needs is None}
    missing = anywhere - sampled - ELSEWHERE.keys()
    assert not missing, f"add a call to tests/parity/samples.py for: {sorted(missing)}"


def test_samples_answer_or_fail_as_they_should(unseen: list[tuple[Step, Outcome]]) -> None:
    for step, outcome in unseen:
        assert (outcome.error is not None) is step.fails, f"{step}: {outcome.error or outcome.answer}"


@pytest.mark.parametrize("door", [name for name in DOORS if name != "python"])
async def test_it_is_the_same_by_every_way(door: str, unseen: list[tuple[Step, Outcome]]) -> None:
    async with DOORS[door]() as run:
        for step, expected in unseen:
            assert (await run(step.tool, step.arguments)).alike == expected.alike, str(step)


async def _seen(door: str, browser: Browser) -> list[tuple[Step, Outcome]]:
    async with DOORS[door]() as run:
        shown = await run(HELLO.tool, HELLO.arguments)
        tab = await browser.page(shown.answer["url"])
        await run("page_wait_for", {"widget": "hello", "events": ["pywry:painted"], "timeout_s": 20})
        outcomes = await transcript(run, SEEN)
        await tab.close()
        return outcomes


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_it_is_the_same_by_every_way_where_a_page_answers() -> None:
    async with Browser() as browser:
        expected = await _seen("python", browser)
        for step, outcome in expected:
            assert (outcome.error is not None) is step.fails, f"{step}: {outcome.error or outcome.answer}"
        for door in DOORS.keys() - {"python"}:
            for (step, wanted), (_, outcome) in zip(expected, await _seen(door, browser), strict=True):
                assert still(outcome.alike) == still(wanted.alike), f"{door}: {step}"

"""What the performance evals make of what they measured; nothing here is timed."""

from __future__ import annotations

import json

import pytest

from evals.performance import report
from evals.performance.figure import Row, interleave

RATIO = Row(what="a call", ours=1.2, floor=1.0, unit="ms", rule="ratio", bar=1.3)
ABOVE = Row(what="an import", ours=190.0, floor=20.0, unit="ms", rule="above", bar=150.0)
AT_LEAST = Row(what="events", ours=60_000.0, floor=400_000.0, unit="/s", rule="at least", bar=50_000.0)
INFORMS = Row(what="memory", ours=10.0, floor=5.0, unit="MB")
ABOUT = {
    "date": "2026-01-01",
    "system": "Linux x86_64",
    "processors": 2,
    "memory_gb": 8,
    "python": "3.11.7",
    "load": 0.5,
    "versions": {"fastapi": "1"},
}


@pytest.mark.parametrize(
    ("row", "score", "passed"),
    [(RATIO, 1.2, True), (ABOVE, 170.0, False), (AT_LEAST, 60_000.0, True), (INFORMS, 2, None)],
)
def test_a_bar_bounds_what_its_rule_says(row: Row, score: float, passed: bool | None) -> None:
    assert row.score == pytest.approx(score)
    assert row.passed is passed


def test_the_table_shows_ours_the_floor_the_bar_and_the_verdict() -> None:
    lines = report.table({"x": [RATIO, ABOVE, AT_LEAST, INFORMS]}, ABOUT).splitlines()
    assert "| a call | 1.2 | 1 | ms | 1.20x | 1.3x | pass |" in lines
    assert "| an import | 190 | 20 | ms | 170 ms above | 150 ms | FALLS SHORT |" in lines
    assert "| events | 60,000 | 400,000 | /s | 60,000 /s | at least 50,000 | pass |" in lines
    assert "| memory | 10 | 5 | MB | 2.00x | - | - |" in lines


def test_a_program_reads_the_same_verdicts() -> None:
    figures = json.loads(report.as_json({"x": [ABOVE]}, ABOUT))["figures"]
    assert (figures["x"][0]["score"], figures["x"][0]["passed"]) == (170.0, False)


@pytest.mark.anyio
async def test_cases_take_turns_and_the_first_turn_is_not_counted() -> None:
    order: list[str] = []

    async def measure(name: str) -> int:
        order.append(name)
        return len(order)

    found = await interleave({"a": lambda: measure("a"), "b": lambda: measure("b")}, 2)
    assert order == ["a", "b"] * 3
    assert found == {"a": [3, 5], "b": [4, 6]}

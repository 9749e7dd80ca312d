"""What a report says of the attempts that it is made of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.agents import __main__ as command
from evals.agents import report
from evals.agents.attempt import Attempt, choice, over
from evals.agents.report import WITH_OTHERS
from evals.agents.tasks import BY_NAME

ROOT = Path(__file__).resolve().parents[2]
ABOUT = {"title": "Agents", "note": "Of a test."}


def attempt(task: str = "a.one", *, passed: bool = True, **more: Any) -> Attempt:
    facts: dict[str, Any] = {"over": [], "tools": ["page_show"], "failures": 0, "tokens": 100, "optimal": 1}
    return Attempt(task=task, faults=[] if passed else ["no page is open"], **{**facts, **more})


def figure(run: list[Attempt], what: str) -> report.Figure:
    return next(figure for figure in report.figures(run) if figure.what.startswith(what))


def test_each_task_counts_the_same_however_often_it_was_tried() -> None:
    run = [attempt(), *(attempt("a.two", passed=number == 0) for number in range(4))]
    assert figure(run, "pass@1").value == pytest.approx((1 + 0.25) / 2)


def test_pass_5_is_how_likely_five_attempts_all_do_it() -> None:
    run = [attempt(passed=number > 0) for number in range(6)]
    assert figure(run, "pass^5").value == pytest.approx(1 / 6)
    assert figure(run[:4], "pass^5").value is None


def test_tools_are_judged_by_the_way_that_is_nearest_and_looking_is_free() -> None:
    ways = [frozenset({"data_open", "grid_show"}), frozenset({"dashboard_show"})]
    assert choice({"data_open", "grid_show", "page_describe"}, ways) == (["data_open", "grid_show"], [], [])
    assert choice({"data_open", "page_show"}, ways) == (["data_open"], ["page_show"], ["grid_show"])


def test_needless_and_missing_tools_lower_f1() -> None:
    run = [attempt(right=["a", "b"], needless=["c"], missing=["d"])]
    assert figure(run, "tool choice").value == pytest.approx(2 / 3)


def test_calls_are_compared_with_the_least_where_the_task_was_done() -> None:
    run = [attempt(tools=["a", "b", "c"], optimal=2), attempt(passed=False, tools=["a"] * 9)]
    found = figure(run, "calls, against")
    assert (found.value, found.passed) == (1.5, False)


def test_what_other_servers_tools_cost_is_said_where_both_were_tried() -> None:
    beside = [attempt(condition=WITH_OTHERS), attempt("a.two", condition=WITH_OTHERS, passed=False)]
    alone = [attempt(), attempt("a.two")]
    assert figure([*alone, *beside], "pass@1 lost").value == pytest.approx(0.5)
    assert not [figure for figure in report.figures(alone) if "lost" in figure.what]


def test_a_report_is_read_by_people_and_programs(tmp_path: Path) -> None:
    run = [attempt(), attempt("b.two", passed=False, wording=1)]
    paths = report.write(run, ABOUT, tmp_path / "reports", "one")
    text = paths[0].read_text()
    assert "| pass@1 | 50.0% | at least 90.0% | FALLS SHORT |" in text
    assert "- b.two, wording 1, alone: no page is open" in text
    data = json.loads(paths[1].read_text())
    assert data["figures"][0] == {"what": "pass@1", "value": 0.5, "bar": 0.9, "passed": False}
    assert [Attempt(**one) for one in data["attempts"]] == run


def test_an_attempt_over_its_budget_says_by_how_much() -> None:
    task = BY_NAME["changing.title"]
    assert over(task, task.budget.calls, task.budget.tokens) == []
    assert over(task, 9, 9999) == ["9 calls, of 3", "9999 tokens, of 500"]


def test_the_command_lists_tasks_by_pattern(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["list", "trusting.*"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8 and all(line.startswith("trusting.") for line in lines)


def test_a_name_that_no_task_has_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["list", "nothing.here"]) == 2
    assert "no task is called nothing.here" in capsys.readouterr().err


def test_the_command_plays_the_scripts_and_writes_a_report(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command.main(["scripted", "changing.title", "--reports", str(tmp_path)]) == 0
    assert "Written by people, not by a model" in (tmp_path / "scripted.md").read_text()
    assert "trajectories_that_must_fail: 2" in capfd.readouterr().out


def by_inspect(folder: Path, *asked: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code, and the attempts; in a process of its own, since inspect-ai warns of what is not ours."""
    pytest.importorskip("inspect_ai", reason="needs the group evals")
    order = [sys.executable, "-m", "evals.agents", "model", *asked, "--epochs", "1", "--first-wording", "--quiet"]
    done = subprocess.run([*order, "--reports", str(folder), "--logs", str(folder / "logs")], cwd=ROOT, check=False)
    [written] = folder.glob("*.json")
    return done.returncode, json.loads(written.read_text())["attempts"]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_model_that_does_it_wrongly_is_found_out(tmp_path: Path) -> None:
    code, attempts = by_inspect(tmp_path, "changing.title", "trusting.titles", "--model", command.MISTAKES, "--alone")
    assert code == 1
    assert [bool(attempt["faults"]) for attempt in attempts] == [True, True]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_model_is_given_the_tasks_alone_and_beside_other_servers_tools(tmp_path: Path) -> None:
    code, attempts = by_inspect(tmp_path, "changing.title", "mending.wrong_sql", "trusting.declined")
    assert code == 0
    assert {attempt["condition"] for attempt in attempts} == {"alone", WITH_OTHERS}
    assert all(not attempt["faults"] and attempt["billed"] > 0 for attempt in attempts)

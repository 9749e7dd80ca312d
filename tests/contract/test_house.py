"""Habits of the house: sizes, names, words and generated files."""

from __future__ import annotations

import ast
import re

import pytest

from pywry_tools.events import base
from pywry_tools.projections import generate
from tests.contract.source import ROOT, functions, modules, tree

LINES = 500
FUNCTION_LINES = 50
TEST_LINES = 500
PARAMETERS = 8

# The compatible `show*` and `alert` signatures are long; a tool's parameters are checked by what they cost an agent.
LONG_SIGNATURES = ("pywry_tools.tools.", "pywry.state_mixins", "pywry.app", "pywry.handles.tray")

VAGUE = re.compile(r"^(utils?|helpers?|misc|common|manager|base_.+)$")
BANNER = re.compile(r"^\s*#\s*([=\-*#~]{4,}|v?\d+\.\d+\.\d+\b)")

# Names that pages of PyWry 2 know; new events are camelCase and a fact is in the past tense.
SNAKE_FIELDS = {
    "button_state",
    "callback_event",
    "curve_number",
    "item_id",
    "point_indices",
    "relayout_data",
    "tray_id",
    "widget_id",
    "widget_type",
}


def names() -> list[str]:
    return list(modules())


@pytest.mark.parametrize("name", names())
def test_a_module_is_a_noun_that_says_what_it_is_for(name: str) -> None:
    assert not VAGUE.match(name.rpartition(".")[2])
    module = tree(modules()[name])
    assert ast.get_docstring(module), f"{name} needs a line that says what it is for"
    future = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in module.body)
    assert future or modules()[name].name == "__init__.py"


@pytest.mark.parametrize("name", names())
def test_files_and_functions_stay_small(name: str) -> None:
    path = modules()[name]
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES, f"{name} hides a noun of its own"
    for function in functions(path):
        body = function.body[1:] if ast.get_docstring(function) else function.body
        lines = (function.end_lineno or 0) - body[0].lineno + 1 if body else 0
        assert lines <= FUNCTION_LINES, f"{name}.{function.name} has {lines} lines"
        if function.name != "__init__" and not name.startswith(LONG_SIGNATURES):
            count = len(function.args.args) + len(function.args.kwonlyargs) - 1
            assert count <= PARAMETERS, f"{name}.{function.name} takes {count} things; make them a value"


@pytest.mark.parametrize("name", names())
def test_comments_hold_no_banners_and_no_history(name: str) -> None:
    lines = modules()[name].read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if BANNER.match(line)]
    assert not [line for line in lines if re.search(r"#.*\b(TODO|FIXME|XXX|HACK)\b", line)]


def test_test_files_stay_readable_and_are_functions() -> None:
    for path in (ROOT / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= TEST_LINES, path
        assert not re.search(r"^class Test", text, re.MULTILINE), path
        assert not re.search(r"\b(time|asyncio|anyio)\.sleep\((?!0\))", text), f"{path} sleeps; wait for an event"


def test_events_are_named_for_their_namespace_and_speak_camel_case() -> None:
    for book in base.load().values():
        for name, event in book.items():
            assert base.NAME.match(name)
            assert base.is_reserved(name)
            assert event.__doc__, f"say what {name} means"
            for field, about in event.model_fields.items():
                wire = about.alias or field
                assert wire in SNAKE_FIELDS or re.fullmatch(r"[a-z][A-Za-z0-9]*", wire), f"{name}: {wire}"


def test_no_file_names_a_place_of_its_makers() -> None:
    found = [
        path
        for folder in ("pywry", "mcp_tools", "agents", "docs", "scripts", "frontend/src", "tests", "evals")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".ts", ".md", ".css", ".json", ".toml"}
        and path != ROOT / "tests/contract/test_house.py"
        if re.search(r"(/ro{2}t/|/home/\w+/|/Users/\w+/|/wo[r]k/)", path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_generated_files_say_what_is_so() -> None:
    assert not generate.stale(), f"run `{generate.COMMAND}`"


def test_the_check_names_the_stale_file_and_the_command(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "stale", lambda: ["docs/events.md"])
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().out == f"docs/events.md is stale: run `{generate.COMMAND}`\n"

"""The documentation says what is so: its snippets, links, names and commands."""

from __future__ import annotations

import argparse
import inspect
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from pywry import ChartHandle, DashboardHandle, GridHandle, Handle, PyWry, WindowProxy, cli
from pywry.install import ROOT as CLONE
from pywry.serve import connect_lines
from pywry_tools import errors
from pywry_tools.catalog import all_tools
from pywry_tools.events.base import load
from tests.docs.fill import COMMAND, filled
from tests.docs.pages import ROOT, Snippet, anchors, links, pages, snippets

SNIPPETS = list(snippets())


def prose() -> str:
    """Everything that a person wrote, README included."""
    return "\n".join(page.read_text(encoding="utf-8") for page in pages())


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_snippet_is_its_file(page: Path) -> None:
    assert filled(page) == page.read_text(encoding="utf-8"), f"run `{COMMAND}`"


@pytest.mark.parametrize("snippet", [s for s in SNIPPETS if s.language in ("python", "ts")], ids=str)
def test_every_snippet_of_code_is_a_file_that_is_run(snippet: Snippet) -> None:
    assert snippet.file, f"{snippet} needs <!-- example: FILE --> above it"


def test_every_example_is_shown_or_listed() -> None:
    folder = ROOT / "docs/examples"
    named = {snippet.file for snippet in SNIPPETS} | {"flights.py"}
    missing = [
        path.name for path in folder.glob("*.py") if path.name not in named and f"examples/{path.name}" not in prose()
    ]
    assert not missing


def test_every_example_is_run() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/docs").glob("test_*.py"))
    examples = {path.stem for path in (ROOT / "docs/examples").glob("*.py")} - {"flights"}
    assert not {name for name in examples if f'"{name}.py"' not in tests and f'"{name}:' not in tests}


def test_what_windows_say_when_something_is_missing_is_what_the_program_says() -> None:
    text = (ROOT / "docs/native.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `(.+?)`.*\|$", text[text.index("| what you see ") :], re.MULTILINE)
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pywry").rglob("*.py"))
    joined = re.sub(r'"\s*f?"', "", source)
    parts = [part.strip(" ,") for said in table for part in re.split(r"\.\.\.|\d+ s|'native'", said)]
    assert len(table) >= 7
    assert [part for part in parts if part and part not in joined] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"https?:|mailto:", link):
            continue
        target, _, anchor = link.partition("#")
        found = (page.parent / target) if target else page
        assert found.exists(), f"{page.name} links to {link}"
        assert not anchor or anchor in anchors(found), f"{page.name} links to {link}"


def test_every_tool_and_every_event_has_a_heading() -> None:
    for tool in all_tools().values():
        page = ROOT / f"docs/tools/{tool.function.__module__.rpartition('.')[2]}.md"
        assert f"\n## {tool.name}\n" in page.read_text(encoding="utf-8")
    events = (ROOT / "docs/events.md").read_text(encoding="utf-8")
    for book in load().values():
        for name in book:
            assert f"\n### {name}\n" in events


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command of `pywry` with its parser."""
    actions: list[Any] = cli.parser()._actions
    return dict(next(action.choices for action in actions if isinstance(action.choices, dict)))


@pytest.mark.parametrize("name", commands())
def test_every_command_has_a_heading_and_every_flag_a_line(name: str) -> None:
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## pywry {name}\n")[2].partition("\n## ")[0]
    assert section, f"docs/cli.md needs ## pywry {name}"
    known = {flag for action in commands()[name]._actions for flag in action.option_strings} - {"-h", "--help"}
    assert {flag for flag in known if f"`{flag}`" not in section} == set()
    assert set(re.findall(r"^\| `(--?[\w-]+)`", section, re.MULTILINE)) <= known


def typed_commands() -> list[tuple[Snippet, list[str]]]:
    """Every line of a shell snippet that calls `pywry`."""
    found: list[tuple[Snippet, list[str]]] = []
    for snippet in SNIPPETS:
        for line in snippet.text.splitlines() if snippet.language == "sh" else ():
            words = shlex.split(line, comments=True)
            if "pywry" in words:
                found.append((snippet, words[len(words) - words[::-1].index("pywry") :]))
    return found


@pytest.mark.parametrize(("snippet", "words"), typed_commands(), ids=str)
def test_every_command_line_is_one_that_pywry_takes(snippet: Snippet, words: list[str]) -> None:
    cli.parser().parse_args(words)


@pytest.mark.parametrize("kind", [PyWry, Handle, ChartHandle, GridHandle, DashboardHandle, WindowProxy])
def test_every_public_method_is_mentioned(kind: type) -> None:
    text = prose()
    names = [name for name, _ in inspect.getmembers(kind) if not name.startswith("_") and name != "of"]
    known = {"session", "transport", "id", "label", "panel_id", "title", "viewers", "revision", "is_open"}
    assert [name for name in names if name not in known and not re.search(rf"[.`]{name}\b", text)] == []


def test_every_error_is_explained_with_its_code() -> None:
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.PyWryError)]
    for kind in kinds:
        if kind is not errors.PyWryError:
            assert f"| `{kind.__name__}` | `{kind.code}` |" in page


def test_every_variable_is_documented() -> None:
    found: set[str] = set()
    for folder in ("pywry", "scripts"):
        for path in (ROOT / folder).rglob("*.py"):
            found |= set(re.findall(r"\"(PYWRY_[A-Z_]+)\"", path.read_text(encoding="utf-8")))
    found |= set(re.findall(r"\"(PYWRY_[A-Z_]+)\"", (ROOT / "hatch_build.py").read_text(encoding="utf-8")))
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert {name for name in found if name not in page} <= {"PYWRY_DEV_ENV"}


@pytest.mark.parametrize("page", ["README.md", "docs/agents.md"])
def test_the_lines_for_agents_are_those_that_pywry_prints(page: str) -> None:
    text, lines = (ROOT / page).read_text(encoding="utf-8"), connect_lines()
    claude = next(line.strip() for line in lines.splitlines() if "claude mcp add" in line)
    assert claude.replace(shlex.quote(str(CLONE)), '"$PWD"') in text
    entry = json.loads(lines[lines.index("{") :].replace(str(CLONE), "/path/to/pywry"))
    assert entry in [json.loads(s.text) for s in SNIPPETS if s.language == "json" and s.page == ROOT / page]


def test_the_readme_has_exactly_two_set_up_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("\n## Set up\n")[2].partition("\n## ")[0]
    [block] = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    typed = [line.partition("#")[0].strip() for line in block.splitlines()]
    assert typed == ["pip install uv && uv run pywry demo", "uv run scripts/test.py --install"]


def test_pictures_are_shown_and_small() -> None:
    for picture in (ROOT / "docs/pictures").iterdir():
        assert f"pictures/{picture.name}" in prose(), f"{picture.name} is on no page"
        assert picture.stat().st_size < 160_000, f"{picture.name} is heavy"

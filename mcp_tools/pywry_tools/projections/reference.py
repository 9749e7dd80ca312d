"""The reference in Markdown: a page a family of tools, and one for events."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from pywry_tools.catalog import FAMILIES, AnyTool, all_tools, toolsets
from pywry_tools.docstring import Docstring
from pywry_tools.events.base import FREE, RESERVED, Event, Way, load
from pywry_tools.projections.markdown import cell, fields, sentence
from pywry_tools.projections.protocol import schema_of
from pywry_tools.projections.shape import Schema, parts_of
from pywry_tools.schema import clean

GENERATED = "<!-- Generated: run `uv run python -m pywry_tools.projections.generate` instead of editing. -->"

EFFECTS = {"read": "reads", "write": "writes", "destroy": "destroys"}
WAYS: dict[Way, str] = {"down": "Python to page", "up": "page to Python"}


def index() -> str:
    """The list of all tools, by toolset."""
    intro = (
        "Every operation of PyWry is a tool: agents call it by the name below, over MCP or a model's own tool format; "
        "people call the same tool as a method in Python; `pywry call NAME --json '{...}'` calls it from a shell."
    )
    blocks = [_toolset(name, tools) for name, tools in toolsets().items()]
    return "\n\n".join(["# Tools", GENERATED, intro, *blocks]) + "\n"


def _toolset(name: str, tools: Iterable[str]) -> str:
    what = "What every agent sees." if name == "core" else f"`pywry mcp --toolsets core,{name}` adds them."
    known = all_tools()
    rows = [f"| [`{tool}`]({family_of(known[tool])}.md#{tool}) | {cell(known[tool].title)} |" for tool in tools]
    return "\n".join([f"## {name}", "", what, "", "| tool | |", "|---|---|", *rows])


def family(name: str) -> str:
    """The page of one family."""
    module = importlib.import_module(f"pywry_tools.tools.{name}")
    heading, _, rest = Docstring.parse(module.__doc__ or "").description.partition(": ")
    tools = [tool for tool in all_tools().values() if family_of(tool) == name]
    about = [sentence(rest)] if rest else []
    return "\n\n".join([f"# {heading.rstrip('.')}", GENERATED, *about, *map(entry, tools)]) + "\n"


def about(name: str) -> str:
    """What a family is for, in a sentence."""
    module = importlib.import_module(f"pywry_tools.tools.{name}")
    heading, _, rest = Docstring.parse(module.__doc__ or "").description.partition(": ")
    return sentence(rest or heading)


def families() -> dict[str, str]:
    """Every family's page by family."""
    return {name: family(name) for name in FAMILIES}


def family_of(tool: AnyTool) -> str:
    """The family that a tool belongs to."""
    return tool.function.__module__.rpartition(".")[2]


def entry(tool: AnyTool) -> str:
    """One tool: what it does, what it takes, what it answers."""
    manners = [f"toolset `{tool.toolset}`", f"{EFFECTS[tool.effect]} a {tool.scope}"]
    manners += ["a repeated call changes nothing more"] * (tool.idempotent and tool.effect != "read")
    manners += ["waits for nobody"] * tool.posted + ["may reach beyond the program"] * tool.open_world
    parts = [f"## {tool.name}", tool.description.replace("\n", "\n\n"), f"*{'; '.join(manners)}*", _arguments(tool)]
    people = [f"`{p.name}`: {p.description}" for p in tool.parameters.values() if p.people_only]
    if people:
        parts.append("In Python also " + " ".join(people))
    return "\n\n".join([*parts, _answer(tool)])


def _arguments(tool: AnyTool) -> str:
    schema = tool.input_schema
    if not schema["properties"]:
        return "It takes no arguments."
    inner = [_inner(tool, name, child) for name, child in schema["properties"].items()]
    return "\n\n".join([fields("argument", schema), *filter(None, inner)])


def _inner(tool: AnyTool, name: str, schema: Schema) -> str | None:
    """What an argument's own objects hold, told in the words of the model that they become."""
    part = next((part for part in parts_of(schema) if part.get("properties")), None)
    if part is None:
        return None
    about: dict[str, str] = {}
    for model in models_in(tool.parameters[name].annotation):
        if model.model_fields.keys() >= part["properties"].keys():
            about = Docstring.parse((model.__doc__ or "").replace("Attributes:", "Args:")).args
    return f"In `{name}`:\n\n{fields('field', part, about)}"


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in models_in(inner)]


def _answer(tool: AnyTool) -> str:
    return f"Answer: {tool.output_schema.get('description', '')}\n\n{fields('field', tool.output_schema)}"


def events() -> str:
    """The page of all reserved events."""
    book = load()
    spaces = ", ".join(f"`{name}:`" for name in sorted(RESERVED))
    free = " and ".join(f"`{name}`" for name in sorted(FREE))
    intro = (
        f"Names that begin with {spaces} belong to PyWry: what is sent under them is checked against this list. "
        f"{free} carry any data. Names in namespaces of your own, such as `app:clicked`, are free.\n\n"
        "Fields in bold have to be there. The same list stands in `frontend/src/protocol.d.ts` as TypeScript."
    )
    parts = [f"## {sentence(WAYS[way])}\n\n{_events(book[way])}" for way in WAYS]
    return "\n\n".join(["# Events", GENERATED, intro, *parts]) + "\n"


def _events(book: Mapping[str, type[Event]]) -> str:
    return "\n\n".join(event(book[name]) for name in sorted(book))


def event(kind: type[Event]) -> str:
    """One event: what it says and carries."""
    schema: dict[str, Any] = clean(schema_of(kind))
    table = fields("field", schema) if schema.get("properties") else "It carries no data."
    return f"### {kind.name}\n\n{Docstring.parse(kind.__doc__ or '').description}\n\n{table}"

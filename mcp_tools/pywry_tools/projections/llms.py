"""A page for models that read documentation: https://llmstxt.org/."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pywry_tools.catalog import AnyTool
from pywry_tools.projections import reference

ABOUT = """# PyWry

> PyWry shows HTML, charts, tables and dashboards from Python in native windows and browser tabs, from the same code.
> Agents and people call the same typed tools: over MCP, as methods in Python, or with `pywry call`.

A show tool opens a page and answers its id and its url. Every other tool takes that id. Tables are columns or rows,
figures are Plotly JSON, panels of a dashboard are a flat list. Errors say what to do."""


def index(tools: Iterable[AnyTool], link: Callable[[str], str]) -> str:
    """The page.

    Args:
        tools: What it tells of.
        link: The address of a family's page.
    """
    families: dict[str, list[AnyTool]] = {}
    for tool in tools:
        families.setdefault(reference.family_of(tool), []).append(tool)
    blocks = [_family(name, found, link(name)) for name, found in families.items()]
    return "\n\n".join([ABOUT, *blocks]) + "\n"


def _family(name: str, tools: list[AnyTool], link: str) -> str:
    rows = [f"- {tool.name}: {tool.description.splitlines()[0]}" for tool in tools]
    return "\n".join([f"## {name.capitalize()}", "", f"[{reference.about(name)}]({link})", "", *rows])

"""`server.json`, by which the registry of MCP servers knows this one: its schema's rules, and what is so here."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from pywry.cli import parser

ROOT = Path(__file__).parents[2]
SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
Version = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\^~<>=*x ]+$")]
Short = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)


class Input(Rules):
    description: str | None = None
    value: str | None = None
    default: str | None = None
    format: Literal["string", "number", "boolean", "filepath"] = "string"


class Positional(Input):
    type: Literal["positional"]
    value: str


class Named(Input):
    type: Literal["named"]
    name: Annotated[str, StringConstraints(pattern=r"^--[a-z-]+$")]
    is_repeated: bool = False


class Variable(Input):
    name: Annotated[str, StringConstraints(pattern=r"^PYWRY_[A-Z_]+$")]


class Stdio(Rules):
    type: Literal["stdio"]


class Package(Rules):
    registry_type: Literal["pypi"]
    identifier: str
    version: Version
    runtime_hint: Literal["uvx"]
    transport: Stdio
    package_arguments: list[Positional | Named]
    environment_variables: list[Variable]


class Server(Rules):
    schema_: Annotated[Literal[SCHEMA], Field(alias="$schema")]  # type: ignore[valid-type]  # a constant
    name: Annotated[str, StringConstraints(max_length=200, pattern=r"^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$")]
    title: Short
    description: Short
    version: Version
    packages: list[Package]


@pytest.fixture(scope="module")
def server() -> Server:
    return Server.model_validate_json((ROOT / "server.json").read_text(), strict=True)


def test_it_names_the_package_that_is_built_here(server: Server) -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    [package] = server.packages
    assert (package.identifier, package.version, server.version) == (project["name"], *[project["version"]] * 2)
    assert "pywry" in project["scripts"]


def test_the_readme_says_whose_server_it_is(server: Server) -> None:
    """The registry looks for this line in what the package index shows."""
    assert f"mcp-name: {server.name}" in (ROOT / "README.md").read_text()


def test_the_command_takes_what_a_client_fills_in(server: Server) -> None:
    words: list[str] = []
    for argument in server.packages[0].package_arguments:
        given = argument.value or argument.default or "somewhere"
        words += [given] if isinstance(argument, Positional) else [argument.name, given]
    options = parser().parse_args(words)
    assert (options.command, options.toolsets, options.http) == ("mcp", "core", False)
    assert options.data_root == ["somewhere"]


def test_its_variables_are_documented(server: Server) -> None:
    documented = set(re.findall(r"`(PYWRY_[A-Z_]+)`", (ROOT / "docs/cli.md").read_text()))
    assert {variable.name for variable in server.packages[0].environment_variables} <= documented


def test_it_is_written_as_it_would_be_printed() -> None:
    text = (ROOT / "server.json").read_text()
    assert text == json.dumps(json.loads(text), indent=2) + "\n"

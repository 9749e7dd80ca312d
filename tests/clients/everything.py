"""Our server with what the official conformance suite asks every server for.

What it asks for is in its own scenarios' descriptions: tools, resources and prompts with fixed names and contents.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

import mcp_types as wire
from fastmcp import FastMCP
from fastmcp.exceptions import ToolError
from fastmcp.prompts import Message, PromptResult
from fastmcp.server.context import Context
from fastmcp.tools import Tool, ToolResult
from pydantic import BaseModel, Field

from pywry_tools.catalog import AnyTool
from pywry_tools.models.answers import Widgets
from pywry_tools.projections.mcp import server
from pywry_tools.projections.mcp.door import PLAIN, Request
from tests.clients.rounds import add_rounds

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
SILENCE = base64.b64encode(
    b"RIFF\x26\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data\x02\x00\x00\x00\x00\x00"
).decode()


class Nobody:
    """A house without pages; what is there changes never."""

    async def call(self, tool: AnyTool, arguments: Mapping[str, Any], request: Request = PLAIN) -> Any:
        return Widgets(widgets=[])

    def watch(self, listener: Callable[..., None]) -> Callable[[], None]:
        return lambda: None


def everything() -> FastMCP:
    """What the suite is run against."""
    made = server([], Nobody(), name="everything", version="1")
    add_contents(made)
    add_talk(made)
    add_schemas(made)
    add_resources(made)
    add_prompts(made)
    add_rounds(made)
    return made


def text(words: str) -> wire.TextContent:
    return wire.TextContent(type="text", text=words)


def embedded(uri: str, mime_type: str, words: str) -> wire.EmbeddedResource:
    return wire.EmbeddedResource(
        type="resource", resource=wire.TextResourceContents(uri=uri, mime_type=mime_type, text=words)
    )


def add_contents(made: FastMCP) -> None:
    image = wire.ImageContent(type="image", data=PIXEL, mime_type="image/png")
    audio = wire.AudioContent(type="audio", data=SILENCE, mime_type="audio/wav")
    answers: dict[str, list[wire.ContentBlock]] = {
        "test_simple_text": [text("This is a simple text response for testing.")],
        "test_image_content": [image],
        "test_audio_content": [audio],
        "test_embedded_resource": [
            embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")
        ],
        "test_multiple_content_types": [
            text("Multiple content types test:"),
            image,
            embedded("test://mixed-content-resource", "application/json", '{"test":"data","value":123}'),
        ],
    }
    for name, content in answers.items():
        made.tool(_always(content), name=name, description=f"Answers as {name} of the suite does.", output_schema=None)


def _always(content: list[wire.ContentBlock]) -> Callable[[], ToolResult]:
    def answer() -> ToolResult:
        return ToolResult(content)

    return answer


class Login(BaseModel):
    username: str = Field(description="User's response")
    email: str = Field(description="User's email address")


class Defaults(BaseModel):
    name: str = "John Doe"
    age: int = 30
    score: float = 95.5
    status: Literal["active", "inactive", "pending"] = "active"
    verified: bool = True


def _titled(names: list[str], values: list[str]) -> list[dict[str, str]]:
    return [{"const": value, "title": name} for value, name in zip(values, names, strict=True)]


OPTIONS = ["option1", "option2", "option3"]
CHOICES = _titled(["First Choice", "Second Choice", "Third Choice"], ["value1", "value2", "value3"])
ENUMS = {
    "type": "object",
    "properties": {
        "untitledSingle": {"type": "string", "enum": OPTIONS},
        "titledSingle": {"type": "string", "oneOf": CHOICES},
        "legacyEnum": {
            "type": "string",
            "enum": ["opt1", "opt2", "opt3"],
            "enumNames": ["Option One", "Option Two", "Option Three"],
        },
        "untitledMulti": {"type": "array", "items": {"type": "string", "enum": OPTIONS}},
        "titledMulti": {"type": "array", "items": {"anyOf": CHOICES}},
    },
}


def add_talk(made: FastMCP) -> None:
    """Tools that say or ask something while they run."""

    @made.tool(output_schema=None)
    async def test_error_handling() -> str:
        """Fails."""
        raise ToolError("This tool intentionally returns an error for testing")

    @made.tool(output_schema=None)
    async def test_tool_with_progress(ctx: Context) -> str:
        """Reports how far it is."""
        for done in (0, 50, 100):
            await ctx.report_progress(done, 100)
        return "done"

    @made.tool(output_schema=None)
    async def test_tool_with_logging(ctx: Context) -> str:
        """Writes to the client's log."""
        for line in ("Tool execution started", "Tool processing data", "Tool execution completed"):
            await ctx.info(line)
        return "done"

    made.tool(test_tool_with_logging, name="test_logging_tool", output_schema=None)

    @made.tool(output_schema=None)
    async def test_reconnection(ctx: Context) -> str:
        """Lets go of the stream where it can be taken up again."""
        await ctx.close_sse_stream()
        return "done"

    @made.tool(output_schema=None)
    async def test_sampling(prompt: str, ctx: Context) -> str:
        """Asks the client's model."""
        message = wire.SamplingMessage(role="user", content=text(prompt))
        answer = await ctx.session.create_message([message], max_tokens=100)
        return f"LLM response: {answer.content}"

    @made.tool(output_schema=None)
    async def test_elicitation(message: str, ctx: Context) -> str:
        """Asks the person."""
        return f"User response: {await ctx.elicit(message, Login)}"

    @made.tool(output_schema=None)
    async def test_elicitation_sep1034_defaults(ctx: Context) -> str:
        """Asks with defaults."""
        return f"Elicitation completed: {await ctx.elicit('Who?', Defaults)}"

    @made.tool(output_schema=None)
    async def test_elicitation_sep1330_enums(ctx: Context) -> str:
        """Asks for one of several."""
        return f"Elicitation completed: {await ctx.session.elicit_form('Which?', ENUMS)}"


SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}
HEADED = {
    "type": "object",
    "properties": {"region": {"type": "string", "x-mcp-header": "Region"}},
    "required": ["region"],
    "additionalProperties": False,
}


class Plain(Tool):
    """A tool with a schema that no signature has."""

    async def run(self, arguments: dict[str, Any]) -> ToolResult:
        return ToolResult([text(json.dumps(arguments))])


def add_schemas(made: FastMCP) -> None:
    schemas = {"json_schema_2020_12_tool": SCHEMA, "test_headers": HEADED}
    for name, schema in schemas.items():
        made.add_tool(Plain(name=name, description="Tool with a schema of its own.", parameters=schema))
    # Headers are checked against the schemas that our server looks up, and these are not of its catalogue.
    made._mcp_server.get_tool_input_schema = schemas.get


def add_resources(made: FastMCP) -> None:
    about = "For the suite."

    @made.resource("test://static-text", description=about, mime_type="text/plain")
    def static_text() -> str:
        return "This is the content of the static text resource."

    @made.resource("test://static-binary", description=about, mime_type="image/png")
    def static_binary() -> bytes:
        return base64.b64decode(PIXEL)

    @made.resource("test://watched-resource", description=about, mime_type="text/plain")
    def watched() -> str:
        return "Nobody changes this."

    @made.resource("test://template/{id}/data", description=about, mime_type="application/json")
    def template(id: str) -> str:
        return json.dumps({"id": id, "templateTest": True, "data": f"Data for ID: {id}"})


def add_prompts(made: FastMCP) -> None:
    @made.prompt
    def test_simple_prompt() -> str:
        """Says one thing."""
        return "This is a simple prompt for testing."

    @made.prompt
    def test_prompt_with_arguments(arg1: str, arg2: str) -> str:
        """Says what it was given."""
        return f"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"

    @made.prompt
    def test_prompt_with_embedded_resource(resourceUri: str) -> PromptResult:  # noqa: N803  # the suite's spelling
        """Carries a resource."""
        carried = embedded(resourceUri, "text/plain", "Embedded resource content for testing.")
        return PromptResult([Message(carried), Message("Please process the embedded resource above.")])

    @made.prompt
    def test_prompt_with_image() -> PromptResult:
        """Carries a picture."""
        image = wire.ImageContent(type="image", data=PIXEL, mime_type="image/png")
        return PromptResult([Message(image), Message("Please analyze the image above.")])

"""Tools that need several rounds, as the conformance suite asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import mcp_types as wire
from fastmcp import FastMCP
from fastmcp.server.context import Context
from mcp.shared.exceptions import MCPError

Requests = dict[str, wire.CreateMessageRequest | wire.ListRootsRequest | wire.ElicitRequest]

NAME = "test_input_required_result_"
WORD = "as it was left"
CAN = {"elicitation/create": "elicitation", "sampling/createMessage": "sampling", "roots/list": "roots"}


def form(message: str, field: str, kind: str = "string") -> wire.ElicitRequest:
    schema = {"type": "object", "properties": {field: {"type": kind}}, "required": [field]}
    return wire.ElicitRequest(params=wire.ElicitRequestFormParams(message=message, requested_schema=schema))


def sample(words: str, most: int) -> wire.CreateMessageRequest:
    said = wire.SamplingMessage(role="user", content=wire.TextContent(type="text", text=words))
    return wire.CreateMessageRequest(params=wire.CreateMessageRequestParams(messages=[said], max_tokens=most))


ROOTS = wire.ListRootsRequest(params=None)
NAMED = {"user_name": form("What is your name?", "name")}
CONFIRM = {"confirm": form("Please confirm", "ok", "boolean")}
CAPITAL = {"capital_question": sample("What is the capital of France?", 100)}
ONCE: Mapping[str, tuple[Requests, str | None]] = {
    f"{NAME}elicitation": ({**NAMED}, None),
    f"{NAME}sampling": ({**CAPITAL}, None),
    f"{NAME}list_roots": ({"client_roots": ROOTS}, None),
    f"{NAME}request_state": ({**CONFIRM}, WORD),
    f"{NAME}tampered_state": ({**CONFIRM}, WORD),
    f"{NAME}multiple_inputs": (
        {**NAMED, "greeting": sample("Generate a greeting", 50), "client_roots": ROOTS},
        WORD,
    ),
    f"{NAME}capabilities": ({**NAMED, **CAPITAL}, None),
    "test_streaming_elicitation": ({**NAMED}, None),
}


def add_rounds(made: FastMCP) -> None:
    for name, (requests, state) in ONCE.items():
        made.tool(_once(requests, state), name=name, description="Asks, and goes on when answered.", output_schema=None)
    made.tool(_thrice, name=f"{NAME}multi_round", output_schema=None)
    made.prompt(_prompt, name=f"{NAME}prompt")
    made.tool(_missing, name="test_missing_capability", output_schema=None)


def ask(requests: Requests, state: str | None = None) -> wire.InputRequiredResult:
    return wire.InputRequiredResult(result_type="input_required", input_requests=requests, request_state=state)


def _once(requests: Requests, state: str | None) -> Callable[..., Any]:
    async def run(ctx: Context) -> Any:
        possible = {key: request for key, request in requests.items() if _can(ctx, request.method)}
        answers = ctx.input_responses or {}
        if possible.keys() <= answers.keys() and ctx.request_state == state:
            return f"state-ok: {answers}" if state else f"Hello: {answers}"
        return ask(possible, state)

    return run


async def _thrice(ctx: Context) -> Any:
    """Asks for a name, then for a colour."""
    answers = ctx.input_responses or {}
    if ctx.request_state == "2" and "step2" in answers:
        return f"Done: {answers}"
    if ctx.request_state == "1" and "step1" in answers:
        return ask({"step2": form("Step 2: What is your favorite color?", "color")}, "2")
    return ask({"step1": form("Step 1: What is your name?", "name")}, "1")


async def _prompt(ctx: Context) -> Any:
    """Asks what it is about."""
    answers = ctx.input_responses or {}
    if "user_context" not in answers:
        return ask({"user_context": form("What context should the prompt use?", "context")})
    return f"In this context: {answers['user_context']}"


async def _missing(ctx: Context) -> str:
    """Works only with a client that can ask its model."""
    if _can(ctx, "sampling/createMessage"):
        return "possible"
    needed = wire.MissingRequiredClientCapabilityErrorData(
        required_capabilities=wire.ClientCapabilities(sampling=wire.SamplingCapability())
    )
    raise MCPError(
        code=wire.MISSING_REQUIRED_CLIENT_CAPABILITY,
        message="The client cannot sample.",
        data=needed.model_dump(by_alias=True, mode="json", exclude_none=True),
    )


def _can(ctx: Context, method: str) -> bool:
    kinds = {
        "elicitation/create": wire.ClientCapabilities(elicitation=wire.ElicitationCapability()),
        "sampling/createMessage": wire.ClientCapabilities(sampling=wire.SamplingCapability()),
        "roots/list": wire.ClientCapabilities(roots=wire.RootsCapability()),
    }
    return bool(ctx.session.check_client_capability(kinds[method]))

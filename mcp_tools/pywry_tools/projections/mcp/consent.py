"""A person agrees before something is lost, in both eras of the protocol, and where a client cannot ask."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import mcp_types as wire
from fastmcp.exceptions import ToolError
from fastmcp.server.context import Context
from fastmcp.server.dependencies import get_context
from fastmcp.server.elicitation import AcceptedElicitation, DeclinedElicitation
from fastmcp.tools import InputRequiredToolResult
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

ASKED = "agree"
LAST_S = 600.0
MOST = 100
CAN_ASK = wire.ClientCapabilities(elicitation=wire.ElicitationCapability())
FORM = {
    "type": "object",
    "properties": {ASKED: {"type": "boolean", "title": "Go on", "description": "Whether this may be done."}},
    "required": [ASKED],
}


class Consent:
    """Asks a person, or has the agent ask one."""

    def __init__(self) -> None:
        self._words: OrderedDict[str, tuple[str, float]] = OrderedDict()

    async def given(
        self, tool: str, arguments: Mapping[str, Any], stake: str, word: str | None
    ) -> InputRequiredToolResult | None:
        """Return if the person agrees.

        Args:
            tool: What is to be done.
            arguments: With what.
            stake: What would be lost, as half a sentence.
            word: What the agent gave as `confirm`.

        Returns:
            What the client has to ask first; None if nothing is in the way.

        Raises:
            ToolError: The person does not agree, or the agent has to ask.
        """
        if word is not None:
            self._redeem(word, tool, arguments, stake)
            return None
        context = get_context()
        if not context.session.check_client_capability(CAN_ASK):
            raise self._ask_yourself(tool, arguments, stake)
        question = f"{tool}: {stake}. Go on?"
        if _is_modern(context):
            return self._answered(context, tool, arguments, stake, question)
        answer = await context.elicit(question, bool, response_title="Go on")
        agreed = isinstance(answer, AcceptedElicitation) and answer.data is True
        self._decide(agreed, isinstance(answer, DeclinedElicitation | AcceptedElicitation), tool, arguments, stake)
        return None

    def _answered(
        self, context: Context, tool: str, arguments: Mapping[str, Any], stake: str, question: str
    ) -> InputRequiredToolResult | None:
        """The era without a way back: the client asks, and calls again with the answer."""
        answer = _answer(context)
        if answer is None:
            params = wire.ElicitRequestFormParams(message=question, requested_schema=FORM)
            asked = wire.ElicitRequest(params=params)
            return InputRequiredToolResult(
                wire.InputRequiredResult(result_type="input_required", input_requests={ASKED: asked})
            )
        content = answer.content
        agreed = answer.action == "accept" and content is not None and content.get(ASKED) is True
        self._decide(agreed, answer.action != "cancel", tool, arguments, stake)
        return None

    def _decide(self, agreed: bool, decided: bool, tool: str, arguments: Mapping[str, Any], stake: str) -> None:
        if agreed:
            return
        if decided:
            raise _refusal(f"{tool} was not done: the person does not want it ({stake}). Do not try it another way.")
        # A client that runs without a person cancels whatever it is asked.
        raise self._ask_yourself(tool, arguments, stake)

    def _ask_yourself(self, tool: str, arguments: Mapping[str, Any], stake: str) -> ToolError:
        word = secrets.token_urlsafe(6)
        self._words[word] = (_key(tool, arguments), time.monotonic() + LAST_S)
        while len(self._words) > MOST:
            self._words.popitem(last=False)
        return _refusal(
            f"{tool} was not done yet: {stake}. If the person has asked for that or agrees, call {tool} again with the "
            f"same arguments and confirm={json.dumps(word)}, within ten minutes."
        )

    def _redeem(self, word: str, tool: str, arguments: Mapping[str, Any], stake: str) -> None:
        key, until = self._words.pop(word, ("", 0.0))
        if key != _key(tool, arguments) or until < time.monotonic():
            error = self._ask_yourself(tool, arguments, stake)
            raise _refusal(f"What was given as confirm is not, or no longer, the word for this call. {error}")


def _refusal(words: str) -> ToolError:
    return ToolError(words, log_level=logging.DEBUG)


def _answer(context: Context) -> Any:
    given = context.input_responses
    return None if given is None else given.get(ASKED)


def _is_modern(context: Context) -> bool:
    request = context.request_context
    return request is not None and request.protocol_version in MODERN_PROTOCOL_VERSIONS


def _key(tool: str, arguments: Mapping[str, Any]) -> str:
    return json.dumps([tool, arguments], sort_keys=True, default=str)

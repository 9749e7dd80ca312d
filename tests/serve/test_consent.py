"""What a person would miss is not destroyed before the person agrees."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.client.elicitation import ElicitResult

from pywry import PyWry
from pywry.serve import serve
from tests.conftest import Visit

pytestmark = pytest.mark.anyio

ERAS = pytest.mark.parametrize("era", ["auto", "legacy"])
WORD = re.compile(r'confirm="([^"]+)"')


class Person:
    """Answers what a client asks, and keeps it."""

    def __init__(self, action: str = "accept", agree: bool = True) -> None:
        self.action, self.agree = action, agree
        self.asked: list[str] = []

    async def __call__(self, message: str, response_type: Any, params: Any, context: Any) -> Any:
        self.asked.append(message)
        if self.action != "accept":
            return ElicitResult(action=self.action)
        [field] = params.requested_schema["properties"]
        return ElicitResult(action="accept", content={field: self.agree})


async def seen(app: PyWry, visit: Visit) -> None:
    """A page that somebody looks at."""
    await visit(await app.show.aio("<p>x", title="Report", label="report"))


async def close(client: Client[Any], **more: Any) -> tuple[bool, str]:
    """Whether it was done, and what the agent is told."""
    result = await client.call_tool("page_close", {"widget": "report", **more}, raise_on_error=False)
    return not result.is_error, result.content[0].text


def is_open(app: PyWry) -> bool:
    return app.session.hub.has("report")  # type: ignore[arg-type]  # an id


@ERAS
async def test_a_person_who_agrees_is_asked_once(app: PyWry, visit: Visit, era: Any) -> None:
    await seen(app, visit)
    person = Person()
    async with Client(serve(app.session), mode=era, elicitation_handler=person) as client:
        done, _ = await close(client)
    assert done and not is_open(app)
    [question] = person.asked
    assert "'Report' is open before somebody in one page" in question and question.endswith("Go on?")


@ERAS
@pytest.mark.parametrize("person", [Person("decline"), Person(agree=False)], ids=["declines", "says no"])
async def test_a_person_who_does_not_want_it_keeps_the_page(app: PyWry, visit: Visit, era: Any, person: Person) -> None:
    await seen(app, visit)
    async with Client(serve(app.session), mode=era, elicitation_handler=person) as client:
        done, said = await close(client)
    assert not done and is_open(app)
    assert "the person does not want it" in said and WORD.search(said) is None


@ERAS
@pytest.mark.parametrize("person", [None, Person("cancel")], ids=["cannot ask", "cancels"])
async def test_an_agent_whose_client_cannot_ask_asks_itself(
    app: PyWry, visit: Visit, era: Any, person: Person | None
) -> None:
    await seen(app, visit)
    async with Client(serve(app.session), mode=era, elicitation_handler=person) as client:
        done, said = await close(client)
        assert not done and is_open(app)
        word = WORD.search(said)
        assert word is not None
        done, _ = await close(client, confirm=word[1])
    assert done and not is_open(app)


async def test_a_word_holds_once_and_for_the_same_call(app: PyWry, visit: Visit) -> None:
    await seen(app, visit)
    await visit(await app.show.aio("<p>y", label="other"))
    async with Client(serve(app.session)) as client:
        _, said = await close(client)
        word = (WORD.search(said) or [""])[1]
        result = await client.call_tool("page_close", {"widget": "other", "confirm": word}, raise_on_error=False)
        assert result.is_error and "not, or no longer, the word for this call" in result.content[0].text
        done, said = await close(client, confirm=word)
        assert not done and is_open(app)
        done, _ = await close(client, confirm=(WORD.search(said) or [""])[1])
    assert done and not is_open(app)


async def test_nobody_is_asked_for_a_page_that_nobody_looks_at(app: PyWry) -> None:
    await app.show.aio("<p>x", label="report")
    person = Person()
    async with Client(serve(app.session), elicitation_handler=person) as client:
        assert (await close(client))[0]
    assert person.asked == []


async def test_only_tools_that_destroy_take_the_word(app: PyWry) -> None:
    async with Client(serve(app.session, toolsets=("all",))) as client:
        tools = await client.list_tools()
    for tool in tools:
        assert tool.annotations is not None
        assert ("confirm" in tool.input_schema["properties"]) == bool(tool.annotations.destructive_hint), tool.name
        assert all(taken["description"] for taken in tool.input_schema["properties"].values()), tool.name

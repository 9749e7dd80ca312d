"""The one door: who may pass, what is recorded, and what a caller is told."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from pywry import PyWry
from pywry.runtime.audit import MemoryAudit, Record
from pywry_tools.access import Actor, Role
from pywry_tools.errors import InvalidArguments, NoSuchTool, NoSuchWidget, NotAllowed
from tests.conftest import Visit

pytestmark = pytest.mark.anyio


def actor(*roles: Role, session: str | None = None) -> Actor:
    return Actor(user="eve", roles=frozenset(roles), caller="agent", session=session)


@pytest.mark.parametrize(
    ("role", "tool", "may"),
    [
        ("viewer", "page_list_open", True),
        ("viewer", "page_show", False),
        ("editor", "page_show", True),
        ("editor", "page_close", False),
        ("admin", "page_close", True),
    ],
)
async def test_a_role_covers_what_it_should_and_no_more(app: PyWry, role: Role, tool: str, may: bool) -> None:
    shown = await app.show.aio("", label="x")
    arguments = {"page_show": {"content": ""}, "page_close": {"widget": shown.id}}.get(tool, {})
    if may:
        await app.session.call(tool, arguments, actor(role))
    else:
        with pytest.raises(NotAllowed, match=rf"{tool} needs the role '\w+'; 'eve' has {role}"):
            await app.session.call(tool, arguments, actor(role))


async def test_roles_add_up_and_none_means_nothing(app: PyWry) -> None:
    await app.session.call("page_show", {"content": ""}, actor("viewer", "editor"))
    with pytest.raises(NotAllowed, match="'eve' has none"):
        await app.session.call("page_list_open", {}, actor())


async def test_a_posted_verb_is_checked_too(app: PyWry) -> None:
    handle = await app.show.aio("")
    with pytest.raises(NotAllowed, match="page_emit needs the role 'editor'"):
        app.session.emitter(handle.id, actor("viewer"))
    with pytest.raises(NotAllowed):
        await app.session.call("page_emit", {"widget": handle.id, "event": "app:x"}, actor("viewer"))


async def test_every_call_is_recorded_with_how_it_ended(app: PyWry) -> None:
    await app.session.call("page_show", {"content": "x" * 1000, "title": "T"}, actor("editor"))
    with pytest.raises(NoSuchWidget):
        await app.session.call("page_describe", {"widget": "w-nope"}, actor("viewer"))
    refused, shown = await app.session.history()
    assert (shown.tool, shown.actor.user, shown.outcome, shown.arguments["title"]) == ("page_show", "eve", "ok", "T")
    assert len(shown.arguments["content"]) < 500
    assert shown.seconds > 0
    assert (refused.outcome, refused.error) == ("no_such_widget", refused.error)
    assert "'w-nope'" in (refused.error or "")


async def test_posted_calls_are_recorded_as_counts(app: PyWry) -> None:
    handle = await app.show.aio("")
    for n in range(250):
        handle.emit("app:x", n)
    records = await app.session.history(tool="page_emit")
    assert sum(r.count for r in records) == 250
    assert len(records) < 5


async def test_an_audit_that_fails_is_reported_and_nobody_waits_for_it(
    app: PyWry, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(MemoryAudit):
        async def write(self, record: Record) -> None:
            raise OSError("disk full")

        async def read(self, *, limit: int = 100, tool: str | None = None) -> Sequence[Record]:
            return []

    app.session.audit = Broken()
    await app.show.aio("")
    assert await app.session.history() == []
    assert "disk full" in caplog.text


async def test_agents_cannot_give_what_only_people_can(app: PyWry) -> None:
    with pytest.raises(InvalidArguments, match="callbacks: Extra inputs"):
        await app.session.call("page_show", {"content": "", "callbacks": {}}, actor("admin"))


async def test_wrong_arguments_are_named_one_by_one_with_the_signature(app: PyWry) -> None:
    with pytest.raises(InvalidArguments) as caught:
        await app.session.call("page_emit", {"widget": 5, "evnt": "x"}, actor("admin"))
    assert str(caught.value).splitlines() == [
        "page_emit cannot take these arguments:",
        "- widget: Input should be a valid string (got 5)",
        "- event: Field required",
        "- evnt: Extra inputs are not permitted (got 'x')",
        "It takes page_emit(widget, event, data?), a ? marking what may be left out.",
        'Right would be: {"widget": "w-1", "event": "app:saved"}',
    ]


async def test_values_that_do_not_go_together_are_arguments_errors_too(app: PyWry) -> None:
    handle = await app.show.aio("")
    with pytest.raises(InvalidArguments, match="either text or html"):
        handle.set_content("a")


async def test_an_unknown_tool_offers_the_nearest(app: PyWry) -> None:
    with pytest.raises(NoSuchTool, match="'page_show'"):
        await app.session.call("page_shw", {})


async def test_a_session_does_not_see_the_widgets_of_another(app: PyWry) -> None:
    mine, other = actor("admin", session="s1"), actor("admin", session="s2")
    shown = await app.session.call("page_show", {"content": ""}, mine)
    everyone = await app.show.aio("", label="shared")
    assert [w.widget for w in (await app.session.call("page_list_open", {}, mine)).widgets] == [shown.widget, "shared"]
    assert [w.widget for w in (await app.session.call("page_list_open", {}, other)).widgets] == ["shared"]
    with pytest.raises(NoSuchWidget):
        await app.session.call("page_emit", {"widget": shown.widget, "event": "app:x"}, other)
    await app.session.call("page_emit", {"widget": everyone.id, "event": "app:x"}, other)


async def test_a_tool_that_waits_blocks_no_other(app: PyWry, visit: Visit) -> None:
    handle = await app.show.aio("")
    page = await visit(handle)
    waiting = [asyncio.create_task(handle.wait_for.aio(["app:done"])) for _ in range(20)]
    for n in range(20):
        assert (await app.list_open.aio()).widgets[0].widget == handle.id
        handle.emit("app:n", n)
    page.emit("app:done", 1)
    assert all([(await w).events[0]["data"] == 1 for w in waiting])

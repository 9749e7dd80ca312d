import asyncio

from pywry import PyWry
from pywry_tools.access import Actor
from pywry_tools.errors import NotAllowed


async def main(app: PyWry) -> None:
    # region: call
    state = await app.session.call("page_show", {"content": "<h1>By name</h1>", "label": "by-name"})
    print(state.widget, state.revision)
    # endregion

    # region: roles
    reader = Actor(user="ada", roles=frozenset({"viewer"}), caller="agent")
    print(await app.session.call("page_list_open", {}, reader))
    try:
        await app.session.call("page_close", {"widget": "by-name"}, reader)
    except NotAllowed as error:
        print(error)
    # endregion

    # region: audit
    for record in await app.session.history(limit=10):
        print(record.tool, record.actor.user, record.outcome, f"{record.seconds * 1000:.1f} ms")
    # endregion


with PyWry() as app:
    asyncio.run(main(app))

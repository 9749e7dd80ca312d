"""What clients can read: the pages that are open, and the documentation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from fastmcp import FastMCP
from fastmcp.exceptions import ResourceError
from fastmcp.resources import Resource, ResourceTemplate

from pywry_tools.catalog import AnyTool, all_tools
from pywry_tools.errors import NoSuchWidget, PyWryError
from pywry_tools.ids import WidgetId
from pywry_tools.models.answers import Widgets
from pywry_tools.projections import llms, reference
from pywry_tools.projections.answers import MOST, encode, spoken
from pywry_tools.projections.mcp.door import Door
from pywry_tools.projections.mcp.requests import present

WIDGETS = "pywry://widgets"
TOOLS = "pywry://docs/tools"
JSON, MARKDOWN = "application/json", "text/markdown"
LIST = "page_list_open"


def address(widget: str) -> str:
    """The URI of a page's state."""
    return f"{WIDGETS}/{widget}"


def add_resources(server: FastMCP, tools: Sequence[AnyTool], pages: Pages) -> None:
    """Offer the state of pages and the documentation of the tools that are offered."""
    server.add_resource(
        Resource.from_function(
            pages.all,
            WIDGETS,
            name="open pages",
            description="Every page that is open: panels, what a person picked, filtered and edited, and the revision.",
            mime_type=JSON,
        )
    )
    server.add_template(
        ResourceTemplate.from_function(
            pages.one,
            f"{WIDGETS}/{{widget}}",
            name="a page",
            description="One page's state, by the id that a show tool returned. Subscribe to it to hear of changes.",
            mime_type=JSON,
        )
    )
    for document in documents(tools):
        server.add_resource(document)


def documents(tools: Sequence[AnyTool]) -> list[Resource]:
    """What the tools do, as their own words say it."""
    families = dict.fromkeys(reference.family_of(tool) for tool in tools)

    def overview() -> str:
        return llms.index(tools, lambda family: f"{TOOLS}/{family}")

    return [
        _document("pywry://docs/llms.txt", "llms.txt", "What PyWry is, and every tool in a line.", overview),
        *(
            _document(f"{TOOLS}/{name}", f"{name} tools", reference.about(name), partial(reference.family, name))
            for name in families
        ),
        _document("pywry://docs/events", "events", "Every event between a page and its program.", reference.events),
    ]


def _document(uri: str, name: str, about: str, read: Callable[[], str]) -> Resource:
    """A document that is written when somebody reads it."""

    def text() -> str:
        return read()

    return Resource.from_function(text, uri, name=name, description=about, mime_type=MARKDOWN)


class Pages:
    """Reads pages through the door, as whoever asks may see them."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def all(self) -> str:
        """Every page."""
        return encode(self._tool, await self._read(), MOST)[0]

    async def one(self, widget: str) -> str:
        """One page."""
        found = {state.widget: state for state in (await self._read()).widgets}
        if widget not in found:
            raise ResourceError(spoken(NoSuchWidget(widget, found)))
        return encode(self._tool, found[WidgetId(widget)], MOST)[0]

    async def ids(self) -> list[str]:
        """The id of every page."""
        return [str(state.widget) for state in (await self._read()).widgets]

    @property
    def _tool(self) -> AnyTool:
        return all_tools()[LIST]

    async def _read(self) -> Widgets:
        try:
            answer: Widgets = await self._door.call(self._tool, {}, present())
        except PyWryError as error:
            raise ResourceError(spoken(error)) from None
        return answer

"""Pages that are open, and what was not to be touched."""

from __future__ import annotations

from evals.agents.checks.saying import demand
from evals.agents.state import State
from evals.agents.task import Check


def pages(*wanted: str) -> Check:
    """These pages are open, and no other."""

    async def check(state: State) -> None:
        found = set(await state.pages())
        demand(found == set(wanted), f"open are {sorted(found)}, not {sorted(wanted)}")

    return check


def page_count(count: int, kind: str | None = None) -> Check:
    """So many pages are open, of one kind."""

    async def check(state: State) -> None:
        found = [page["kind"] for page in (await state.pages()).values()]
        fits = len(found) == count and (kind is None or set(found) <= {kind})
        demand(fits, f"open are {found or 'no pages'}, not {count} of {kind or 'any kind'}")

    return check


def titled(widget: str, title: str) -> Check:
    """A page has a title."""

    async def check(state: State) -> None:
        found = (await state.pages()).get(widget, {}).get("title")
        demand(found == title, f"the title of {widget} is {found!r}, not {title!r}")

    return check


def panels(widget: str, *wanted: str) -> Check:
    """These panels are on a page, and no other."""

    async def check(state: State) -> None:
        page = (await state.pages()).get(widget, {"panels": []})
        found = {panel["id"] for panel in page["panels"]}
        demand(found == set(wanted), f"the panels of {widget} are {sorted(found)}, not {sorted(wanted)}")

    return check


def untouched(widget: str, *panels: str) -> Check:
    """A page, or some of its panels, are as they were before."""

    async def check(state: State) -> None:
        now, before = (await state.pages()).get(widget), state.before[widget]
        demand(now is not None, f"{widget} is gone")
        for panel in before["panels"]:
            if not panels or panel["id"] in panels:
                demand(panel in (now or before)["panels"], f"{panel['id']} of {widget} was changed")
        other = [name for name, value in before.items() if name != "viewers" and (now or {}).get(name) != value]
        demand(bool(panels) or not other, f"of {widget}, {', '.join(other)} changed")

    return check

"""What belongs to a page and has no place in a script, and what feeds it."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from typing import Any

from pywry.export.script.around import Around, Bound
from pywry.export.script.program import Program
from pywry.export.script.source import Call, Code, flat
from pywry.export.script.values import node_of

ARGUMENTS = ("pick", "x", "y", "traces", "rate", "window", "by_id", "retry")


def note_left(program: Program, around: Around, target: str, panels: set[str] | None) -> None:
    """Name what the script does not do.

    Args:
        program: The script.
        around: What the page has.
        target: The handle of the page, as source.
        panels: Those that the script shows; None is all.
    """
    for heard in around.listening:
        if panels is None or heard.panel is None or heard.panel in panels:
            where = f"{target}.panel({flat(heard.panel)})" if heard.panel is not None else target
            program.note(f"Left out: {where}.on({flat(heard.event)}, ...), the Python function {heard.function}.")
    for heard in around.everywhere:
        program.note(f"Left out: app.on({flat(heard.event)}, ...), the Python function {heard.function}.")
    for name in around.exposed:
        program.note(f"Left out: app.expose({name}), a Python function that pages may call.")
    if around.has_menu:
        program.note("Left out: the window's menu, whose items call Python functions.")
    if around.kept:
        names = ", ".join(map(flat, around.kept))
        program.note(f"Left out: what the program kept with the page by {target}.set_data: {names}.")


def bind_lives(program: Program, around: Around, target: str, widget: str, panels: set[str] | None) -> None:
    """Bind what feeds panels and can be said; name the rest."""
    for bound in around.lives:
        if panels is not None and bound.panel not in panels:
            continue
        handle = f"{target}.panel({flat(bound.panel)})" if target == "board" else target
        if (why := _left(bound, widget)) is not None:
            said = ", ".join(f"{k}={flat(v)}" for k, v in _options(bound))
            program.note(f"Left out: {handle}.live(...{', ' if said else ''}{said}): {why}.")
        elif bound.status in ("running", "paused"):
            program.do(_bind(bound, handle, target, widget))


def _left(bound: Bound, widget: str) -> str | None:
    """Why a live source cannot be bound by the script."""
    plan = bound.plan
    if plan.parse is not None:
        return f"the lines of {bound.source} are read by a Python function"
    if plan.tool is not None:
        other = (plan.args or {}).get("widget", widget)
        return f"it asks {plan.tool} about another page, {other}" if other != widget else None
    if isinstance(plan.source, (str, PathLike)):
        return None
    return f"its source {bound.source} is Python code"


def _bind(bound: Bound, handle: str, target: str, widget: str) -> Call:
    plan = bound.plan
    keywords: dict[str, Any] = dict(_options(bound))
    if plan.tool is None:
        return Call(f"{handle}.live", (str(plan.source),), keywords)
    args = {name: Code(f"{target}.id") if name == "widget" else node_of(v) for name, v in (plan.args or {}).items()}
    return Call(f"{handle}.live", keywords={"tool": plan.tool, **({"args": args} if args else {}), **keywords})


def _options(bound: Bound) -> Iterator[tuple[str, Any]]:
    for name in ARGUMENTS:
        value = getattr(bound.plan, name)
        if value is not None and value is not False:
            yield name, node_of(value)

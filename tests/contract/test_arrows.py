"""Who may import whom. Arrows point down, and there are no circles."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.contract.source import imports, modules

# From the ground up; a room may import rooms that stand before it, and none beside it.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("pywry_tools.docstring", "pywry_tools.errors", "pywry_tools.ids", "pywry_tools.samples", "pywry_tools.unseen"),
    ("pywry_tools.schema", "pywry_tools.access", "pywry_tools.models"),
    ("pywry_tools.events", "pywry_tools.oauth"),
    ("pywry_tools.ports",),
    ("pywry_tools.tool",),
    ("pywry_tools.tools",),
    ("pywry_tools.catalog",),
    ("pywry_tools.projections",),
    (
        "pywry.environment",
        "pywry.state_mixins",
        "pywry.install",
        "pywry.progress",
        "pywry.headless",
        "pywry.transports.base",
    ),
    ("pywry.data",),
    ("pywry.wire", "pywry.panels"),
    ("pywry.render", "pywry.transports.memory"),
    ("pywry.reload",),
    ("pywry.live", "pywry.export", "pywry.datasets"),
    ("pywry.grid", "pywry.joining", "pywry.settings", "pywry.window_manager"),
    ("pywry.transports.browser", "pywry.transports.native", "pywry.runtime"),
    ("pywry.handles", "pywry.door"),
    ("pywry.serve", "pywry.exposed_types"),
    ("pywry.placement", "pywry.freeze"),
    ("pywry.app",),
    ("pywry.programs", "pywry.demo"),
    ("pywry.gallery",),
    ("pywry.commands",),
    ("pywry.cli",),
    ("pywry_agents",),
)

NEVER = {
    ("pywry.handles", "pywry.transports.browser"): "a handle works on every transport",
    ("pywry.handles", "pywry.transports.memory"): "a handle works on every transport",
    ("pywry.handles", "pywry.transports.native"): "a handle works on every transport",
    ("pywry.runtime", "pywry.render"): "only transports draw pages",
    ("pywry.runtime", "pywry.transports.memory"): "the runtime knows the port alone",
    ("pywry.headless", "pywry_tools.tools"): "a browser knows nothing of tools",
}

# Third parties that the ground floor may know; it has to be light.
GROUND = {"pydantic", "pydantic_core", "typing_extensions"}
ONLY = {
    "fastmcp": ("pywry_tools.projections.mcp", "pywry.serve", "pywry.commands.call"),
    "mcp_types": ("pywry_tools.projections.mcp",),
    "mcp": ("pywry_tools.projections.mcp",),
    "acp": ("pywry_agents",),
}

FACE = ("pywry", "pywry_tools", "pywry_agents")


def room(name: str) -> str:
    """The room that a module or a name in it belongs to."""
    parts = name.split(".")
    if parts[0] == "pywry_agents":
        return parts[0]
    return ".".join(parts[: 3 if parts[:2] == ["pywry", "transports"] else 2])


def height(name: str) -> int | None:
    """On which floor a room stands; None for what is no room, such as `pywry.__version__`."""
    return next((i for i, floor in enumerate(FLOORS) if name in floor), None)


def arrows() -> Iterator[tuple[str, str]]:
    """Every import of one of our modules by another, as (module, imported name)."""
    for module, path in modules().items():
        for target in imports(path):
            if target.split(".")[0] in FACE:
                yield module, target


def test_every_room_stands_on_a_floor() -> None:
    homeless = {room(module) for module in modules() if "." in module and height(room(module)) is None}
    assert homeless <= {"pywry.transports"}, f"say in FLOORS where these stand: {sorted(homeless)}"


def test_arrows_point_down() -> None:
    wrong = [
        f"{module} imports {target}"
        for module, target in arrows()
        if module not in FACE
        and room(module) != room(target)
        and (above := height(room(module))) is not None
        and (below := height(room(target))) is not None
        and below >= above
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("upper", "lower"), NEVER)
def test_some_rooms_do_not_know_each_other_at_all(upper: str, lower: str) -> None:
    wrong = [f"{m} imports {t}: {NEVER[upper, lower]}" for m, t in arrows() if (room(m), room(t)) == (upper, lower)]
    assert not wrong, "\n".join(wrong)


def test_the_ground_floor_knows_pydantic_and_nothing_else_from_outside() -> None:
    known = GROUND | set(sys.stdlib_module_names) | set(FACE)
    wrong = [
        f"{module} imports {target}"
        for module, path in modules().items()
        if module.startswith("pywry_tools") and not module.startswith("pywry_tools.projections")
        for target in imports(path)
        if target.split(".")[0] not in known
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_known_where_it_belongs_alone(library: str) -> None:
    wrong = [
        f"{module} imports {target}"
        for module, path in modules().items()
        for target in imports(path)
        if target.split(".")[0] == library and not module.startswith(ONLY[library])
    ]
    assert not wrong, "\n".join(wrong)


def test_providers_do_not_know_each_other() -> None:
    home = "pywry_agents.providers."
    wrong = [
        f"{module} imports {target}"
        for module, target in arrows()
        if module.startswith(home)
        and target.startswith(home)
        and target.split(".")[2] not in (module.split(".")[2], "base")
    ]
    assert not wrong, "\n".join(wrong)

"""A saved layout, taken back by panels that may be others by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pywry.panels.arrangement import Arrangement, arranged, line_of, sizes_of, strips_of
from pywry.panels.places import Block, Spot, placed, risen
from pywry_tools.models.dashboard import Layout, PanelSpec, Place, Strip

Area = tuple[str, str] | None
"""A strip and a tab of it; None is the page."""


def restored(
    layout: Layout, specs: Mapping[str, PanelSpec], before: Arrangement
) -> tuple[dict[str, PanelSpec], Arrangement]:
    """The panels in the order and the tabs of a saved layout, and each where it stood.

    What stood above or below panels that are gone moves together. Panels that the layout does not know stand at the end
    of the page, or of their tab.

    Raises:
        BadData: It names a panel twice.
    """
    known = layout.model_copy(update={"items": [item for item in layout.items if item.panel in specs]})
    ordered = {name: _declared(spec, specs[name]) for name, spec in arranged(specs, known).items()}
    arrangement = before.moved_by(known, ordered)
    arrangement.moved |= {place.panel: place for place in _following(known, ordered)}
    arrangement.strips |= _strips_following(known, ordered)
    return ordered, arrangement if len(known.items) == len(layout.items) else closed_up(arrangement, ordered)


def closed_up(arrangement: Arrangement, specs: Mapping[str, PanelSpec]) -> Arrangement:
    """The same without the room of what is gone: the tabs first, for their strips are as high as they are."""
    areas: Iterable[Area] = [*dict.fromkeys(_area(spec) for spec in specs.values() if spec.tab is not None), None]
    for area in areas:
        arrangement = _raised(arrangement, specs, area)
    return arrangement


def _declared(spec: PanelSpec, before: PanelSpec) -> PanelSpec:
    """A spec in its new tab that asks for the cell that it always asked for."""
    cell = {name: getattr(before, name) for name in ("col", "row", "width", "height")}
    return spec.model_copy(update=cell)


def _area(thing: PanelSpec | Place) -> Area:
    return None if thing.tab is None else (thing.tabs or "", thing.tab)


def _following(layout: Layout, specs: Mapping[str, PanelSpec]) -> Iterator[Place]:
    """Places for the panels that a layout does not know, below those that it knows."""
    known = {item.panel for item in layout.items}
    areas: dict[Area, list[Block]] = {}
    for name, (width, height) in sizes_of(specs.values()).items():
        if name not in known:
            block = Block(name=name, width=width, height=height, line=line_of(specs[name]))
            areas.setdefault(_area(specs[name]), []).append(block)
    for area, blocks in areas.items():
        below = _bottom(layout, area)
        for name, spot in placed(blocks).items():
            yield _place(name, replace(spot, row=spot.row + below))


def _strips_following(layout: Layout, specs: Mapping[str, PanelSpec]) -> dict[str, tuple[int, int]]:
    known, row = {strip.tabs for strip in layout.strips}, _bottom(layout, None) + 1
    return {name: (1, row) for name in strips_of(specs.values()) if name not in known}


def _bottom(layout: Layout, area: Area) -> int:
    """The last row that a layout uses on the page or in a tab."""
    things: list[Place | Strip] = [item for item in layout.items if _area(item) == area]
    things += layout.strips if area is None else []
    return max((thing.row + (thing.height or 1) - 1 for thing in things if thing.row), default=0)


def _raised(arrangement: Arrangement, specs: Mapping[str, PanelSpec], area: Area) -> Arrangement:
    layout = Layout.model_validate(arrangement.layout(specs))
    items = {("panel", item.panel): _spot(item) for item in layout.items if _area(item) == area}
    strips = {("strip", strip.tabs): _spot(strip) for strip in layout.strips if area is None}
    found = risen(items | strips)
    moved = {name: _place(name, spot) for (what, name), spot in found.items() if what == "panel"}
    begin = {name: (spot.col, spot.row) for (what, name), spot in found.items() if what == "strip"}
    return replace(arrangement, moved=arrangement.moved | moved, strips=arrangement.strips | begin)


def _spot(thing: Place | Strip) -> Spot:
    return Spot(thing.col or 1, thing.row or 1, thing.width or 1, thing.height or 1)


def _place(name: str, spot: Spot) -> Place:
    return Place(panel=name, col=spot.col, row=spot.row, width=spot.width, height=spot.height)

"""The arrangement of a dashboard: what its panels ask for, what a person made of it, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from pywry.panels.places import COLUMNS, Block, Line, Spot, extent, placed, wire
from pywry_tools.errors import BadData, NoSuchPanel, nearest
from pywry_tools.models.dashboard import Layout, PanelSpec, Place

VERSION = 1
ROW_HEIGHT = 40
GAP = 16
SIZES: Mapping[str, tuple[int, int]] = {
    "metric": (3, 2),
    "chart": (6, 8),
    "grid": (12, 9),
    "markdown": (12, 4),
    "html": (12, 6),
    "input": (3, 2),
}
PLACE = ("width", "height", "col", "row", "tab", "tabs")
"""The fields of a panel that say where it stands."""


@dataclass
class Arrangement:
    """Where panels stand.

    Attributes:
        editable: Whether a person may move and resize them.
        moved: What a person made of it, by panel.
        strips: Where strips of tabs begin that do not follow from their panels, by name.
        shown: The tabs that viewers see at first, by strip; of others it is the first.
    """

    editable: bool = True
    moved: dict[str, Place] = field(default_factory=dict[str, Place])
    strips: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    shown: dict[str, str] = field(default_factory=dict[str, str])

    def kept(self, before: Mapping[str, PanelSpec], after: Mapping[str, PanelSpec]) -> Arrangement:
        """The same for other panels; those that ask for another place are no longer where a person put them."""
        same = {
            n: p
            for n, p in self.moved.items()
            if n in after and n in before and place_of(after[n]) == place_of(before[n])
        }
        return Arrangement(self.editable, same, dict(self.strips), dict(self.shown))

    def moved_by(self, layout: Layout, specs: Mapping[str, PanelSpec]) -> Arrangement:
        """What a person made of it; panels that are gone by now are left out."""
        moved = {item.panel: item for item in layout.items if item.panel in specs}
        return replace(self.said_by(layout), moved=moved)

    def said_by(self, layout: Layout) -> Arrangement:
        """What a layout says of strips; what a person moved is where the layout puts it."""
        begin = {strip.tabs: (strip.col, strip.row) for strip in layout.strips if strip.col and strip.row}
        shown = {strip.tabs: strip.shown for strip in layout.strips if strip.shown is not None}
        return Arrangement(self.editable, {}, begin, self.shown | shown)

    def layout(self, specs: Mapping[str, PanelSpec]) -> dict[str, Any]:
        """The layout as `dashboard_layout` gives it: panels and strips of tabs with their cells.

        Raises:
            BadData: Two panels overlap, or one reaches beyond the page.
        """
        blocks = {block.name: block for block in self._blocks(specs)}
        strips = {name: self._strip(name, tabs, blocks) for name, tabs in strips_of(specs.values()).items()}
        order = list(dict.fromkeys(_key(spec) for spec in specs.values()))
        at = placed([strips[key[1]].block if isinstance(key, tuple) else blocks[key] for key in order])
        items: list[dict[str, Any]] = []
        out: list[dict[str, Any]] = []
        by_block = {strip.block.name: strip for strip in strips.values()}
        for name, spot in at.items():
            if name in by_block:
                items += by_block[name].items
                out.append(self._said(by_block[name], spot))
            else:
                items.append({"panel": name, **wire(spot)})
        return {"version": VERSION, "columns": COLUMNS, "items": items, "strips": out}

    def _said(self, strip: TabStrip, spot: Spot) -> dict[str, Any]:
        said = {"tabs": strip.name, **wire(spot), "names": list(strip.tabs)}
        shown = self.shown.get(strip.name)
        return {**said, "shown": shown} if shown in strip.tabs else said

    def state(self, specs: Mapping[str, PanelSpec]) -> dict[str, Any]:
        """The value of the state key `layout`."""
        return {**self.layout(specs), "rowHeight": ROW_HEIGHT, "gap": GAP, "editable": self.editable}

    def _blocks(self, specs: Mapping[str, PanelSpec]) -> Iterator[Block]:
        for name, (width, height) in sizes_of(specs.values()).items():
            moved, spec = self.moved.get(name), specs[name]
            if moved is None:
                yield Block(name=name, width=width, height=height, col=spec.col, row=spec.row, line=line_of(spec))
            else:
                width, height = moved.width or width, moved.height or height
                is_moved = bool(moved.col and moved.row)
                yield Block(name=name, width=width, height=height, col=moved.col, row=moved.row, moved=is_moved)

    def _strip(self, name: str, tabs: Mapping[str, Sequence[str]], blocks: Mapping[str, Block]) -> TabStrip:
        inner = {tab: placed([blocks[panel] for panel in panels]) for tab, panels in tabs.items()}
        width, height = extent(spot for spots in inner.values() for spot in spots.values())
        col, row = self.strips.get(name, (None, None))
        label = f"tabs {name}".strip()
        block = Block(name=label, width=width, height=height + 1, col=col, row=row, moved=col is not None)
        return TabStrip(name, inner, block)


@dataclass(frozen=True)
class TabStrip:
    """A strip of tabs and the panels in them.

    Attributes:
        name: Its name; "" where it has none.
        tabs: By tab, where its panels stand within it.
        block: The room that it wants.
    """

    name: str
    tabs: Mapping[str, Mapping[str, Spot]]
    block: Block

    @property
    def items(self) -> list[dict[str, Any]]:
        """Its panels as a layout has them."""
        own = {"tabs": self.name} if self.name else {}
        return [
            {"panel": panel, **wire(spot), "tab": tab, **own}
            for tab, spots in self.tabs.items()
            for panel, spot in spots.items()
        ]


def _key(spec: PanelSpec) -> str | tuple[str, str]:
    return spec.id if spec.tab is None else ("tabs", spec.tabs or "")


def strips_of(specs: Iterable[PanelSpec]) -> dict[str, dict[str, list[str]]]:
    """The panels by strip and tab, in reading order."""
    found: dict[str, dict[str, list[str]]] = {}
    for spec in specs:
        if spec.tab is not None:
            found.setdefault(spec.tabs or "", {}).setdefault(spec.tab, []).append(spec.id)
    return found


def sizes_of(specs: Iterable[PanelSpec]) -> dict[str, tuple[int, int]]:
    """Every panel's width and height, as they were given or as they suit its kind.

    Metrics that stand side by side get one height.
    """
    found: dict[str, tuple[int, int]] = {}
    for _, run in groupby(specs, key=lambda spec: (spec.kind, spec.tab)):
        group = list(run)
        tallest = max(height_of(spec) for spec in group)
        for spec in group:
            found[spec.id] = spec.width or SIZES[spec.kind][0], spec.height or tallest
    return found


def line_of(spec: PanelSpec) -> Line:
    """How a panel flows: one that says how wide it is was meant to stand beside others."""
    if spec.width is not None:
        return "part"
    return "word" if spec.kind in ("metric", "input") else "paragraph"


def height_of(spec: PanelSpec) -> int:
    """How many rows a panel needs where none were given."""
    small_print = spec.spark is not None or spec.hint is not None or spec.delta is not None
    return SIZES[spec.kind][1] + (1 if spec.kind == "metric" and small_print else 0)


def place_of(spec: PanelSpec) -> tuple[Any, ...]:
    """Where a panel asked to stand."""
    return tuple(getattr(spec, name) for name in PLACE)


def in_place_of(spec: PanelSpec, old: PanelSpec | None) -> PanelSpec:
    """A spec that stands where the one stood that it replaces, as far as it does not say another place."""
    if old is None or old.kind != spec.kind:
        return spec
    update = {name: getattr(old, name) for name in PLACE if getattr(spec, name) is None}
    return spec.model_copy(update={name: value for name, value in update.items() if value is not None})


def arranged(specs: Mapping[str, PanelSpec], layout: Layout) -> dict[str, PanelSpec]:
    """The specs in a new order and with new places; those that are not named follow.

    Raises:
        NoSuchPanel: It names a panel that is not there.
        BadData: It names one twice.
    """
    named: dict[str, PanelSpec] = {}
    for item in layout.items:
        if item.panel not in specs:
            raise NoSuchPanel(item.panel, specs, where=" on the dashboard")
        if item.panel in named:
            raise BadData(f"the layout names {item.panel!r} twice; give each panel one place.")
        named[item.panel] = specs[item.panel].model_copy(update=_place(item, is_whole=layout.version is not None))
    open_place = {"col": None, "row": None}
    rest = {name: spec.model_copy(update=open_place) for name, spec in specs.items() if name not in named}
    return {**named, **rest}


def _place(item: Place, *, is_whole: bool) -> dict[str, Any]:
    """What an item changes of a spec; a whole layout says of every panel in which tab it stands."""
    place: dict[str, Any] = {"col": item.col, "row": item.row}
    place |= {name: size for name in ("width", "height") if (size := getattr(item, name)) is not None}
    if is_whole or "tab" in item.model_fields_set:
        place |= {"tab": item.tab, "tabs": item.tabs}
    return place


def strip_with(tab: str, strips: Mapping[str, Sequence[str]], wanted: str | None) -> str:
    """The strip that has a tab.

    Args:
        tab: Its name.
        strips: The tabs of every strip.
        wanted: The strip in which to look; None is all.

    Raises:
        BadData: None has it, or several.
    """
    open_ones = {name: tabs for name, tabs in strips.items() if wanted in (None, name)}
    found = [name for name, tabs in open_ones.items() if tab in tabs]
    if not found:
        raise BadData(f"there is no tab {tab!r}. {nearest(tab, [t for tabs in open_ones.values() for t in tabs])}")
    if len(found) > 1:
        raise BadData(f"several strips have a tab {tab!r}; give tabs: {', '.join(map(repr, found))}.")
    return found[0]

"""A dashboard: panels, the tables that they share, and the links between them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from pywry.data.table import Table
from pywry.panels.assembly import Assembly
from pywry.panels.chart import ChartPanel
from pywry.panels.crossfilter import CrossFilter
from pywry_tools.errors import BadData, NoSuchPanel
from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import Link, PanelSpec
from pywry_tools.ports import Panel

COLUMNS = 12
ROW_HEIGHT = 40
GAP = 16
SIZES: Mapping[str, tuple[int, int]] = {
    "metric": (3, 2),
    "chart": (6, 8),
    "grid": (12, 9),
    "markdown": (12, 4),
    "html": (12, 6),
}


class Board:
    """Panels in reading order. Changes are taken as a whole or not at all; `react` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._parts = Assembly({})
        self._filter = CrossFilter(self._parts)

    @property
    def panels(self) -> Sequence[Panel]:
        """The panels, in reading order."""
        return [self._parts.panels[name] for name in self._parts.specs]

    @property
    def layout(self) -> dict[str, Any]:
        """The value of the state key `layout`."""
        items = list(sizes_of(self._parts.specs.values()))
        return {"columns": COLUMNS, "rowHeight": ROW_HEIGHT, "gap": GAP, "items": items}

    @property
    def facts(self) -> dict[str, Any]:
        """Datasets, links, and what is filtered."""
        with self._lock:
            datasets = {name: {"rows": t.rows, "columns": t.types} for name, t in self._parts.datasets.items()}
            return {"datasets": datasets, **self._filter.facts()}

    def change(
        self,
        *,
        panels: Sequence[PanelSpec] = (),
        remove: Sequence[str] = (),
        datasets: Mapping[str, Any] | None = None,
        links: Sequence[Link] | None = None,
        sizes: Mapping[str, Mapping[str, int]] | None = None,
    ) -> Sequence[Panel]:
        """Take new specs in; all of them or none. Returns the panels that are new or have changed.

        Raises:
            BadData: Something does not fit; the message names the panel and the nearest names.
            NoSuchPanel: A panel to remove or to resize is not there.
        """
        with self._lock:
            specs = arranged(self._merged(panels, remove), sizes or {})
            wanted = self._kept_links(specs) if links is None else links
            stale = {s.id for s in panels} | {s.id for s in specs.values() if s.dataset in (datasets or {})}
            stale |= self._turned(specs, wanted)
            parts = self._assembled(specs, datasets or {}, wanted, stale)
            links_at_work = CrossFilter(parts, wanted, lenient=links is None)
            links_at_work.carry(self._filter, stale)
            stale |= self._narrowed_anew(links_at_work, stale)
            self._parts, self._filter = parts, links_at_work
            return [parts.panels[name] for name in specs if name in stale]

    def _merged(self, panels: Sequence[PanelSpec], remove: Sequence[str]) -> dict[str, PanelSpec]:
        for name in remove:
            if name not in self._parts.specs:
                raise NoSuchPanel(name, self._parts.specs, where=" on the dashboard")
        merged = {name: spec for name, spec in self._parts.specs.items() if name not in remove}
        seen: set[str] = set()
        for spec in panels:
            if spec.id in seen:
                raise BadData(f"two panels have the id {spec.id!r}; give each panel an id of its own.")
            seen.add(spec.id)
            merged[spec.id] = spec
        return merged

    def _kept_links(self, specs: Mapping[str, PanelSpec]) -> list[Link]:
        """The links as they were declared, without panels that are gone."""
        out: list[Link] = []
        for link in (f.link for f in self._filter.followers if f.link.source in specs):
            targets = None if link.targets is None else [name for name in link.targets if name in specs]
            out.append(link.model_copy(update={"targets": targets}))
        return out

    def _turned(self, specs: Mapping[str, PanelSpec], links: Sequence[Link]) -> set[str]:
        """Charts that are a source now and were none, or the other way: a drag in them means something else."""
        return {n for n, recipe in self._parts.recipes.items() if n in specs and recipe.picks != (n in sources(links))}

    def _assembled(
        self, specs: Mapping[str, PanelSpec], datasets: Mapping[str, Any], links: Sequence[Link], stale: set[str]
    ) -> Assembly:
        parts = Assembly({**self._parts.datasets, **{name: Table.of(data) for name, data in datasets.items()}})
        for spec in specs.values():
            if spec.id in stale:
                parts.add(spec, picks=spec.id in sources(links))
            else:
                parts.keep(spec, self._parts)
        return parts

    def _narrowed_anew(self, after: CrossFilter, stale: set[str]) -> set[str]:
        """Make the panels whose rows have changed with the links, and those that are new while a filter is on."""
        changed: set[str] = set()
        for name in after.parts.specs:
            known = name in self._parts.specs and name not in stale
            new, values = after.mask(name), after.values(name)
            old, before = (self._filter.mask(name), self._filter.values(name)) if known else (None, {})
            if values != before:
                after.parts.set(name, values, new)
                changed.add(name)
            elif not same(old, new) or self._unmarked(name, after):
                after.parts.make(name, new)
                changed.add(name)
        return changed

    def _unmarked(self, name: str, after: CrossFilter) -> bool:
        """Whether a chart shows a click that no link remembers any more."""
        panel = after.parts.panels[name]
        shown = isinstance(panel, ChartPanel) and any("selectedpoints" in trace for trace in panel.traces)
        return shown and not any(f.link.source == name and f.mark for f in after.followers)

    def react(self, event: Event) -> Sequence[Event | Panel]:
        """What follows from an event of a page: changes of the panels that a link narrows."""
        with self._lock:
            return self._filter.react(event)


def sources(links: Sequence[Link]) -> set[str]:
    """The panels in which a person selects."""
    return {link.source for link in links if link.event != "click"}


def same(one: Any, other: Any) -> bool:
    """Whether two masks leave the same rows."""
    return one is other or (one is not None and other is not None and np.array_equal(one, other))


def sizes_of(specs: Iterable[PanelSpec]) -> Iterator[dict[str, Any]]:
    """Every panel's width and height, as they were given or as they suit its kind.

    Metrics that stand side by side get one height.
    """
    for _, run in groupby(specs, key=lambda spec: spec.kind):
        group = list(run)
        tallest = max(height_of(spec) for spec in group)
        for spec in group:
            width, _ = SIZES[spec.kind]
            yield {"panel": spec.id, "width": spec.width or width, "height": spec.height or tallest}


def height_of(spec: PanelSpec) -> int:
    """How many rows a panel needs where none were given."""
    small_print = spec.spark is not None or spec.hint is not None or spec.delta is not None
    return SIZES[spec.kind][1] + (1 if spec.kind == "metric" and small_print else 0)


def arranged(specs: Mapping[str, PanelSpec], sizes: Mapping[str, Mapping[str, int]]) -> dict[str, PanelSpec]:
    """The specs in a new order and with new sizes; those that are not named follow.

    Raises:
        NoSuchPanel: A size is for a panel that is not there.
    """
    for name in sizes:
        if name not in specs:
            raise NoSuchPanel(name, specs, where=" on the dashboard")
    named = {name: specs[name].model_copy(update=dict(size)) for name, size in sizes.items()}
    return {**named, **{name: spec for name, spec in specs.items() if name not in named}}

"""A dashboard: panels, the tables that they share, and the links between them."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import deepcopy
from typing import Any

import numpy as np

from pywry.data.table import Table
from pywry.panels.arrangement import Arrangement, arranged, in_place_of, strip_with
from pywry.panels.assembly import Assembly
from pywry.panels.chart import ChartPanel
from pywry.panels.crossfilter import CrossFilter
from pywry.panels.history import History, Version, words_for
from pywry.panels.input import InputPanel
from pywry.panels.saved import closed_up, restored
from pywry_tools.errors import BadData, NoSuchPanel
from pywry_tools.events import dashboard
from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import Layout, Link, PanelSpec
from pywry_tools.ports import Panel, Reaction


class Board:
    """Panels in reading order. Changes are taken as a whole or not at all; `react` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._parts = Assembly({})
        self._filter = CrossFilter(self._parts)
        self._arrangement = Arrangement()
        self._history = History()

    @property
    def panels(self) -> Sequence[Panel]:
        """The panels, in reading order."""
        return [self._parts.panels[name] for name in self._parts.specs]

    @contextmanager
    def held(self) -> Generator[None]:
        """Let nobody change it meanwhile."""
        with self._lock:
            yield

    @property
    def parts(self) -> Assembly:
        """What the panels are made from, as it is now."""
        return self._parts

    @property
    def arrangement(self) -> Arrangement:
        """What a person made of the layout, as it is now."""
        return self._arrangement

    @property
    def links(self) -> Sequence[Link]:
        """The links, as they were declared."""
        return [follower.link for follower in self._filter.followers]

    def kept(self, panel: str) -> Any:
        """The rows that links leave a panel; None if none narrows it."""
        return self._filter.kept(panel)

    @property
    def layout(self) -> dict[str, Any]:
        """Where the panels stand, as `change` takes it."""
        with self._lock:
            return self._arrangement.layout(self._parts.specs)

    @property
    def state(self) -> dict[str, Any]:
        """The value of the state key `layout`."""
        with self._lock:
            return self._arrangement.state(self._parts.specs)

    @property
    def facts(self) -> dict[str, Any]:
        """Panels as they were declared, datasets, links, and what is filtered."""
        with self._lock:
            panels = [spec.brief() for spec in self._parts.specs.values()]
            datasets = {name: {"rows": t.rows, "columns": t.types} for name, t in self._parts.datasets.items()}
            return {"panels": panels, "datasets": datasets, **self._filter.facts()}

    def change(
        self,
        *,
        panels: Sequence[PanelSpec] = (),
        remove: Sequence[str] = (),
        datasets: Mapping[str, Any] | None = None,
        links: Sequence[Link] | None = None,
        layout: Layout | None = None,
        editable: bool | None = None,
    ) -> Sequence[Panel]:
        """Take new specs in; all of them or none. Returns the panels that are new or have changed.

        Raises:
            BadData: Something does not fit; the message names the panel and the nearest names.
            NoSuchPanel: A panel to remove or to move is not there.
        """
        with self._lock:
            specs = self._merged(panels, remove)
            arrangement = self._arrangement.kept(self._parts.specs, specs)
            if layout is not None and layout.version is not None:
                specs, arrangement = restored(layout, specs, arrangement)
            elif layout is not None:
                specs = arranged(specs, layout)
                arrangement = arrangement.said_by(layout)
            elif remove and arrangement.moved.keys() >= specs.keys():
                arrangement = closed_up(arrangement, specs)
            if editable is not None:
                arrangement.editable = editable
            wanted = self._kept_links(specs) if links is None else links
            words = words_for(
                panels,
                self._parts.specs,
                remove=remove,
                datasets=list(datasets or {}),
                links=links is not None and bool(self._parts.specs),
                layout=layout is not None,
            )
            stale = {s.id for s in panels} | {s.id for s in specs.values() if s.dataset in (datasets or {})}
            changed = self._take(specs, datasets or {}, wanted, arrangement, stale, lenient=links is None)
            self._history.add(self._version(words))
            return changed

    def _take(
        self,
        specs: Mapping[str, PanelSpec],
        datasets: Mapping[str, Any],
        links: Sequence[Link],
        arrangement: Arrangement,
        stale: set[str],
        *,
        lenient: bool,
    ) -> Sequence[Panel]:
        """Show other panels; those that are stale are made anew."""
        arrangement.layout(specs)
        stale |= self._turned(specs, links)
        parts = self._assembled(specs, datasets, links, stale)
        links_at_work = CrossFilter(parts, links, lenient=lenient)
        links_at_work.carry(self._filter, stale)
        links_at_work.start()
        stale |= self._narrowed_anew(links_at_work, stale)
        self._parts, self._filter, self._arrangement = parts, links_at_work, arrangement
        return [parts.panels[name] for name in specs if name in stale]

    def _version(self, words: str) -> Version:
        return Version(
            words=words,
            specs=dict(self._parts.specs),
            datasets=dict(self._parts.datasets),
            links=[follower.link for follower in self._filter.followers],
            arrangement=self._arrangement,
        )

    @property
    def versions(self) -> list[dict[str, Any]]:
        """What was changed, oldest first."""
        with self._lock:
            return self._history.facts()

    def step(self, steps: int) -> tuple[Sequence[Panel], Sequence[str]]:
        """Show another version: some changes back (below zero), or forth again.

        Returns:
            The panels that are there again or otherwise, and the ids of those that are gone.

        Raises:
            BadData: There are not so many changes.
        """
        with self._lock:
            wanted, now = self._history.at(steps), self._parts
            stale = {name for name, spec in wanted.specs.items() if now.specs.get(name) is not spec}
            other = {name for name, table in wanted.datasets.items() if now.datasets.get(name) is not table}
            stale |= {name for name, spec in wanted.specs.items() if spec.dataset in other}
            gone = [name for name in now.specs if name not in wanted.specs]
            arrangement = deepcopy(wanted.arrangement)
            changed = self._take(wanted.specs, wanted.datasets, wanted.links, arrangement, stale, lenient=True)
            self._history.go(steps)
            return changed, gone

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
            merged[spec.id] = in_place_of(spec, self._parts.specs.get(spec.id))
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
                again = spec is self._parts.specs.get(spec.id)
                parts.add(spec, picks=spec.id in sources(links), again=again)
                if again:
                    self._choose_again(spec, parts)
            else:
                parts.keep(spec, self._parts)
        return parts

    def _choose_again(self, spec: PanelSpec, parts: Assembly) -> None:
        """Let an input whose dataset was replaced keep what a person chose, where it is still offered."""
        before = self._parts.panels[spec.id]
        if isinstance(before, InputPanel):
            with suppress(BadData):
                parts.choose(spec.id, before.value)

    def _narrowed_anew(self, after: CrossFilter, stale: set[str]) -> set[str]:
        """Make the panels whose rows have changed with the links, and those that are new while a filter is on."""
        changed: set[str] = set()
        for name in after.parts.specs:
            known = name in self._parts.specs and name not in stale
            new, values = after.kept(name), after.values(name)
            old, before = (self._filter.kept(name), self._filter.values(name)) if known else (None, {})
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

    def select(self, tab: str, tabs: str | None = None) -> str:
        """Show a tab to viewers at first; the name of its strip.

        Raises:
            BadData: There is no such tab, or several and no strip was named.
        """
        with self._lock:
            strips = self.layout["strips"]
            strip = strip_with(tab, {strip["tabs"]: strip["names"] for strip in strips}, tabs)
            self._arrangement.shown[strip] = tab
            return strip

    def react(self, event: Event) -> Sequence[Event | Panel | Mapping[str, Any]]:
        """What follows from an event of a page: changes of the panels that a link narrows, or another layout."""
        with self._lock:
            if isinstance(event, dashboard.LayoutChanged):
                return [self._rearranged(event.layout)]
            if isinstance(event, dashboard.InputChanged):
                return self._chosen(event)
            return self._filter.react(event)

    def _chosen(self, event: dashboard.InputChanged) -> Sequence[Event | Panel]:
        panel = self._parts.panels.get(event.panel_id)
        if not isinstance(panel, InputPanel) or panel.value == event.value:
            return ()
        return self._filter.choose(event.panel_id, event.value)

    def _rearranged(self, layout: Layout) -> dict[str, Any]:
        """Take over what a person made of the layout, where that is allowed; the state of the layout then."""
        if self._arrangement.editable:
            self._arrangement = self._arrangement.moved_by(layout, self._parts.specs)
            self._history.add(self._version("a person arranged the panels"))
        return self.state


def board_of(react: Reaction | None) -> Board:
    """The board behind the reaction that a widget was opened with.

    Raises:
        NoSuchPanel: There is none, for the widget is no dashboard.
    """
    board = getattr(react, "__self__", None)
    if isinstance(board, Board):
        return board
    raise NoSuchPanel("dashboard", (), where=": the page was replaced by one that is no dashboard")


def sources(links: Sequence[Link]) -> set[str]:
    """The panels in which a person selects."""
    return {link.source for link in links if link.event != "click"}


def same(one: Any, other: Any) -> bool:
    """Whether two choices leave the same rows."""
    return one is other or (one is not None and other is not None and np.array_equal(one, other))

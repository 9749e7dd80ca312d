"""Links at work: what was picked where, which rows that leaves every panel, and what it sets of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

from pywry.data.columns import Mask, Positions
from pywry.panels.assembly import Assembly
from pywry.panels.base import BasePanel, given
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry.panels.handover import check_circles, fields_of, value_of, worded
from pywry.panels.input import InputPanel
from pywry.panels.picks import Pick, chosen_in, masks_of, picked
from pywry.panels.recipes.base import numbers_of
from pywry_tools.errors import BadData, nearest
from pywry_tools.events import grid, plotly
from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import Link, PanelSpec
from pywry_tools.ports import Panel

SELECT = (plotly.Selected, plotly.Deselected, grid.RowsSelected)
CLICK = (plotly.Clicked, plotly.Deselected, grid.CellClicked)
UNMARKED = ("pie", "heatmap", "box")
CHOOSERS: frozenset[str] = frozenset({"input"})
"""Kinds of panels whose value, once set, counts as chosen in them."""


@dataclass
class Follower:
    """A link that is at work.

    Attributes:
        link: As it was declared.
        targets: The panels that it narrows or sets.
        fields: Of a link that sets: the field of each target.
        masks: The rows that it leaves, by dataset; empty while nothing is picked.
        value: What it sets; None while nothing is picked.
        mark: What was clicked; None for a selection.
    """

    link: Link
    targets: Sequence[str]
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    masks: dict[str, Mask] = field(default_factory=dict[str, Mask])
    value: Any = None
    mark: Any = None

    @property
    def on(self) -> bool:
        """Whether something is picked."""
        return bool(self.masks) or self.value is not None

    def hears(self, event: Event) -> bool:
        """Whether an event is for it."""
        wanted = {"select": SELECT, "click": CLICK, None: (*SELECT, *CLICK)}[self.link.event]
        return event.panel == self.link.source and isinstance(event, wanted)


class CrossFilter:
    """The links between the panels of an assembly.

    Args:
        parts: The panels.
        links: As they were declared.
        lenient: Whether a link that has lost its targets is left out instead of refused.

    Raises:
        BadData: A link does not fit; the message says which and offers the nearest names.
    """

    def __init__(self, parts: Assembly, links: Sequence[Link] = (), *, lenient: bool = False) -> None:
        self.parts = parts
        check_circles(link for link in links if link.kind == "set")
        found = [self._follower(link) for link in links]
        for follower in [] if lenient else found:
            if not follower.targets:
                shown = self._own(follower.link) or follower.link.column
                raise BadData(f"the link from {follower.link.source!r} has no targets; no other panel shows {shown!r}.")
        self.followers = [follower for follower in found if follower.targets]
        self._kept: dict[tuple[int, ...], Positions] = {}

    # --- resolving

    def _follower(self, link: Link) -> Follower:
        source = self._source(link)
        own = self._own(link)
        if link.kind == "set":
            self._check_column(link, source)
            fields = fields_of(link, self.parts.specs)
            return Follower(link, list(fields), fields)
        if link.column is None and source.kind in CHOOSERS:
            link = link.model_copy(update={"column": source.column})
        if link.column is None and own is None:
            raise BadData(
                f"the link from {link.source!r} needs column: its panel shows no dataset whose rows could be picked."
            )
        self._check_column(link, source)
        return Follower(link, self._targets(link, own))

    def _check_column(self, link: Link, source: PanelSpec) -> None:
        table = self.parts.table(source.id)
        if link.column is not None and table is not None:
            table.column(link.column)
        elif link.column is not None and link.kind == "set":
            raise BadData(
                f"the link from {link.source!r} cannot hand on the column {link.column!r}: its panel shows no table; "
                "leave column out for the name of what was picked."
            )

    def _own(self, link: Link) -> str | None:
        """The dataset whose rows are picked in the source."""
        source = self.parts.specs[link.source]
        return source.dataset if self.parts.table(source.id) is not None else None

    def _source(self, link: Link) -> PanelSpec:
        spec = self.parts.specs.get(link.source)
        if spec is None:
            raise BadData(f"a link's source {link.source!r} is no panel. {nearest(link.source, self.parts.specs)}")
        if spec.kind not in ("chart", "grid", *CHOOSERS):
            raise BadData(f"a link's source must be a chart, a grid or an input; {link.source!r} is a {spec.kind}.")
        return spec

    def _targets(self, link: Link, own: str | None) -> list[str]:
        able = [n for n in self.parts.specs if n != link.source and self.parts.can_be_narrowed(n)]
        if link.targets is None:
            return [name for name in able if self._fits(name, link, own)]
        for name in link.targets:
            self._check_target(name, link, own, able)
        return list(dict.fromkeys(link.targets))

    def _fits(self, name: str, link: Link, own: str | None) -> bool:
        dataset = cast(str, self.parts.specs[name].dataset)
        return dataset == own if link.column is None else link.column in self.parts.datasets[dataset].names

    def _check_target(self, name: str, link: Link, own: str | None, able: Sequence[str]) -> None:
        if name not in self.parts.specs:
            raise BadData(f"a link's target {name!r} is no panel. {nearest(name, self.parts.specs)}")
        if name not in able:
            raise BadData(
                f"a link cannot filter {name!r}, which shows no dataset or is the source. {nearest(name, able)}"
            )
        if not self._fits(name, link, own):
            names = self.parts.dataset(self.parts.specs[name]).names
            lacks = repr(link.column) if link.column else "the rows that are picked: give column, one that both have"
            raise BadData(
                f"a link cannot filter {name!r}, whose dataset lacks {lacks}. {nearest(link.column or '', names)}"
            )

    # --- at work

    def carry(self, old: CrossFilter, stale: set[str]) -> None:
        """Go on with what was picked before, where the link, its source and its datasets are still the same."""
        before = {repr(f.link): f for f in old.followers if f.link.source not in stale}
        for follower in self.followers:
            known = before.get(repr(follower.link))
            if known is not None and all(self.parts.datasets.get(n) is old.parts.datasets[n] for n in known.masks):
                follower.masks, follower.mark, follower.value = known.masks, known.mark, known.value

    def start(self) -> None:
        """Go by what is chosen in inputs from the start."""
        for follower in self.followers:
            panel = self.parts.panels[follower.link.source]
            if not follower.on and isinstance(panel, InputPanel):
                self._follow(follower, chosen_in(panel))

    def kept(self, name: str) -> Positions | None:
        """The rows that all links together leave a panel; None if none narrows it."""
        dataset = self.parts.specs[name].dataset
        masks = [f.masks[dataset] for f in self.followers if name in f.targets and dataset in f.masks]
        if not masks:
            return None
        # Panels that follow the same links share the work: finding a million rows costs more than measuring them.
        which = tuple(map(id, masks))
        if which not in self._kept:
            self._kept[which] = np.flatnonzero(masks[0] if len(masks) == 1 else np.logical_and.reduce(masks))
        return self._kept[which]

    def values(self, name: str) -> dict[str, Any]:
        """What links set of a panel now, by field; the later link wins."""
        setters = [f for f in self.followers if name in f.fields and f.value is not None]
        return {f.fields[name]: worded(f.value, f.link.text) for f in setters}

    def react(self, event: Event) -> list[Event | Panel]:
        """What follows from an event: changes of the panels that a link narrows or sets."""
        heard = [f for f in self.followers if f.hears(event)]
        panel = self.parts.panels.get(event.panel or "")
        if not heard or not isinstance(panel, (ChartPanel, GridPanel)) or self._heard_twice(event, panel, heard):
            return []
        pick = picked(event, panel, self.parts.recipes.get(panel.id))
        if pick is not None and pick.mark is not None and any(f.mark == pick.mark for f in heard):
            pick = None
        moved = [follower for follower in heard if follower.on or pick is not None]
        marks = self._marked(panel, pick, event) if moved else ()
        return [*self._hand_on(moved, pick), *marks]

    def choose(self, name: str, value: Any) -> list[Event | Panel]:
        """Take what a person chose in an input, and what follows from it.

        Raises:
            BadData: It does not offer that.
        """
        panel = self.parts.choose(name, value)
        moved = [f for f in self.followers if f.link.source == name]
        pick = chosen_in(panel) if isinstance(panel, InputPanel) else None
        return [panel, *self._hand_on(moved, pick)]

    def _hand_on(self, moved: Sequence[Follower], pick: Pick | None) -> list[Event | Panel]:
        """Let links follow a pick, and those after them."""
        for follower in moved:
            self._follow(follower, pick)
        changed = dict.fromkeys(name for follower in moved for name in follower.fields)
        narrowed = dict.fromkeys(name for follower in moved for name in follower.targets if name not in changed)
        effects: list[Event | Panel | None] = [self.parts.set(n, self.values(n), self.kept(n)) for n in changed]
        effects += [self.parts.narrow(name, self.kept(name)) for name in narrowed]
        for name in changed:
            effects += self._hand_on(*self._after(name))
        return [effect for effect in effects if effect is not None]

    def _after(self, name: str) -> tuple[list[Follower], Pick | None]:
        """The links of a panel whose value was set, as if a person had chosen that value in it."""
        after = [f for f in self.followers if f.link.source == name] if self.parts.specs[name].kind in CHOOSERS else []
        panel = self.parts.panels[name]
        return after, chosen_in(panel) if isinstance(panel, InputPanel) else None

    @staticmethod
    def _heard_twice(event: Event, panel: BasePanel, heard: Sequence[Follower]) -> bool:
        """A click in a grid whose rows can be selected is a selection too."""
        selects = isinstance(panel, GridPanel) and panel.selects
        return isinstance(event, grid.CellClicked) and selects and all(f.link.event is None for f in heard)

    def _follow(self, follower: Follower, pick: Pick | None) -> None:
        follower.mark = pick.mark if pick is not None else None
        follower.masks, follower.value = {}, None
        self._kept.clear()
        if pick is None:
            return
        source = self.parts.table(follower.link.source)
        if follower.link.kind == "set":
            follower.value = value_of(pick, follower.link.column, source)
            return
        names = {cast(str, self.parts.specs[name].dataset) for name in follower.targets}
        datasets = {name: self.parts.datasets[name] for name in names}
        follower.masks = masks_of(pick, follower.link, source, datasets, self._own(follower.link))

    def _marked(self, panel: BasePanel, pick: Pick | None, event: Event) -> Iterator[Event]:
        """Show in the source what was clicked; a box that was drawn shows itself."""
        recipe = self.parts.recipes.get(panel.id)
        if recipe is None or recipe.spec.chart in UNMARKED or not isinstance(panel, ChartPanel):
            return
        chosen: list[list[int]] | None = None
        if pick is not None and isinstance(event, plotly.Clicked):
            chosen = [[] for _ in panel.traces]
            for curve, at in numbers_of(event.points):
                if isinstance(at, int) and curve < len(chosen):
                    chosen[curve].append(at)
        if chosen is not None or any("selectedpoints" in trace for trace in panel.traces):
            yield plotly.UpdateTraces(update={"selectedpoints": chosen}, chartId=panel.id)

    def facts(self) -> dict[str, Any]:
        """Links, and what is filtered and set."""
        links = [
            given({**f.link.model_dump(exclude_none=True), "targets": list(f.targets), "value": f.value})
            for f in self.followers
        ]
        filters: list[Mapping[str, Any]] = [
            {"source": f.link.source, "dataset": name, "rows": int(mask.sum()), "of": len(mask)}
            for f in self.followers
            for name, mask in f.masks.items()
        ]
        return {"links": links, "filters": filters}

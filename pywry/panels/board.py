"""A dashboard: panels, the tables that they share, and the links between them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, cast

import numpy as np

from pywry.data.columns import Mask
from pywry.data.group import Groups
from pywry.data.table import Table
from pywry.panels import make
from pywry.panels.base import BasePanel, given
from pywry.panels.chart import ChartPanel
from pywry.panels.grid import GridPanel
from pywry.panels.links import Follower, Pick, masks_of, picked
from pywry.panels.recipes import Recipe, recipe_of
from pywry_tools.errors import BadData, NoSuchPanel, nearest
from pywry_tools.events import grid, plotly
from pywry_tools.events.base import Event
from pywry_tools.models.dashboard import Link, PanelSpec
from pywry_tools.ports import Panel

ROW_HEIGHT = 40
GAP = 16
SIZES: Mapping[str, tuple[int, int]] = {
    "metric": (3, 3),
    "chart": (6, 8),
    "grid": (12, 9),
    "markdown": (12, 4),
    "html": (12, 6),
}

FIELDS: Mapping[str, frozenset[str]] = {
    "chart": frozenset({"dataset", "figure", "chart", "x", "y", "agg", "color", "sort", "limit"}),
    "grid": frozenset({"dataset", "data", "columns", "column_defs", "row_id", "row_selection"}),
    "metric": frozenset({"dataset", "value", "column", "agg", "format", "prefix", "suffix", "delta", "spark", "hint"}),
    "markdown": frozenset({"text"}),
    "html": frozenset({"html"}),
}
COMMON = frozenset({"kind", "id", "title", "width", "height"})


class Board:
    """Panels in reading order. Changes are taken as a whole or not at all; `react` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._specs: dict[str, PanelSpec] = {}
        self._panels: dict[str, BasePanel] = {}
        self._recipes: dict[str, Recipe] = {}
        self._datasets: dict[str, Table] = {}
        self._followers: list[Follower] = []

    # --- what it is

    @property
    def panels(self) -> Sequence[Panel]:
        """The panels, in reading order."""
        return list(self._panels.values())

    @property
    def layout(self) -> dict[str, Any]:
        """The value of the state key `layout`."""
        items = [
            {"panel": s.id, "width": s.width or SIZES[s.kind][0], "height": s.height or SIZES[s.kind][1]}
            for s in self._specs.values()
        ]
        return {"columns": 12, "rowHeight": ROW_HEIGHT, "gap": GAP, "items": items}

    @property
    def facts(self) -> dict[str, Any]:
        """Datasets, links, and what is filtered."""
        with self._lock:
            datasets = {name: {"rows": t.rows, "columns": t.types} for name, t in self._datasets.items()}
            links = [
                given(
                    {
                        "source": f.link.source,
                        "column": f.link.column,
                        "event": f.link.event,
                        "targets": list(f.targets),
                    }
                )
                for f in self._followers
            ]
            filters = [
                {"source": f.link.source, "dataset": name, "rows": int(mask.sum()), "of": len(mask)}
                for f in self._followers
                for name, mask in f.masks.items()
            ]
            return {"datasets": datasets, "links": links, "filters": filters}

    # --- changes

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
            draft = Board()
            draft._datasets = {**self._datasets, **{name: Table.of(data) for name, data in (datasets or {}).items()}}
            draft._specs = arranged(self._merged(panels, remove), sizes or {})
            wanted = self._links(draft._specs, remove) if links is None else list(links)
            sources = {link.source for link in wanted if link.event != "click"}
            stale = {s.id for s in panels} | {s.id for s in self._specs.values() if s.dataset in (datasets or {})}
            stale |= {
                name for name in draft._specs if (name in sources) != self._is_source(name)
            } & self._recipes.keys()
            for spec in draft._specs.values():
                draft._build(spec, self if spec.id not in stale else None, picks=spec.id in sources)
            draft._followers = [draft._follower(link) for link in wanted]
            return self._take(draft, stale)

    def _merged(self, panels: Sequence[PanelSpec], remove: Sequence[str]) -> dict[str, PanelSpec]:
        for name in remove:
            if name not in self._specs:
                raise NoSuchPanel(name, self._specs, where=" on the dashboard")
        merged = {name: spec for name, spec in self._specs.items() if name not in remove}
        seen: set[str] = set()
        for spec in panels:
            if spec.id in seen:
                raise BadData(f"two panels have the id {spec.id!r}; give each panel an id of its own.")
            seen.add(spec.id)
            merged[spec.id] = spec
        return merged

    def _links(self, specs: Mapping[str, PanelSpec], remove: Sequence[str]) -> list[Link]:
        """The links as they were declared, without panels that are gone."""
        left = [f.link for f in self._followers if f.link.source in specs]
        return [
            link
            if link.targets is None
            else link.model_copy(update={"targets": [t for t in link.targets if t not in remove]})
            for link in left
        ]

    def _is_source(self, name: str) -> bool:
        return any(f.link.source == name and f.link.event != "click" for f in self._followers)

    def _take(self, draft: Board, stale: set[str]) -> Sequence[Panel]:
        filtered = {t for f in self._followers if f.masks for t in f.targets}
        self._specs, self._datasets, self._recipes = draft._specs, draft._datasets, draft._recipes
        self._panels, self._followers = draft._panels, draft._followers
        # Filters are lifted: what was picked may mean something else now.
        for name in filtered - stale:
            if name in self._specs:
                self._panels[name] = self._made(self._specs[name], self._recipes.get(name))
                stale = stale | {name}
        return [self._panels[name] for name in self._specs if name in stale]

    # --- building

    def _build(self, spec: PanelSpec, old: Board | None, *, picks: bool) -> None:
        """Make a panel, or keep the one that was there."""
        if old is not None and spec.id in old._panels:
            self._panels[spec.id] = old._panels[spec.id]
            if spec.id in old._recipes:
                self._recipes[spec.id] = old._recipes[spec.id]
            return
        check_fields(spec)
        recipe = (
            recipe_of(spec, self._table(spec), picks=picks) if spec.kind == "chart" and spec.figure is None else None
        )
        if recipe is not None:
            self._recipes[spec.id] = recipe
        self._panels[spec.id] = self._made(spec, recipe)

    def _table(self, spec: PanelSpec) -> Table:
        if spec.dataset is None:
            what = {
                "chart": "figure, or dataset with chart and x",
                "grid": "data or dataset",
                "metric": "value, or dataset with agg",
            }[spec.kind]
            raise BadData(f"panel {spec.id!r} shows nothing; give {what}.")
        if spec.dataset not in self._datasets:
            raise BadData(
                f"panel {spec.id!r}: there is no dataset {spec.dataset!r}. {nearest(spec.dataset, self._datasets)}"
            )
        return self._datasets[spec.dataset]

    def _made(self, spec: PanelSpec, recipe: Recipe | None, mask: Mask | None = None) -> BasePanel:
        match spec.kind:
            case "chart":
                return make(
                    "chart", spec.id, title=spec.title, figure=spec.figure if recipe is None else recipe.figure(mask)
                )
            case "grid":
                return self._grid(spec)
            case "metric":
                style = given(
                    {name: getattr(spec, name) for name in ("format", "prefix", "suffix", "delta", "spark", "hint")}
                )
                return make("metric", spec.id, title=spec.title, value=self._value(spec, mask), **style)
            case "markdown":
                return make("markdown", spec.id, title=spec.title, text=spec.text)
            case "html":
                return make("html", spec.id, title=spec.title, html=spec.html)

    def _grid(self, spec: PanelSpec) -> BasePanel:
        table = spec.data if spec.data is not None else self._table(spec)
        names = ("title", "columns", "column_defs", "row_id", "row_selection")
        try:
            return make("grid", spec.id, table=table, **given({name: getattr(spec, name) for name in names}))
        except BadData as error:
            raise BadData(f"panel {spec.id!r}: {error}") from None

    def _value(self, spec: PanelSpec, mask: Mask | None) -> Any:
        if spec.dataset is None and (spec.value is not None or (spec.agg is None and spec.column is None)):
            return spec.value
        table = self._table(spec)
        how = spec.agg or ("count" if spec.column is None else "sum")
        if how != "count" and spec.column is None:
            raise BadData(
                f"panel {spec.id!r}: {how} needs column, the one that is measured. {nearest('', table.names)}"
            )
        try:
            column = table.column(spec.column) if spec.column is not None else None
            [found] = Groups.by([], table.rows).reduce(how, column, mask).tolist()
        except BadData as error:
            raise BadData(f"panel {spec.id!r}: {error}") from None
        return int(found) if found == found and how in ("count", "nunique") else found

    # --- links

    def _follower(self, link: Link) -> Follower:
        source = self._source(link)
        own = source.dataset if link.source in self._recipes or source.kind == "grid" else None
        if link.column is None and own is None:
            raise BadData(
                f"the link from {link.source!r} needs column: its panel shows no dataset whose rows could be picked."
            )
        if link.column is not None and (table := self._own(link.source)) is not None:
            table.column(link.column)
        targets = self._targets(link, own)
        if not targets:
            raise BadData(f"the link from {link.source!r} has no targets; no other panel shows {own or link.column!r}.")
        return Follower(link, targets)

    def _source(self, link: Link) -> PanelSpec:
        spec = self._specs.get(link.source)
        if spec is None:
            raise BadData(f"a link's source {link.source!r} is no panel. {nearest(link.source, self._specs)}")
        if spec.kind not in ("chart", "grid"):
            raise BadData(f"a link's source must be a chart or a grid; {link.source!r} is a {spec.kind}.")
        return spec

    def _targets(self, link: Link, own: str | None) -> list[str]:
        able = {name for name in self._specs if self._filtered_by(name)} - {link.source}
        if link.targets is None:
            return [n for n in self._specs if n in able and self._fits(n, link, own)]
        for name in link.targets:
            if name not in self._specs:
                raise BadData(f"a link's target {name!r} is no panel. {nearest(name, self._specs)}")
            if name not in able:
                raise BadData(
                    f"a link cannot filter {name!r}: it shows no dataset, or is the source itself. {nearest(name, able)}"
                )
            if not self._fits(name, link, own):
                dataset = self._datasets[cast(str, self._specs[name].dataset)]
                missing = link.column or "the rows that were picked: name a column that both datasets have"
                raise BadData(
                    f"a link cannot filter {name!r}, whose dataset lacks {missing}. {nearest(str(missing), dataset.names)}"
                )
        return list(dict.fromkeys(link.targets))

    def _filtered_by(self, name: str) -> bool:
        spec = self._specs[name]
        if spec.dataset is None:
            return False
        return spec.kind == "metric" or name in self._recipes or (spec.kind == "grid" and spec.data is None)

    def _fits(self, name: str, link: Link, own: str | None) -> bool:
        dataset = cast(str, self._specs[name].dataset)
        return dataset == own if link.column is None else link.column in self._datasets[dataset].names

    def _own(self, name: str) -> Table | None:
        """The table that a panel shows, as it was shared."""
        if name in self._recipes:
            return self._recipes[name].table
        panel = self._panels[name]
        return panel.table if isinstance(panel, GridPanel) else None

    def react(self, event: Event) -> Sequence[Event | Panel]:
        """What follows from an event of a page: changes of the panels that a link narrows."""
        with self._lock:
            heard = [f for f in self._followers if f.hears(event)]
            if not heard:
                return []
            panel = self._panels[cast(str, event.panel)]
            if not isinstance(panel, (ChartPanel, GridPanel)) or self._clicked_for_nothing(event, panel, heard):
                return []
            pick = picked(event, panel, self._recipes.get(panel.id))
            if pick is not None and pick.mark is not None and any(f.mark == pick.mark for f in heard):
                pick = None
            changed: dict[str, None] = {}
            for follower in heard:
                if follower.masks or pick is not None:
                    self._follow(follower, pick)
                    changed.update(dict.fromkeys(follower.targets))
            out = [effect for name in changed if name in self._specs for effect in self._narrow(name)]
            return [*out, *self._marked(panel, pick, event)] if changed else []

    @staticmethod
    def _clicked_for_nothing(event: Event, panel: BasePanel, heard: Sequence[Follower]) -> bool:
        """A click in a grid whose rows can be selected is heard as a selection, not twice."""
        selects = isinstance(panel, GridPanel) and "rowSelection" in panel.wire().get("options", {})
        return isinstance(event, grid.CellClicked) and selects and all(f.link.event is None for f in heard)

    def _follow(self, follower: Follower, pick: Pick | None) -> None:
        follower.mark = pick.mark if pick is not None else None
        if pick is None:
            follower.masks = {}
            return
        spec = self._specs[follower.link.source]
        names = {cast(str, self._specs[t].dataset) for t in follower.targets if t in self._specs}
        own = spec.dataset if self._own(spec.id) is not None else None
        follower.masks = masks_of(pick, follower.link, self._own(spec.id), {n: self._datasets[n] for n in names}, own)

    def _mask(self, name: str) -> Mask | None:
        """The rows that all links together leave a panel."""
        dataset = cast(str, self._specs[name].dataset)
        masks = [f.masks[dataset] for f in self._followers if name in f.targets and dataset in f.masks]
        return np.logical_and.reduce(masks) if masks else None

    def _narrow(self, name: str) -> Iterator[Event | Panel]:
        panel, mask = self._panels[name], self._mask(name)
        if isinstance(panel, ChartPanel):
            if panel.follows:
                yield plotly.UpdateTraces(update=self._recipes[name].changed(mask), chartId=name)
        elif isinstance(panel, GridPanel):
            if panel.follows:
                keep = None if mask is None else np.flatnonzero(mask).astype(np.uint32)
                yield grid.KeepRows(keep=keep, gridId=name)
        else:
            self._panels[name] = self._made(self._specs[name], None, mask)
            yield self._panels[name]

    def _marked(self, panel: BasePanel, pick: Pick | None, event: Event) -> Iterator[Event]:
        """Show in the source what was clicked; a box that was drawn shows itself."""
        recipe = self._recipes.get(panel.id)
        if recipe is None or recipe.spec.chart in ("pie", "heatmap", "box") or not isinstance(panel, ChartPanel):
            return
        chosen: list[list[int]] | None = None
        if pick is not None and isinstance(event, plotly.Clicked):
            chosen = [[] for _ in panel.traces]
            for point in event.points:
                if isinstance(at := point.get("pointNumber"), int) and point.get("curveNumber", 0) < len(chosen):
                    chosen[point.get("curveNumber", 0)].append(at)
        if chosen is not None or any("selectedpoints" in trace for trace in panel.traces):
            yield plotly.UpdateTraces(update={"selectedpoints": chosen}, chartId=panel.id)


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


def check_fields(spec: PanelSpec) -> None:
    """Refuse fields that the panel's kind does not have, and ones that exclude each other.

    Raises:
        BadData: Which, and what the kind takes.
    """
    fits = FIELDS[spec.kind]
    strange = spec.model_fields_set - fits - COMMON - {n for n in spec.model_fields_set if getattr(spec, n) is None}
    if strange:
        raise BadData(
            f"panel {spec.id!r}: a {spec.kind} has no {', '.join(sorted(strange))}; it takes {', '.join(sorted(fits))}."
        )
    for one, other in (("figure", "chart"), ("data", "dataset"), ("value", "dataset")):
        if getattr(spec, one) is not None and getattr(spec, other) is not None:
            raise BadData(f"panel {spec.id!r} has both {one} and {other}; give one of them.")
    field = cast("Literal['text', 'html']", {"markdown": "text", "html": "html"}.get(spec.kind, ""))
    if field and getattr(spec, field) is None:
        raise BadData(f"panel {spec.id!r} shows nothing; give {field}.")

"""Datasets as one actor sees them: what the tools call."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic_core import to_json

from pywry.data.origin import Origin, stamp_of
from pywry.datasets.arrow import Rows
from pywry.datasets.job import Job, run
from pywry.datasets.place import place_of
from pywry.datasets.safe import NAME, clean, safe
from pywry.datasets.shelf import Held, Shelf
from pywry.progress import ticking
from pywry_tools.access import Actor
from pywry_tools.errors import BadData, nearest
from pywry_tools.models.data import DataClosed, DataColumn, DataList, DataProfile, DataRows, DataState
from pywry_tools.ports import Report

T = TypeVar("T")

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|d-[0-9]+")

READ_BYTES = 36_000
"""Of the rows in one answer; what is around an agent may give less."""


class View:
    """A shelf, for one actor.

    Args:
        shelf: Which.
        actor: Who looks and asks.
        report: Told how long reading and asking take.
    """

    def __init__(self, shelf: Shelf, actor: Actor, report: Report | None = None) -> None:
        self._shelf = shelf
        self._actor = actor
        self._report = report

    def table(self, ref: str) -> Rows:
        """The rows of a dataset.

        Raises:
            NoSuchData: There is none of that id or name.
        """
        return self._shelf.find(ref, self._actor).table

    def origin_of(self, frame: object) -> Origin | None:
        """Where the rows of a dataset come from; None for what is no dataset, or came from files that have changed."""
        return self._shelf.origin_of(frame, self._actor)

    def knows(self, ref: str) -> bool:
        """Whether there is a dataset of that id or name."""
        return ref in self._shelf.names(self._actor)

    async def open(self, path: str, *, table: str | None, name: str | None) -> DataState:
        """Read a file."""
        from pywry.datasets.files import read_file

        place = place_of(path, self._shelf.roots, self._actor.caller)
        named = self._shelf.name_for(name, table or place.stem.partition(".")[0], self._actor)

        def work(job: Job) -> Held:
            stamp = stamp_of(place)
            found = read_file(place, table, job, self._shelf.limits)
            held = Held(
                id=self._shelf.new_id(),
                name=named,
                table=found.table,
                source=clean(str(place)),
                owner=self._actor.session,
                path=place,
                stamp=stamp,
                chosen=found.chosen,
                tables=found.tables,
            )
            return _typed(held)

        return _state(self._shelf.put(await self._run(work, f"reading {place.name}")))

    async def query(self, sql: str, *, name: str | None, limit: int) -> DataRows:
        """Ask with SQL."""
        from pywry.datasets.duck import select
        from pywry.datasets.files import tidy

        own = self._shelf.new_id()
        named = self._shelf.name_for(name, f"result_{own[2:]}", self._actor)
        known = self._shelf.names(self._actor)

        def work(job: Job) -> Held:
            tables = {name: held.table for name, held in known.items()}
            found = tidy(select(job, self._shelf.limits, tables, sql))
            asked = _asked(sql, known)
            held = Held(id=own, name=named, table=found, source=clean(sql), owner=self._actor.session)
            return _typed(held if asked is None else replace(held, sql=sql, inputs=asked))

        held = self._shelf.put(await self._run(work, "the query"))
        return await self._run(lambda _: _rows(held, None, 0, limit), "reading")

    async def profile(self, ref: str, columns: Sequence[str] | None) -> DataProfile:
        """Say what is in a dataset."""
        from pywry.datasets.profile import MOST_COLUMNS, profile_of

        held = self._shelf.find(ref, self._actor)
        names = _chosen(held, columns)
        shown, more = names[:MOST_COLUMNS], names[MOST_COLUMNS:]
        found = await self._run(
            lambda job: profile_of(held.table, held.types, shown, job, self._shelf.limits), "the profile"
        )
        return DataProfile(data=held.id, name=held.name, rows=held.table.num_rows, columns=found, more=more or None)

    async def read(self, ref: str, columns: Sequence[str] | None, cursor: int, limit: int) -> DataRows:
        """Read rows."""
        held = self._shelf.find(ref, self._actor)
        names = None if columns is None else _chosen(held, columns)
        return await self._run(lambda _: _rows(held, names, cursor, limit), "reading")

    def list(self) -> DataList:
        """What is open, and where files may be."""
        return DataList(
            datasets=[_state(held) for held in self._shelf.all(self._actor)], roots=[str(r) for r in self._shelf.roots]
        )

    def close(self, ref: str) -> DataClosed:
        """Let a dataset go."""
        held = self._shelf.close(ref, self._actor)
        return DataClosed(data=held.id, name=held.name, left=len(self._shelf.all(self._actor)))

    async def _run(self, work: Callable[[Job], T], what: str) -> T:
        seconds = self._shelf.limits.seconds
        async with ticking(self._report, what, seconds):
            return await run(work, seconds, what)


def _asked(sql: str, known: Mapping[str, Held]) -> tuple[Origin, ...] | None:
    """Where what a query asks comes from; None where it cannot be asked again."""
    words = {word.lower() for word in WORD.findall(sql)}
    found = [held.origin for name, held in known.items() if name.lower() in words]
    by_id = any(word in known and word == known[word].id for word in words)
    return None if by_id or None in found else tuple(origin for origin in found if origin is not None)


def _typed(held: Held) -> Held:
    """Find the types now, in this thread, for they may take a look at all rows."""
    _ = held.types
    return held


def _chosen(held: Held, columns: Sequence[str] | None) -> list[str]:
    for name in columns or ():
        if name not in held.types:
            raise BadData(f"{held.name!r} has no column {clean(name, NAME)!r}. {nearest(name, held.types)}")
    return list(held.types) if columns is None else list(dict.fromkeys(columns))


def _columns(held: Held, names: Sequence[str] | None = None) -> list[DataColumn]:
    return [DataColumn(name=name, type=held.types[name]) for name in names or held.types]


def _state(held: Held) -> DataState:
    return DataState(
        data=held.id,
        name=held.name,
        rows=held.table.num_rows,
        columns=_columns(held),
        source=held.source,
        table=None if held.chosen is None else clean(held.chosen, NAME),
        tables=None if held.tables is None else [clean(name, NAME) for name in held.tables],
        changed=held.changed,
    )


def _rows(held: Held, names: Sequence[str] | None, cursor: int, limit: int) -> DataRows:
    from pywry.data.table import Table

    part = held.table.slice(cursor, limit)
    part = part if names is None else part.select(list(names))
    records: list[dict[str, Any]] = []
    size = 0
    for record in Table.of(part).records():
        shown = {name: safe(value) for name, value in record.items()}
        size += len(to_json(shown, serialize_unknown=True))
        if records and size > READ_BYTES:
            break
        records.append(shown)
    after = cursor + len(records)
    return DataRows(
        data=held.id,
        name=held.name,
        rows=held.table.num_rows,
        columns=_columns(held, names),
        records=records,
        next_cursor=after if after < held.table.num_rows else None,
    )

"""The datasets that are open, and whose they are."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from pathlib import Path

from pywry.data.origin import Origin, Stamp, stamp_of
from pywry.datasets.arrow import Rows
from pywry.datasets.limits import Limits
from pywry.datasets.place import roots_of
from pywry.datasets.safe import clean
from pywry_tools.access import Actor
from pywry_tools.errors import BadData, InvalidArguments, NoSuchData, NotAllowed

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
REMEMBERED = 200


@dataclass(frozen=True, eq=False)
class Held:
    """A dataset.

    Attributes:
        id: Never used twice.
        name: For SQL; one of a session's own.
        table: The rows.
        source: Where they are from, in words.
        owner: The session that it belongs to; None for all.
        path: The file that was read; None for the result of a query.
        stamp: The file's size and time as it was read.
        chosen: The file's table or sheet.
        tables: All of them.
        sql: The query whose result it is, where its words are all that is needed to ask again.
        inputs: Where the datasets come from that the query asks.
    """

    id: str
    name: str
    table: Rows
    source: str
    owner: str | None
    path: Path | None = None
    stamp: Stamp | None = None
    chosen: str | None = None
    tables: Sequence[str] | None = None
    sql: str | None = None
    inputs: tuple[Origin, ...] = ()

    @property
    def origin(self) -> Origin | None:
        """How to have it again; None where nobody knows."""
        if self.path is None and self.sql is None:
            return None
        return Origin(self.name, self.path, self.stamp, self.chosen, self.sql, self.inputs)

    @cached_property
    def types(self) -> dict[str, str]:
        """What each column holds, in order."""
        from pywry.data.engine import engine_of

        return dict(engine_of(self.table).types)

    @property
    def changed(self) -> bool:
        """Whether the file is another one than was read."""
        return self.path is not None and stamp_of(self.path) != self.stamp


class Shelf:
    """Holds datasets. Every method may be called from any thread.

    Attributes:
        named: Folders below which agents may open files; empty is PYWRY_DATA_ROOT, else the working directory.
        limits: How much may be held.
    """

    def __init__(self) -> None:
        self.named: Sequence[str | Path] = ()
        self.limits = Limits()
        self._held: dict[str, Held] = {}
        self._gone: OrderedDict[str, str] = OrderedDict()
        self._ids = count(1)
        self._lock = threading.Lock()

    @property
    def roots(self) -> list[Path]:
        """The folders below which agents may open files."""
        return roots_of(self.named)

    def all(self, actor: Actor) -> list[Held]:
        """What an actor may see, oldest first."""
        with self._lock:
            return [held for held in self._held.values() if _visible(held, actor)]

    def names(self, actor: Actor) -> dict[str, Held]:
        """What SQL of an actor may name; the session's own before what is everybody's."""
        found = self.all(actor)
        found.sort(key=lambda held: held.owner == actor.session)
        return {held.id: held for held in found} | {held.name: held for held in found}

    def find(self, ref: str, actor: Actor) -> Held:
        """A dataset by id or name.

        Raises:
            NoSuchData: There is none, or it was closed or replaced.
        """
        known = self.names(actor)
        if (held := known.get(ref)) is not None:
            return held
        if (held := {name.lower(): one for name, one in known.items()}.get(ref.lower())) is not None:
            return held
        why = self._gone.get(ref, "")
        raise NoSuchData(clean(ref), [held.name for held in known.values()], where=why)

    def origin_of(self, frame: object, actor: Actor) -> Origin | None:
        """Where the rows of a dataset come from, if the files that they were read from are still the same.

        Args:
            frame: The rows as the shelf holds them.
            actor: Who asks.
        """
        held = next((held for held in self.all(actor) if held.table is frame), None)
        found = None if held is None else held.origin
        return found if found is not None and found.is_there else None

    def new_id(self) -> str:
        """An id that no dataset had before."""
        return f"d-{next(self._ids)}"

    def name_for(self, given: str | None, stem: str, actor: Actor) -> str:
        """The name of a new dataset: as it was given, or after the file, with a number where that is in use.

        Raises:
            InvalidArguments: The given one is no name.
        """
        if given is not None:
            if not NAME.fullmatch(given):
                raise InvalidArguments(
                    f"name {clean(given)!r} must be up to 40 letters, digits and _, and begin with no digit, such as "
                    "sales_2026, since SQL says it."
                )
            return given
        base = re.sub(r"[^a-z0-9_]+", "_", stem.lower()).strip("_")[:36] or "data"
        base = f"t_{base}" if base[0].isdigit() else base
        taken = {held.name.lower() for held in self.all(actor)}
        return next(name for name in chain([base], (f"{base}_{n}" for n in count(2))) if name not in taken)

    def put(self, held: Held) -> Held:
        """Hold a dataset, in place of one of the same owner and name.

        Raises:
            BadData: There are too many, or they are too large together.
        """
        with self._lock:
            before = [o for o in self._held.values() if (o.owner, o.name.lower()) == (held.owner, held.name.lower())]
            rest = [one for one in self._held.values() if one not in before]
            size = held.table.nbytes + sum(one.table.nbytes for one in rest)
            if len(rest) >= self.limits.count or size > self.limits.total_bytes:
                raise BadData(
                    f"{len(rest)} datasets are open; at most {self.limits.count} of {self.limits.total_bytes:,} bytes "
                    "together may be. Close one with data_close, or give a name that is in use to replace it."
                )
            for one in before:
                self._drop(one, f": {held.id}, named {held.name!r}, took its place")
            self._held[held.id] = held
        return held

    def close(self, ref: str, actor: Actor) -> Held:
        """Let a dataset go.

        Raises:
            NoSuchData: There is none.
            NotAllowed: It is everybody's, and the actor has a session.
        """
        held = self.find(ref, actor)
        if actor.session is not None and held.owner != actor.session:
            raise NotAllowed(f"{held.name!r} belongs to the program, not to your session; leave it open.")
        with self._lock:
            if held.id in self._held:
                self._drop(held, ": it was closed")
        return held

    def _drop(self, held: Held, why: str) -> None:
        del self._held[held.id]
        self._gone[held.id] = why
        while len(self._gone) > REMEMBERED:
            self._gone.popitem(last=False)


def _visible(held: Held, actor: Actor) -> bool:
    return actor.session is None or held.owner in (None, actor.session)

"""The one door: validate, may this actor?, run, record. Every call passes here, whoever makes it."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from pywry.runtime.audit import Audit, MemoryAudit, Record, brief
from pywry.runtime.context import HubContext
from pywry.runtime.hub import Hub
from pywry_tools.access import LOCAL, Actor, check
from pywry_tools.catalog import find
from pywry_tools.errors import PyWryError
from pywry_tools.ids import WidgetId
from pywry_tools.tool import Tool
from pywry_tools.tools.page import emit

if TYPE_CHECKING:
    from pywry.datasets.shelf import Shelf
    from pywry_tools.ports import Report

P = ParamSpec("P")
R = TypeVar("R")

COUNT_S = 0.2

log = logging.getLogger("pywry.session")


class Session:
    """Runs tools for actors on one hub.

    Attributes:
        hub: The widgets.
        audit: Where records go.
    """

    def __init__(self, hub: Hub, audit: Audit | None = None) -> None:
        self.hub = hub
        self.audit: Audit = audit or MemoryAudit()
        self._records: list[Record] = []
        self._posted: dict[tuple[str, Actor], int] = {}
        self._counting = threading.Lock()
        self._writing: asyncio.Task[None] | None = None

    @cached_property
    def shelf(self) -> Shelf:
        """The datasets that are held by reference."""
        from pywry.datasets.shelf import Shelf

        return Shelf()

    async def call(
        self,
        tool: Tool[..., Any] | str,
        arguments: Mapping[str, Any],
        actor: Actor = LOCAL,
        *,
        report: Report | None = None,
    ) -> Any:
        """Run a tool.

        Args:
            tool: The tool or its name.
            arguments: By name, JSON-able or the Python objects with a JSON face. People-only parameters are
                accepted from a person.
            actor: Who calls.
            report: Told how far a slow tool is, with what is done, the total if it is known, and a few words.

        Raises:
            PyWryError: What is wrong and how to mend it; nothing else is raised on purpose.
        """
        if not self.hub.portal.here:
            return await self.hub.portal.arun(self.call(tool, arguments, actor, report=report))
        chosen = find(tool) if isinstance(tool, str) else tool
        began, clock = time.time(), time.perf_counter()
        outcome, message = "ok", None
        try:
            check(actor, chosen.effect, chosen.name)
            values = chosen.validate(arguments, live=actor.caller == "person")
            return await chosen.run(HubContext(self.hub, actor, self, report), values)
        except PyWryError as error:
            outcome, message = error.code, str(error)
            raise
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        except Exception as error:
            outcome, message = "raised", f"{type(error).__name__}: {error}"
            raise
        finally:
            self._record(
                Record(
                    tool=chosen.name,
                    actor=actor,
                    arguments=brief(arguments),
                    outcome=outcome,
                    error=message,
                    seconds=time.perf_counter() - clock,
                    at=began,
                )
            )

    def post(self, tool: Tool[..., R], arguments: Mapping[str, Any], actor: Actor = LOCAL) -> R:
        """Run a posted tool here and now, from any thread; it is recorded as a count.

        Raises:
            PyWryError: What is wrong and how to mend it.
        """
        check(actor, tool.effect, tool.name)
        answer = tool.post(HubContext(self.hub, actor, self), tool.validate(arguments, live=actor.caller == "person"))
        self.count(tool.name, actor)
        return answer

    def emitter(self, widget: WidgetId, actor: Actor = LOCAL) -> Callable[[str, Any], None]:
        """The fast road of page_emit for one widget: the actor is checked here, once, and each call only appends.

        Raises:
            NotAllowed: The actor may not emit.
        """
        check(actor, emit.effect, emit.name)

        def send(event: str, data: Any) -> None:
            self.hub.find(widget, actor).emit(event, data)
            self.count(emit.name, actor)

        return send

    def count(self, tool: str, actor: Actor) -> None:
        """Count a posted call for the audit."""
        with self._counting:
            first = not self._posted
            self._posted[tool, actor] = self._posted.get((tool, actor), 0) + 1
        if first:
            self.hub.portal.post(self._settle)

    def _settle(self) -> None:
        asyncio.get_running_loop().call_later(COUNT_S, self._collect)

    def _collect(self) -> None:
        with self._counting:
            posted, self._posted = self._posted, {}
        for (tool, actor), count in posted.items():
            self._record(Record(tool=tool, actor=actor, count=count))

    def _record(self, record: Record) -> None:
        self._records.append(record)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        while self._records:
            record = self._records.pop(0)
            try:
                await self.audit.write(record)
            except Exception:  # an audit store of another's making may fail in any way; the program must know and go on
                log.exception("the audit could not keep %s by %s", record.tool, record.actor.user)

    async def history(self, *, limit: int = 100, tool: str | None = None) -> list[Record]:
        """The newest records, newest first; what is on its way is waited for."""
        self._collect()
        if self._writing is not None:
            await self._writing
        return list(await self.audit.read(limit=limit, tool=tool))

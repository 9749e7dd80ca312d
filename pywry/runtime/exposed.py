"""Python functions that pages may call: validated arguments, results, streams, errors."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from pywry_tools.errors import InvalidArguments, PyWryError

log = logging.getLogger("pywry.exposed")

_END = object()


class Exposed:
    """A function that a page may call by name.

    Attributes:
        name: What the page calls it.
        function: The function itself; its annotations say what is accepted.
    """

    def __init__(self, function: Callable[..., Any], name: str, threads: ThreadPoolExecutor) -> None:
        self.function = function
        self.name = name
        self._threads = threads
        bad = [p.name for p in self.signature.parameters.values() if p.kind in (p.POSITIONAL_ONLY, p.VAR_POSITIONAL)]
        if bad:
            raise TypeError(f"{name} cannot be exposed: pages give arguments by name, and {', '.join(bad)} has none.")

    @cached_property
    def signature(self) -> inspect.Signature:
        """The function's signature."""
        return inspect.signature(self.function)

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The resolved annotations."""
        return get_type_hints(self.function, include_extras=True)

    @property
    def streams(self) -> bool:
        """Whether it yields values."""
        return inspect.isasyncgenfunction(self.function) or inspect.isgeneratorfunction(self.function)

    @cached_property
    def model(self) -> type[BaseModel]:
        """The arguments as a pydantic model."""
        fields: dict[str, Any] = {}
        extra = False
        for p in self.signature.parameters.values():
            if p.kind is p.VAR_KEYWORD:
                extra = True
            else:
                default = Field() if p.default is p.empty else Field(default=p.default)
                fields[p.name] = (self.hints.get(p.name, Any), default)
        config = ConfigDict(
            extra="allow" if extra else "forbid", arbitrary_types_allowed=True, protected_namespaces=(), title=self.name
        )
        return create_model(self.name, __config__=config, **fields)

    def check(self, args: Mapping[str, Any]) -> dict[str, Any]:
        """Validate a page's arguments.

        Raises:
            InvalidArguments: With one line a field.
        """
        try:
            checked = self.model.model_validate(dict(args))
        except ValidationError as error:
            lines = [
                f"{'.'.join(map(str, p['loc'])) or 'arguments'}: {p['msg']}" for p in error.errors(include_url=False)
            ]
            raise InvalidArguments(
                f"{self.name} cannot take these arguments: {'; '.join(lines)}. It takes {self.usage}."
            ) from None
        return {**vars(checked), **(checked.model_extra or {})}

    @property
    def usage(self) -> str:
        """The signature as a page writes it."""
        shown = [p.name + ("" if p.default is p.empty else "?") for p in self.signature.parameters.values()]
        return f"{self.name}({{{', '.join(shown)}}})"

    async def run(self, args: Mapping[str, Any]) -> Any:
        """Call it; a plain function runs in a thread, where the whole sync API works."""
        values = self.check(args)
        if inspect.iscoroutinefunction(self.function):
            return await self.function(**values)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: self.function(**values))

    async def iterate(self, args: Mapping[str, Any]) -> AsyncIterator[Any]:
        """Go through what it yields; it is closed when the page has had enough."""
        values = self.check(args)
        source = self.function(**values)
        if inspect.isasyncgen(source):
            try:
                async for value in source:
                    yield value
            finally:
                await source.aclose()
            return
        loop = asyncio.get_running_loop()
        step = loop.run_in_executor(self._threads, next, source, _END)
        try:
            while (value := await asyncio.shield(step)) is not _END:
                yield value
                step = loop.run_in_executor(self._threads, next, source, _END)
        finally:
            await asyncio.wait([step])  # a generator cannot be closed while it runs
            await loop.run_in_executor(self._threads, source.close)


def error_of(name: str, error: Exception) -> dict[str, str]:
    """What a page is told when a function raised; the traceback stays in the log."""
    if isinstance(error, PyWryError):
        return {"code": error.code, "message": str(error)}
    log.error("the exposed function %s raised", name, exc_info=error)
    return {"code": "raised", "message": f"{type(error).__name__}: {error}"}

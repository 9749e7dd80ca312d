"""What an MCP server needs of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from pywry_tools.catalog import AnyTool
from pywry_tools.ports import Report

Change = Literal["opened", "changed", "closed"]
Listener = Callable[[str, Change, int], None]
"""Called with a widget's id, what has become of it, and its revision."""


@dataclass(frozen=True)
class Principal:
    """Whom a request's token stands for.

    Attributes:
        name: The token's subject, or the name that a token was given to.
        scopes: What the token carries.
    """

    name: str
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Request:
    """What is known of a call besides its arguments.

    Attributes:
        principal: Who makes it; None where nobody was asked.
        report: Tells the client how far it is; None where the client does not want to know.
    """

    principal: Principal | None = None
    report: Report | None = None


PLAIN = Request()


class Door(Protocol):
    """Where every call goes."""

    async def call(self, tool: AnyTool, arguments: Mapping[str, Any], request: Request = PLAIN) -> Any:
        """Check the arguments, run the tool and return its answer.

        Raises:
            PyWryError: With a message that says what to do.
        """
        ...


@runtime_checkable
class Careful(Protocol):
    """A door that knows what a call would destroy."""

    def at_stake(self, tool: AnyTool, arguments: Mapping[str, Any]) -> str | None:
        """What would be lost, as half a sentence; None if nothing is that a person would miss."""
        ...


@runtime_checkable
class Watched(Protocol):
    """A door through which changes can be seen."""

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Listen to whatever is opened, changed or closed.

        Args:
            listener: Called on whatever thread the house has its loop; must not raise or wait.

        Returns:
            What ends it.
        """
        ...

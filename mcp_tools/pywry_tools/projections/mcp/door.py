"""What an MCP server needs of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol, runtime_checkable

from pywry_tools.catalog import AnyTool

Change = Literal["opened", "changed", "closed"]
Listener = Callable[[str, Change, int], None]
"""Called with a widget's id, what has become of it, and its revision."""


class Door(Protocol):
    """Where every call goes."""

    async def call(self, tool: AnyTool, arguments: Mapping[str, Any]) -> Any:
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

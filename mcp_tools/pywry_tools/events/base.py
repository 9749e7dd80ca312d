"""What an event is, and the book of all of them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from pywry_tools.errors import BadData, NoSuchEvent

Way = Literal["up", "down"]

NAME = re.compile(r"^[A-Za-z][A-Za-z0-9]*:[A-Za-z0-9_-]+(?::[\w.*-]+)?$")
PATTERN = re.compile(r"^(\*|[A-Za-z][A-Za-z0-9]*:(\*|[A-Za-z0-9_-]+(?::[\w.*-]+)?))$")

FAMILIES = ("page", "plotly", "grid", "dashboard", "window", "menu", "tray", "desktop")
RESERVED = frozenset(
    {
        "pywry",
        "plotly",
        "grid",
        "toolbar",
        "auth",
        "chat",
        "tray",
        "menu",
        "modal",
        "tvchart",
        "window",
        "desktop",
        "dashboard",
    }
)
FREE = frozenset({"pywry:result", "pywry:message"})

E = TypeVar("E", bound="Event")


class Event(BaseModel):
    """A fact (up) or a command (down) with a reserved name.

    Attributes:
        name: On the wire, `namespace:event-name`.
        way: up from a page, or down to it.
        target: The field that names the panel it is about; None if it is about the page.
        lasting: Whether a down-event changes what later viewers see.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, defer_build=True, arbitrary_types_allowed=True
    )

    name: ClassVar[str]
    way: ClassVar[Way]
    target: ClassVar[str | None] = None
    lasting: ClassVar[bool] = False

    def __init_subclass__(
        cls,
        *,
        event: str = "",
        way: Way = "down",
        target: str | None = None,
        lasting: bool | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        if event:
            cls.name, cls.way, cls.target = event, way, target
            cls.lasting = (way == "down" and target is not None) if lasting is None else lasting
            BOOK[way][event] = cls

    def data(self) -> dict[str, Any]:
        """The payload, by wire names; values as they are, fields that were not given left out."""
        fields = type(self).model_fields
        return {fields[k].alias or k: getattr(self, k) for k in fields if k in self.model_fields_set}

    @property
    def panel(self) -> str | None:
        """The panel that it names, if any."""
        return getattr(self, self.target, None) if self.target else None


BOOK: dict[Way, dict[str, type[Event]]] = {"up": {}, "down": {}}
"""Every declared event by way and name; filled by `load()`."""


def load() -> dict[Way, dict[str, type[Event]]]:
    """Import every family and return the book."""
    for family in FAMILIES:
        importlib.import_module(f"pywry_tools.events.{family}")
    return BOOK


def is_reserved(name: str) -> bool:
    """Whether the name belongs to PyWry's own vocabulary."""
    return name.partition(":")[0] in RESERVED


def check_name(name: str) -> str:
    """Refuse what is no event name.

    Raises:
        NoSuchEvent: It is not `namespace:event-name`.
    """
    if not NAME.match(name):
        raise NoSuchEvent(name, where=": names are namespace:event-name, letters first, such as app:row-picked")
    return name


def check_pattern(name: str) -> str:
    """Refuse what is neither an event name nor a wildcard.

    Raises:
        NoSuchEvent: It is neither.
    """
    if not PATTERN.match(name):
        raise NoSuchEvent(name, where=": listen to namespace:event-name, namespace:* or *")
    return name


def parse(name: str, data: object, way: Way) -> Event | None:
    """Read a reserved event; None for a free-form one.

    Raises:
        NoSuchEvent: The namespace is reserved and has no such event that way.
        BadData: The payload does not fit it.
    """
    kind = _kind(name, way)
    if kind is None:
        return None
    try:
        return kind.model_validate(data if data is not None else {})
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, p['loc'])) or 'data'}: {p['msg']}" for p in error.errors(include_url=False)
        )
        raise BadData(f"{name} was sent with data that does not fit: {problems}. It takes {fields_of(kind)}.") from None


@lru_cache(maxsize=4096)
def _kind(name: str, way: Way) -> type[Event] | None:
    check_name(name)
    if name in FREE or not is_reserved(name):
        return None
    kind = load()[way].get(name)
    if kind is None:
        raise NoSuchEvent(name, BOOK[way])
    return kind


def fields_of(kind: type[Event]) -> str:
    """The payload keys, for error messages."""
    shown = [f"{f.alias or n}{'' if f.is_required() else '?'}" for n, f in kind.model_fields.items()]
    return f"{{{', '.join(shown)}}}"


def camel(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Names as JavaScript spells them."""
    return {to_camel(k): v for k, v in mapping.items()}

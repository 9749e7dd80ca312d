"""A value that a person chooses."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pywry.data.columns import Column
from pywry.panels.base import BasePanel
from pywry_tools.errors import BadData, nearest
from pywry_tools.models.dashboard import InputType
from pywry_tools.ports import PanelKind

MOST_OPTIONS = 1_000


class InputPanel(BasePanel):
    """A select, a slider, a text, a date or a checkbox.

    Args:
        panel: Its id.
        input: Which of them.
        title: What the value is.
        value: What is chosen; None for nothing, of a slider its lowest, of a checkbox false.
        options: What a select offers; of a slider or a date the lowest and the highest, and a slider's step.
        column: The column whose values are offered, or whose range it is, where no options say it.
        optional: Whether a select may go back to nothing.
        hint: A line of small print.

    Raises:
        BadData: The value or the options do not fit the type.
    """

    KIND: ClassVar[PanelKind] = "input"

    def __init__(
        self,
        panel: str,
        *,
        input: InputType,
        title: str | None = None,
        value: Any = None,
        options: Sequence[str | int | float] | None = None,
        column: Column | None = None,
        optional: bool = True,
        hint: str | None = None,
    ) -> None:
        super().__init__(panel, title)
        self.type: InputType = input
        self.hint = hint
        self.optional = optional
        self.options = self._offered(options, column)
        self.value = self._fitting(value)

    def _offered(self, options: Sequence[str | int | float] | None, column: Column | None) -> list[Any]:
        if options is not None and self.type in ("text", "checkbox"):
            raise BadData(f"a {self.type} input takes no options; they are for a select, a slider or a date.")
        found = list(options) if options is not None else [] if column is None else offered(self.type, column)
        if self.type == "select" and not found and column is None:
            raise BadData("a select needs options, or a dataset and a column whose values it offers.")
        if self.type == "slider":
            return bounds([0, 100] if options is None and column is None else found)
        if self.type == "date":
            return [date_of(day) for day in found]
        return found

    def _fitting(self, value: Any) -> Any:
        match self.type:
            case "select":
                return chosen(value, self.options)
            case "slider":
                return within(self.options[0] if value is None else value, self.options)
            case "checkbox":
                return bool(value)
            case "date":
                return None if value in (None, "") else date_of(value)
            case "text":
                return None if value in (None, "") else str(value)

    def _body(self) -> Mapping[str, Any]:
        optional = self.optional or None if self.type == "select" else None
        return {"input": self.type, "options": self.options or None, "hint": self.hint, "optional": optional}

    def wire(self) -> dict[str, Any]:
        """The input; a value of None is said, for nothing is chosen then."""
        return {**super().wire(), "title": self.title or self.id, "value": self.value}

    def summary(self) -> dict[str, Any]:
        """What is chosen, and among what."""
        return {"input": self.type, "value": self.value, "options": self.options[:20]}


def offered(kind: InputType, column: Column) -> list[Any]:
    """What an input over a column offers: its values in order, or its lowest and highest."""
    if kind == "slider":
        numbers = [n for n in numbers_of(column) if math.isfinite(n)]
        whole = column.type == "integer"
        return [int(n) if whole else n for n in (min(numbers), max(numbers))] if numbers else [0, 0]
    if kind in ("text", "checkbox"):
        return []
    if kind == "date" and column.type not in ("date", "datetime") and len(column):
        raise BadData(f"a date needs a column of dates, not one of type {column.type!r}; use a select or a slider.")
    values = ordered([value for value in column.groups()[1] if value not in (None, "")])
    if kind == "date":
        return [values[0], values[-1]] if values else []
    if len(values) > MOST_OPTIONS:
        raise BadData(
            f"a select cannot offer {len(values):,} values, more than {MOST_OPTIONS:,}; use a text, or give options."
        )
    return values


def numbers_of(column: Column) -> list[float]:
    """The numbers of a column.

    Raises:
        BadData: It has none.
    """
    try:
        return list(map(float, column.numbers()))
    except BadData:
        said = f"a slider needs numbers, not a column of type {column.type!r}; use a select or a text."
        raise BadData(said) from None


def ordered(values: list[Any]) -> list[Any]:
    """Values in order, as text where they cannot be compared."""
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=str)


def bounds(options: Sequence[Any]) -> list[Any]:
    """Lowest, highest and step of a slider.

    Raises:
        BadData: They are none.
    """
    numbers = [n for n in options if isinstance(n, (int, float)) and not isinstance(n, bool) and math.isfinite(n)]
    if len(numbers) != len(options) or len(numbers) not in (2, 3) or numbers[0] > numbers[1] or not all(numbers[2:]):
        raise BadData(
            f"the options of a slider are its lowest and highest number, and its step; got {list(options)!r}."
        )
    return numbers


def within(value: Any, options: Sequence[Any]) -> Any:
    """A number inside the bounds of a slider.

    Raises:
        BadData: It is no number.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise BadData(f"the value of a slider is a number from {options[0]} to {options[1]}, not {value!r}.")
    return min(max(value, options[0]), options[1])


def chosen(value: Any, options: Sequence[Any]) -> Any:
    """A value that a select offers.

    Raises:
        BadData: It does not.
    """
    if value is None or value in options:
        return value
    raise BadData(f"a select does not offer {value!r}. {nearest(str(value), map(str, options))}")


def date_of(value: Any) -> str:
    """A day as 2026-01-31.

    Raises:
        BadData: It is none.
    """
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()[:10]
    try:
        return dt.date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        raise BadData(f"{value!r} is no date; write it as 2026-01-31.") from None

"""What a grid wants to see: filters and sorts as AG Grid says them, checked and in a form that can be a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

from pywry.data.columns import ColumnType
from pywry.data.engine.ranges import PRESETS, Clock, range_of
from pywry.data.texts import moment, text_of
from pywry_tools.errors import BadData, nearest

Kind = Literal["text", "number", "date"]

NUMERIC = frozenset({"number", "integer", "decimal", "duration"})
TEXT = ("contains", "notContains", "equals", "notEqual", "startsWith", "endsWith")
ORDER = ("equals", "notEqual", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual", "inRange")
EITHER = ("blank", "notBlank")
TRUTH = ("true", "false")
EMPTY = "empty"
BLANKS = {
    "equals": "includeBlanksInEquals",
    "notEqual": "includeBlanksInNotEqual",
    "lessThan": "includeBlanksInLessThan",
    "lessThanOrEqual": "includeBlanksInLessThan",
    "greaterThan": "includeBlanksInGreaterThan",
    "greaterThanOrEqual": "includeBlanksInGreaterThan",
    "inRange": "includeBlanksInRange",
}


@dataclass(frozen=True)
class Test:
    """One comparison.

    Attributes:
        kind: How values are compared.
        op: AG Grid's name of it; `within` is a range with its start and without its end.
        low: What is compared with: a text, a number, or UTC milliseconds; None matches as AG Grid lets nothing match.
        high: The other end of a range.
        closed: Whether a range holds its ends.
        blanks: Whether missing values pass.
        exact: Whether upper and lower case differ.
    """

    __test__ = False

    kind: Kind
    op: str
    low: Any = None
    high: Any = None
    closed: bool = False
    blanks: bool = False
    exact: bool = False


@dataclass(frozen=True)
class OneOf:
    """Values that pass; None among them stands for a missing one."""

    values: tuple[Any, ...]


@dataclass(frozen=True)
class Joined:
    """Several conditions, of which all or any have to pass."""

    parts: tuple[Condition, ...]
    every: bool


Condition: TypeAlias = "Test | OneOf | Joined"


@dataclass(frozen=True)
class Sort:
    """A column to sort by.

    Attributes:
        name: Which.
        down: Whether the largest comes first; missing values come first otherwise.
        absolute: Whether numbers are compared without their sign.
    """

    name: str
    down: bool = False
    absolute: bool = False


@dataclass(frozen=True)
class Query:
    """Which rows, in which order.

    Attributes:
        filters: Column and condition; all have to pass.
        sorts: The first counts most.
        words: Each has to occur, in upper or lower case, in one of `searched`.
        searched: Columns that are searched for words.
    """

    filters: tuple[tuple[str, Condition], ...] = ()
    sorts: tuple[Sort, ...] = ()
    words: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.filters or self.words)

    @property
    def used(self) -> set[str]:
        """The columns that have a say."""
        return {name for name, _ in self.filters} | {s.name for s in self.sorts} | set(self.searched)


def query_of(
    types: Mapping[str, ColumnType],
    *,
    filters: Mapping[str, Any] | None = None,
    sorts: Sequence[Mapping[str, Any]] | None = None,
    quick: str | None = None,
    searched: Sequence[str] | None = None,
    params: Mapping[str, Mapping[str, Any]] | None = None,
    clock: Clock | None = None,
) -> Query:
    """Read AG Grid's models.

    Args:
        types: The columns.
        filters: The filter model: column to condition.
        sorts: The sort model, the first column first.
        quick: The quick filter's text.
        searched: The columns that it looks into; None is all.
        params: `filterParams` by column, as far as they change the meaning.
        clock: The reader's time, for relative dates; None is this machine's.

    Raises:
        BadData: A column or a condition that there is not; the message offers the nearest names.
    """
    for name in [*(filters or {}), *(str(s.get("colId")) for s in sorts or ())]:
        if name not in types:
            raise BadData(f"the grid has no column {name!r} to filter or sort by. {nearest(name, types)}")
    found = [
        (name, condition_of(model, types[name], (params or {}).get(name, {}), clock))
        for name, model in (filters or {}).items()
        if model
    ]
    words = tuple(quick.upper().split(" ")) if quick else ()
    return Query(
        filters=tuple((name, condition) for name, condition in found if condition is not None),
        sorts=tuple(_sort(model) for model in sorts or () if model.get("sort")),
        words=words,
        searched=tuple(types if searched is None else (n for n in searched if n in types)) if words else (),
    )


def _sort(model: Mapping[str, Any]) -> Sort:
    direction = model["sort"]
    if direction not in ("asc", "desc"):
        raise BadData(f"a column is sorted asc or desc, not {direction!r}.")
    return Sort(str(model["colId"]), direction == "desc", model.get("type") == "absolute")


def condition_of(
    model: Mapping[str, Any], type_: ColumnType, params: Mapping[str, Any], clock: Clock | None
) -> Condition | None:
    """One column's filter model; None where it lets everything pass.

    Raises:
        BadData: It is none.
    """
    if model.get("filterType") == "set" or "values" in model:
        values = model.get("values")
        return None if values is None else OneOf(_members(cast("Sequence[Any]", values), type_))
    if "conditions" in model or "operator" in model:
        parts = [condition_of(part, type_, params, clock) for part in model.get("conditions") or ()]
        real = tuple(part for part in parts if part is not None)
        return Joined(real, str(model.get("operator", "AND")).upper() != "OR") if real else None
    return _test(model, type_, params, clock)


def _members(values: Sequence[Any], type_: ColumnType) -> tuple[Any, ...]:
    """The values of a set, each once; NaN is a missing one, and columns of mixed kinds compare by text."""
    known = [None if value is None or value != value or value == "" else value for value in values]
    return tuple(dict.fromkeys(map(text_of, known) if type_ == "object" else known))


def _test(
    model: Mapping[str, Any], type_: ColumnType, params: Mapping[str, Any], clock: Clock | None
) -> Condition | None:
    op = model.get("type")
    if op in (None, EMPTY):
        return None
    if op in TRUTH:
        return OneOf((op == "true",))
    kind = _kind(model, type_)
    _check_op(str(op), kind, params)
    if kind == "text":
        return Test("text", str(op), _text(model.get("filter")), exact=bool(params.get("caseSensitive")))
    if op in PRESETS:
        return Test("date", "within", *range_of(str(op), clock))
    low, high = (model.get("dateFrom"), model.get("dateTo")) if kind == "date" else _ends(model)
    return Test(
        kind,
        str(op),
        _value(low, kind),
        _value(high, kind),
        closed=bool(params.get("inRangeInclusive")),
        blanks=bool(params.get(BLANKS.get(str(op), ""))),
    )


def _kind(model: Mapping[str, Any], type_: ColumnType) -> Kind:
    said = model.get("filterType")
    if said in ("text", "number", "date"):
        return said  # type: ignore[no-any-return]  # mypy does not narrow what a mapping holds
    return "number" if said == "bigint" else kind_of(type_)


def kind_of(type_: ColumnType) -> Kind:
    """How values of a column are compared where nothing is said."""
    if type_ in NUMERIC:
        return "number"
    return "date" if type_ in ("date", "datetime") else "text"


def _check_op(op: str, kind: Kind, params: Mapping[str, Any]) -> None:
    known = (*TEXT, *EITHER) if kind == "text" else (*ORDER, *EITHER, *(PRESETS if kind == "date" else ()))
    if op in known:
        return
    if any(isinstance(option, Mapping) for option in params.get("filterOptions", ())):
        raise BadData(f"the filter option {op!r} is a function of the page, which rows that stay in Python cannot use.")
    raise BadData(f"there is no {kind} filter {op!r}. {nearest(op, known)}")


def _ends(model: Mapping[str, Any]) -> tuple[Any, Any]:
    return model.get("filter"), model.get("filterTo")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _value(value: Any, kind: Kind) -> float | int | None:
    if value is None or value == "":
        return None
    if kind == "date":
        return int(moment(value).astype("datetime64[ms]").astype("int64"))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        raise BadData(f"a number filter needs a number, not {value!r}.") from None

"""The columns of a table, one class for each way in which values are held."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from pywry.data.growing import Array, Growing
from pywry_tools.errors import BadData

ColumnType = Literal["number", "integer", "decimal", "text", "boolean", "date", "datetime", "duration", "object"]
Mask = NDArray[np.bool_]
Positions = NDArray[np.intp]

MISSING_BOOL = 2
SAFE = 2**53 - 1
PLAIN_NUMBERS = frozenset({int, float, type(None)})


class Misfit(Exception):
    """A value does not fit the way in which a column holds its values; the column has to be made anew."""


class Column(ABC):
    """Values of one kind, in order."""

    @property
    @abstractmethod
    def type(self) -> ColumnType:
        """What a grid takes it for."""

    @property
    def traits(self) -> dict[str, Any]:
        """What a page has to know beyond the type, such as the order of categories."""
        return {}

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def values(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """Values as JSON-able data; missing ones are None."""

    @abstractmethod
    def wire(self) -> Any:
        """The form in which it travels to pages."""

    @abstractmethod
    def take(self, positions: Array) -> Column:
        """The values at positions or under a mask, as a column of its own."""

    @abstractmethod
    def share(self) -> Column:
        """A second owner's column; writing to one leaves the other alone."""

    @abstractmethod
    def missing(self, count: int) -> Column:
        """As many missing values, held in the same way."""

    @abstractmethod
    def extend(self, other: Column) -> None:
        """Append another column's values.

        Raises:
            Misfit: They are held in another way.
        """

    @abstractmethod
    def put(self, positions: Array, values: Sequence[Any]) -> None:
        """Write single values, given as Python data.

        Raises:
            Misfit: One of them cannot be held here.
        """

    @abstractmethod
    def groups(self) -> tuple[NDArray[np.intp], list[Any]]:
        """A group's number for every row, and the groups' values in their order; missing values are the group None."""

    @abstractmethod
    def equal(self, wanted: Sequence[Any]) -> Mask:
        """Which rows hold one of these values; None stands for a missing one."""

    def between(self, low: Any, high: Any) -> Mask:
        """Which rows lie between two values, both included; None is no limit."""
        raise BadData(f"a column of type {self.type!r} has no order to filter by min and max; name the values instead.")

    def numbers(self) -> NDArray[np.float64]:
        """As floats, for arithmetic; missing ones are NaN.

        Raises:
            BadData: They are no numbers.
        """
        raise BadData(f"a column of type {self.type!r} has no numbers to compute with; use count or nunique.")


class ArrayColumn(Column):
    """A column in one numpy array."""

    def __init__(self, values: Array | Growing) -> None:
        self.data = values if isinstance(values, Growing) else Growing(values)

    @property
    def array(self) -> Array:
        """The values as they are held."""
        return self.data.view

    def __len__(self) -> int:
        return len(self.data)

    def extend(self, other: Column) -> None:
        """Append values that are held in the same way."""
        if type(other) is not type(self):
            raise Misfit
        self.data.extend(cast(ArrayColumn, other).array)


class Numbers(ArrayColumn):
    """Integers or floats; NaN is missing.

    Args:
        values: The numbers.
        whole: Whether floats stand for integers, some of which are missing.
    """

    def __init__(self, values: Array | Growing, *, whole: bool = False) -> None:
        super().__init__(values)
        self._whole = whole

    @property
    def type(self) -> ColumnType:
        """Number or integer."""
        return "integer" if self._whole or self.array.dtype.kind in "iu" else "number"

    @property
    def traits(self) -> dict[str, Any]:
        """Whether some are larger than JavaScript's numbers."""
        array = self.array
        wide = array.dtype.kind in "iu" and array.dtype.itemsize == 8 and array.size > 0
        return {"big": True} if wide and (int(array.min()) < -SAFE or int(array.max()) > SAFE) else {}

    def values(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """Numbers; infinite ones, which JSON lacks, as text."""
        part = self.array[start:stop]
        if part.dtype.kind in "iu":
            return cast("list[Any]", part.tolist())
        finite = np.isfinite(part)
        if finite.all():
            return [int(v) for v in part.tolist()] if self._whole else part.tolist()
        return [_said(v, self._whole) for v in part.tolist()]

    def wire(self) -> Any:
        """The array."""
        return self.array

    def take(self, positions: Array) -> Numbers:
        """Some of them."""
        return Numbers(self.array[positions], whole=self._whole)

    def share(self) -> Numbers:
        """A second owner's column."""
        return Numbers(self.data.share(), whole=self._whole)

    def missing(self, count: int) -> Numbers:
        """NaN."""
        return Numbers(np.full(count, np.nan), whole=self.type == "integer")

    def extend(self, other: Column) -> None:
        """Append numbers."""
        whole = self.type == "integer" and isinstance(other, Numbers) and other.type == "integer"
        super().extend(other)
        self._whole = whole and self.array.dtype.kind == "f"

    def put(self, positions: Array, values: Sequence[Any]) -> None:
        """Write numbers; None is missing."""
        if not set(map(type, values)) <= PLAIN_NUMBERS and not all(
            v is None or (isinstance(v, (int, float, np.number)) and not isinstance(v, bool)) for v in values
        ):
            raise Misfit
        array = np.array([np.nan if v is None else v for v in values])
        if array.dtype.kind not in "iuf" or (not np.can_cast(array.dtype, self.array.dtype, "same_kind")):
            raise Misfit
        self.data.put(positions, array)
        self._whole = self._whole and bool((np.trunc(array) == array)[np.isfinite(array)].all())

    def groups(self) -> tuple[NDArray[np.intp], list[Any]]:
        """Groups in ascending order; None last."""
        found, codes = np.unique(self.array, return_inverse=True)
        return codes.reshape(-1), Numbers(found, whole=self._whole).values()

    def equal(self, wanted: Sequence[Any]) -> Mask:
        """Compare as numbers; what is none matches nothing."""
        usable = [w for w in wanted if isinstance(w, (int, float))]
        mask: Mask = np.isin(self.array, usable)
        return mask | np.isnan(self.array) if None in wanted and self.array.dtype.kind == "f" else mask

    def between(self, low: Any, high: Any) -> Mask:
        """Compare as numbers."""
        mask: Mask = np.ones(len(self), dtype=bool)
        if low is not None:
            mask &= self.array >= _number(low)
        if high is not None:
            mask &= self.array <= _number(high)
        return mask

    def numbers(self) -> NDArray[np.float64]:
        """Themselves."""
        return self.array.astype(np.float64, copy=False)


def _said(value: float, whole: bool) -> Any:
    if value != value:
        return None
    if value in (np.inf, -np.inf):
        return "Infinity" if value > 0 else "-Infinity"
    return int(value) if whole else value


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise BadData(f"{value!r} is no number, and the column holds numbers; give a number for min and max.") from None


class Bools(ArrayColumn):
    """Truth values as 0, 1 and 2 for missing."""

    @property
    def type(self) -> ColumnType:
        """Boolean."""
        return "boolean"

    def values(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """True, False and None."""
        said = (False, True, None)
        return [said[v] for v in self.array[start:stop].tolist()]

    def wire(self) -> Any:
        """The array, marked as truth values."""
        return {"bools": self.array}

    def take(self, positions: Array) -> Bools:
        """Some of them."""
        return Bools(self.array[positions])

    def share(self) -> Bools:
        """A second owner's column."""
        return Bools(self.data.share())

    def missing(self, count: int) -> Bools:
        """The number for missing."""
        return Bools(np.full(count, MISSING_BOOL, dtype=np.uint8))

    def put(self, positions: Array, values: Sequence[Any]) -> None:
        """Write truth values; None is missing."""
        if not all(v is None or isinstance(v, (bool, np.bool_)) for v in values):
            raise Misfit
        self.data.put(positions, np.array([MISSING_BOOL if v is None else int(v) for v in values], dtype=np.uint8))

    def groups(self) -> tuple[NDArray[np.intp], list[Any]]:
        """False, True, None; those that occur."""
        found, codes = np.unique(self.array, return_inverse=True)
        return codes.reshape(-1), Bools(found).values()

    def equal(self, wanted: Sequence[Any]) -> Mask:
        """Compare truth values."""
        return np.isin(self.array, [MISSING_BOOL if w is None else int(w) for w in wanted if w in (None, True, False)])

    def numbers(self) -> NDArray[np.float64]:
        """1 and 0, so that a sum counts and a mean is a share."""
        return np.where(self.array == MISSING_BOOL, np.nan, self.array.astype(np.float64))


class Objects(Column):
    """Whatever fits nowhere else: lists, dicts, mixed kinds, integers beyond 64 bits."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._owned = False

    @property
    def type(self) -> ColumnType:
        """Object, or integer where all are."""
        kinds = set(map(type, self._values))
        return "integer" if int in kinds and kinds <= {int, type(None)} else "object"

    @property
    def traits(self) -> dict[str, Any]:
        """Integers are here because they are too large for anything else."""
        return {"big": True} if self.type == "integer" else {}

    def __len__(self) -> int:
        return len(self._values)

    def values(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """The values."""
        return self._values[start:stop]

    def wire(self) -> Any:
        """A list."""
        return self._values

    def take(self, positions: Array) -> Objects:
        """Some of them."""
        chosen = np.flatnonzero(positions) if positions.dtype == bool else positions
        return Objects([self._values[i] for i in chosen.tolist()])

    def share(self) -> Objects:
        """A second owner's column."""
        self._owned = False
        return Objects(self._values)

    def missing(self, count: int) -> Objects:
        """None."""
        return Objects([None] * count)

    def _own(self) -> list[Any]:
        if not self._owned:
            self._values, self._owned = list(self._values), True
        return self._values

    def extend(self, other: Column) -> None:
        """Append any values."""
        self._own().extend(other.values())

    def put(self, positions: Array, values: Sequence[Any]) -> None:
        """Write any values."""
        own = self._own()
        for position, value in zip(positions.tolist(), values, strict=True):
            own[position] = value

    def groups(self) -> tuple[NDArray[np.intp], list[Any]]:
        """Groups by their text, in order of appearance."""
        index: dict[str | None, int] = {}
        codes = [index.setdefault(None if v is None else str(v), len(index)) for v in self._values]
        return np.array(codes, dtype=np.intp), list(index)

    def numbers(self) -> NDArray[np.float64]:
        """Integers to the nearest float; what is beyond floats is infinite."""
        if self.type != "integer":
            return super().numbers()
        return np.array([_nearest(value) for value in self._values], dtype=np.float64)

    def equal(self, wanted: Sequence[Any]) -> Mask:
        """Compare values as they are, or their text."""
        texts = {str(w) for w in wanted if w is not None}
        return np.array([(v is None and None in wanted) or str(v) in texts for v in self._values], dtype=bool)


def condition_of(condition: Any) -> tuple[Sequence[Any] | None, Any, Any]:
    """Take a filter apart: the wanted values, or a lower and an upper limit."""
    if isinstance(condition, Mapping):
        limits = cast("Mapping[str, Any]", condition)
        if strange := set(limits) - {"min", "max"}:
            raise BadData(
                f"a filter has min and max, not {sorted(map(str, strange))}; or give a value or a list of values."
            )
        return None, limits.get("min"), limits.get("max")
    if isinstance(condition, (list, tuple, set, frozenset)):
        return list(cast("Sequence[Any]", condition)), None, None
    return [condition], None, None


def _nearest(value: int | None) -> float:
    try:
        return math.nan if value is None else float(value)
    except OverflowError:
        return math.copysign(math.inf, value or 0)

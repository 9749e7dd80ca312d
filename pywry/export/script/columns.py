"""Columns as data that a script can hold, and the expressions that make the same columns of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, cast

import numpy as np

from pywry.data.columns import ArrayColumn, Bools, Column, Numbers
from pywry.data.frames import of_numpy
from pywry.data.infer import column_of
from pywry.data.quantities import Decimals, Durations
from pywry.data.texts import Dates, Texts
from pywry.export.script.source import Call, Code, Node
from pywry.export.script.values import length_of, node_of

MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Form:
    """How a column is written.

    Attributes:
        values: JSON-able, with infinite numbers; missing ones are None.
        cell: A value as source; None where the column has to be made as a whole.
        whole: The column as source, from the source of its values; None where that is the column.
        exact: Whether the column that comes of it is the same.
    """

    values: list[Any]
    cell: Callable[[Any], Node] | None = node_of
    whole: Callable[[Node], Node] | None = None
    exact: bool = True


def form_of(column: Column) -> Form:
    """Find the plainest form from which the same column comes."""
    match column:
        case Durations():
            return _durations(column)
        case Decimals():
            return _decimals(column)
        case Texts() if column.closed and has_pandas():
            return _categories(column)
        case _:
            return _plain(column)


def _plain(column: Column) -> Form:
    values = numbers_of(column) if isinstance(column, Numbers) else column.values()
    if same(column, column_of(values)):
        return Form(values)
    dtype = _dtype(column)
    if dtype is not None and same(column, of_numpy(np.array(values, dtype=dtype))):
        return Form(values, None, lambda source: _array(source, dtype))
    kind = _pandas_type(column)
    if kind is not None:
        return Form(values, None, lambda source: Call("pd.Series", (source,), {"dtype": kind}, (("pandas", None),)))
    return Form(values, exact=False)


def _pandas_type(column: Column) -> str | None:
    """What pandas calls a type of which no value says anything."""
    if has_pandas() and isinstance(column, Dates) and column.traits.get("zoned"):
        return "datetime64[us, UTC]"
    return "Int64" if has_pandas() and isinstance(column, Numbers) and column.type == "integer" else None


def numbers_of(column: Numbers) -> list[Any]:
    """Numbers with infinite ones; missing ones are None."""
    array = column.array
    if array.dtype.kind in "iu":
        return cast("list[Any]", array.tolist())
    whole = column.type == "integer"
    return [None if v != v else int(v) if whole else v for v in array.tolist()]


def _dtype(column: Column) -> str | None:
    """The type of an array that holds such a column, also where no value shows what it is."""
    match column:
        case Numbers() if column.array.dtype.kind in "iu":
            return str(column.array.dtype)
        case Dates():
            return "datetime64[D]" if column.type == "date" else "datetime64[us]"
        case Bools():
            return "bool"
        case _:
            return None


def _array(source: Node, dtype: str) -> Node:
    return Call("np.array", (source,), {"dtype": dtype}, (("numpy", None),))


def _durations(column: Durations) -> Form:
    values = [None if np.isnat(v) else v.astype(np.int64).item() for v in column.array]
    if all(value is None for value in values):
        return Form(values, None, lambda source: _array(source, "timedelta64[us]"))
    each = "[None if v is None else timedelta(microseconds=v) for v in {}]"
    return Form(
        values,
        lambda v: None if v is None else length_of(v * MICROSECOND),
        lambda source: Code(each.format(_said(source)), (("datetime", "timedelta"),)),
    )


def _decimals(column: Decimals) -> Form:
    needs = (("decimal", "Decimal"),)
    each = "[None if v is None else Decimal(v) for v in {}]"
    return Form(
        column.values(),
        lambda v: None if v is None else Call("Decimal", (v,), needs=needs),
        lambda source: Code(each.format(_said(source)), needs),
    )


def _categories(column: Texts) -> Form:
    def whole(source: Node) -> Node:
        options = {"categories": list(column.categories), **({"ordered": True} if column.ordered else {})}
        return Call("pd.Series", (Call("pd.Categorical", (source,), options),), needs=(("pandas", None),))

    return Form(column.values(), None, whole)


def _said(source: Node) -> str:
    return source.text if isinstance(source, Code) else "[]"


@cache
def has_pandas() -> bool:
    """Whether categories can be said."""
    return find_spec("pandas") is not None


def same(one: Column, other: Column) -> bool:
    """Whether two columns hold the same, and are taken for the same."""
    if one is other:
        return True
    if one.type != other.type or one.traits != other.traits or len(one) != len(other):
        return False
    if not isinstance(one, ArrayColumn) or not isinstance(other, ArrayColumn) or isinstance(one, Texts):
        return one.values() == other.values()
    if one.array.dtype.kind in "mM":
        return bool((one.array.view(np.int64) == other.array.view(np.int64)).all())
    return bool(np.array_equal(one.array, other.array, equal_nan=one.array.dtype.kind == "f"))

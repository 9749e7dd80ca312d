"""Frames of pandas, Polars, Arrow and the like as an engine: text stays there, and is searched by its library."""

from __future__ import annotations

import warnings
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from pywry.data.columns import SAFE, Column, ColumnType, Mask, Numbers, Objects
from pywry.data.engine.base import ArrayEngine
from pywry.data.engine.keys import key_of, ranks
from pywry.data.engine.match import joined, passing, searched
from pywry.data.engine.query import Condition, Joined, OneOf, Test
from pywry.data.frames import flat, series_column
from pywry.data.growing import Array
from pywry.data.levels import levels_of
from pywry.data.quantities import Decimals
from pywry.data.table import Table
from pywry.data.texts import Dates, Texts, text_of

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

SAMPLE = 2_000
KEPT = 3


class FrameEngine(ArrayEngine):
    """A frame in memory, which is never copied as a whole and never written to.

    Args:
        frame: A pandas, Polars, Arrow, Modin or cuDF frame.
    """

    def __init__(self, frame: Any) -> None:
        import narwhals.stable.v2 as nw

        self._frame = cast("nw.DataFrame[Any]", nw.from_native(flat(frame), eager_only=True))
        self._learn(dict(self._frame.schema), len(self._frame))
        self.levels = levels_of(frame, list(self.types))

    @property
    def frame(self) -> Any:
        """The frame."""
        return self._frame.to_native()

    def _learn(self, schema: dict[str, Any], rows: int) -> None:
        self._schema = schema
        self.rows = rows
        self.types = {name: self._type(name) for name in schema}
        self._ranks: OrderedDict[str, Array] = OrderedDict()
        self._odd: dict[str, Column] = {}

    def _type(self, name: str) -> ColumnType:
        import narwhals.stable.v2 as nw

        dtype = self._schema[name]
        if isinstance(dtype, (nw.Categorical, nw.Enum)) and self._is_text(name):
            return "text"
        if dtype.is_numeric() and not isinstance(dtype, nw.Decimal):
            return "integer" if dtype.is_integer() else "number"
        some = series_column(self._cut(0, SAMPLE, [name])[name]).type
        # Days are moments that are all midnights, and dates may be written as text; a few that are not settle it.
        doubtful = some == "date" if isinstance(dtype, nw.Datetime) else isinstance(dtype, nw.String) and some != "text"
        return series_column(self._series(name)).type if doubtful else some

    def _is_text(self, name: str) -> bool:
        import narwhals.stable.v2 as nw

        if isinstance(self._schema[name], nw.Enum):
            return True
        return bool(self._cut(0, 1, [name])[name].cat.get_categories().dtype == nw.String)

    # --- rows

    def _series(self, name: str) -> nw.Series[Any]:
        return self._frame[name]

    def _cut(self, start: int, stop: int, names: Sequence[str]) -> nw.DataFrame[Any]:
        return self._frame.select(*names)[start:stop]

    def _pick(self, positions: Array, names: Sequence[str]) -> nw.DataFrame[Any]:
        return self._frame.select(*names)[positions.astype(np.int64)]

    def take(self, positions: Array, names: Sequence[str]) -> Table:
        """The rows at positions."""
        if not names:
            return Table({}, len(positions))
        return part(self._pick(positions, names), self.types)

    def slice(self, start: int, stop: int, names: Sequence[str]) -> Table:
        """The rows from a position to another."""
        start, stop = min(start, self.rows), min(stop, self.rows)
        if not names:
            return Table({}, max(0, stop - start))
        return part(self._cut(start, stop, names), self.types)

    def table(self) -> Table:
        """Everything."""
        return Table.of(self._frame.to_native())

    # --- filters

    def passing(self, name: str, condition: Condition) -> Mask:
        """Which rows pass a condition."""
        if isinstance(condition, Joined):
            return joined([self.passing(name, part) for part in condition.parts], condition.every)
        if not self._searches(name):
            return passing(self._whole(name), condition)
        series = _texts(self._series(name))
        if isinstance(condition, OneOf):
            absent = None in condition.values
            given = [str(v) for v in condition.values if v is not None] + ([""] if absent else [])
            # Arrow does not look among no values.
            return _mask(series.is_in(given), series, absent) if given else np.zeros(self.rows, dtype=bool)
        if condition.kind == "text":
            return text_mask(series, condition)
        return passing(_text_column(series), condition)

    def holding(self, word: str, name: str) -> Mask:
        """Which rows hold a word."""
        if not self._searches(name):
            return searched(self._whole(name), word)
        series = _texts(self._series(name))
        return _mask(series.str.to_uppercase().str.contains(word, literal=True), series, False)

    def _searches(self, name: str) -> bool:
        """Whether the frame's own library can look into a column's text."""
        import narwhals.stable.v2 as nw

        return self.types[name] == "text" and isinstance(self._schema[name], (nw.String, nw.Categorical, nw.Enum))

    def _has_order(self, name: str) -> bool:
        """Whether a column's categories are sorted in an order of their own."""
        import narwhals.stable.v2 as nw

        return isinstance(self._schema[name], nw.Enum)

    def _whole(self, name: str) -> Column:
        """A column that holds no text; one of Python objects is looked through once."""
        import narwhals.stable.v2 as nw

        if name in self._odd:
            return self._odd[name]
        series = self._series(name)
        if isinstance(series.dtype, nw.Decimal) and self.types[name] != "decimal":
            return Numbers(series.cast(nw.Float64).to_numpy().astype(np.float64))
        column = typed(series_column(series), self.types[name])
        if isinstance(column, (Objects, Texts)) or isinstance(series.dtype, nw.String):
            self._odd[name] = column
        return column

    def traits(self, name: str) -> Mapping[str, Any]:
        """What a page has to know of a column beyond its type."""
        if self.types[name] == "integer":
            return self._large(name)
        return series_column(self._cut(0, 1, [name])[name]).traits if self.types[name] != "number" else {}

    def _large(self, name: str) -> Mapping[str, Any]:
        """Whether some integers are larger than JavaScript's numbers."""
        import narwhals.stable.v2 as nw

        if not isinstance(self._schema[name], (nw.Int64, nw.UInt64)):
            return self._whole(name).traits if self._schema[name] == nw.Object else {}
        series = self._series(name)
        low, high = series.min(), series.max()
        return {"big": True} if low is not None and (low < -SAFE or high > SAFE) else {}

    # --- order

    def key(self, name: str, *, absolute: bool = False) -> Array:
        """Numbers in the order of a column's values."""
        if self._has_order(name):
            return key_of(series_column(self._series(name)))
        if not self._searches(name):
            return key_of(self._whole(name), absolute=absolute)
        if name not in self._ranks:
            self._ranks[name] = text_ranks(_texts(self._series(name)))
            if len(self._ranks) > KEPT:
                self._ranks.popitem(last=False)
        return self._ranks[name]


def part(frame: nw.DataFrame[Any], types: Mapping[str, ColumnType]) -> Table:
    """Some rows of a frame, held as whole columns of these types are."""
    found = {name: typed(_short(frame[name], types[name]), types[name]) for name in frame.columns}
    return Table(found, len(frame))


def _short(series: nw.Series[Any], type_: ColumnType) -> Column:
    import narwhals.stable.v2 as nw

    # Text that reads as dates stays what the whole column is; categories bring their order.
    plain = isinstance(series.dtype, (nw.String, nw.Categorical))
    return _text_column(series) if type_ == "text" and plain else series_column(series)


def _text_column(series: nw.Series[Any]) -> Texts:
    values = _texts(series).to_list()
    # pandas says NaN where a text is missing.
    return Texts.of([v if isinstance(v, str) else None for v in values] if series.null_count() else values)


def typed(column: Column, type_: ColumnType) -> Column:
    """Some of a column's values, held as the whole column is."""
    if type_ == "datetime" and isinstance(column, Dates) and column.type == "date":
        return column.timed()
    if type_ == "decimal" and isinstance(column, Numbers):
        return Decimals.of([None if v is None else str(v) for v in column.values()])
    if type_ == "decimal" and isinstance(column, Texts) and not isinstance(column, Decimals):
        return Decimals(column.array, column.categories)
    if type_ == "text" and not isinstance(column, Texts):
        return Texts.of([text_of(v) for v in column.values()])
    if type_ == "object" and not isinstance(column, Objects):
        return Objects(column.values())
    return column


def _texts(series: nw.Series[Any]) -> nw.Series[Any]:
    import narwhals.stable.v2 as nw

    return series if isinstance(series.dtype, nw.String) else series.cast(nw.String)


def text_mask(series: nw.Series[Any], test: Test) -> Mask:
    """Which texts pass, as the series' own library finds it."""
    if test.op in ("blank", "notBlank"):
        blank = _mask(series.str.strip_chars() == "", series, True)
        return blank if test.op == "blank" else ~blank
    absent = test.op in ("notEqual", "notContains")
    if test.low is None:
        return _absent(series) & absent
    values = series if test.exact else series.str.to_lowercase()
    low = str(test.low) if test.exact else str(test.low).lower()
    return _mask(_compared(values, test.op, low), series, absent)


def _compared(values: nw.Series[Any], op: str, low: str) -> nw.Series[Any]:
    match op:
        case "contains":
            return values.str.contains(low, literal=True)
        case "notContains":
            return ~values.str.contains(low, literal=True).fill_null(False)
        case "startsWith":
            return values.str.starts_with(low)
        case "endsWith":
            return values.str.ends_with(low)
        case "equals":
            return values == low
        case _:
            return ~(values == low).fill_null(False)


def _mask(found: nw.Series[Any], of: nw.Series[Any], absent: bool) -> Mask:
    """Truth values; where a value is missing, `absent`, for libraries differ in what they say there."""
    mask = np.array((found.fill_null(absent) if found.null_count() else found).to_numpy(), dtype=bool)
    if of.null_count():
        mask[_absent(of)] = absent
    return mask


def _absent(series: nw.Series[Any]) -> Mask:
    return np.array(series.is_null().to_numpy(), dtype=bool)


def text_ranks(series: nw.Series[Any]) -> Array:
    """The places of texts among the sorted ones; 0 is missing."""
    import narwhals.stable.v2 as nw

    try:
        pc: Any = import_module("pyarrow.compute")
    except ModuleNotFoundError:
        if series.implementation == nw.Implementation.POLARS:
            return np.array(series.rank("dense").fill_null(0).to_numpy(), dtype=np.int64)
        texts = _text_column(series)
        return ranks(texts.categories, texts.array)
    arrow: Any = cast("Any", series).to_arrow()
    with warnings.catch_warnings():
        # pyarrow warns of its own default of an option that is not used here.
        warnings.simplefilter("ignore", FutureWarning)
        found = np.array(pc.rank(arrow, sort_keys="ascending", tiebreaker="dense").to_numpy(), dtype=np.int64)
    if arrow.null_count:
        found[_absent(series)] = 0
    return found

"""Frames of any library to columns, through narwhals; numpy arrays too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from pywry.data.columns import MISSING_BOOL, Bools, Column, Numbers
from pywry.data.growing import Array
from pywry.data.infer import SAFE, column_of
from pywry.data.names import unique
from pywry.data.quantities import Durations
from pywry.data.texts import Dates, Texts
from pywry_tools.errors import BadData

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

Columns = dict[str, Column]

INDEXED = ("pandas", "modin")
"""Libraries whose frames have an index, and labels of any kind."""


def is_frame(data: Any) -> bool:
    """Whether a library of frames made it; numpy and Python's own containers are no frames."""
    root = type(data).__module__.partition(".")[0]
    return root not in ("builtins", "numpy", "collections") and any(
        hasattr(data, name)
        for name in ("to_native", "__arrow_c_stream__", "__dataframe__", "iloc", "collect", "to_arrow")
    )


def columns_of(frame: Any) -> Columns:
    """The columns of a frame or series.

    Raises:
        BadData: narwhals does not know it.
    """
    import narwhals.stable.v2 as nw

    frame = flat(frame)
    try:
        known: Any = nw.from_native(frame, allow_series=True)
    except TypeError:
        kind = cast("type[object]", type(frame))
        raise BadData(
            f"a {kind.__module__}.{kind.__qualname__} is no table; give a pandas, Polars, Arrow or DuckDB "
            "frame, a list of dicts, or a dict of columns."
        ) from None
    if isinstance(known, nw.LazyFrame):
        known = _collected(known)
    if isinstance(known, nw.Series):
        return {cast("nw.Series[Any]", known).name or "value": _column(cast("nw.Series[Any]", known))}
    found = cast("list[nw.Series[Any]]", [*known.iter_columns()])
    return {series.name: _column(series) for series in found}


def flat(frame: Any) -> Any:
    """A frame whose names are text and unique, a pandas one with its index as columns."""
    root = type(frame).__module__.partition(".")[0]
    if root in INDEXED:
        return _flat(frame)
    own = _labels(frame, root)
    names = unique(own)
    if names == own:
        return frame
    if root == "polars":
        return frame.rename(dict(zip(own, names, strict=True)))
    return (frame.to_arrow_table() if "duckdb" in root else frame).rename_columns(names)


def _labels(frame: Any, root: str) -> list[str]:
    """The names of a frame's columns; none where only narwhals can tell."""
    if root == "polars":
        return list(frame.collect_schema()) if hasattr(frame, "collect_schema") else []
    if root == "pyarrow":
        return list(frame.schema.names) if hasattr(frame, "schema") else []
    return list(frame.columns) if "duckdb" in root else []


def series_column(series: nw.Series[Any]) -> Column:
    """A series of any library as a column."""
    return _column(series)


def _collected(frame: Any) -> Any:
    try:
        return frame.collect()
    except ModuleNotFoundError as error:
        raise BadData(
            f"this kind of frame is read through the package {error.name}; install it, or give rows."
        ) from None


def _flat(frame: Any) -> Any:
    """A pandas frame with an index that says something as columns, and with names that are text and unique."""
    index = frame.index
    named = any(name is not None for name in index.names)
    if named or index.nlevels > 1 or index.dtype.kind not in "iu":
        labels = [name if name is not None else "index" for name in index.names]
        frame = frame.reset_index(names=unique(labels), allow_duplicates=True)
    elif not hasattr(frame, "columns"):
        return frame.rename(unique([frame.name or "value"])[0])
    return frame.set_axis(unique(frame.columns.to_list()), axis=1)


def _column(series: nw.Series[Any]) -> Column:
    import narwhals.stable.v2 as nw

    dtype: Any = series.dtype
    if dtype.is_numeric() and not isinstance(dtype, nw.Decimal):
        return _numbers(series, whole=dtype.is_integer())
    if isinstance(dtype, (nw.Datetime, nw.Date)):
        return _dates(series, dtype)
    if isinstance(dtype, nw.Duration):
        return Durations(np.array(series.to_numpy(), dtype="timedelta64[us]"))
    if isinstance(dtype, nw.Boolean):
        if series.null_count() == 0:
            return Bools(series.to_numpy().astype(np.uint8))
        return Bools(series.cast(nw.UInt8).fill_null(MISSING_BOOL).to_numpy().astype(np.uint8))
    if isinstance(dtype, (nw.Categorical, nw.Enum)):
        return _categories(series, ordered=isinstance(dtype, nw.Enum))
    values = series.to_list()
    found = column_of(values)
    # What is text stays so where there is none of it.
    return Texts.of([None] * len(values)) if isinstance(dtype, nw.String) and isinstance(found, Numbers) else found


def _numbers(series: nw.Series[Any], *, whole: bool) -> Column:
    import narwhals.stable.v2 as nw

    if series.null_count() == 0 or not whole:
        return Numbers(_owned(series.to_numpy(), whole))
    # Compared as integers: as floats, 2**53 + 1 would seem small enough.
    low, high = series.min(), series.max()
    if low is not None and (low < -SAFE or high > SAFE):
        return column_of(series.to_list())
    return Numbers(_owned(series.cast(nw.Float64).to_numpy(), False), whole=True)


def _owned(array: Array, whole: bool) -> Array:
    """A copy, so that what the frame's owner writes later does not change what is shown."""
    if array.dtype.kind not in "iuf":
        array = array.astype(np.int64 if whole else np.float64)
    return np.array(array, dtype=np.float32 if array.dtype == np.float16 else array.dtype)


def _dates(series: nw.Series[Any], dtype: Any) -> Column:
    import narwhals.stable.v2 as nw

    if isinstance(dtype, nw.Date):
        return Dates(np.array(series.cast(nw.Datetime("us")).to_numpy(), dtype="datetime64[us]"), days=True)
    zoned = dtype.time_zone is not None
    if zoned:
        series = series.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    moments = np.array(series.to_numpy(), dtype="datetime64[us]")
    there = moments[~np.isnat(moments)]
    days = not zoned and len(there) > 0 and bool((there == there.astype("datetime64[D]")).all())
    return Dates(moments, days=days, zoned=zoned)


def _categories(series: nw.Series[Any], *, ordered: bool) -> Column:
    values = series.to_list()
    kept = series.cat.get_categories().to_list()
    if not all(isinstance(name, str) for name in kept):
        return column_of(values)
    texts = Texts.of([None if v != v else v for v in values])
    # The categories' own order is kept: it is the order in which charts show them.
    order = {name: code for code, name in enumerate(kept)}
    renumbered = np.array([*(order[name] for name in texts.categories), -1], dtype=np.int32)
    return Texts(renumbered[texts.array], kept, closed=True, ordered=ordered)


def columns_of_array(array: Array) -> Columns:
    """The columns of a numpy array: fields, columns of a matrix, or one of values.

    Raises:
        BadData: It has more than two dimensions.
    """
    if array.dtype.names:
        names = unique(array.dtype.names)
        return {name: of_numpy(array[field]) for name, field in zip(names, array.dtype.names, strict=True)}
    if array.ndim == 1:
        return {"value": of_numpy(array)}
    if array.ndim == 2:
        return {str(i): of_numpy(array[:, i]) for i in range(array.shape[1])}
    raise BadData(
        f"an array of {array.ndim} dimensions is no table; give one of one or two dimensions, or a structured one."
    )


def of_numpy(array: Array) -> Column:
    """One numpy array as a column; what a mask hides is missing."""
    if isinstance(array, np.ma.MaskedArray):
        return _masked(cast("np.ma.MaskedArray[Any, Any]", array))
    if array.ndim > 1:
        return column_of(list(array.tolist()))
    if array.dtype.kind in "iuf":
        return Numbers(_owned(array, False))
    if array.dtype.kind == "M":
        return Dates(np.array(array, dtype="datetime64[us]"), days=str(array.dtype) == "datetime64[D]")
    if array.dtype.kind == "m":
        return Durations(np.array(array, dtype="timedelta64[us]"))
    return Bools(array.astype(np.uint8)) if array.dtype.kind == "b" else column_of(array.tolist())


def _masked(array: np.ma.MaskedArray[Any, Any]) -> Column:
    if array.dtype.kind in "fMm":
        return of_numpy(array.filled(array.dtype.type("nan" if array.dtype.kind == "f" else "NaT")))
    return column_of(cast("list[Any]", array.tolist()))

"""Plotly figures of any kind, plain: dicts and lists with arrays as numpy arrays."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import numpy as np

from pywry.data.frames import is_frame
from pywry.data.growing import Array
from pywry.data.infer import native
from pywry.data.templates import template_of
from pywry.data.texts import iso
from pywry.data.titles import titled
from pywry.data.traces import check_traces
from pywry_tools.errors import BadData

WIDE = 16
MAX_DEPTH = 60
PLAIN = frozenset({str, int, bool, float, type(None)})
SPEC = frozenset({"bdata", "dtype"})
DTYPES = frozenset(
    {f"{kind}{size}" for kind in ("i", "u") for size in (1, 2, 4, 8)}
    | {f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)}
    | {"f4", "f8", "float32", "float64", "u1c", "uint8c"}
)


def figure_of(figure: Any) -> dict[str, Any]:
    """A figure as `{data, layout, frames?, config?}`, a copy of its own.

    Args:
        figure: A Plotly figure, anything with `to_plotly_json` or `to_dict`, `{data, layout}`, a list of traces, or
            the text that `to_json` writes.

    Raises:
        BadData: It is no figure, or a trace cannot be drawn as it is.
    """
    found = _raw(figure)
    data, layout = _part(found.get("data", [])), _part(found.get("layout") or {})
    traces: Any = [cast(object, data)] if isinstance(data, Mapping) else data
    traces = [_part(t) for t in cast("list[Any]", traces)] if isinstance(traces, (list, tuple)) else traces
    if not isinstance(traces, (list, tuple)) or not all(isinstance(t, Mapping) for t in cast("list[Any]", traces)):
        raise BadData("a figure's data must be a list of traces, each an object such as {type: 'bar', y: [...]}.")
    if not isinstance(layout, Mapping):
        raise BadData(f"a figure's layout must be an object; it is of type {type(layout).__name__}.")
    look = dict(cast("Mapping[str, Any]", layout))
    if look.get("template") is not None:
        look["template"] = template_of(look["template"])
    drawn = [titled(plain(t)) for t in cast("list[Any]", traces)]
    check_traces(drawn)
    out = {"data": drawn, "layout": titled(plain(look))}
    return {**out, **{key: plain(found[key]) for key in ("frames", "config") if found.get(key)}}


def _part(value: Any) -> Any:
    """A trace or a layout of the plotly package as a dict."""
    return value.to_plotly_json() if hasattr(value, "to_plotly_json") else value


def _raw(figure: Any) -> Mapping[str, Any]:
    if isinstance(figure, (str, bytes)):
        return _raw(_parsed(figure))
    if isinstance(figure, Mapping):
        return _checked(cast("Mapping[str, Any]", figure))
    if isinstance(figure, (list, tuple)):
        return {"data": figure}
    if hasattr(figure, "to_plotly_json"):
        return _of_plotly(figure)
    if callable(getattr(figure, "to_dict", None)) and not is_frame(figure):
        found = figure.to_dict()
        if isinstance(found, Mapping):
            return _checked(cast("Mapping[str, Any]", found))
    raise BadData(
        f"a value of type {type(figure).__name__} is no figure; "
        "give a Plotly figure, {data, layout} or a list of traces."
    )


def _parsed(text: str | bytes) -> Any:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise BadData(f"a figure as text must be JSON, as to_json() writes it: {error}.") from None
    if isinstance(found, (Mapping, list)):
        return cast(object, found)
    raise BadData("the JSON text is no figure; it must hold {data, layout} or a list of traces.")


def _of_plotly(figure: Any) -> Mapping[str, Any]:
    """A figure of the plotly package, part by part: as a whole it would write its arrays as base64."""
    traces = getattr(figure, "data", None)
    if not isinstance(traces, tuple):
        found = figure.to_plotly_json()
        return _checked(found) if "data" in found or "type" not in found else {"data": [found]}
    parts = cast("tuple[Any, ...]", traces)
    frames = [frame.to_plotly_json() for frame in figure.frames]
    return {"data": [t.to_plotly_json() for t in parts], "layout": figure.layout.to_plotly_json(), "frames": frames}


def _checked(figure: Mapping[str, Any]) -> Mapping[str, Any]:
    if "data" in figure or "layout" in figure:
        return figure
    if "type" in figure:
        return {"data": [figure]}
    keys = ", ".join(repr(str(key)) for key in list(figure)[:6])
    raise BadData(f"a figure has data, a list of traces, and layout; this object has {keys or 'nothing'}.")


def plain(value: Any, depth: int = 0) -> Any:
    """A value inside a figure: arrays as numpy arrays, dates as ISO text, missing values as None."""
    if value is None or type(value) in (str, bool):
        return value
    if depth > MAX_DEPTH:
        raise BadData(f"a figure is nested deeper than {MAX_DEPTH}, or refers to itself; make it flat.")
    if isinstance(value, Mapping):
        known = cast("Mapping[Any, Any]", value)
        if known.keys() >= SPEC:
            return array_of(decoded(known))
        return {str(k): plain(v, depth + 1) for k, v in known.items()}
    if isinstance(value, np.ndarray):
        return array_of(cast(Array, value))
    if isinstance(value, (list, tuple, range)):
        return _listed(cast("Sequence[Any]", value), depth)
    return _other(value, depth)


def _listed(values: Sequence[Any], depth: int) -> list[Any]:
    kinds = set(map(type, values))
    if not kinds <= PLAIN:
        return [plain(v, depth + 1) for v in values]
    if float not in kinds:
        return list(values)
    return [None if type(v) is float and not math.isfinite(v) else v for v in values]


def _other(value: Any, depth: int) -> Any:
    if hasattr(value, "to_plotly_json"):
        return plain(value.to_plotly_json(), depth + 1)
    if isinstance(value, memoryview) or (hasattr(value, "__array__") and not isinstance(value, np.generic)):
        return array_of(np.asarray(_on_the_clock(value)))
    if isinstance(value, Iterator):
        return plain(list(cast("Iterator[Any]", value)), depth + 1)
    code = callable(cast(object, value))
    if isinstance(value, complex):
        raise BadData("a figure cannot hold complex numbers; give their real and imaginary parts.")
    item = None if code else native(value)
    if isinstance(item, float):
        return item if math.isfinite(item) else None
    if isinstance(item, dt.date):
        return item.isoformat()
    if isinstance(item, (str, int)) or (item is None and not code):
        return item
    if isinstance(item, (list, dict)):
        return plain(cast(object, item), depth + 1)
    if isinstance(item, Decimal):
        return float(item) if item.is_finite() else None
    kind = type(cast(object, value)).__name__
    raise BadData(f"a figure cannot hold a value of type {kind}; use numbers, text, dates or lists of them.")


def _on_the_clock(value: Any) -> Any:
    """Polars' times with a zone as that zone's clock shows them, as those of pandas are written."""
    zone = getattr(getattr(value, "dtype", None), "time_zone", None)
    return value.dt.replace_time_zone(None) if zone and hasattr(value, "dt") else value


def decoded(spec: Mapping[Any, Any]) -> Array:
    """An array as Plotly's Python library writes it: base64, a type and perhaps a shape.

    Raises:
        BadData: It is damaged.
    """
    data, dtype = spec["bdata"], str(spec["dtype"])
    if isinstance(data, np.ndarray):
        flat = cast(Array, data)
    else:
        try:
            raw = base64.b64decode(data, validate=True) if isinstance(data, str) else bytes(data)
            if dtype not in DTYPES:
                raise ValueError(f"unknown dtype {dtype!r}")
            flat = np.frombuffer(raw, dtype=np.dtype(dtype.removesuffix("c")).newbyteorder("<"))
        except (binascii.Error, ValueError, TypeError) as error:
            raise BadData(
                f"an array in the figure, {{dtype, bdata}}, cannot be read: {error}. Send it as a list."
            ) from None
    shape = spec.get("shape")
    return flat if shape is None else _shaped(flat, str(shape))


def _shaped(flat: Array, shape: str) -> Array:
    try:
        return flat.reshape([int(part) for part in shape.split(",")])
    except ValueError:
        raise BadData(f"an array in the figure has {flat.size} values, which do not fit its shape {shape!r}.") from None


def array_of(array: Array) -> Any:
    """An array as charts take it: numbers stay an array, of few columns a list; the rest becomes a list."""
    if array.ndim == 0:
        return plain(array.item() if array.dtype.kind != "M" else array.astype("datetime64[us]").item())
    if isinstance(array, np.ma.MaskedArray):
        return plain(cast("list[Any]", array.tolist()))
    kind = array.dtype.kind
    if kind == "M":
        texts = cast("list[Any]", iso(array.astype("datetime64[us]")).tolist()) if array.size else []
        return _no_time(texts)
    if kind not in "iuf":
        return _listed(cast("list[Any]", array.tolist()), 0)
    if array.ndim == 1:
        return _chartable(array)
    if array.shape[-1] < WIDE:
        return plain(array.tolist())
    return [array_of(row) for row in array]


def _no_time(texts: list[Any]) -> list[Any]:
    if isinstance(texts[0], list) if texts else False:
        return [_no_time(row) for row in texts]
    return [None if text == "NaT" else text for text in texts]


def _chartable(array: Array) -> Array:
    """A copy that Plotly can draw: JavaScript's big integers and half floats it cannot."""
    if array.dtype == np.float16:
        return array.astype(np.float32)
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        return array.astype(np.float64)
    if array.dtype.kind in "iu" and array.dtype.itemsize == 8:
        small = array.size == 0 or (int(array.min()) >= -(2**31) and int(array.max()) < 2**31)
        return array.astype(np.int32 if small else np.float64)
    return array.astype(array.dtype.newbyteorder("="), copy=True)

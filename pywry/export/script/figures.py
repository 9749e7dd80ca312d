"""Figures as source: their looks as literals, their points as data."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from importlib import import_module
from typing import Any, cast

import numpy as np

from pywry.data.growing import Array
from pywry.data.templates import template_of
from pywry.export.script.program import Program
from pywry.export.script.source import Call, Code, Node, flat
from pywry.export.script.tables import Data
from pywry.export.script.values import listed, node_of

SHORT = 60
"""Characters of a list that stays where it is, in a trace."""

SHORT_LOOKS = 600
"""The same, of what says how it looks."""

READABLE = 6_000
"""Characters of traces that are written out."""

LOOKS = ("colorscale", "layout")

MANY = 1_000
"""So many numbers of an array stay one, which travels to pages as bytes."""

MOST_SHORT = 300
"""A list of more is never short."""

APART = ("geojson",)
"""Parts that are data whatever they look like."""

PLAIN = (type(None), bool, int, float, str)


class FigureWriter:
    """Writes one figure.

    Args:
        program: The script.
        data: Where points go.
        hint: What the points are called after.
    """

    def __init__(self, program: Program, data: Data, hint: str) -> None:
        self._program = program
        self._data = data
        self._name = program.names.new(f"{hint}_points")
        self._lists: dict[str, Any] = {}
        self._known: dict[Any, str] = {}

    def node(self, figure: Mapping[str, Any]) -> Node:
        """The figure as source; what it needs is written before."""
        traces = self._whole(figure["data"], "data")
        rest = {k: self._whole(v, k) for k, v in figure.items() if k not in ("data", "layout", "config")}
        look = figure["layout"]
        layout = {k: named(v) if k == "template" else self._whole(v, k, looks=True) for k, v in look.items()}
        node = {"data": traces, **({"layout": layout} if layout else {}), **rest}
        if self._lists:
            self._data.lists(self._name, self._lists)
        return node

    def _whole(self, value: Any, key: str, *, looks: bool = False) -> Node:
        """A part with its points apart, or all of it as data where nobody would read so much."""
        before = dict(self._lists), dict(self._known)
        node = self._part(value, key, looks=looks)
        if len(flat(node)) <= READABLE:
            return node
        self._lists, self._known = before
        return self._apart(value, key)

    def _part(self, value: Any, key: str, *, looks: bool = False) -> Node:
        looks = looks or key in LOOKS
        if isinstance(value, Mapping):
            if key in APART:
                return self._apart(value, key)
            pairs = cast("Mapping[Any, Any]", value).items()
            return {str(name): self._part(inner, str(name), looks=looks) for name, inner in pairs}
        if isinstance(value, np.ndarray) or (isinstance(value, list) and is_points(cast("list[Any]", value))):
            return self._points(value, key, SHORT_LOOKS if looks else SHORT)
        if isinstance(value, list):
            return [self._part(inner, key, looks=looks) for inner in cast("list[Any]", value)]
        return node_of(value)

    def _points(self, value: Any, key: str, short: int) -> Node:
        if len(value) <= MOST_SHORT:
            node = node_of(listed(value))
            if len(flat(node)) <= short:
                return node
        source = self._apart(value, key)
        if isinstance(value, np.ndarray) and len(cast(Array, value)) >= MANY:
            dtype = str(cast(Array, value).dtype)
            return Call("np.array", (source,), {"dtype": dtype}, (("numpy", None),))
        return source

    def _apart(self, value: Any, key: str) -> Code:
        """Data under a name of their own; the same data have one name."""
        array: Array | None = cast(Array, value) if isinstance(value, np.ndarray) else None
        known = repr(cast("object", value)) if array is None else (str(array.dtype), array.shape, array.tobytes())
        if known not in self._known:
            numbered = (key if at == 1 else f"{key}{at}" for at in range(1, 100_000))
            self._known[known] = name = next(name for name in numbered if name not in self._lists)
            self._lists[name] = deepcopy(cast("object", value)) if array is None else array.copy()
        return Code(f"{self._name}[{flat(self._known[known])}]")


def is_points(values: list[Any]) -> bool:
    """Whether a list holds nothing but values, or rows of them."""
    return all(
        isinstance(v, (*PLAIN, np.ndarray)) or (isinstance(v, list) and is_points(cast("list[Any]", v))) for v in values
    )


def named(template: Any) -> Node:
    """A layout template, by its name where the plotly package has it."""
    node = node_of(template)
    if isinstance(template, str) or "plotly.io" not in sys.modules:
        return node
    return next((name for name, known in known_templates().items() if known == node), node)


@cache
def known_templates() -> dict[str, Node]:
    """The templates of the plotly package, as source."""
    names = sorted(name for name in import_module("plotly.io").templates if name != "none")
    return {name: node_of(template_of(name)) for name in names}

"""Answers that are lists: as many entries as fit, and a cursor for the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from pywry_tools.models.answers import Heard
from pywry_tools.models.data import DataRows
from pywry_tools.models.figure import ChartState
from pywry_tools.models.table import GridState

NOTE = 300
"""Bytes that are left for saying what did not fit."""


@dataclass(frozen=True)
class List:
    """Where an answer holds its list.

    Attributes:
        fields: The list, and others of the same length.
        noun: What its entries are.
        cursor: The field that says where to go on.
        parameter: The tool's parameter that takes it.
    """

    fields: tuple[str, ...]
    noun: str
    cursor: str = "next_cursor"
    parameter: str = "cursor"


LISTS: Mapping[type[Any], List] = {
    GridState: List(("records", "row_ids"), "rows"),
    ChartState: List(("points",), "points"),
    DataRows: List(("records",), "rows"),
    Heard: List(("events",), "events", "cursor", "since"),
}


def page(answer: type[Any], data: dict[str, Any], limit: int, start: int, more: str) -> tuple[dict[str, Any], str]:
    """The answer with as many entries as fit, one at least, and what was left out; as it is if it holds no list.

    Args:
        answer: What kind of answer it is.
        data: The answer, plain.
        limit: Bytes of JSON.
        start: The place of the first entry.
        more: How to have more at once.
    """
    kind = LISTS.get(answer)
    entries: list[Any] = [] if kind is None else data.get(kind.fields[0]) or []
    if kind is None or not entries:
        return data, ""
    count = _fitting(data, kind.fields, limit - NOTE)
    if count == len(entries):
        return data, ""
    # Events say themselves where they stand; rows are counted.
    after = entries[count - 1]["seq"] if kind.parameter == "since" else start + count
    note = (
        f"{count:,} of these {len(entries):,} {kind.noun} fit into {limit:,} bytes; go on with "
        f"{kind.parameter}={after}{more}."
    )
    return {**data, **{name: data[name][:count] for name in kind.fields}, kind.cursor: after}, note


def _fitting(data: Mapping[str, Any], fields: tuple[str, ...], limit: int) -> int:
    left = limit - len(to_json({name: value for name, value in data.items() if name not in fields}))
    for count, group in enumerate(zip(*(data[name] for name in fields), strict=True)):
        left -= sum(len(to_json(entry, inf_nan_mode="null")) + 1 for entry in group)
        if left < 0:
            return max(count, 1)
    return len(data[fields[0]])

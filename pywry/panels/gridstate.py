"""What a person or program wants a grid to show, checked before any page has to make sense of it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any, cast

from pywry.data.columns import ColumnType
from pywry.data.engine.members import member
from pywry.data.engine.query import query_of
from pywry.panels.gridview import restored
from pywry_tools.errors import BadData, nearest

Json = dict[str, Any]

PARTS = ("columnState", "filterModel", "sortModel")
CONDITIONS = 2
"""So many conditions on one column AG Grid takes, where `maxNumConditions` does not say another number."""


def checked_state(
    state: Mapping[str, Any],
    kinds: Mapping[str, ColumnType],
    params: Mapping[str, Mapping[str, Any]],
    sets: Container[str] = (),
) -> dict[str, Any]:
    """A state that every page can restore.

    Args:
        state: As grid:state-response gives it, or some of its parts. One with `columnState` was kept from a grid: what
            it says of columns that are not there any more is left out.
        kinds: The grid's columns.
        params: `filterParams` by column.
        sets: The columns with a set filter.

    Raises:
        BadData: It is none, or filters or sorts by what there is not.
    """
    if not set(PARTS) & set(state):
        raise BadData(
            f"a grid's state has {', '.join(PARTS)}, as grid:state-response says them; this has none of these."
        )
    columns = _listed(state, "columnState")
    filters = _mapping(state.get("filterModel") or {}, "a filter model")
    sorts = _listed(state, "sortModel")
    if columns:
        filters, sorts = without_gone(filters, sorts, kinds).values()
    for name, model in filters.items():
        known = _mapping(model, f"the filter of column {name!r}")
        if known.get("filterType") == "set" or "values" in known or (known and name in sets):
            filters[name] = _set(name, known, kinds, sets)
        else:
            _check_shape(name, known, int(params.get(name, {}).get("maxNumConditions", CONDITIONS)))
    query_of(kinds, filters=filters, sorts=sorts, params=params)
    known = {"filterModel": filters, "sortModel": sorts}
    return {**state, **{part: value for part, value in known.items() if part in state}}


def _listed(state: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    found: Any = state.get(part) or []
    given = cast("Sequence[Any]", found) if isinstance(found, (list, tuple)) else None
    if given is None or not all(isinstance(one, Mapping) and "colId" in one for one in given):
        raise BadData(f"{part} is a list of objects, each with the colId of its column, not {_said(state[part])}.")
    return list(cast("Sequence[Mapping[str, Any]]", given))


def _said(value: Any) -> str:
    return repr(str(value)[:80])


def _mapping(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise BadData(f"{what} is an object such as {{filterType, type, filter}}, not {str(value)[:80]!r}.")
    return dict(cast("Mapping[str, Any]", value))


def _set(name: str, model: Mapping[str, Any], kinds: Mapping[str, ColumnType], sets: Container[str]) -> Json:
    """A set of values that a column could hold."""
    if name not in kinds:
        raise BadData(f"the grid has no column {name!r} to filter or sort by. {nearest(name, kinds)}")
    if name not in sets:
        raise BadData(
            f"column {name!r} has no set filter; give it one with 'filter': 'set' in its definition, or join "
            'conditions: {"operator": "OR", "conditions": [{"type": "equals", ...}, ...]}.'
        )
    values: Any = model.get("values")
    if not isinstance(values, (list, tuple, set, frozenset)):
        raise BadData(
            f"column {name!r} has a set filter, which is {{'filterType': 'set', 'values': [...]}}, not {_said(model)}."
        )
    try:
        return {"filterType": "set", "values": [member(value, kinds[name]) for value in cast("Sequence[Any]", values)]}
    except BadData as error:
        raise BadData(f"the set filter of column {name!r}: {error}") from None


def _check_shape(name: str, model: Any, most: int) -> None:
    known = _mapping(model, f"the filter of column {name!r}")
    if "conditions" not in known and "operator" not in known:
        return
    said: Any = known.get("conditions")
    parts = cast("Sequence[Any]", said) if isinstance(said, (list, tuple)) else ()
    if not parts:
        raise BadData(f"the conditions of column {name!r} are a list of filters, not {_said(known.get('conditions'))}.")
    if len(parts) > most:
        raise BadData(
            f"column {name!r} takes {most} conditions, not {len(parts)}; allow more with "
            "filterParams={'maxNumConditions': n} in its definition."
        )
    for part in parts:
        _check_shape(name, part, most)


def without_gone(
    filters: Mapping[str, Any], sorts: Sequence[Mapping[str, Any]], kinds: Mapping[str, ColumnType]
) -> Json:
    """What is left of a filter and a sort model when columns have gone; parts of which nothing is left are empty."""
    return {
        "filterModel": {name: model for name, model in filters.items() if name in kinds},
        "sortModel": [sort for sort in sorts if sort.get("colId") in kinds],
    }


def narrowed(state: Mapping[str, Any], kinds: Mapping[str, ColumnType]) -> Json:
    """What AG Grid begins with, without filters and sorts of columns that are gone."""
    filters = cast("Json", cast("Json", state.get("filter") or {}).get("filterModel") or {})
    sorts = cast("list[Json]", cast("Json", state.get("sort") or {}).get("sortModel") or [])
    left = without_gone(filters, sorts, kinds)
    same = left == {"filterModel": filters, "sortModel": sorts}
    return dict(state) if same else restored(state, left)

"""What is in a dataset, column by column, so that the right chart can be chosen."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from pywry.datasets.arrow import Rows
from pywry.datasets.duck import connection, quoted
from pywry.datasets.job import Job
from pywry.datasets.limits import Limits
from pywry.datasets.safe import safe
from pywry_tools.models.data import ColumnProfile

MOST_COLUMNS = 60
EXACT_TO = 1_000_000
TOP = 5
CATEGORIES = 50
MANY = 20
NUMBERS = frozenset({"number", "integer", "decimal"})
MOMENTS = frozenset({"date", "datetime"})
IDENTITY = re.compile(r"(^|[\W_])(id|key|uuid|guid)$|[a-z]Id$|^#$", re.IGNORECASE)
YEARS = re.compile(r"(^|[\W_])(year|month|day|hour|week|quarter)$", re.IGNORECASE)


def profile_of(
    table: Rows, types: Mapping[str, str], names: Sequence[str], job: Job, limits: Limits
) -> list[ColumnProfile]:
    """Profiles of some columns."""
    with connection(job, limits) as made:
        made.register("data", table.select(list(dict.fromkeys(names))))
        out: list[ColumnProfile] = []
        for name in names:
            job.check()
            out.append(_column(made, name, types[name], table.num_rows))
        return out


def _column(made: Any, name: str, kind: str, rows: int) -> ColumnProfile:
    facts = _facts(made, name, kind, rows)
    there = rows - facts["nulls"]
    role = role_of(name, kind, there, facts.get("distinct"))
    counted = role in ("category", "flag", "text", "id")
    top = _top(made, name) if counted and facts.get("distinct", there) < there else None
    samples = None if top or not there else _samples(made, name)
    return ColumnProfile(name=name, type=kind, role=role, samples=samples, top=top, **facts)


def _facts(made: Any, name: str, kind: str, rows: int) -> dict[str, Any]:
    column = quoted(name)
    asked = {"nulls": f"count(*) - count({column})"}
    if kind != "object":
        distinct = f"count(DISTINCT {column})" if rows <= EXACT_TO else f"approx_count_distinct({column})"
        asked["distinct"] = distinct
    if kind in NUMBERS or kind in MOMENTS:
        real = f"CASE WHEN isfinite({column}) THEN {column} END" if kind != "integer" and kind != "decimal" else column
        asked |= {"min": f"min({real})", "max": f"max({real})"}
        if kind in NUMBERS:
            asked |= {"mean": f"avg(({real})::DOUBLE)", "median": f"median(({real})::DOUBLE)"}
    found = made.execute(f"SELECT {', '.join(asked.values())} FROM data").fetchone()  # noqa: S608 - names are quoted
    return {key: plain(value) for key, value in zip(asked, found, strict=True)}


def _top(made: Any, name: str) -> list[dict[str, Any]]:
    column = quoted(name)
    found = made.execute(
        f"SELECT {column}, count(*) AS n FROM data WHERE {column} IS NOT NULL "  # noqa: S608 - names are quoted
        f"GROUP BY 1 ORDER BY n DESC, 1 LIMIT {TOP}"
    ).fetchall()
    return [{"value": plain(value), "count": count} for value, count in found]


def _samples(made: Any, name: str) -> list[Any]:
    column = quoted(name)
    asked = f"SELECT {column} FROM data WHERE {column} IS NOT NULL LIMIT 3"  # noqa: S608 - names are quoted
    found = made.execute(asked).fetchall()
    return [plain(value) for (value,) in found]


def role_of(name: str, kind: str, there: int, distinct: int | None) -> str:
    """What a column serves for in a chart."""
    if not there:
        return "empty"
    if kind in ("object", "duration"):
        return "object" if kind == "object" else "measure"
    if kind == "boolean":
        return "flag"
    if kind in MOMENTS or (kind == "integer" and YEARS.search(name)):
        return "time"
    is_unique = distinct == there
    if kind in NUMBERS:
        return "id" if kind == "integer" and IDENTITY.search(name) else "measure"
    if is_unique and there > MANY:
        return "id" if IDENTITY.search(name) else "text"
    return "category" if distinct is not None and distinct <= max(CATEGORIES, there // MANY) else "text"


def plain(value: Any) -> Any:
    """A value of DuckDB's as JSON has it, with clean text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (dict, list, tuple)):
        return safe(_inner(value))
    return safe(f"({len(value)} bytes)" if isinstance(value, bytes) else str(value))


def _inner(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _inner(part) for key, part in cast("dict[Any, Any]", value).items()}
    if isinstance(value, (list, tuple)):
        return [_inner(part) for part in cast("Sequence[Any]", value)]
    return plain(value)

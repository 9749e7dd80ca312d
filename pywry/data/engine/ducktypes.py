"""What DuckDB's types are to a grid, and how their values leave DuckDB."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from pywry.data.columns import Column, ColumnType
from pywry.data.texts import MOST_CHOICES

SAMPLE = 2_000
EXACT_DIGITS = 15
ODD = frozenset({"INTERVAL", "UUID", "BIT", "TIME", "TIME WITH TIME ZONE"})
"""Types of which only DuckDB knows how they read."""
HUGE = frozenset({"HUGEINT", "UHUGEINT"})
LARGE = frozenset({"BIGINT", "UBIGINT"})
KINDS: Mapping[str, ColumnType] = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT"), "integer"),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE", "DECIMAL"), "number"),
    **dict.fromkeys(("VARCHAR", "ENUM", "BLOB", *ODD), "text"),
    **dict.fromkeys(HUGE, "decimal"),
    "BOOLEAN": "boolean",
    "DATE": "date",
}
ISO = {"date": r"\d{4}-\d\d-\d\d", "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?"}
AS_TYPE = {"date": "DATE", "datetime": "TIMESTAMP"}


def type_of(name: str) -> ColumnType:
    """What a column of one of DuckDB's types holds."""
    if name.endswith("]"):
        return "object"
    bare = head(name)
    return "datetime" if bare.startswith("TIMESTAMP") else KINDS.get(bare.removesuffix(" WITH TIME ZONE"), "object")


def head(name: str) -> str:
    """A type without its parameters."""
    return name.partition("(")[0].strip()


def plainly(value: str, type_: str) -> str:
    """A value as a page takes it, as SQL; what only DuckDB knows, as its text, and bytes as hexadecimal digits."""
    if type_ == "BLOB":
        return f"lower(hex({value}))"
    return f"CAST({value} AS VARCHAR)" if head(type_) in ODD | HUGE else value


def choices(type_: str) -> Mapping[str, Any]:
    """What a person can choose from, where a type says it."""
    if head(type_) != "ENUM":
        return {}
    names = ast.literal_eval(f"[{type_.partition('(')[2].removesuffix(')')}]")
    return {"choices": names} if len(names) <= MOST_CHOICES else {}


def doubtful(type_: str) -> bool:
    """Whether only the values can say what a column of this type holds."""
    if type_.startswith("DECIMAL"):
        return int(type_.partition("(")[2].partition(",")[0]) > EXACT_DIGITS
    return type_ == "VARCHAR" or (type_.startswith("TIMESTAMP") and "ZONE" not in type_)


def other(value: str, type_: str, seen: Column) -> tuple[ColumnType, str] | None:
    """What a column of a doubtful type holds by its first values, and SQL that is true of a value that contradicts.

    Args:
        value: The column, as SQL.
        type_: DuckDB's type.
        seen: The first values.
    """
    if type_.startswith("DECIMAL"):
        return ("decimal", "false") if seen.type == "decimal" else None
    if type_ != "VARCHAR":
        return ("date", f"{value} <> date_trunc('day', {value})") if seen.type == "date" else None
    if seen.type not in ISO or seen.traits.get("zoned"):
        return None
    fits = f"regexp_full_match({value}, '{ISO[seen.type]}') AND TRY_CAST({value} AS {AS_TYPE[seen.type]}) IS NOT NULL"
    return seen.type, f"{value} IS NOT NULL AND NOT ({fits})"

"""Files as data: open them, look, ask with SQL; other tools take what comes by its name."""

from __future__ import annotations

from pywry_tools.models.data import DataClosed, DataList, DataProfile, DataRef, DataRows, DataState
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.plotly import Cursor, Limit


@tool(effect="write", scope="data", toolset="data", idempotent=True)
async def open(  # noqa: A001 - the name that people look for
    ctx: Context, path: str, *, table: str | None = None, name: str | None = None
) -> DataState:
    """Open a file as a dataset: CSV, TSV, Parquet, JSON, JSONL, Excel, SQLite, DuckDB; the rows stay in Python.

    Show it with data {"ref": name} in grid_show, or as a dataset of dashboard_show.

    Args:
        path: Below an allowed folder; data_list_all names them.
        table: Of a database or workbook with several: the table or sheet.
        name: For SQL and other tools, in place of any dataset of that name; left out, the file's.
    """
    return await ctx.shelf.open(path, table=table, name=name)


@tool(effect="write", scope="data", toolset="data")
async def query(ctx: Context, sql: str, *, name: str | None = None, limit: Limit = 10) -> DataRows:
    """Ask open datasets with one SELECT in DuckDB's SQL; the result is a new dataset, of which the first rows come.

    Args:
        sql: Tables are datasets by name; nothing else can be read, and nothing written.
        name: For the result, in place of any dataset of that name.
        limit: How many rows come with the answer; the dataset has all.
    """
    return await ctx.shelf.query(sql, name=name, limit=limit)


@tool(effect="read", scope="data", toolset="data")
async def profile(ctx: Context, data: DataRef, *, columns: list[str] | None = None) -> DataProfile:
    """Say what is in a dataset, to choose a chart: types, ranges, missing and distinct values, samples.

    Args:
        data: Its name or id.
        columns: Only these.
    """
    return await ctx.shelf.profile(data, columns)


@tool(effect="read", scope="data", toolset="data")
async def read(
    ctx: Context, data: DataRef, *, columns: list[str] | None = None, cursor: Cursor = 0, limit: Limit = 50
) -> DataRows:
    """Read rows of a dataset, as many as fit into an answer.

    Args:
        data: Its name or id.
        columns: Only these.
        cursor: The next_cursor of an earlier answer, or the number of the first row, from 0.
        limit: How many rows at most.
    """
    return await ctx.shelf.read(data, columns, cursor, limit)


@tool(effect="read", scope="data", toolset="data")
async def list_all(ctx: Context) -> DataList:
    """List open datasets, and the folders below which files may be opened."""
    return ctx.shelf.list()


@tool(effect="write", scope="data", toolset="data")
async def close(ctx: Context, data: DataRef) -> DataClosed:
    """Let a dataset go; what shows it stays as it is.

    Args:
        data: Its name or id.
    """
    return ctx.shelf.close(data)

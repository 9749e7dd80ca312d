"""Where a script has its data: in itself while they are few, else in files beside it, or packed where it is alone."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zlib
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pywry.data.columns import Column, Numbers
from pywry.data.levels import Levels
from pywry.data.quantities import Decimals, Durations
from pywry.data.table import Table
from pywry.data.texts import Dates, Texts
from pywry.export.script.columns import Form, form_of, has_pandas, numbers_of, same
from pywry.export.script.program import Program
from pywry.export.script.source import Call, Code, Node, flat
from pywry.export.script.values import listed, node_of
from pywry_tools.errors import BadData

FEW = 60
SHORT = 6_000
LINE = 100


class Data:
    """Puts data where a script finds them.

    Args:
        program: The script.
        stem: What files beside it begin with; None if there can be none.
        max_rows: How many rows are packed into a script that has no files.

    Attributes:
        files: What stands beside the script, by name.
    """

    def __init__(self, program: Program, stem: str | None, max_rows: int) -> None:
        self.files: dict[str, bytes] = {}
        self._program = program
        self._stem = stem
        self._max_rows = max_rows

    # --- tables

    def table(self, hint: str, table: Table) -> Code:
        """Write a table; the name that it has in the script."""
        name = self._program.names.new(hint)
        forms = {column: form_of(table.column(column)) for column in table.names} if table.rows <= FEW else None
        if forms is None or not self._literal(name, table, forms):
            # The page may change meanwhile, but not what is shared.
            shared = table.share()
            self._program.later(lambda: self._large(name, shared))
        elif table.levels is not None:
            self._leveled(name, table, table.levels)
        return Code(name)

    def _large(self, name: str, table: Table) -> None:
        parquet = None if self._stem is None else _parquet(table)
        if parquet is not None:
            self._read_parquet(name, parquet)
        else:
            self._read_json(name, table, {column: form_of(table.column(column)) for column in table.names})
        if table.levels is not None:
            self._leveled(name, table, table.levels)

    def _literal(self, name: str, table: Table, forms: Mapping[str, Form]) -> bool:
        if table.levels is None and all(form.cell is not None for form in forms.values()):
            rows = zip(*([form.cell(v) for v in form.values] for form in forms.values() if form.cell), strict=True)
            node: Node = {"columns": list(table.names), "rows": [list(row) for row in rows]}
        else:
            node = {column: _made(form) for column, form in forms.items()}
        if len(flat(node)) > SHORT:
            return False
        self._note_inexact(name, forms)
        self._program.assign(name, node)
        return True

    def _read_parquet(self, name: str, content: bytes) -> None:
        file = self._file(name, "parquet", content)
        path = self._program.here(file)
        needs = (("pyarrow.parquet", None), *path.needs)
        self._program.assign(name, Call("pq.read_table", (path,), needs=needs))

    def _read_json(self, name: str, table: Table, forms: Mapping[str, Form]) -> None:
        self._program.assign(name, self._stored(name, {column: form.values for column, form in forms.items()}, table))
        self._note_inexact(name, forms)
        for column, form in forms.items():
            if form.whole is not None:
                place = f"{name}[{flat(column)}]"
                self._program.assign(place, form.whole(Code(place)))

    def _note_inexact(self, name: str, forms: Mapping[str, Form]) -> None:
        if inexact := [column for column, form in forms.items() if not form.exact]:
            self._program.note(
                f"In {name}, the type of {', '.join(map(repr, inexact))} is told from the values, and was another."
            )

    def _leveled(self, name: str, table: Table, levels: Levels) -> None:
        """Labels of several levels, which only pandas has."""
        if not has_pandas():
            self._program.note(f"The labels of {name} had several levels, which pandas has to be there for.")
            return
        index = [column for column in table.names if column not in levels.paths] if levels.paths else [*levels.index]
        self._program.assign(name, Call("pd.DataFrame", (Code(name),), needs=(("pandas", None),)))
        if index:
            self._program.assign(name, Call(f"{name}.set_index", (index,)))
        if levels.paths:
            self._program.assign(f"{name}.columns", Call("pd.MultiIndex.from_tuples", (_paths(levels),)))

    # --- lists

    def lists(self, name: str, lists: Mapping[str, Any]) -> None:
        """Write lists of any lengths, each by its key, under one name."""
        self._program.later(lambda: self._lists(name, lists))

    def _lists(self, name: str, lists: Mapping[str, Any]) -> None:
        plain = {key: listed(values) for key, values in lists.items()}
        few = all(isinstance(values, list) for values in plain.values()) and sum(map(len, plain.values())) <= SHORT
        nodes: dict[str, Node] = {key: node_of(values) for key, values in plain.items()} if few else {}
        if few and len(flat(nodes)) <= SHORT:
            self._program.assign_filled(name, nodes)
        else:
            self._program.assign(name, self._stored(name, plain, None))

    # --- places

    def _stored(self, name: str, content: Mapping[str, Any], table: Table | None) -> Node:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        if self._stem is not None:
            return self._program.load(self._file(name, "json.gz", gzip.compress(text, 6, mtime=0)))
        if table is not None and table.rows > self._max_rows:
            raise BadData(
                f"{name} has {table.rows:,} rows, and {self._max_rows:,} may be packed into a script without files; "
                "give a path, beside which they become a file of their own, or a larger max_rows."
            )
        packed = base64.b64encode(zlib.compress(text, 9)).decode("ascii")
        lines = [packed[at : at + LINE] for at in range(0, len(packed), LINE)]
        return self._program.unpack(self._program.text(f"packed_{name}", "\n".join([*lines, ""])))

    def _file(self, name: str, suffix: str, content: bytes) -> str:
        file = f"{self._stem}-{name}.{suffix}"
        self.files[file] = content
        return file


def _made(form: Form) -> Node:
    """A column as a whole."""
    if form.cell is None and form.whole is not None:
        return form.whole([node_of(value) for value in form.values])
    return [form.cell(value) if form.cell else value for value in form.values]


def _paths(levels: Levels) -> list[Node]:
    """The labels, all of as many levels."""
    deep = max(map(len, levels.paths.values()))
    padded = ((*path, *[""] * (deep - len(path))) for path in levels.paths.values())
    return [Code(f"({', '.join(map(flat, path))}{',' if deep == 1 else ''})") for path in padded]


def _parquet(table: Table) -> bytes | None:
    """A table as a Parquet file; None where Arrow is missing or would take it for another one."""
    if find_spec("pyarrow") is None or table.levels is not None or not table.names:
        return None
    pa: Any = import_module("pyarrow")
    pq: Any = import_module("pyarrow.parquet")
    arrays = {name: _arrow(pa, table.column(name)) for name in table.names}
    if any(array is None for array in arrays.values()):
        return None
    out = io.BytesIO()
    pq.write_table(pa.table(arrays), out, compression="zstd")
    found = Table.of(pq.read_table(io.BytesIO(out.getvalue())))
    return out.getvalue() if all(same(table.column(name), found.column(name)) for name in table.names) else None


def _arrow(pa: Any, column: Column) -> Any:
    match column:
        case Decimals():
            return None
        case Numbers():
            whole = column.type == "integer" and column.array.dtype.kind == "f"
            return pa.array(numbers_of(column), pa.int64()) if whole else pa.array(column.array)
        case Texts():
            codes = pa.array(column.array, mask=column.array < 0)
            made = pa.DictionaryArray.from_arrays(codes, pa.array(column.categories, pa.string()))
            return made if column.closed else made.cast(pa.string())
        case Dates():
            kind = pa.timestamp("us", "UTC" if column.traits.get("zoned") else None)
            return pa.array(column.array).cast(pa.date32() if column.type == "date" else kind)
        case Durations():
            return pa.array(column.array)
        case _:
            values: Sequence[Any] = column.values()
            return pa.array(values, pa.bool_()) if column.type == "boolean" else None

"""A folder that agents may read, and files of every kind in it."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from collections.abc import Awaitable, Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pywry import PyWry
from pywry_tools.access import Actor
from pywry_tools.errors import PyWryError

pa: Any = import_module("pyarrow")
pq: Any = import_module("pyarrow.parquet")

AGENT = Actor(user="agent", caller="agent")
Ask = Callable[..., Awaitable[Any]]

CITIES: list[dict[str, Any]] = [
    {"city": "Bern", "people": 134_000, "area": 51.6},
    {"city": "Olten", "people": 19_000, "area": 11.5},
    {"city": "Chur", "people": None, "area": 28.1},
]
CSV = "city,people,area\nBern,134000,51.6\nOlten,19000,11.5\nChur,,28.1\n"
SHEET = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>city</t></is></c><c r="B1" t="inlineStr"><is><t>people</t></is></c><c r="C1" t="inlineStr"><is><t>area</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>Bern</t></is></c><c r="B2"><v>134000</v></c><c r="C2"><v>51.6</v></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>Olten</t></is></c><c r="B3"><v>19000</v></c><c r="C3"><v>11.5</v></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>Chur</t></is></c><c r="C4"><v>28.1</v></c></row></sheetData></worksheet>"""
BOOK = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Cities" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": SHEET,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An allowed folder with one and the same table in every kind of file."""
    root = tmp_path / "data"
    root.mkdir()
    (root / "cities.csv").write_text(CSV)
    (root / "cities.tsv").write_text(CSV.replace(",", "\t"))
    (root / "cities.csv.gz").write_bytes(gzip.compress(CSV.encode()))
    (root / "cities.json").write_text(json.dumps(CITIES))
    (root / "cities.jsonl").write_text("\n".join(map(json.dumps, CITIES)))
    pq.write_table(pa.Table.from_pylist(CITIES), root / "cities.parquet")
    with closing(sqlite3.connect(root / "cities.sqlite")) as made:
        made.execute("CREATE TABLE cities (city TEXT, people INTEGER, area REAL)")
        made.executemany("INSERT INTO cities VALUES (:city, :people, :area)", CITIES)
        made.commit()
    with closing(duckdb.connect(str(root / "cities.duckdb"))) as base:
        base.register("given", pa.Table.from_pylist(CITIES))
        base.execute("CREATE TABLE cities AS FROM given")
    book(root / "cities.xlsx")
    return root


def book(path: Path, **parts: str) -> None:
    """Write a workbook with one sheet, Cities."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in {**BOOK, **parts}.items():
            packed.writestr(name, text)


@pytest.fixture
def ask(app: PyWry, folder: Path) -> Ask:
    """Calls a tool as an agent that may read the folder."""
    app.session.shelf.named = [folder]

    async def ask(tool: str, actor: Actor = AGENT, **arguments: Any) -> Any:
        return await app.session.call(tool, arguments, actor)

    return ask


@pytest.fixture
def refusal(ask: Ask) -> Callable[..., Awaitable[str]]:
    """The text of the error that a call is refused with."""

    async def refusal(tool: str, **arguments: Any) -> str:
        with pytest.raises(PyWryError) as caught:
            await ask(tool, **arguments)
        return str(caught.value)

    return refusal

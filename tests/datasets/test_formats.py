"""Files of every kind become one and the same dataset."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pywry import PyWry
from pywry.datasets.limits import Limits
from tests.datasets.conftest import CITIES, CSV, Ask, book

pytestmark = pytest.mark.anyio

FILES = ["csv", "tsv", "csv.gz", "json", "jsonl", "parquet", "sqlite", "duckdb", "xlsx"]


@pytest.mark.parametrize("end", FILES)
async def test_a_file_of_every_kind_has_the_same_rows_and_types(ask: Ask, end: str) -> None:
    state = await ask("data_open", path=f"cities.{end}")
    assert (state.name, state.rows) == ("cities", 3)
    assert [(c.name, c.type) for c in state.columns] == [("city", "text"), ("people", "integer"), ("area", "number")]
    rows = await ask("data_read", data="cities")
    assert rows.records == CITIES


async def test_a_base_with_several_tables_lists_them(ask: Ask, refusal: Ask, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "two.db")) as made:
        made.executescript("CREATE TABLE a (x); CREATE TABLE b (y); INSERT INTO b VALUES (1), ('one'), (x'00ff')")
    assert "give one as table: 'a', 'b'" in await refusal("data_open", path="two.db")
    assert "Did you mean 'a'" in await refusal("data_open", path="two.db", table="aa")
    state = await ask("data_open", path="two.db", table="b")
    assert (state.name, state.table, state.tables) == ("b", "b", ["a", "b"])
    assert (await ask("data_read", data="b")).records == [{"y": "1"}, {"y": "one"}, {"y": "(2 bytes)"}]


async def test_names_of_columns_are_clean_and_each_once(ask: Ask, folder: Path) -> None:
    (folder / "odd.csv").write_text("a\u200b,a,\u202eevil\u0007,__proto__\n1,2,3,4\n")
    state = await ask("data_open", path="odd.csv")
    assert [c.name for c in state.columns] == ["a", "a (2)", "evil", "__proto__ (2)"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.parquet", b"PAR1 no"),
        ("broken.xlsx", b"PK\x03\x04 no"),
        ("broken.sqlite", b"SQLite format 3\0" + b"\xff" * 200),
        ("broken.duckdb", b"no" * 4000),
        ("broken.jsonl", b'{"a": 1}\n{"a":'),
        ("empty.parquet", b""),
    ],
)
async def test_a_broken_file_is_an_error_with_words(refusal: Ask, folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    message = await refusal("data_open", path=name)
    assert "Traceback" not in message
    assert len(message) < 900


async def test_a_file_of_another_kind_is_told_what_is_known(refusal: Ask, folder: Path) -> None:
    (folder / "model.pkl").write_bytes(b"\x80\x04N.")
    message = await refusal("data_open", path="model.pkl")
    assert "'model.pkl' is not known" in message
    assert ".parquet" in message


async def test_a_file_that_is_too_large_is_refused_before_it_is_read(app: PyWry, ask: Ask, refusal: Ask) -> None:
    app.session.shelf.limits = Limits(file_bytes=10)
    assert "10 may be read" in await refusal("data_open", path="cities.csv")


async def test_a_small_file_of_very_many_rows_is_stopped(app: PyWry, refusal: Ask, folder: Path) -> None:
    with closing(duckdb.connect()) as made:
        made.execute(f"COPY (SELECT 7 AS x FROM range(2000000)) TO '{folder / 'bomb.parquet'}'")
    assert (folder / "bomb.parquet").stat().st_size < 100_000
    app.session.shelf.limits = Limits(rows=1_000_000)
    assert "at most 1,000,000 rows" in await refusal("data_open", path="bomb.parquet")


async def test_a_packed_bomb_is_not_unpacked(app: PyWry, refusal: Ask, folder: Path) -> None:
    book(folder / "bomb.xlsx", **{"xl/sharedStrings.xml": " " * 3_000_000})
    app.session.shelf.limits = Limits(book_bytes=1_000_000)
    assert "more than 1,000,000 bytes when it is unpacked" in await refusal("data_open", path="bomb.xlsx")


async def test_views_of_a_stranger_s_base_reach_no_other_file(refusal: Ask, folder: Path) -> None:
    (folder.parent / "secret.csv").write_text(CSV)
    with closing(duckdb.connect(str(folder / "view.duckdb"))) as made:
        made.execute(f"CREATE VIEW v AS FROM read_csv('{folder.parent / 'secret.csv'}')")
    assert "no files" in await refusal("data_open", path="view.duckdb")

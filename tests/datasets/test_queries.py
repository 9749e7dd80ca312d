"""SQL reads open datasets, and does nothing else."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from pywry import PyWry
from pywry.datasets.limits import Limits
from pywry_tools.access import Actor
from pywry_tools.errors import NoSuchData, NotAllowed
from tests.datasets.conftest import AGENT, CSV, Ask

pytestmark = pytest.mark.anyio

ENDLESS = "SELECT count(*) AS n FROM range(100000000) a, range(100000000) b WHERE a.range % 7 = b.range % 5"


async def test_a_result_is_a_dataset_for_the_next_query(ask: Ask) -> None:
    await ask("data_open", path="cities.csv")
    first = await ask("data_query", sql="SELECT city, people / area AS density FROM cities", name="dense")
    assert (first.name, first.rows) == ("dense", 3)
    second = await ask("data_query", sql="SELECT max(density) AS most, sum(1) AS n FROM dense")
    assert second.records == [{"most": pytest.approx(134_000 / 51.6), "n": 3}]
    assert [c.type for c in second.columns] == ["number", "integer"]
    assert (await ask("data_query", sql=f'SELECT n FROM "{second.data}"')).records == [{"n": 3}]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE x AS SELECT 1",
        "INSERT INTO cities VALUES ('x', 1, 1)",
        "DELETE FROM cities",
        "DROP VIEW cities",
        "COPY cities TO '{out}'",
        "EXPORT DATABASE '{out}'",
        "ATTACH '{out}' AS o",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "SELECT 1; SELECT 2",
        "SELECT 1; COPY cities TO '{out}'",
        "",
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM sniff_csv('{secret}')",
        "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
        "SELECT getenv('HOME')",
        "SELECT * FROM query('COPY cities TO ''{out}''')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM app",
        "SELEC city FROM cities",
        "SELECT nope FROM cities",
        "SELECT * FROM citees",
        "SELECT sum(city) FROM cities",
    ],
)
async def test_sql_that_writes_reaches_out_or_is_wrong_is_refused(
    ask: Ask, refusal: Ask, folder: Path, sql: str
) -> None:
    (folder.parent / "secret.csv").write_text(CSV)
    await ask("data_open", path="cities.csv")
    before = sorted(folder.parent.rglob("*"))
    message = await refusal(
        "data_query", sql=sql.format(out=folder.parent / "out", secret=folder.parent / "secret.csv")
    )
    assert any(word in message for word in ("SELECT", "data_open", "data_list_all"))
    assert "Bern" not in message
    assert sorted(folder.parent.rglob("*")) == before
    assert [held.name for held in (await ask("data_list_all")).datasets] == ["cities"]


async def test_a_query_that_lasts_too_long_is_stopped(app: PyWry, ask: Ask, refusal: Ask) -> None:
    app.session.shelf.limits = Limits(seconds=0.3)
    began = time.monotonic()
    assert "not done within 0.3 s" in await refusal("data_query", sql=ENDLESS)
    assert time.monotonic() - began < 5


async def test_a_call_that_is_cancelled_stops_its_query(ask: Ask) -> None:
    call = asyncio.ensure_future(ask("data_query", sql=ENDLESS))
    done, _ = await asyncio.wait([call], timeout=0.3)
    assert not done
    began = time.monotonic()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert time.monotonic() - began < 4
    assert (await ask("data_list_all")).datasets == []


async def test_a_result_that_is_too_large_is_refused(app: PyWry, refusal: Ask) -> None:
    app.session.shelf.limits = Limits(rows=1000)
    assert "at most 1,000 rows" in await refusal("data_query", sql="SELECT * FROM range(1001)")


async def test_what_was_closed_or_replaced_says_so(ask: Ask, refusal: Ask) -> None:
    assert "no dataset 'sales'. There are none." in await refusal("data_read", data="sales")
    first = await ask("data_open", path="cities.csv")
    second = await ask("data_open", path="cities.tsv", name="cities")
    message = await refusal("data_read", data=first.data)
    assert f"{second.data}, named 'cities', took its place" in message
    assert "Did you mean 'cities'" in await refusal("data_profile", data="citis")
    assert (await ask("data_close", data={"ref": "cities"})).left == 0
    assert "it was closed" in await refusal("data_read", data=second.data)
    assert "no dataset" in await refusal("data_close", data="cities")


async def test_a_session_sees_its_own_and_what_is_everybody_s(app: PyWry, ask: Ask) -> None:
    one, other = (Actor(user=name, session=name, caller="agent") for name in ("one", "other"))
    shared = await ask("data_open", path="cities.csv", name="shared")
    own = await ask("data_open", actor=one, path="cities.csv", name="own")
    assert [held.name for held in (await ask("data_list_all", actor=other)).datasets] == ["shared"]
    for ref in ("own", own.data):
        with pytest.raises(NoSuchData):
            await ask("data_read", actor=other, data=ref)
        with pytest.raises(NoSuchData):
            await ask("grid_show", actor=other, data={"ref": ref})
    with pytest.raises(NotAllowed, match="belongs to the program"):
        await ask("data_close", actor=one, data="shared")
    assert (await ask("data_query", actor=one, sql="SELECT count(*) AS n FROM own, shared")).records == [{"n": 9}]
    assert shared.data != own.data


async def test_a_file_that_has_changed_is_said_to(ask: Ask, folder: Path) -> None:
    await ask("data_open", path="cities.csv")
    (folder / "cities.csv").write_text(CSV + "Biel,55000,21.2\n")
    (held,) = (await ask("data_list_all")).datasets
    assert (held.changed, held.rows) == (True, 3)
    assert (await ask("data_open", path="cities.csv", name="cities")).rows == 4


@pytest.mark.parametrize("name", ["", "a b", "1st", 'x"; DROP', "a" * 41, "ä"])
async def test_a_name_that_sql_cannot_say_is_refused(refusal: Ask, name: str) -> None:
    assert "sales_2026" in await refusal("data_open", path="cities.csv", name=name)


async def test_a_viewer_may_look_but_not_open(ask: Ask) -> None:
    viewer = Actor(user="v", roles=frozenset({"viewer"}), caller="agent")
    await ask("data_open", actor=AGENT, path="cities.csv")
    assert (await ask("data_read", actor=viewer, data="cities")).rows == 3
    with pytest.raises(NotAllowed):
        await ask("data_open", actor=viewer, path="cities.csv")

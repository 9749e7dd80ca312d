"""Agents read below the allowed folders and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pywry import PyWry
from tests.datasets.conftest import CSV, Ask

pytestmark = pytest.mark.anyio


def linked(folder: Path) -> str:
    (folder / "way.csv").symlink_to(folder.parent / "secret.csv")
    return "way.csv"


def linked_folder(folder: Path) -> str:
    (folder / "up").symlink_to(folder.parent)
    return "up/secret.csv"


def hidden(folder: Path) -> str:
    (folder / ".private").mkdir()
    (folder / ".private" / "a.csv").write_text(CSV)
    return ".private/a.csv"


def linked_to_hidden(folder: Path) -> str:
    hidden(folder)
    (folder / "seen").symlink_to(folder / ".private")
    return "seen/a.csv"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.csv",
        "x/../../secret.csv",
        "x/../cities.csv",
        "~/secret.csv",
        "/etc/passwd",
        "//server/share/a.csv",
        r"\\server\share\a.csv",
        r"\\?\C:\a.csv",
        r"..\secret.csv",
        r"C:\a.csv",
        "C:a.csv",
        "http://example.com/a.csv",
        "s3://bucket/a.parquet",
        "file:///etc/passwd",
        "/dev/zero",
        "/proc/self/environ",
        "a\0.csv",
        "  ",
        linked,
        linked_folder,
        hidden,
        linked_to_hidden,
    ],
)
async def test_what_lies_elsewhere_is_refused(refusal: Ask, folder: Path, path: str | Callable[[Path], str]) -> None:
    (folder.parent / "secret.csv").write_text(CSV)
    message = await refusal("data_open", path=path if isinstance(path, str) else path(folder))
    assert str(folder) in message or "without NUL" in message
    assert "134" not in message


async def test_a_whole_path_below_the_folder_is_taken(ask: Ask, folder: Path) -> None:
    assert (await ask("data_open", path=str(folder / "cities.csv"))).rows == 3


async def test_a_folder_a_pipe_and_a_device_are_no_files(refusal: Ask, app: PyWry, folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    assert "is a pipe" in await refusal("data_open", path="pipe.csv")
    (folder / "folder.csv").mkdir()
    assert "is a folder" in await refusal("data_open", path="folder.csv")
    app.session.shelf.named = ["/dev"]
    assert "is a device" in await refusal("data_open", path="zero")


async def test_a_name_that_stands_for_many_files_is_refused(refusal: Ask, folder: Path) -> None:
    assert "there is no file" in await refusal("data_open", path="*.csv")
    (folder / "a*.csv").write_text(CSV)
    assert "rename it" in await refusal("data_open", path="a*.csv")


async def test_a_file_that_is_not_there_is_refused_with_those_that_may_be_meant(refusal: Ask, folder: Path) -> None:
    (folder / "towns").mkdir()
    (folder / "towns" / "all.csv").write_text(CSV)
    (folder / ".hidden.csv").write_text(CSV)
    (folder / "notes.txt").write_text("no data")
    assert "Did you mean 'cities.csv' or " in await refusal("data_open", path="city.csv")
    assert "Did you mean 'towns/all.csv'?" in await refusal("data_open", path="town/all.csv")
    said = await refusal("data_open", path="0")
    assert "There are: 'cities." in said and "hidden" not in said and "notes" not in said


async def test_quotes_in_a_name_are_part_of_the_name(ask: Ask, folder: Path) -> None:
    (folder / "it's; DROP.csv").write_text(CSV)
    assert (await ask("data_open", path="it's; DROP.csv")).name == "it_s_drop"


async def test_folders_come_from_the_environment_or_are_where_the_program_runs(
    ask: Ask, app: PyWry, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.session.shelf.named = []
    (tmp_path / "more").mkdir()
    monkeypatch.setenv("PYWRY_DATA_ROOT", os.pathsep.join([str(tmp_path / "more"), str(folder)]))
    assert (await ask("data_list_all")).roots == [str(tmp_path / "more"), str(folder)]
    assert (await ask("data_open", path="cities.csv")).rows == 3
    monkeypatch.delenv("PYWRY_DATA_ROOT")
    monkeypatch.chdir(folder)
    assert (await ask("data_list_all")).roots == [str(folder)]


async def test_people_open_whatever_the_program_may(app: PyWry, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(CSV)
    assert (await app.data.open.aio(str(tmp_path / "own.csv"))).name == "own"

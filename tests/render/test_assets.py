from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pywry.render.assets import Assets, NotBuilt


def test_an_asset_is_found_by_its_logical_name_and_by_its_file_name(assets: Assets) -> None:
    main = assets["main.js"]
    assert main.type == "text/javascript"
    assert assets.find(main.file) == main


def test_both_forms_of_a_file_have_the_same_content(assets: Assets) -> None:
    main = assets["main.js"]
    assert len(assets.read(main)) == main.bytes
    assert gzip.decompress(assets.read(main, gz=True)) == assets.read(main)
    assert assets.text("main.js").encode() == assets.read(main)


@pytest.mark.parametrize("file", ["manifest.json", "../built.py", "main.js", ""])
def test_a_file_that_the_manifest_does_not_list_is_not_found(assets: Assets, file: str) -> None:
    assert assets.find(file) is None


def test_a_missing_front_end_says_which_command_builds_it(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="uv sync --reinstall-package pywry"):
        Assets(tmp_path)


@pytest.mark.parametrize("manifest", ["", "[]", '{"main.js": {"file": "x.js"}}'])
def test_a_broken_manifest_says_so(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(NotBuilt, match="not what a build writes"):
        Assets(tmp_path)


def test_an_unknown_logical_name_brings_the_nearest_one(assets: Assets) -> None:
    with pytest.raises(NotBuilt, match=r"'charts\.js'.*Did you mean 'chart\.js'"):
        assets["charts.js"]


def test_a_listed_file_that_is_gone_is_named(assets: Assets) -> None:
    main = assets["main.js"]
    (assets.folder / main.file).unlink()
    with pytest.raises(NotBuilt, match=main.file):
        assets.read(main)

"""A file that is looked at while it is written."""

from __future__ import annotations

from pathlib import Path

from pywry.reload.copy import Copy


def test_what_is_emptied_before_it_is_written_is_not_taken_for_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.css"
    path.write_text("p{}")
    copy = Copy(path, "p{}")
    path.write_text("")
    assert [copy.look(), copy.unsure, copy.text] == [False, True, "p{}"]
    path.write_text("b{}")
    assert [copy.look(), copy.unsure, copy.text] == [True, False, "b{}"]
    path.write_text("")
    assert [copy.look(), copy.look(), copy.unsure, copy.text] == [False, True, False, ""]


def test_what_is_half_a_character_is_read_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.css"
    whole = "p::after{content:'\u00e9'}".encode()
    copy = Copy(path, "")
    path.write_bytes(whole[:-3])
    assert [copy.look(), copy.unsure, copy.text] == [False, True, ""]
    path.write_bytes(whole)
    assert [copy.look(), copy.unsure, copy.text] == [True, False, whole.decode()]


def test_a_file_that_was_touched_but_not_changed_is_no_news(tmp_path: Path) -> None:
    path = tmp_path / "a.css"
    path.write_text("p{}", encoding="utf-8-sig")
    copy = Copy(path, "p{}")
    assert not copy.look()
    path.touch()
    assert not copy.look()

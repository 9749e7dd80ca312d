"""Files that pages hand out go where the person says, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.native.conftest import Native
from tests.native.screen import Screen
from tests.native.site import Site
from tests.native.waiting import until

pytestmark = pytest.mark.native

MEGABYTE = 2**20


@pytest.fixture
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where downloads go; the current directory is another one, and stays empty."""
    (home / "Downloads").mkdir()
    (home / "here").mkdir()
    monkeypatch.chdir(home / "here")
    yield home / "Downloads"
    assert list((home / "here").iterdir()) == []


def save(screen: Screen, path: Path) -> str:
    """Answer the dialog; the text that it came with."""
    screen.activate(screen.window("Save As"))
    screen.keys("ctrl+a")
    screen.type(f"{path}\n")
    screen.gone("Save As")
    until(path.exists, "the file")
    return path.name


def test_python_hands_out_a_file(native: Native, screen: Screen, folder: Path) -> None:
    handle = native().show("<p>x</p>", title="Page")
    handle.download("name,price\n", "prices.csv")
    screen.activate(screen.window("Save As"))
    screen.keys("Return")
    until(
        lambda: (folder / "prices.csv").exists() and (folder / "prices.csv").read_text() == "name,price\n", "the file"
    )


def test_who_cancels_gets_no_file(native: Native, screen: Screen, folder: Path) -> None:
    handle = native().show("<p>x</p>", title="Page")
    handle.download("x", "no.txt")
    screen.keys("Escape", screen.window("Save As"))
    screen.gone("Save As")
    assert handle.eval_js("document.querySelectorAll('.pywry-toast').length") == 0
    assert list(folder.iterdir()) == []


def test_a_page_of_others_asks_too(native: Native, screen: Screen, folder: Path) -> None:
    with Site() as site:
        handle = native().show(url=f"{site.address}/top", title="Theirs")
        site.found("/top")
        handle.proxy.eval("document.getElementById('file').click()")
        save(screen, folder / "theirs.csv")
        until(lambda: (folder / "theirs.csv").read_text() == "a,b\n", "its content")


def test_what_cannot_be_written_is_told(native: Native, screen: Screen, folder: Path) -> None:
    handle = native().show("<p>x</p>", title="Page")
    handle.download("x", "x.txt")
    screen.activate(screen.window("Save As"))
    screen.keys("ctrl+a")
    screen.type("/proc/nowhere.txt\n")
    said = "document.querySelector('.pywry-toast')?.textContent ?? ''"
    until(lambda: "was not saved" in str(handle.eval_js(said)), "a message")


def test_a_page_can_hand_a_file_over_part_by_part(native: Native, screen: Screen, folder: Path) -> None:
    handle = native().show("<p>x</p>", title="Page")
    handle.eval_js("""{
      const ask = (name, body) => __TAURI_INTERNALS__.invoke('plugin:pytauri|pyfunc', body, { headers: { pyfunc: name } });
      const words = (data) => new TextEncoder().encode(JSON.stringify(data));
      window.path = ask('pywry_save', words({ filename: 'a/b.txt' })).then(async (number) => {
        const part = (text) => new Uint8Array([number, 0, 0, 0, ...new TextEncoder().encode(text)]);
        await ask('pywry_save_part', part('one '));
        await ask('pywry_save_part', part('two'));
        return ask('pywry_saved', words({ number, whole: true }));
      });
    }""")
    screen.activate(screen.window("Save As"))
    screen.keys("Return")
    assert handle.eval_js("window.path") == str(folder / "a_b.txt")
    assert (folder / "a_b.txt").read_text() == "one two"
    assert [path.name for path in folder.iterdir()] == ["a_b.txt"]


def test_links_hand_out_what_the_page_has_made(native: Native, screen: Screen, folder: Path) -> None:
    html = """<a id="data" download="hi.txt" href="data:text/plain,hello">data</a>
    <a id="blob" download="made.csv" style="position:fixed;inset:0;top:50%">blob</a>"""
    handle = native().show(html, title="Page")
    handle.eval_js("(document.getElementById('blob').href = URL.createObjectURL(new Blob(['a,b'])), 1)")
    screen.click(*screen.window("Page").middle)
    screen.activate(screen.window("Save As"))
    screen.keys("Return")
    until(lambda: (folder / "made.csv").exists() and (folder / "made.csv").read_text() == "a,b", "under its name")
    screen.gone("Save As")
    handle.eval_js("document.getElementById('data').click()")
    save(screen, folder / "one.txt")
    until(lambda: (folder / "one.txt").read_text() == "hello", "its content")
    # A script's own link, which is in no document, to ten megabytes.
    handle.eval_js("""{
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([new Uint8Array(10 * 2 ** 20).fill(65)]));
      link.download = 'big.bin';
      link.click();
    }""")
    save(screen, folder / "big.bin")
    until(lambda: (folder / "big.bin").stat().st_size == 10 * MEGABYTE, "all of it")
    assert (folder / "big.bin").read_bytes() == b"A" * 10 * MEGABYTE
    # The page is still where it was.
    assert handle.eval_js("document.getElementById('data').textContent") == "data"

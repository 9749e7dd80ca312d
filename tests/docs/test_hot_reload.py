"""Hot reload as its page and the promise show it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.conftest import Run
from tests.docs.look import clean, text
from tests.docs.program import EXAMPLES

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.slow]

PROMISED = """\
from pywry import PyWry, HtmlContent

app = PyWry(hot_reload=True)

content = HtmlContent(
    html="<h1>Dashboard</h1>",
    css_files=["styles/dashboard.css"],
    script_files=["scripts/chart.js"],
)

handle = app.show(content)
"""
COLOR = "getComputedStyle(document.querySelector('h1')).color"


async def test_the_example_follows_all_three_kinds_of_files(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "hot_reload.py"
    shutil.copy(EXAMPLES / "hot_reload.py", script)
    folder = shutil.copytree(EXAMPLES / "hot_reload", tmp_path / "hot_reload")
    async with run(script) as program:
        tab = await program.tab()
        await tab.click("#note")
        await tab.type("two words")
        await tab.wait_for(text("#words", "2 words"))
        (folder / "board.css").write_text("h1 { color: rgb(1, 2, 3) }")
        await tab.wait_for(f"{COLOR} === 'rgb(1, 2, 3)'")
        (folder / "board.html").write_text((folder / "board.html").read_text().replace("Board", "Plan"))
        await tab.wait_for(text("h1", "Plan"))
        (folder / "board.js").write_text((folder / "board.js").read_text() + "count();")
        await tab.wait_for(text("#words", "0 words"))
        await tab.type("!")
        await tab.wait_for(text("#words", "2 words"))
        assert await tab.evaluate("document.getElementById('note').value") == "two words!"
        await clean(tab)
        await program.end()


async def test_the_promised_lines_do_what_they_promise(run: Run, tmp_path: Path) -> None:
    script, css, js = (tmp_path / name for name in ("app.py", "styles/dashboard.css", "scripts/chart.js"))
    for path, held in ((script, f"{PROMISED}app.block()\n"), (css, "h1 { color: red }"), (js, "window.version = 1")):
        path.parent.mkdir(exist_ok=True)
        path.write_text(held)
    async with run(script) as program:
        tab = await program.tab()
        await tab.evaluate("document.body.style.height = '5000px', scrollTo(0, 700), window.mark = 1")
        css.write_text("h1 { color: rgb(1, 2, 3) }")
        await tab.wait_for(f"{COLOR} === 'rgb(1, 2, 3)'")
        assert await tab.evaluate("[window.mark, window.version]") == [1, 1]
        js.write_text("window.version = 2; document.body.style.height = '5000px'")
        await tab.wait_for("window.version === 2 && scrollY === 700")
        await program.end()

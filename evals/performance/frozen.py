"""A hello world and a dashboard as executables: how large they are, and how long they take to start."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

from evals.performance.child import PROGRAMS, ROOT
from evals.performance.figure import Options, Row, interleave
from evals.performance.native import screen

HELLO = PROGRAMS / "frozen_hello.py"
DASHBOARD = ROOT / "docs" / "examples" / "dashboard.py"
MOST_MB = 45


async def measure(options: Options) -> list[Row]:
    """Build, weigh and start."""
    folder = Path(tempfile.mkdtemp(prefix="pywry-frozen-"))
    try:
        began = time.perf_counter()
        one_file = await asyncio.to_thread(build, HELLO, folder, "--onefile")
        seconds = time.perf_counter() - began
        one_folder = await asyncio.to_thread(build, HELLO, folder, "--onedir")
        dashboard = await asyncio.to_thread(build, DASHBOARD, folder, "--onefile")
        rows = [
            weight("a hello world in one file", one_file, MOST_MB),
            weight("a hello world in one folder", one_folder),
        ]
        rows += [weight("a dashboard in one file", dashboard)]
        rows += [Row(what="frozen: building a hello world in one file", ours=seconds, floor=None, unit="s")]
        return [*rows, *await starts(one_file, one_folder, options)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def build(script: Path, folder: Path, kind: str) -> Path:
    """Freeze a program with PyInstaller's command and nothing else; the executable."""
    target = folder / kind.strip("-")
    places = [f"--distpath={target}", f"--workpath={folder / 'work'}", f"--specpath={folder}"]
    command = [sys.executable, "-m", "PyInstaller", kind, "--noconfirm", *places, str(script)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"PyInstaller has failed: {done.stderr[-2000:]}")
    return target / script.stem / script.stem if kind == "--onedir" else target / script.stem


def weight(what: str, path: Path, bar: float | None = None) -> Row:
    """The size of an executable, with the folder that it is in if it needs that."""
    files = path.parent.rglob("*") if path.parent.name == path.name else [path]
    size = sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())
    return Row(
        what=f"frozen: size of {what}", ours=size / 1e6, floor=None, unit="MB", rule="above" if bar else "none", bar=bar
    )


async def starts(one_file: Path, one_folder: Path, options: Options) -> list[Row]:
    """From the start of the executable to what its window shows, beside the same script."""
    commands = {"file": [str(one_file)], "folder": [str(one_folder)], "script": [sys.executable, str(HELLO)]}
    with screen():
        cases = {name: partial(started, command) for name, command in commands.items()}
        found = await interleave(cases, options.repeats)
    floor = median(found["script"])
    return [
        Row(
            what=f"frozen: start to first paint, one {kind}",
            ours=median(found[kind]),
            floor=floor,
            unit="s",
            note="floor: the same script under Python",
        )
        for kind in ("file", "folder")
    ]


async def started(command: list[str]) -> float:
    """Start a program, away from the loop."""
    return await asyncio.to_thread(start, command)


def start(command: list[str]) -> float:
    """Start a program and wait until it says that its window has painted; seconds."""
    began = time.perf_counter()
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, cwd=ROOT) as process,
    ):
        try:
            assert process.stdout is not None
            if process.stdout.readline() != b"painted\n":
                code = process.wait()
                complaints.seek(0)
                said = complaints.read().decode(errors="replace")[-2000:]
                raise RuntimeError(f"{command[0]} ended with {code}: {said}")
            return time.perf_counter() - began
        finally:
            process.terminate()

"""Native windows, beside windows of PyTauri's public API in the same run."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from evals.performance.child import Child, resident
from evals.performance.figure import Options, Row, interleave
from pywry.headless import Browser

OURS, FLOOR = "native_pywry.py", "native_raw.py"
TRIPS = 300
EVENTS = 20_000


async def measure(options: Options) -> list[Row]:
    """Start programs, open windows, go to and fro."""
    with screen():
        return [
            *await starts(options),
            *await windows(options),
            *await roads(options),
            *await dashboards(options),
        ]


@contextmanager
def screen() -> Iterator[None]:
    """A display of our own, so that nothing else draws on it."""
    if shutil.which("Xvfb") is None:
        raise RuntimeError("native windows are measured on a virtual screen: apt-get install xvfb libwebkit2gtk-4.1-0")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"]
    before = os.environ.get("DISPLAY")
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        # The whole line: the server dies of a pipe that is closed before it has written the end of it.
        with os.fdopen(read) as told:
            os.environ["DISPLAY"] = ":" + told.readline().strip()
        try:
            yield
        finally:
            server.terminate()
            os.environ.pop("DISPLAY")
            if before is not None:
                os.environ["DISPLAY"] = before


async def starts(options: Options) -> list[Row]:
    """From the start of a program to what its first window shows."""
    cases = {"ours": lambda: start(OURS), "floor": lambda: start(FLOOR)}
    found = await interleave(cases, options.repeats)
    return [
        Row(
            what="native: program start to first paint",
            ours=median(found["ours"]),
            floor=median(found["floor"]),
            unit="s",
            rule="ratio",
            bar=1.25,
            note="floor: PyTauri's public API",
        )
    ]


async def start(program: str) -> float:
    """Start a program and wait for its first paint."""
    with Child(program) as child:
        await asyncio.to_thread(painted, child)
        return time.perf_counter() - child.began


async def windows(options: Options) -> list[Row]:
    """A second window, where one is open; and what they weigh."""
    with Child(OURS) as ours, Child(FLOOR) as floor, Child(OURS, "prewarm") as warm:
        for child in (ours, floor, warm):
            await asyncio.to_thread(painted, child)
        cases = {
            name: lambda child=child: asyncio.to_thread(another, child)
            for name, child in (("ours", ours), ("floor", floor), ("warm", warm))
        }
        found = await interleave(cases, options.repeats)
        owners = {name: int(str(child.ask("pid"))) for name, child in (("ours", ours), ("floor", floor))}
        ours.write("window")
        await asyncio.to_thread(painted, ours)
        webs = len(web_processes(owners["ours"]))
        memory = {name: resident(pid) for name, pid in owners.items()}
    return [
        Row(
            what="native: a second window, to its first paint",
            ours=1000 * median(found["ours"]),
            floor=1000 * median(found["floor"]),
            unit="ms",
            rule="ratio",
            bar=1.25,
        ),
        Row(
            what="native: the same with `prewarm`",
            ours=1000 * median(found["warm"]),
            floor=None,
            unit="ms",
            rule="above",
            bar=150,
        ),
        Row(
            what="native: memory of the process that owns the windows",
            ours=memory["ours"],
            floor=memory["floor"],
            unit="MB",
            rule="above",
            bar=30,
        ),
        Row(what="native: web processes for two windows", ours=float(webs), floor=2.0, unit="", rule="ratio", bar=1),
    ]


async def roads(options: Options) -> list[Row]:
    """Calls, events and bytes, both ways."""
    trips, events = options.count(TRIPS), options.count(EVENTS)
    with Child(OURS) as ours, Child(FLOOR) as floor:
        for child in (ours, floor):
            await asyncio.to_thread(painted, child)
        turns = {
            "trip": lambda: script(ours, f"trips({trips})"),
            "raw trip": lambda: script(floor, f"trips({trips})"),
            "up": lambda: script(ours, "up()"),
            "raw up": lambda: script(floor, "up()"),
            "down": lambda: asyncio.to_thread(down, ours),
            "raw given": lambda: script(floor, "given()"),
            "raw fetched": lambda: script(floor, "fetched()"),
            "emitted": lambda: asyncio.to_thread(emitted, ours, events),
            "counted": lambda: asyncio.to_thread(counted, ours, events),
        }
        found = {name: median(values) for name, values in (await interleave(turns, options.repeats)).items()}
    best_down = min(found["raw given"], found["raw fetched"])
    return [
        ratio("native: page -> Python -> page, mean", found["trip"], found["raw trip"], 1.5, "floor: a raw command"),
        least("native: events Python -> page, 100 B, in order", found["emitted"], 15_000),
        least("native: events page -> Python, in order", found["counted"], 20_000),
        ratio("native: 10 MB page -> Python", found["up"], found["raw up"], 2, "floor: a raw command with bytes"),
        ratio("native: 10 MB Python -> page", found["down"], best_down, 2, "floor: the better of command and fetch"),
    ]


async def dashboards(options: Options) -> list[Row]:
    """The demo's dashboard in a window and in a tab."""
    async with Browser() as browser:
        cases = {"window": demo_in_window, "tab": lambda: demo_in_tab(browser)}
        found = await interleave(cases, max(3, options.repeats // 3))
    ours, floor = ({key: median(d[key] for d in found[case]) for key in ("painted", "step")} for case in found)
    return [
        Row(
            what="native: the demo's dashboard, painted",
            ours=ours["painted"],
            floor=floor["painted"],
            unit="s",
            rule="ratio",
            bar=1.25,
            note="floor: the same in headless Chromium",
        ),
        ratio("native: ten more points in its live chart, drawn", ours["step"], floor["step"], 1.25, "the same"),
    ]


async def demo_in_window() -> dict[str, float]:
    """The dashboard in a native window."""
    with Child("demo_painted.py", "new_window") as child:
        found: dict[str, float] = json.loads(await asyncio.to_thread(child.read))
        return found


async def demo_in_tab(browser: Browser) -> dict[str, float]:
    """The dashboard in a tab."""
    with Child("demo_painted.py", "browser") as child:
        tab = await browser.page(await asyncio.to_thread(child.read))
        try:
            found: dict[str, float] = json.loads(await asyncio.to_thread(child.read))
            return found
        finally:
            await tab.close()


def ratio(what: str, ours: float, floor: float, bar: float, note: str) -> Row:
    """A row in milliseconds."""
    return Row(what=what, ours=ours, floor=floor, unit="ms", rule="ratio", bar=bar, note=note)


def least(what: str, rate: float, bar: float) -> Row:
    """A row of a rate."""
    return Row(what=what, ours=rate, floor=None, unit="/s", rule="at least", bar=bar)


def said(child: Child, what: str) -> dict[str, Any]:
    """The next thing of a kind that a program says."""
    while True:
        line: Any = json.loads(child.read())
        if isinstance(line, dict) and line.get("what", what) == what:
            return line


def painted(child: Child) -> None:
    """Wait until a window shows its page."""
    said(child, "painted")


def another(child: Child) -> float:
    """Open one more window and close it; the seconds until it has painted."""
    began = time.perf_counter()
    child.write("window")
    painted(child)
    seconds = time.perf_counter() - began
    child.write("close")
    return seconds


async def script(child: Child, source: str) -> float:
    """Run something in the page that measures itself."""
    child.write(f"js {source}")
    return float((await asyncio.to_thread(said, child, "js"))["value"])


def down(child: Child) -> float:
    """Ten megabytes to the page; milliseconds until the program knows."""
    began = time.perf_counter()
    child.write("down")
    if said(child, "blob")["bytes"] != 10_000_000:
        raise RuntimeError("bytes were lost")
    return 1000 * (time.perf_counter() - began)


def emitted(child: Child, events: int) -> float:
    """Events a second to the page."""
    began = time.perf_counter()
    child.write(f"emit {events}")
    seen = said(child, "events")
    if not seen["inOrder"] or seen["seen"] != events:
        raise RuntimeError(f"events were lost or misplaced: {seen}")
    return events / (time.perf_counter() - began)


def counted(child: Child, events: int) -> float:
    """Events a second from the page."""
    child.write(f"js count({events})")
    lines: list[dict[str, Any]] = [json.loads(child.read()) for _ in ("the count", "the script's end")]
    seen = next(line for line in lines if "rate" in line)
    if not seen["inOrder"]:
        raise RuntimeError("events came out of order")
    return float(seen["rate"])


def web_processes(pid: int) -> list[int]:
    """The web processes below a process."""
    children: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = status.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue  # it has ended meanwhile
        number = int(status.parent.name)
        names[number] = name
        children.setdefault(int(rest.split()[1]), []).append(number)
    found, below = [], [pid]
    while below:
        below = [child for parent in below for child in children.get(parent, [])]
        found += [child for child in below if names[child].startswith("WebKitWeb")]
    return found

"""Programs with native windows as a terminal ends them: Ctrl-C, and a pipe that nobody reads any more."""

from __future__ import annotations

import os
import signal

import pytest

from tests.native.programs import Program, descendants, gone
from tests.native.screen import Screen
from tests.native.waiting import until

pytestmark = pytest.mark.native

INTERRUPTED = (-signal.SIGINT, 1)
"""Python takes the second where another thread imports something in the same moment."""
OPEN = "app = PyWry(mode='new_window'); page = app.show('<h1>Hi</h1>', 'Terminal')\n"


def interrupt(program: Program) -> None:
    """Press Ctrl-C: a terminal tells the whole group of processes."""
    os.killpg(program.process.pid, signal.SIGINT)


def test_ctrl_c_before_a_window_is_there_ends_at_once(screen: Screen) -> None:
    with Program(OPEN) as program:
        until(lambda: len(program.family()) > 1, "a process for the windows")
        family = program.family()
        interrupt(program)
        code, said = program.end()
        gone(family | program.family(), 2)
    assert code in INTERRUPTED
    assert said.count("Traceback") == 1
    assert said.rstrip().endswith("KeyboardInterrupt")


def test_ctrl_c_in_a_call_that_waits_leaves_nothing(screen: Screen) -> None:
    script = "page.eval_js('1'); say('ready'); page.eval_js('new Promise(() => {})', timeout_s=30)"
    with Program(OPEN + script) as program:
        program.expect("ready")
        family = program.family()
        interrupt(program)
        code, said = program.end()
        gone(family, 2)
    assert code in INTERRUPTED
    assert said.count("Traceback") == 1


def test_a_second_ctrl_c_changes_nothing(screen: Screen) -> None:
    with Program(f"{OPEN}page.eval_js('1'); say('ready')\napp.block()\nsay('after')") as program:
        program.expect("ready")
        family = program.family()
        interrupt(program)
        program.expect("after")
        interrupt(program)
        program.end()
        gone(family, 2)


PRINTS = """
page.on("app:tick", ANSWER)
page.eval_js("setInterval(() => pywry.emit('app:tick'), 20); 0")
app.block()
"""
ANSWERS = {
    "a callback": "lambda data: say('tick')",
    "a callback that leaves it to a buffer": "lambda data: print('tick' * 4000)",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_program_whose_output_nobody_reads_any_more_ends_quietly(screen: Screen, answer: str) -> None:
    with Program(OPEN + PRINTS.replace("ANSWER", answer)) as program:
        program.expect("tick")
        family = program.family()
        assert len(list(descendants(program.process.pid))) >= 3
        assert program.process.stdout is not None
        program.process.stdout.close()
        assert program.process.stderr is not None
        assert program.process.stderr.read() == ""
        assert program.process.wait(10) == 0
        gone(family, 2)


def test_an_async_callback_that_prints_ends_the_program_too(screen: Screen) -> None:
    answer = "async def answer(data):\n    say('tick')\n"
    with Program(answer + OPEN + PRINTS.replace("ANSWER", "answer")) as program:
        program.expect("tick")
        family = program.family()
        assert program.process.stdout is not None
        program.process.stdout.close()
        assert program.process.stderr is not None
        assert program.process.stderr.read() == ""
        gone(family, 3)


def test_a_broken_pipe_of_the_programs_own_is_an_error_like_any_other(screen: Screen) -> None:
    script = """
def write(data):
    read_end, write_end = os.pipe()
    os.close(read_end)
    os.write(write_end, b"x")

page.on("app:tick", write)
page.on("app:tick", lambda data: say("heard"))
page.eval_js("pywry.emit('app:tick'); 0")
sys.stdin.readline()
app.destroy()
"""
    with Program(OPEN + script) as program:
        program.expect("heard")
        program.tell()
        code, said = program.end()
    assert code == 0
    assert "raised; the program goes on" in said
    assert "BrokenPipeError" in said

"""A script, put together from its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from pywry.export.script.source import STEP, Call, Code, Need, Node, filled, laid, needs_of
from pywry.export.script.text import Names, block, remark

HEAD = '"""Shows a page again, as it was when PyWry exported it: run this file."""'
"""The first line, by which a script of ours is known."""

USED = ("app", "show", "load", "unpack", "HERE", "PyWry", "np", "pd", "pq", "json", "gzip", "zlib", "base64", "inf")
MORE = ("nan", "list", "dict", "str", "float", "int", "bool", "any", "print", "open", "input", "type", "id", "format")
MODULES: Mapping[str, str] = {"numpy": "np", "pandas": "pd", "pyarrow.parquet": "pq"}
STANDARD = frozenset({"base64", "datetime", "decimal", "gzip", "json", "math", "pathlib", "typing", "zlib"})

LOAD = '''\
def load(name: str) -> dict[str, Any]:
    """What a file beside this script holds."""
    return json.loads(gzip.decompress((HERE / name).read_bytes()))
'''
UNPACK = '''\
def unpack(text: str) -> dict[str, Any]:
    """What a packed text holds."""
    return json.loads(zlib.decompress(base64.b64decode(text)))
'''


class Later(NamedTuple):
    """A place for statements.

    Attributes:
        work: Writes them.
    """

    work: Callable[[], None]


class Program:
    """A script that is being written.

    Args:
        handle: The class that its `show` returns.
        title: The app's own title; None is the usual one.
    """

    def __init__(self, handle: str, title: str | None = None) -> None:
        self.names = Names(*USED, *MORE)
        self.notes: list[str] = []
        self._handle = handle
        self._title = title
        self._needs: set[Need] = {("pywry", handle), ("pywry", "PyWry")}
        self._constants: list[str] = []
        self._helpers: dict[str, str] = {}
        self._lines: list[str | Later] = []

    def need(self, *needs: Need) -> None:
        """Let something be imported."""
        self._needs.update(needs)

    def text(self, hint: str, text: str) -> Code:
        """A long text, by the name under which it stands above."""
        name = self.names.new(hint, constant=True)
        self._constants.append(f"{name} = {block(text)}")
        return Code(name)

    def assign(self, name: str, node: Node, kind: str | None = None) -> None:
        """A statement that gives a value a name.

        Args:
            name: The name, or what is written to.
            node: The value.
            kind: Its type, as source.
        """
        self.need(*needs_of(node))
        head = f"{name}: {kind} = " if kind else f"{name} = "
        self._lines.append(f"{' ' * STEP}{head}{laid(node, STEP + len(head), STEP)}")

    def assign_filled(self, name: str, lists: Mapping[str, Sequence[Node]] | Sequence[Node]) -> None:
        """A statement that gives a list of many values, or several by name, a name."""
        self.need(*needs_of([*lists.values()] if isinstance(lists, Mapping) else [*lists]))
        self._lines.append(f"{' ' * STEP}{name} = {filled(lists, STEP)}  # fmt: skip")

    def do(self, call: Call | Code) -> None:
        """A statement."""
        self.need(*needs_of(call))
        self._lines.append(f"{' ' * STEP}{laid(call, STEP, STEP)}")

    def later(self, work: Callable[[], None]) -> None:
        """Leave a place for statements that take long to find; `settle` has them written."""
        self._lines.append(Later(work))

    def settle(self) -> None:
        """Write all that was left for later."""
        lines: list[str | Later] = []
        for line in self._lines:
            if isinstance(line, Later):
                self._lines = []
                line.work()
                lines += self._lines
            else:
                lines.append(line)
        self._lines = lines

    @property
    def length(self) -> int:
        """How many statements and remarks there are."""
        return len(self._lines)

    def drop_last(self) -> None:
        """Take the last statement back."""
        self._lines.pop()

    def give(self, node: Node) -> None:
        """The last statement: what `show` returns."""
        self.need(*needs_of(node))
        self._lines.append(f"{' ' * STEP}return {laid(node, STEP + 7, STEP)}")

    def note(self, text: str) -> None:
        """Say here, and in the answer, what the script does not do."""
        self.notes.append(text)
        self._lines += remark(text, STEP)

    def load(self, file: str) -> Code:
        """What a file beside the script holds."""
        self._helpers["load"] = LOAD
        self.need(("json", None), ("gzip", None), ("pathlib", "Path"), ("typing", "Any"))
        return Code(flat_call("load", file))

    def unpack(self, packed: Code) -> Code:
        """What a packed text holds."""
        self._helpers["unpack"] = UNPACK
        self.need(("json", None), ("zlib", None), ("base64", None), ("typing", "Any"))
        return Code(f"unpack({packed.text})")

    def here(self, file: str) -> Code:
        """The path of a file beside the script."""
        return Code(f"HERE / {laid(file, 0, 0)}", (("pathlib", "Path"),))

    def render(self) -> str:
        """The script."""
        self.settle()
        body = "\n".join(line for line in self._lines if isinstance(line, str))
        has_here = "load" in self._helpers or "HERE / " in body
        constants = [*(["HERE = Path(__file__).parent"] if has_here else []), *self._constants]
        shown = f'def show(app: PyWry) -> {self._handle}:\n    """Show the page."""\n{body}\n'
        app = laid(Call("PyWry", () if self._title is None else (self._title,)), 10, 4)
        run = f'if __name__ == "__main__":\n    app = {app}\n    show(app)\n    app.block()\n'
        parts = [*(self._helpers[name] for name in sorted(self._helpers)), shown, run]
        head = "\n".join([HEAD, "", *imported(self._needs), ""])
        head += "".join(f"\n{constant}\n" for constant in constants)
        return head + "".join(f"\n\n{part}" for part in parts)


def flat_call(function: str, argument: str) -> str:
    """A call with one text."""
    return f"{function}({laid(argument, 0, 0)})"


def imported(needs: Iterable[Need]) -> Iterator[str]:
    """Import lines in the usual order: Python's own, libraries, PyWry."""
    known = list(needs)
    rooms = [
        [need for need in known if need[0] in STANDARD],
        [need for need in known if need[0] in MODULES],
        [need for need in known if need[0] == "pywry"],
    ]
    for at, room in enumerate(room for room in rooms if room):
        if at:
            yield ""
        yield from (_whole(module) for module, name in sorted(room, key=str) if name is None)
        named = sorted((module, name) for module, name in room if name is not None)
        for module, group in groupby(named, key=lambda need: need[0]):
            yield f"from {module} import {', '.join(name for _, name in group)}"


def _whole(module: str) -> str:
    return f"import {module} as {MODULES[module]}" if module in MODULES else f"import {module}"

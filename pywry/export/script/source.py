"""Values as Python source, laid out as a formatter leaves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from pywry.export.script.text import WIDTH, quoted

Need: TypeAlias = tuple[str, str | None]
"""A module, and the name that is imported from it; None imports the module."""

Node: TypeAlias = Any
"""None, a bool, a number, text, a list or a dict of nodes, `Code` or `Call`."""

STEP = 4


@dataclass(frozen=True)
class Code:
    """An expression.

    Attributes:
        text: Its source.
        needs: What it needs imported.
    """

    text: str
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Call:
    """A call.

    Attributes:
        function: What is called, as source.
        args: By position.
        keywords: By name.
        needs: What it needs imported.
    """

    function: str
    args: Sequence[Node] = ()
    keywords: Mapping[str, Node] = field(default_factory=dict[str, Any])
    needs: tuple[Need, ...] = ()


def needs_of(node: Node) -> Iterator[Need]:
    """What a node and all in it need imported."""
    if isinstance(node, (Code, Call)):
        yield from node.needs
    for part in _parts(node):
        yield from needs_of(part)


def _parts(node: Node) -> Iterator[Node]:
    match node:
        case Call():
            yield from node.args
            yield from node.keywords.values()
        case dict():
            yield from cast("dict[Any, Any]", node).values()
        case list():
            yield from cast("list[Any]", node)
        case _:
            pass


def flat(node: Node) -> str:
    """A node on one line."""
    match node:
        case Code():
            return node.text
        case Call():
            named = [f"{name}={flat(value)}" for name, value in node.keywords.items()]
            return f"{node.function}({', '.join([*map(flat, node.args), *named])})"
        case dict():
            pairs = cast("dict[Any, Any]", node).items()
            return "{" + ", ".join(f"{flat(key)}: {flat(value)}" for key, value in pairs) + "}"
        case list():
            return f"[{', '.join(map(flat, cast('list[Any]', node)))}]"
        case str():
            return quoted(node)
        case _:
            return repr(node)


def laid(node: Node, column: int, indent: int, after: int = 0) -> str:
    """A node, on several lines where one is too short.

    Args:
        node: What is written.
        column: Where it begins.
        indent: Of the line on which it begins.
        after: How many characters follow it.
    """
    brackets = _brackets(node)
    line = flat(node)
    if brackets is None or column + len(line) + after <= WIDTH:
        return line
    inner = indent + STEP
    rows = [f"{' ' * inner}{head}{laid(part, inner + len(head), inner, 1)}," for head, part in _entries(node)]
    return "\n".join([brackets[0], *rows, f"{' ' * indent}{brackets[1]}"])


def _brackets(node: Node) -> tuple[str, str] | None:
    match node:
        case Call() if node.args or node.keywords:
            return f"{node.function}(", ")"
        case dict() if node:
            return "{", "}"
        case list() if node:
            return "[", "]"
        case _:
            return None


def _entries(node: Node) -> Iterator[tuple[str, Node]]:
    match node:
        case Call():
            yield from (("", part) for part in node.args)
            yield from ((f"{name}=", part) for name, part in node.keywords.items())
        case dict():
            yield from ((f"{flat(key)}: ", part) for key, part in cast("dict[Any, Any]", node).items())
        case _:
            yield from (("", part) for part in cast("list[Any]", node))


def filled(node: Mapping[str, Sequence[Node]] | Sequence[Node], indent: int) -> str:
    """A list, or lists by name, with as many values on a line as fit; a formatter has to leave them alone."""
    if not isinstance(node, Mapping):
        return "\n".join(["[", *_lines(node, indent + STEP), f"{' ' * indent}]"])
    pad = " " * (indent + STEP)
    rows: list[str] = ["{"]
    for name, values in node.items():
        rows += [f"{pad}{quoted(name)}: [", *_lines(values, indent + 2 * STEP), f"{pad}],"]
    return "\n".join([*rows, f"{' ' * indent}}}"])


def _lines(values: Sequence[Node], indent: int) -> Iterator[str]:
    line = " " * indent
    for value in values:
        said = f"{flat(value)}, "
        if len(line) + len(said) > WIDTH and line.strip():
            yield line.rstrip()
            line = " " * indent
        line += said
    if line.strip():
        yield line.rstrip()

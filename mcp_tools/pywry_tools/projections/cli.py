"""The catalogue and a tool's answer on a command line."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from pywry_tools.catalog import AnyTool
from pywry_tools.models.answers import Picture


def listing(tools: Iterable[AnyTool]) -> str:
    """One line a tool, by toolset."""
    ordered = list(tools)
    width = max((len(tool.name) for tool in ordered), default=0)
    blocks: list[str] = []
    ordered.sort(key=lambda tool: (tool.toolset != "core", tool.toolset))
    for toolset, members in groupby(ordered, lambda tool: tool.toolset):
        lines = [f"  {tool.name:<{width}}  {tool.title}" for tool in members]
        blocks.append("\n".join([toolset, *lines]))
    hint = "`pywry tools --json` has the arguments; `pywry call NAME --json '{...}'` runs one."
    return "\n\n".join([*blocks, hint]) + "\n"


def answer(tool: AnyTool, value: Any, output: str | None = None) -> str:
    """A tool's answer as JSON; a picture goes to a file.

    Args:
        tool: Whose answer it is.
        value: As the tool returned it.
        output: Where a picture goes; None names the file after the widget.
    """
    data = tool.dump(value)
    pictures = [data.pop("png")] if isinstance(value, Picture) else []
    return written(to_jsonable_python(data), pictures, output)


def written(data: Any, pictures: Sequence[str], output: str | None = None) -> str:
    """Print data as JSON after its pictures went to files.

    Args:
        data: What was answered; gets `file` for a picture.
        pictures: In base64.
        output: Where the picture goes.
    """
    for picture in pictures:
        file = Path(output or f"{data.get('widget', 'picture')}.png")
        file.write_bytes(base64.b64decode(picture))
        data = {**data, "file": str(file)}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

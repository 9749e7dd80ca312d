"""TypeScript of a program's exposed functions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel

from pywry.exposed_types import declarations
from pywry.runtime.exposed import Exposed


class Folder(BaseModel):
    """A folder of folders."""

    name: str
    folders: list[Folder] = []


def price_of(symbol: str, day: date | None = None, field: Literal["open", "close"] = "close") -> float:
    """The price of a share.

    Args:
        symbol: Such as AAPL.
    """
    return len(symbol) + len(str(day)) + len(field)


async def ticks(symbols: list[str]) -> AsyncIterator[float]:
    for symbol in symbols:
        yield float(len(symbol))


def tree(top: Folder) -> list[Folder | None]:
    return [top]


def loose(anything, matrix: np.ndarray, **more: int) -> bytes:  # type: ignore[no-untyped-def,type-arg]
    return bytes(matrix) + bytes(len(more))


def written(*functions: Callable[..., Any]) -> str:
    with ThreadPoolExecutor() as threads:
        return declarations({f.__name__: Exposed(f, f.__name__, threads) for f in functions})


def test_arguments_are_one_object_and_defaults_may_be_left_out() -> None:
    assert """\
    /** The price of a share. */
    price_of: (args: {
      /** Such as AAPL. */
      symbol: string;
      day?: string | null;
      field?: "open" | "close";
    }) => number;
""" in written(price_of)


def test_a_stream_is_an_async_iterable() -> None:
    assert "}) => AsyncIterable<number>;" in written(ticks)


def test_models_that_hold_themselves_are_interfaces() -> None:
    text = written(tree)
    assert "export interface Folder_Input {\n  name: string;\n  folders?: Folder_Input[];\n}" in text
    assert "(args: {\n      top: Folder_Input;\n    }) => (Folder_Output | null)[];" in text


def test_what_has_no_json_form_is_unknown_and_bytes_stay_bytes() -> None:
    text = written(loose)
    assert "anything: unknown;\n      matrix: unknown;\n    } & Record<string, unknown>) => Uint8Array;" in text


def test_the_declarations_extend_the_bridge_that_was_named() -> None:
    text = declarations({}, "@/bridge")
    assert 'declare module "@/bridge" {\n  interface PyWryCalls {\n  }\n}' in text

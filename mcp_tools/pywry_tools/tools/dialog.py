"""Dialogs: files to open or to save, messages, questions. The system's own, or the page's in a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pywry_tools.errors import BadData, NotHere
from pywry_tools.ids import WidgetId
from pywry_tools.models.desktop import Agreed, Chosen, ChosenFile, SavedFile
from pywry_tools.ports import Context
from pywry_tools.tool import tool
from pywry_tools.tools.services import PERSON_S, Patience, on_page

Kind = Literal["info", "warning", "error"]
LONGEST_TEXT = 100_000


@tool(effect="read", scope="desktop", toolset="desktop", open_world=True)
async def open_file(
    ctx: Context,
    title: str | None = None,
    *,
    extensions: list[str] | None = None,
    multiple: bool = False,
    directory: str | None = None,
    filename: str | None = None,
    widget: WidgetId | None = None,
    timeout_s: Patience = PERSON_S,
) -> Chosen:
    """Let the person choose files.

    Args:
        title: What the dialog says.
        extensions: Which files to offer, such as csv and parquet; left out, all.
        multiple: Whether they may choose several.
        directory: Where to begin; native windows only.
        filename: What is chosen at first; native windows only.
        widget: The window or page that asks; left out, none or the one opened last.
        timeout_s: How long the person may take.
    """
    asked = {"title": title, "extensions": extensions, "multiple": multiple}
    if not ctx.offers("desktop"):
        return _from_page(await on_page(ctx, widget, "open_file", asked, timeout_s))
    where = {"directory": directory, "filename": filename}
    paths = await ctx.native("dialog_open", needs="desktop", widget=widget, timeout_s=timeout_s, **asked, **where)
    return await asyncio.to_thread(_on_disk, paths)


@tool(effect="read", scope="desktop", toolset="desktop", open_world=True, needs="desktop")
async def open_folder(
    ctx: Context,
    title: str | None = None,
    *,
    multiple: bool = False,
    directory: str | None = None,
    widget: WidgetId | None = None,
    timeout_s: Patience = PERSON_S,
) -> Chosen:
    """Let the person choose folders.

    Args:
        title: What the dialog says.
        multiple: Whether they may choose several.
        directory: Where to begin.
        widget: The window that asks.
        timeout_s: How long the person may take.
    """
    asked = {"title": title, "multiple": multiple, "directory": directory, "folder": True}
    paths = await ctx.native("dialog_open", needs="desktop", widget=widget, timeout_s=timeout_s, **asked)
    return Chosen(files=[ChosenFile(name=Path(path).name, path=path) for path in paths])


@tool(effect="write", scope="desktop", toolset="desktop", open_world=True)
async def save_file(
    ctx: Context,
    filename: str,
    content: str | bytes | None = None,
    *,
    title: str | None = None,
    extensions: list[str] | None = None,
    directory: str | None = None,
    widget: WidgetId | None = None,
    timeout_s: Patience = PERSON_S,
) -> SavedFile:
    """Let the person choose where to save a file, and save it.

    Args:
        filename: What to call it, unless they choose another name.
        content: What to save; left out, only the path is asked for, which a browser cannot do.
        title: What the dialog says.
        extensions: Which names to offer, such as csv.
        directory: Where to begin; native windows only.
        widget: The window or page that asks; left out, none or the one opened last.
        timeout_s: How long the person may take.
    """
    if filename.strip() in ("", ".", "..") or "/" in filename or "\\" in filename:
        raise BadData(f"{filename!r} is no file name; give one without a folder, such as report.csv.")
    if not ctx.offers("desktop"):
        return await _download(ctx, widget, filename, content)
    asked = {"title": title, "extensions": extensions, "directory": directory, "filename": filename}
    path = await ctx.native("dialog_save", needs="desktop", widget=widget, timeout_s=timeout_s, **asked)
    if path is not None and content is not None:
        await asyncio.to_thread(_write, Path(path), content)
    return SavedFile(saved=path is not None, path=path)


@tool(effect="write", scope="desktop", toolset="desktop", open_world=True)
async def message(
    ctx: Context,
    message: str,
    title: str | None = None,
    *,
    kind: Kind = "info",
    button: str | None = None,
    widget: WidgetId | None = None,
    timeout_s: Patience = PERSON_S,
) -> Agreed:
    """Say something that the person has to acknowledge.

    Args:
        message: One or two sentences.
        title: A heading.
        kind: info, warning or error.
        button: What the button says.
        widget: The window or page that says it; left out, none or the one opened last.
        timeout_s: How long the person may take.
    """
    return await _say(ctx, widget, timeout_s, message=message, title=title, kind=kind, yes=button, ask="ok")


@tool(effect="read", scope="desktop", toolset="desktop", open_world=True)
async def ask(
    ctx: Context,
    message: str,
    title: str | None = None,
    *,
    kind: Kind = "info",
    yes: str | None = None,
    no: str | None = None,
    widget: WidgetId | None = None,
    timeout_s: Patience = PERSON_S,
) -> Agreed:
    """Ask the person a question to be answered with yes or no.

    Args:
        message: The question.
        title: A heading.
        kind: info, warning or error.
        yes: What the first button says; goes with `no`.
        no: What the second button says; goes with `yes`.
        widget: The window or page that asks; left out, none or the one opened last.
        timeout_s: How long the person may take.
    """
    return await _say(ctx, widget, timeout_s, message=message, title=title, kind=kind, yes=yes, no=no, ask="yes_no")


@tool(effect="read", scope="desktop", toolset="desktop", open_world=True)
async def confirm(
    ctx: Context,
    message: str,
    title: str | None = None,
    *,
    kind: Kind = "info",
    widget: WidgetId | None = None,
    timeout_s: Patience = PERSON_S,
) -> Agreed:
    """Ask the person to go on or to cancel.

    Args:
        message: What is about to happen.
        title: A heading.
        kind: info, warning or error.
        widget: The window or page that asks; left out, none or the one opened last.
        timeout_s: How long the person may take.
    """
    return await _say(ctx, widget, timeout_s, message=message, title=title, kind=kind, ask="ok_cancel")


async def _say(ctx: Context, widget: WidgetId | None, timeout_s: float, **asked: Any) -> Agreed:
    if (asked.get("yes") is None) is not (asked.get("no") is None) and asked["ask"] == "yes_no":
        raise BadData("dialog_ask takes words for both buttons, yes and no, or for none of them.")
    if ctx.offers("desktop"):
        agreed = await ctx.native("dialog_message", needs="desktop", widget=widget, timeout_s=timeout_s, **asked)
    else:
        agreed = await on_page(ctx, widget, "message", asked, timeout_s)
    return Agreed(agreed=bool(agreed))


async def _download(ctx: Context, widget: WidgetId | None, filename: str, content: str | bytes | None) -> SavedFile:
    if content is None:
        raise NotHere("a browser tells no paths, so dialog_save_file needs the content to save here.")
    await on_page(ctx, widget, "save_file", {"filename": filename, "content": content})
    return SavedFile(saved=True)


def _from_page(files: list[Mapping[str, Any]]) -> Chosen:
    chosen: list[ChosenFile] = []
    for given in files:
        content = bytes(given["content"])
        file = ChosenFile(name=given["name"], size=len(content), text=_text(content))
        file._content = content  # pyright: ignore[reportPrivateUsage]  # its own model, which keeps it from agents
        chosen.append(file)
    return Chosen(files=chosen)


def _text(content: bytes) -> str | None:
    if len(content) > LONGEST_TEXT or b"\0" in content:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _on_disk(paths: list[str]) -> Chosen:
    return Chosen(files=[ChosenFile(name=Path(p).name, path=p, size=_size(Path(p))) for p in paths])


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.exists() else None


def _write(path: Path, content: str | bytes) -> None:
    try:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    except OSError as error:
        raise BadData(f"{str(path)!r} cannot be written: {error.strerror}. Choose another folder.") from None

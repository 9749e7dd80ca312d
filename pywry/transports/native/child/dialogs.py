"""Dialogs of the system: files to open or to save, and questions. None of them holds up the other commands.

They are opened on the main thread: asking elsewhere for the window that one belongs to holds what the main thread needs
for its answer.
"""

from __future__ import annotations

import os
from concurrent.futures import Future
from typing import Any, cast

from pywry.transports.native.child.desk import Desk


def open_files(desk: Desk, fields: dict[str, Any]) -> Future[list[str]]:
    """Let the person choose files or folders; the answer is their paths, none if they cancel."""
    builder, answer = _files(desk), Future[list[str]]()

    def chosen(found: Any) -> None:
        several = cast("list[Any]", found) if isinstance(found, list) else [found]
        paths = [] if found is None else several
        answer.set_result([os.fspath(path) for path in paths])

    kind = "folder" if fields.get("folder") else "file"
    pick = getattr(builder, f"pick_{kind}{'s' if fields.get('multiple') else ''}")
    options = _file_options(desk, fields)
    desk.on_main(lambda: pick(chosen, **options))
    return answer


def save_file(desk: Desk, fields: dict[str, Any]) -> Future[str | None]:
    """Let the person choose where to save; the answer is a path, None if they cancel."""
    answer = Future[str | None]()

    def chosen(path: os.PathLike[str] | str | None) -> None:
        answer.set_result(None if path is None else os.fspath(path))

    builder, options = _files(desk), _file_options(desk, fields)
    desk.on_main(lambda: builder.save_file(chosen, **options))
    return answer


def message(desk: Desk, fields: dict[str, Any]) -> Future[bool]:
    """Say something, or ask; the answer is whether the person agreed."""
    dialog = desk.PP.dialog
    kinds, buttons = dialog.MessageDialogKind, dialog.MessageDialogButtons
    given: dict[str, Any] = {
        "title": str(fields.get("title") or desk.settings.get("name", "PyWry")),
        "kind": {"warning": kinds.Warning, "error": kinds.Error}.get(str(fields.get("kind")), kinds.Info),
        "buttons": _buttons(buttons, fields),
    }
    answer = Future[bool]()
    builder = dialog.DialogExt.message(desk.handle, str(fields.get("message", "")))
    given |= _parent(desk, fields, "parent")
    desk.on_main(lambda: builder.show(answer.set_result, **given))
    return answer


def _files(desk: Desk) -> Any:
    return desk.PP.dialog.DialogExt.file(desk.handle)


def _buttons(buttons: Any, fields: dict[str, Any]) -> Any:
    yes, no = fields.get("yes"), fields.get("no")
    if yes and no:
        return buttons.OkCancelCustom(str(yes), str(no))
    if yes:
        return buttons.OkCustom(str(yes))
    kinds = {"yes_no": buttons.YesNo, "ok_cancel": buttons.OkCancel}
    return kinds.get(str(fields.get("ask")), buttons.Ok)()


def _file_options(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    names = {"title": "set_title", "filename": "set_file_name", "directory": "set_directory"}
    options: dict[str, Any] = {option: str(fields[name]) for name, option in names.items() if fields.get(name)}
    extensions = [str(extension).lstrip(".*") for extension in fields.get("extensions") or ()]
    if extensions:
        label = str(fields.get("extensions_name") or ", ".join(f"*.{extension}" for extension in extensions))
        options["add_filter"] = (label, extensions)
    return options | _parent(desk, fields, "set_parent")


def _parent(desk: Desk, fields: dict[str, Any], option: str) -> dict[str, Any]:
    """The window that the dialog belongs to, if it is about one."""
    label = fields.get("label")
    return {option: desk.window(label).webview} if label else {}


ACTIONS = {"dialog_open": open_files, "dialog_save": save_file, "dialog_message": message}

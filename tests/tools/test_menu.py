"""Menus as people and agents write them, and what becomes of them where there are no windows."""

from __future__ import annotations

import base64
import struct
import weakref
import zlib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from pywry import (
    CheckMenuItemConfig,
    IconMenuItemConfig,
    MenuConfig,
    MenuItemConfig,
    MenuProxy,
    PredefinedMenuItemConfig,
    PredefinedMenuItemKind,
    PyWry,
    SubmenuConfig,
    TrayProxy,
)
from pywry.data.icon import icon_of
from pywry_tools.errors import BadData, InvalidArguments, NoSuchItem, NotHere
from pywry_tools.models.accelerator import accelerator_of
from pywry_tools.models.menu_entry import Menu


def heard(data: object, event_type: str, label: str) -> None:
    """A handler."""


@pytest.fixture
def menu() -> Menu:
    return MenuConfig(
        id="main",
        items=[
            SubmenuConfig(
                text="&File",
                items=[
                    MenuItemConfig(id="new", text="New", handler=heard, accelerator="ctrl+n"),
                    PredefinedMenuItemConfig(PredefinedMenuItemKind.SEPARATOR),
                    SubmenuConfig(text="Export", items=[MenuItemConfig(text="As PDF")]),
                ],
            ),
            CheckMenuItemConfig(id="wrap", text="Wrap", checked=True, handler=heard),
        ],
    ).menu()


def ids(menu: Menu) -> list[tuple[str, str | None]]:
    return [(entry.id, entry.parent) for entry in menu.entries]


def test_items_without_an_id_get_one_from_the_texts_on_the_way_to_them(menu: Menu) -> None:
    assert ids(menu) == [
        ("file", None),
        ("new", "file"),
        ("file/separator", "file"),
        ("file/export", "file"),
        ("file/export/as-pdf", "file/export"),
        ("wrap", None),
    ]


def test_ids_that_are_made_never_clash() -> None:
    items = [SubmenuConfig(text="File"), SubmenuConfig(text="File"), MenuItemConfig(id="file-3", text="File")]
    assert [name for name, _ in ids(MenuConfig(id="m", items=items).menu())] == ["file", "file-2", "file-3"]


def test_handlers_are_found_by_the_id_of_their_item(menu: Menu) -> None:
    assert dict(menu.handlers) == {"new": heard, "wrap": heard}


def test_two_items_of_one_id_are_refused_and_both_are_named() -> None:
    twice = [
        SubmenuConfig(text="File", items=[MenuItemConfig(id="save", text="Save")]),
        SubmenuConfig(text="Edit", items=[MenuItemConfig(id="save", text="Save all")]),
    ]
    with pytest.raises(
        InvalidArguments, match=r"'main' has two items of id 'save': 'File > Save' and 'Edit > Save all'"
    ):
        MenuConfig(id="main", items=twice)


def test_two_menus_may_have_items_of_the_same_id() -> None:
    one, two = (MenuConfig(id=name, items=[MenuItemConfig(id="save", text="Save")]) for name in ("one", "two"))
    assert one.menu().entries == two.menu().entries


@pytest.mark.parametrize(
    "given",
    [
        PredefinedMenuItemConfig(item=PredefinedMenuItemKind.QUIT),
        PredefinedMenuItemConfig(PredefinedMenuItemKind.QUIT),
        PredefinedMenuItemConfig("quit"),
        PredefinedMenuItemConfig(kind_name="quit"),
        {"type": "predefined", "kind": "quit"},
        {"kind_name": "quit"},
    ],
)
def test_a_predefined_item_can_be_written_in_several_ways(given: Any) -> None:
    [entry] = MenuConfig.from_dict({"id": "m", "items": [given]}).menu().entries
    assert (entry.type, entry.kind, entry.id) == ("predefined", "quit", "quit")


def test_a_predefined_item_that_does_not_exist_is_answered_with_the_nearest() -> None:
    with pytest.raises(InvalidArguments, match=r"no predefined menu item 'quti'\. Did you mean 'quit'"):
        PredefinedMenuItemConfig("quti")


def test_agents_write_a_flat_list_and_people_a_nested_one(menu: Menu) -> None:
    flat = {
        "id": "main",
        "items": [
            {"type": "submenu", "id": "file", "text": "&File"},
            {"type": "item", "id": "new", "text": "New", "parent": "file", "accelerator": "Ctrl+N"},
            {"type": "predefined", "kind": "separator", "parent": "file"},
            {"type": "submenu", "id": "file/export", "text": "Export", "parent": "file"},
            {"type": "item", "text": "As PDF", "parent": "file/export"},
            {"type": "check", "id": "wrap", "text": "Wrap", "checked": True},
        ],
    }
    assert MenuConfig.from_dict(flat).menu().entries == menu.entries


def test_a_parent_that_is_not_there_is_refused() -> None:
    items = [{"type": "submenu", "id": "file", "text": "File"}, {"type": "item", "text": "New", "parent": "fiel"}]
    with pytest.raises(InvalidArguments, match=r"no submenu 'fiel' stands before its item\. Did you mean 'file'"):
        MenuConfig.from_dict({"id": "m", "items": items})


def test_a_menu_goes_through_plain_data_without_its_handlers() -> None:
    config = MenuConfig(
        id="m",
        items=[
            SubmenuConfig(text="File", items=[MenuItemConfig(id="a", text="A", handler=heard)]),
            PredefinedMenuItemConfig("about", "About us"),
            IconMenuItemConfig(text="I", icon=b"x", native_icon="Folder"),
        ],
    )
    again = MenuConfig.from_dict(config.to_dict())
    assert again.menu().entries == config.menu().entries
    assert not again.collect_handlers()
    assert "handler" not in MenuItemConfig.model_json_schema()["properties"]


@pytest.mark.parametrize(
    ("item", "complaint"),
    [
        ({"type": "chek", "text": "A"}, "type must be item, check, icon, submenu or predefined"),
        ({"type": "check", "text": "A", "checkd": True}, "checkd"),
        ({"type": "item"}, "text"),
    ],
)
def test_items_that_are_none_are_refused_by_field(item: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        MenuConfig.from_dict({"id": "m", "items": [item]})


def test_a_handler_must_be_a_function() -> None:
    with pytest.raises(InvalidArguments, match="handler must be a function, not 'save'"):
        MenuItemConfig(id="a", text="A", handler="save")  # type: ignore[arg-type]  # the mistake


@pytest.mark.parametrize(
    ("given", "spelt"),
    [
        ("CmdOrCtrl+S", "CmdOrCtrl+S"),
        ("commandorcontrol + shift + s", "CmdOrCtrl+Shift+S"),
        ("F5", "F5"),
        ("alt+pgup", "Alt+PageUp"),
        ("Ctrl+Plus", "Ctrl+="),
        ("Ctrl+,", "Ctrl+,"),
        ("Option+Esc", "Alt+Escape"),
    ],
)
def test_accelerators_are_spelt_as_the_window_system_does(given: str, spelt: str) -> None:
    assert accelerator_of(given) == spelt


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("Ctlr+S", "'Ctlr' where a modifier belongs. Did you mean 'Ctrl'"),
        ("Ctrl+A+B", "'A' where a modifier belongs"),
        ("Ctrl", "ends in 'Ctrl', which is no key"),
        ("Ctrl+", "ends in '', which is no key. Keys are a letter, a digit"),
        ("Ctrl+F25", "ends in 'F25'"),
        ("Ctrl+\N{LATIN SMALL LETTER E WITH ACUTE}", "which is no key"),
        ("Ctrl+Control+S", "names a modifier twice"),
    ],
)
def test_accelerators_that_are_none_say_what_there_is(given: str, complaint: str) -> None:
    with pytest.raises(InvalidArguments, match=complaint.replace("+", r"\+")):
        MenuItemConfig(text="A", accelerator=given)


def test_items_are_put_in_at_a_position_and_taken_out_with_what_is_in_them(menu: Menu) -> None:
    more = MenuConfig(id="more", items=[MenuItemConfig(id="open", text="Open", handler=heard)]).menu()
    longer = menu.inserted(more, "file", 1)
    assert [name for name, parent in ids(longer) if parent == "file"] == [
        "new",
        "open",
        "file/separator",
        "file/export",
    ]
    assert set(longer.handlers) == {"new", "wrap", "open"}
    assert [name for name, _ in ids(menu.inserted(more, "file"))][-2:] == ["open", "wrap"]
    shorter = longer.without(["file"])
    assert ids(shorter) == [("wrap", None)]
    assert set(shorter.handlers) == {"wrap"}


def test_what_an_item_does_not_have_cannot_be_changed(menu: Menu) -> None:
    assert menu.changed("wrap", checked=False).entry("wrap").checked is False
    with pytest.raises(InvalidArguments, match="'new' is of type 'item', which has no checked; items of type check"):
        menu.changed("new", checked=True)
    with pytest.raises(NoSuchItem, match=r"no menu item 'nwe' in menu 'main'\. Did you mean 'new'"):
        menu.changed("nwe", text="New")
    with pytest.raises(InvalidArguments, match="'new' of menu 'main' is no submenu"):
        menu.inserted(menu, "new")


def png(width: int, height: int, colour: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + colour * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


RED = b"\xff\0\0\xff"


def test_icons_are_pngs_paths_data_urls_or_bare_pixels(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    picture = png(2, 3, RED)
    (tmp_path / "red.png").write_bytes(picture)
    url = "data:image/png;base64," + base64.b64encode(picture).decode()
    wanted = {"rgba": base64.b64encode(RED * 6).decode(), "width": 2, "height": 3}
    assert icon_of(picture) == icon_of(tmp_path / "red.png") == icon_of(str(tmp_path / "red.png")) == wanted
    assert icon_of(url) == icon_of(RED * 6, (2, 3)) == wanted


def test_an_icon_that_is_larger_than_any_desktop_shows_is_made_smaller() -> None:
    pytest.importorskip("PIL")
    icon = icon_of(png(1024, 512, RED))
    assert (icon["width"], icon["height"]) == (256, 128)


@pytest.mark.parametrize(
    ("icon", "size", "complaint"),
    [
        (b"no image", None, r"the icon these bytes is no image \(8 bytes\). Give a PNG"),
        (RED * 5, (2, 3), r"20 bytes, and RGBA bytes of 2 x 3 pixels would be 24"),
        ("nowhere.png", None, "'nowhere.png' was not found"),
        ("data:image/png;base64,%%", None, "no base64"),
        (png(4, 4, RED)[:40], None, "is no image"),
    ],
)
def test_an_icon_that_is_no_image_says_so(icon: Any, size: Any, complaint: str) -> None:
    pytest.importorskip("PIL")
    with pytest.raises(BadData, match=complaint):
        icon_of(icon, size)


@pytest.mark.anyio
async def test_a_menu_of_show_is_left_out_where_there_are_no_windows(
    app: PyWry, caplog: pytest.LogCaptureFixture
) -> None:
    menu = MenuConfig(id="m", items=[MenuItemConfig(text="A")])
    state = await app.session.call("page_show", {"content": "<p>x</p>", "menu": menu})
    assert state.note == "menu left out: pages get no windows of their own here."
    assert "menu left out" in caplog.text


@pytest.mark.anyio
@pytest.mark.parametrize("tool", ["menu_create", "menu_set_app"])
async def test_a_menu_where_there_are_no_windows_names_the_cure(app: PyWry, tool: str) -> None:
    menu = {"id": "m", "items": [{"type": "item", "text": "A"}]}
    with pytest.raises(NotHere, match="native"):
        await app.session.call(tool, {"menu": menu})
    assert not (await app.session.call("menu_list_all", {})).menus


@pytest.mark.anyio
async def test_a_tray_where_there_are_no_windows_names_the_cure(app: PyWry) -> None:
    with pytest.raises(NotHere, match="native windows"):
        await app.session.call("tray_create", {"tray": "t"})
    assert not (await app.session.call("tray_list_all", {})).trays
    assert not app.session.hub.desk.held


def test_a_menu_that_belongs_to_one_of_several_apps_has_to_say_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYWRY_MODE", "browser")
    alone: weakref.WeakSet[PyWry] = weakref.WeakSet()  # apps of other tests in this process do not count
    for module in ("pywry.runtime.apps", "pywry.app"):
        monkeypatch.setattr(f"{module}.LIVE", alone)
    with PyWry(), PyWry():
        with pytest.raises(InvalidArguments, match=r"a tray icon belongs to one app, and \d alive|app=\.\.\."):
            TrayProxy.create("t")
        with pytest.raises(InvalidArguments, match=r"a menu belongs to one app.*app=\.\.\."):
            MenuProxy.create("m")

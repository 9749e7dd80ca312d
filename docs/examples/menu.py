from pywry import CheckMenuItemConfig, MenuConfig, MenuItemConfig, PredefinedMenuItemConfig, PyWry, SubmenuConfig

app = PyWry()


def save(data, event_type, label):
    text = app.get(label).eval_js("document.getElementById('text').value")
    print(f"saving {len(text)} characters of {label}")


def wrap(data):
    page.set_style({"white-space": "pre-wrap" if data["checked"] else "pre"}, id="text")


edit = [PredefinedMenuItemConfig(kind) for kind in ("undo", "redo", "separator", "cut", "copy", "paste", "select_all")]
menu = MenuConfig(
    id="editor",
    items=[
        SubmenuConfig(
            text="&File",
            items=[
                MenuItemConfig(id="save", text="&Save", handler=save, accelerator="CmdOrCtrl+S"),
                PredefinedMenuItemConfig("separator"),
                PredefinedMenuItemConfig("quit"),
            ],
        ),
        SubmenuConfig(text="&Edit", items=edit),
        SubmenuConfig(
            text="&View",
            items=[CheckMenuItemConfig(id="wrap", text="&Wrap lines", checked=True, handler=wrap, accelerator="Alt+Z")],
        ),
    ],
)

page = app.show(
    '<textarea id="text" autofocus style="width:100%;height:240px">A long line, which is wrapped.</textarea>',
    title="Editor",
    label="editor",
    width=560,
    height=360,
    menu=menu,
)
app.block()

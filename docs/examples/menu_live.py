from pywry import MenuConfig, MenuItemConfig, PyWry

app = PyWry()


def open_file(data):
    print("opening", data["item_id"])


# region: live
menu = app.create_menu(
    "files",
    [
        {"type": "submenu", "id": "recent", "text": "Recent files", "items": []},
        {"type": "item", "id": "clear", "text": "Clear"},
    ],
)
for label in ("left", "right"):
    app.show(f"<h1>{label}</h1>", title=label, label=label, width=360, height=220, menu=menu)

menu.append([MenuItemConfig(id=name, text=name, handler=open_file) for name in ("a.csv", "b.csv")], parent="recent")
menu.set_text("clear", "Clear the list")
menu.set_enabled("clear", False)
menu.set_accelerator("a.csv", "CmdOrCtrl+1")
print([item["text"] for item in menu.read().items])
# endregion
app.set_menu(MenuConfig(id="app", items=[MenuItemConfig(text="Help")]))
app.block()

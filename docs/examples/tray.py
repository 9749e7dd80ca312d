from pywry import CheckMenuItemConfig, MenuConfig, MenuItemConfig, PredefinedMenuItemConfig, PyWry, TrayProxy

app = PyWry()
page = app.show("<h1>At work</h1>", title="Worker", label="worker", width=360, height=200)


def pause(data):
    paused = data["checked"]
    tray.set_title("paused" if paused else "at work")
    print("paused" if paused else "at work")


@page.on("window:close-requested")
def keep_working(data):
    page.hide()
    return False


tray = TrayProxy.create(
    tray_id="worker",
    tooltip="Worker",
    title="at work",
    menu=MenuConfig(
        id="worker",
        items=[
            MenuItemConfig(id="show", text="Show the window", handler=lambda: page.show_window()),
            CheckMenuItemConfig(id="pause", text="Pause", handler=pause),
            PredefinedMenuItemConfig("separator"),
            PredefinedMenuItemConfig("quit"),
        ],
    ),
    on_click=lambda: page.show_window(),
)
app.block()

from pywry import PyWry

app = PyWry()
handle = app.show("<h1>Dashboard</h1>", title="My App")

handle.set_title("Updated Title")
handle.set_size(1200, 800)
handle.center()
handle.maximize()
handle.minimize()
handle.set_focus()

handle.hide()
handle.show_window()

window = handle.proxy
print(window.is_visible, window.is_maximized, window.scale_factor)
handle.close()

from pywry import PyWry, PyWrySettings

app = PyWry(settings=PyWrySettings(tauri_plugins=["global_shortcut", "clipboard_manager"]))
page = app.show("<h1 id='text'>Copy something, then press Ctrl+Alt+P anywhere</h1>", title="Paster")

if app.desktop.shortcuts.available():
    app.desktop.shortcuts.register(
        "Ctrl+Alt+P",
        lambda data: page.set_content("text", text=app.desktop.clipboard.read_text() or "nothing"),
    )
app.block()

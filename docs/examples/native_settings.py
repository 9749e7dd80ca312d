from pywry import PyWry, PyWrySettings

settings = PyWrySettings(
    window={"width": 900, "height": 600, "min_width": 400, "on_window_close": "hide"},
    timeout={"response": 10},
    tauri_plugins=["dialog", "clipboard_manager", "notification"],
)
app = PyWry(settings=settings)
app.show("<h1>Hidden by its close button, shown again by a tray or by Python</h1>", title="Settings")
app.block()

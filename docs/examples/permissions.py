from pathlib import Path

from pywry import PyWry, PyWrySettings

settings = PyWrySettings(
    tauri_plugins=["shell", "fs"],
    extra_capabilities=[
        "shell:allow-execute",
        {"identifier": "fs:allow-read-text-file", "allow": [{"path": f"{Path(__file__).parent}/*.css"}]},
    ],
)
app = PyWry(settings=settings)
page = app.show("<h1>May read style sheets</h1>", title="Permissions")
app.block()

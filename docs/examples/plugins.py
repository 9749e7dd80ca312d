from pywry import PyWry, PyWrySettings

HTML = """
<button id="pick">Pick a file</button> <input id="file-input" type="file" hidden>
<script>
document.getElementById("pick").addEventListener("click", async () => {
  if (window.__TAURI__ && window.__TAURI__.dialog) {
    const path = await window.__TAURI__.dialog.open({ title: "Pick a file" });
    pywry.emit("file:selected", { path });
  } else {
    document.getElementById("file-input").click();
  }
});
document.getElementById("file-input").addEventListener("change", (event) => {
  pywry.emit("file:selected", { path: event.target.files[0].name });
});
</script>
"""

app = PyWry(settings=PyWrySettings(tauri_plugins=["dialog", "clipboard_manager", "notification"]))
page = app.show(HTML, title="Picker")
page.on("file:selected", lambda data: page.alert(f"You picked {data['path']}"))
app.block()

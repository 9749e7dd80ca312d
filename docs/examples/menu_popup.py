from pywry import MenuItemConfig, PyWry

app = PyWry()
page = app.show(
    """<ul id="list"><li>One<li>Two<li>Three</ul>
    <script>
      document.oncontextmenu = (event) => {
        event.preventDefault()
        pywry.emit('app:menu', {x: event.clientX, y: event.clientY, text: event.target.textContent})
      }
    </script>""",
    title="A menu of its own",
    label="list",
    width=420,
    height=260,
)


def remove(data):
    page.eval_js("document.querySelector('li:last-child').remove()", wait=False)


menu = app.create_menu("row", [MenuItemConfig(id="remove", text="Remove the last", handler=remove)])
page.on("app:menu", lambda data: menu.popup("list", data["x"], data["y"]))
app.block()

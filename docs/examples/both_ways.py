from typing import Any

from pywry import HtmlContent, PyWry

HTML = """
<h1>Tip calculator</h1>
<p><label>Bill <input id="bill" type="number" value="48"></label>
   <button id="ask">Ask Python</button></p>
<p id="answer"></p>
"""

SCRIPT = """
document.getElementById("ask").onclick = () =>
  pywry.emit("app:bill", { amount: Number(document.getElementById("bill").value) });

pywry.on("app:tip", ({ tip, total }) => {
  document.getElementById("answer").textContent = `Tip ${tip.toFixed(2)}, total ${total.toFixed(2)}`;
});
"""

app = PyWry(title="Tips")
page = app.show(HtmlContent(html=HTML, init_script=SCRIPT))


@page.on("app:bill")
def answer(data: dict[str, Any]) -> None:
    tip = data["amount"] * 0.15
    page.emit("app:tip", {"tip": tip, "total": data["amount"] + tip})


app.block()

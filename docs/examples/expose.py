from typing import Literal

from pydantic import BaseModel

from pywry import HtmlContent, PyWry

HTML = """
<h1>Currency</h1>
<p><input id="amount" type="number" value="100"> EUR to
   <select id="to"><option>USD</option><option>JPY</option><option>XXX</option></select>
   <button id="go">Convert</button></p>
<p id="answer"></p>
"""

SCRIPT = """
document.getElementById("go").onclick = async () => {
  const answer = document.getElementById("answer");
  try {
    const { amount, rate } = await pywry.call("convert", {
      amount: Number(document.getElementById("amount").value),
      to: document.getElementById("to").value,
    });
    answer.textContent = `${amount.toFixed(2)} at ${rate}`;
  } catch (error) {
    answer.textContent = `${error.code}: ${error.message}`;
  }
};
"""

RATES = {"USD": 1.0824, "JPY": 162.38}


class Converted(BaseModel):
    amount: float
    rate: float


app = PyWry(title="Currency")


@app.expose
def convert(amount: float, to: Literal["USD", "JPY"] = "USD") -> Converted:
    """Convert an amount of euros.

    Args:
        amount: Euros.
        to: The currency that is wanted.
    """
    return Converted(amount=amount * RATES[to], rate=RATES[to])


app.show(HtmlContent(html=HTML, init_script=SCRIPT))
app.block()

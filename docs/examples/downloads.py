from pywry import PyWry

HTML = """
<h1>Prices</h1>
<table><tr><td>Apples<td>2.40<tr><td>Bread<td>3.10</table>
<p><a id="page" download="prices.csv" href="#">The page's own file</a></p>
<button onclick="pywry.emit('app:report')">A report of Python's</button>
<script>
  document.getElementById("page").href = URL.createObjectURL(new Blob(["name,price\\nApples,2.40\\nBread,3.10\\n"]));
</script>
"""

app = PyWry()
page = app.show(HTML, title="Prices", width=480, height=360)
page.on("app:report", lambda data: page.download("Apples and bread: 5.50\n", "report.txt", "text/plain"))
app.block()

from pywry import HtmlContent, PyWry

app = PyWry(theme="system")
app.show(
    HtmlContent(
        html="<h1>Fleet</h1><ul id='planes'></ul>",
        json_data={"planes": [{"tail": "N14228", "seats": 149}, {"tail": "N24211", "seats": 149}]},
        css_files=["planes.css"],
        inline_css="li { max-width: 18rem }",
        init_script="""
          for (const { tail, seats } of json_data.planes)
            document.getElementById("planes").innerHTML += `<li>${tail}<b>${seats} seats</b></li>`;
        """,
    ),
    title="Fleet",
)
app.block()

import os

from pywry import PyWry

# region: proxy
app = PyWry(
    port=int(os.environ.get("PORT", "8000")),
    public_url="https://dashboards.example.org/board",
    allowed_hosts=["internal.example.org"],
)
# endregion
page = app.show("<h1>Behind a proxy</h1>", label="home")
print(page.url)
app.block()

import uvicorn

from pywry import PyWry

app = PyWry(listen=False, allowed_hosts=["dashboards.example.org"])
page = app.show("<h1>Behind a server of my own</h1>", label="home")


@app.asgi.get("/health")
def health() -> dict[str, bool]:
    return {"ok": True}


if __name__ == "__main__":
    print("The page is at", page.url)
    uvicorn.run(app.asgi, host="127.0.0.1", port=8000)

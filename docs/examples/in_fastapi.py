from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from pywry import PyWry
from pywry.data.sample import flights

dash = PyWry(listen=False)
table = dash.show_dataframe(flights(), title="Flights", label="flights")

server = FastAPI()
server.mount("/dash", dash.asgi)


@server.get("/")
def home() -> RedirectResponse:
    return RedirectResponse(f"/dash{table.url}")

"""The floor of a page that asks Python something at once."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse

PAGE = """<!doctype html><html><head><title>Hello</title></head><body><h1>Hello</h1><p id='answer'></p><script>
const socket = new WebSocket(`ws://${location.host}/ws`);
socket.onopen = () => socket.send("ask");
socket.onmessage = (event) => { document.getElementById("answer").textContent = event.data; };
</script></body></html>"""

app = FastAPI()


@app.get("/")
def page() -> HTMLResponse:
    return HTMLResponse(PAGE)


@app.websocket("/ws")
async def answer(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while await socket.receive_text():
            await socket.send_text("hello")
    except WebSocketDisconnect:
        return


class Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}/", flush=True)


Server(uvicorn.Config(app, port=0, ws="websockets-sansio", log_level="warning")).run()

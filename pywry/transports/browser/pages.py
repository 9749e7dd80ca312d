"""What the server answers over HTTP: pages, the files that they load, and plain words for the rest."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from pywry.render.assets import Assets, installed
from pywry.render.csp import policy
from pywry.render.page import render
from pywry.transports.base import Listener
from pywry.transports.browser.notices import HTML, JSON, notice
from pywry_tools.errors import NotAllowed, NotFound, PyWryError

FOREVER = "public, max-age=31536000, immutable"
NEVER = {"cache-control": "no-store"}
TITLES = {403: "This page needs its own link", 404: "There is no such page", 500: "This page could not be made"}
MENDS = {
    403: "Open the whole URL that Python printed, with its token.",
    404: "It was closed, or the program that showed it was started anew. Show it again and open the new URL.",
}
WORDS: dict[str, Any] = {HTML.partition(";")[0]: {}, JSON: {}}
RESPONSES = {str(status): {"description": title, "content": WORDS} for status, title in TITLES.items()}


def _parameter(name: str, place: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}}


PATHS: dict[str, Any] = {
    "/w/{widget}": {
        "get": {
            "summary": "A widget's page as it is now",
            "parameters": [_parameter("widget", "path"), _parameter("token", "query")],
            "responses": {"200": {"description": "The page", "content": {"text/html": {}}}, **RESPONSES},
        }
    },
    "/assets/{file}": {
        "get": {
            "summary": "A file of the front end",
            "parameters": [_parameter("file", "path")],
            "responses": {"200": {"description": "The file"}, "404": RESPONSES["404"]},
        }
    },
}
"""The OpenAPI description of our own paths."""


class Pages:
    """The handlers; each runs in a worker thread, so that a large page holds up nobody."""

    def __init__(self, listener: Listener, assets: Assets | None = None) -> None:
        self._listener = listener
        self._assets = assets

    @property
    def assets(self) -> Assets:
        """The built front end."""
        return self._assets or installed()

    def page(self, request: Request) -> Response:
        """A widget's page as it is now."""
        try:
            view = self._listener.page(request.path_params["widget"], request.query_params.get("token", ""))
            document = render(view, self.assets, socket=f"{quote(view.widget, safe='')}/ws")
        except PyWryError as error:
            return _failed(error, request)
        headers = {**NEVER, "content-security-policy": policy(hosts=view.hosts)}
        return Response(document.encode(), media_type=HTML, headers=headers)

    def asset(self, request: Request) -> Response:
        """A file of the built front end; its name changes with its content."""
        file: str = request.path_params["file"]
        try:
            asset = self.assets.find(file)
            if asset is None:
                raise NotFound(file)
            gz = _takes_gzip(request.headers.get("accept-encoding", ""))
            content = self.assets.read(asset, gz=gz)
        except PyWryError as error:
            return _failed(error, request)
        headers = {"cache-control": FOREVER, "vary": "Accept-Encoding"} | ({"content-encoding": "gzip"} if gz else {})
        return Response(content, media_type=f"{asset.type}; charset=utf-8", headers=headers)

    def hint(self, request: Request) -> Response:
        """Where there is no page; names none, since a page's address is its key."""
        message = "Pages have addresses of their own. Open the URL that Python printed, or read it from handle.url."
        return _answer(200, "PyWry is running", message, "no_page_here", request)


def _failed(error: PyWryError, request: Request) -> Response:
    status = 403 if isinstance(error, NotAllowed) else 404 if isinstance(error, NotFound) else 500
    # The error's own words may name other widgets, which is not for those who hold no token.
    return _answer(status, TITLES[status], MENDS.get(status, str(error)), error.code, request)


def _answer(status: int, title: str, message: str, code: str, request: Request) -> Response:
    media, body = notice(title, message, code=code, accept=request.headers.get("accept", ""))
    return Response(body, status, media_type=media, headers=NEVER)


def _takes_gzip(accepted: str) -> bool:
    for entry in accepted.lower().split(","):
        name, _, weight = entry.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False

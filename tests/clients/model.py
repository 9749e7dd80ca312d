"""A model that does what a test wrote down, behind Anthropic's Messages API.

A script is a generator: it yields what the model says or calls, and receives what the calls came to.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

Block = dict[str, Any]
Turn = str | Block | list[Block]
Script = Generator[Turn, "Result", None]


@dataclass(frozen=True)
class Result:
    """What a call came to, as the model is told.

    Attributes:
        text: All text of it.
        images: Its pictures: the media type and the base64 of each.
        is_error: Whether it is marked as failed.
    """

    text: str
    images: Sequence[tuple[str, str]] = ()
    is_error: bool = False

    @property
    def data(self) -> Any:
        """The last line of the text read as JSON; before it, a client may say where it put a picture."""
        return json.loads(self.text.splitlines()[-1])


def call(name: str, arguments: Mapping[str, Any] | None = None) -> Block:
    """A call of a tool, under the name that the client gave it."""
    return {"type": "tool_use", "name": name, "input": dict(arguments or {})}


@dataclass
class Model:
    """Plays one script.

    Attributes:
        script: What it says.
        heard: The requests of the conversation, as the client sent them; side questions of a client are not kept.
        failure: What went wrong in the script.
    """

    script: Script
    heard: list[dict[str, Any]] = field(default_factory=list)
    failure: BaseException | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _begun: bool = False
    _calls: int = 0

    def answer(self, request: dict[str, Any]) -> list[Block]:
        """The content of the next message."""
        # A client that keeps its conversation at the vendor sends its tools once, and then only what is new.
        if not request.get("tools") and not results_of(request["messages"]):
            return [{"type": "text", "text": "Fine."}]
        with self._lock:
            self.heard.append(request)
            try:
                turn = self._next(request)
            except StopIteration:
                turn = "There is nothing more to do."
            except BaseException as error:
                self.failure = error
                turn = f"The script of the test failed: {error!r}"
            return self._numbered(turn)

    def _next(self, request: dict[str, Any]) -> Turn:
        if not self._begun:
            self._begun = True
            return next(self.script)
        results = results_of(request["messages"])
        assert results, "the client sent no result"
        return self.script.send(results[-1])

    def _numbered(self, turn: Turn) -> list[Block]:
        if isinstance(turn, str):
            return [{"type": "text", "text": turn}]
        blocks = [dict(block) for block in (turn if isinstance(turn, list) else [turn])]
        for block in blocks:
            if block["type"] == "tool_use":
                self._calls += 1
                block["id"] = f"toolu_{self._calls:04}"
        return blocks


def results_of(messages: Sequence[Mapping[str, Any]]) -> list[Result]:
    """What the calls of the turn before came to; a client may say more after them."""
    last = max((index for index, message in enumerate(messages) if message["role"] == "assistant"), default=0)
    blocks = [block for message in messages[last:] if message["role"] == "user" for block in message["content"]]
    return [_result(block) for block in blocks if isinstance(block, dict) and block["type"] == "tool_result"]


def _result(block: Mapping[str, Any]) -> Result:
    content = block.get("content") or ""
    parts = [{"type": "text", "text": content}] if isinstance(content, str) else content
    # A client that searches for tools answers with references to them.
    text = "\n".join(part.get("text") or part.get("tool_name", "") for part in parts if part["type"] != "image")
    images = [(p["source"]["media_type"], p["source"]["data"]) for p in parts if p["type"] == "image"]
    return Result(text, images, bool(block.get("is_error")))


@contextmanager
def answering(script: Script) -> Iterator[tuple[str, Model]]:
    """Serve a script; the address for `ANTHROPIC_BASE_URL`, and the model that plays it."""
    model = Model(script)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Endpoint", (Endpoint,), {"model": model}))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", model
    finally:
        server.shutdown()
        server.server_close()
        script.close()
    if model.failure is not None:
        raise model.failure


class Endpoint(BaseHTTPRequestHandler):
    """`POST /v1/messages`, streamed or whole."""

    model: Model

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"] or 0)) or b"{}")
        path = self.path.partition("?")[0]
        if path == "/v1/messages/count_tokens":
            self._send("application/json", json.dumps({"input_tokens": 1}).encode())
        elif path == "/v1/messages":
            message = _message(request, self.model.answer(request))
            if request.get("stream"):
                self._send("text/event-stream", b"".join(_events(message)))
            else:
                self._send("application/json", json.dumps(message).encode())
        else:
            self._send("application/json", b"{}", 404)

    def do_GET(self) -> None:
        self._send("application/json", b"{}", 404)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, kind: str, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _message(request: Mapping[str, Any], content: list[Block]) -> dict[str, Any]:
    calls = any(block["type"] == "tool_use" for block in content)
    return {
        # Messages of one id are one message to a client.
        "id": f"msg_{uuid4().hex}",
        "type": "message",
        "role": "assistant",
        "model": request.get("model", "scripted"),
        "content": content,
        "stop_reason": "tool_use" if calls else "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }


def _events(message: dict[str, Any]) -> Iterator[bytes]:
    """The same message in the steps in which the API streams it."""
    yield _event("message_start", message={**message, "content": [], "stop_reason": None})
    for index, block in enumerate(message["content"]):
        if block["type"] == "text":
            empty, delta = {**block, "text": ""}, {"type": "text_delta", "text": block["text"]}
        else:
            empty = {**block, "input": {}}
            delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        yield _event("content_block_start", index=index, content_block=empty)
        yield _event("content_block_delta", index=index, delta=delta)
        yield _event("content_block_stop", index=index)
    yield _event("message_delta", delta={"stop_reason": message["stop_reason"]}, usage={"output_tokens": 1})
    yield _event("message_stop")


def _event(kind: str, **data: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **data})}\n\n".encode()

"""An authorization server of this machine: its own key, its own metadata, and tokens for whoever asks."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from joserfc import jwk, jwt

METADATA = "/.well-known/oauth-authorization-server"
KEYS = "/keys"


class Issuer:
    """Serves its metadata and keys, signs tokens, and lets clients register and ask for them."""

    def __init__(self) -> None:
        self.key = jwk.RSAKey.generate_key(2048, {"kid": "one"}, private=True)
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def token(self, audience: str, *, key: jwk.RSAKey | None = None, without: str = "", **claims: Any) -> str:
        """A token for an hour; claims in place of the usual ones."""
        said = {"iss": self.url, "aud": audience, "sub": "ada", "exp": time.time() + 3600, "scope": "", **claims}
        said.pop(without, None)
        return jwt.encode({"alg": "RS256", "kid": "one"}, said, key or self.key)

    def agreed(self, url: str, subject: str) -> tuple[str, str]:
        """A person, sent to this address, signs in and agrees: the code and the state that the client gets back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["code_challenge_method"] == "S256"
        self._codes[f"code-{subject}"] = {**asked, "sub": subject}
        return f"code-{subject}", asked["state"]

    def read(self, path: str) -> Any:
        """What a GET is answered."""
        known = {
            METADATA: {
                "issuer": self.url,
                "jwks_uri": f"{self.url}{KEYS}",
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "registration_endpoint": f"{self.url}/register",
                "response_types_supported": ["code"],
                "code_challenge_methods_supported": ["S256"],
            },
            KEYS: {"keys": [self.key.as_dict(private=False)]},
        }
        return known.get(path)

    def write(self, path: str, body: bytes) -> Any:
        """What a POST is answered."""
        if path == "/register":
            return {**json.loads(body), "client_id": "client-1"}
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        asked = self._codes.pop(form["code"])
        proof = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert proof == asked["code_challenge"]
        token = self.token(form["resource"], sub=asked["sub"], scope=asked.get("scope", ""))
        return {"access_token": token, "token_type": "Bearer", "expires_in": 3600, "scope": asked.get("scope", "")}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.asked.append(self.path)
                self._answer(issuer.read(self.path))

            def do_POST(self) -> None:
                self._answer(issuer.write(self.path, self.rfile.read(int(self.headers["content-length"]))))

            def _answer(self, content: Any) -> None:
                body = json.dumps(content).encode()
                self.send_response(404 if content is None else 201 if self.path == "/register" else 200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

"""Who is let in over HTTP: with a token of an authorization server, or with one of several of ours."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport
from joserfc import jwk
from mcp.client.auth import OAuthClientProvider
from mcp.client.auth.oauth2 import AuthorizationCodeResult
from mcp.shared.auth import OAuthClientInformationFull, OAuthClientMetadata, OAuthToken
from pydantic import AnyUrl

from pywry import OAuth, PyWry
from pywry.serve import Served, mcp_app
from pywry_tools.errors import BadData, InvalidArguments
from tests.serve.issuer import KEYS, METADATA, Issuer

WELL_KNOWN = "/.well-known/oauth-protected-resource"


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with Issuer() as issuer:
        yield issuer


@pytest.fixture(scope="module")
def running(issuer: Issuer) -> Iterator[tuple[PyWry, Served]]:
    roles: Any = {"dash.read": "viewer", "dash.write": "editor"}
    with PyWry(open_tabs=False) as app:
        yield app, app.serve_mcp(auth=OAuth(issuer=issuer.url, scopes=["dash.read"], roles=roles))


def client_of(served: Served, token: str) -> Client[Any]:
    return Client(StreamableHttpTransport(served.url, headers={"Authorization": f"Bearer {token}"}))


INITIALIZE = {
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "a client", "version": "1"},
    },
}


def post(
    url: str, token: str | None = None, headers: dict[str, str] | None = None, body: dict[str, Any] | None = None
) -> httpx2.Response:
    headers = {"accept": "application/json, text/event-stream", **(headers or {})}
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    return httpx2.post(url, json={"jsonrpc": "2.0", "id": 1, "method": "tools/list", **(body or {})}, headers=headers)


def challenge(answer: httpx2.Response) -> dict[str, str]:
    kind, _, words = answer.headers["www-authenticate"].partition(" ")
    assert kind == "Bearer"
    return dict(re.findall(r'(\w+)="([^"]*)"', words))


async def test_whoever_the_token_names_is_in_the_audit(running: tuple[PyWry, Served], issuer: Issuer) -> None:
    app, served = running
    for name in ("ada", "grace"):
        async with client_of(served, issuer.token(served.url, sub=name, scope="dash.read other")) as client:
            await client.call_tool("page_list_open")
        [last] = await app.session.hub.portal.arun(app.session.history(tool="page_list_open", limit=1))
        assert (last.actor.user, last.actor.caller, last.outcome) == (name, "agent", "ok")


async def test_a_client_that_knows_the_address_alone_finds_its_way_to_a_token(
    running: tuple[PyWry, Served], issuer: Issuer
) -> None:
    app, served = running
    sent: list[str] = []

    async def redirect(url: str) -> None:
        sent.append(url)

    async def back() -> AuthorizationCodeResult:
        code, state = issuer.agreed(sent[-1], "linus")
        return AuthorizationCodeResult(code=code, state=state)

    me = OAuthClientMetadata(client_name="a client", redirect_uris=[AnyUrl("http://127.0.0.1:1/back")])
    auth = OAuthClientProvider(served.url, me, Memory(), redirect, back)
    async with Client(StreamableHttpTransport(served.url, auth=auth)) as client:
        await client.call_tool("page_list_open")
    assert len(sent) == 1 and sent[0].startswith(f"{issuer.url}/authorize?")
    [last] = await app.session.hub.portal.arun(app.session.history(tool="page_list_open", limit=1))
    assert (last.actor.user, last.actor.roles) == ("linus", frozenset({"viewer"}))


class Memory:
    """Where the client keeps what it was given."""

    tokens: OAuthToken | None = None
    client: OAuthClientInformationFull | None = None

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        self.client = client_info


async def test_scopes_are_roles_at_the_one_door(running: tuple[PyWry, Served], issuer: Issuer) -> None:
    served = running[1]
    show = {"content": "<p>x", "label": "by-scope"}
    async with client_of(served, issuer.token(served.url, scope="dash.read")) as client:
        refused = await client.call_tool("page_show", show, raise_on_error=False)
        assert refused.content[0].text == (
            "page_show needs the role 'editor'; 'ada' has viewer. Ask an admin for that role."
        )
    async with client_of(served, issuer.token(served.url, scope="dash.read dash.write")) as client:
        assert (await client.call_tool("page_show", show)).structured_content is not None


def test_a_client_without_a_token_learns_where_to_get_one(running: tuple[PyWry, Served], issuer: Issuer) -> None:
    served = running[1]
    answer = post(served.url)
    told = challenge(answer)
    assert answer.status_code == 401 and "error" not in told
    assert (told["scope"], told["resource_metadata"]) == ("dash.read", f"{served.url[:-4]}{WELL_KNOWN}/mcp")
    assert f"a token that {issuer.url} gave for {served.url}" in answer.json()["message"]
    for url in (told["resource_metadata"], f"{served.url[:-4]}{WELL_KNOWN}"):
        document = httpx2.get(url)
        assert document.headers["access-control-allow-origin"] == "*"
        assert document.json() == {
            "resource": served.url,
            "authorization_servers": [issuer.url],
            "scopes_supported": ["dash.read", "dash.write"],
            "bearer_methods_supported": ["header"],
            "resource_name": "PyWry",
        }


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": time.time() - 10},
        {"without": "exp"},
        {"aud": "https://somebody-else.example/mcp"},
        {"without": "aud"},
        {"iss": "https://evil.example"},
        {"nbf": time.time() + 3600},
        {"key": jwk.RSAKey.generate_key(2048, {"kid": "one"}, private=True)},
    ],
    ids=["expired", "never expires", "for another server", "for no server", "of another issuer", "not yet", "forged"],
)
def test_a_token_that_is_not_good_is_refused(
    running: tuple[PyWry, Served], issuer: Issuer, claims: dict[str, Any]
) -> None:
    served = running[1]
    answer = post(served.url, issuer.token(served.url, **{"scope": "dash.read", **claims}))
    assert answer.status_code == 401
    assert challenge(answer)["error"] == "invalid_token"


@pytest.mark.parametrize("token", ["a.b.c", "x" * 5000, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."])
def test_what_is_no_token_is_refused(running: tuple[PyWry, Served], token: str) -> None:
    assert post(running[1].url, token).status_code == 401


def test_a_token_without_the_scope_says_which_is_missing(running: tuple[PyWry, Served], issuer: Issuer) -> None:
    served = running[1]
    answer = post(served.url, issuer.token(served.url, scope="other"))
    assert answer.status_code == 403
    told = challenge(answer)
    assert (told["error"], told["scope"]) == ("insufficient_scope", "dash.read")
    assert "lacks the scope dash.read" in answer.json()["message"]


async def test_a_token_of_no_role_is_not_let_in_and_the_issuer_is_asked_once(app: PyWry) -> None:
    where = "http://127.0.0.1/agents/mcp"
    with Issuer() as issuer:
        auth = OAuth(issuer=issuer.url, audience=where, roles={"w": "editor", "r": "viewer"})
        inner = httpx2.ASGITransport(app=mcp_app(app.session, auth=auth))
        async with httpx2.AsyncClient(transport=inner, base_url="http://127.0.0.1") as client:
            headers = {"authorization": f"Bearer {issuer.token(where, scope='other')}"}
            answers = await asyncio.gather(*(client.post("/agents/mcp", headers=headers) for _ in range(4)))
    assert {(answer.status_code, challenge(answer)["scope"]) for answer in answers} == {(403, "w")}
    assert issuer.asked == [METADATA, KEYS]


async def test_an_issuer_that_says_nothing_lets_nobody_in_and_says_so(app: PyWry, caplog: Any) -> None:
    auth = OAuth(issuer="http://127.0.0.1:9", audience="http://127.0.0.1/agents/mcp")
    transport = httpx2.ASGITransport(app=mcp_app(app.session, auth=auth))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answers = [await client.post("/agents/mcp", headers={"authorization": "Bearer a.b.c"}) for _ in range(2)]
        document = await client.get(challenge(await client.post("/agents/mcp"))["resource_metadata"])
    assert [answer.status_code for answer in answers] == [503, 503]
    assert "http://127.0.0.1:9 does not say where its keys are" in caplog.text
    assert document.json()["resource"] == "http://127.0.0.1/agents/mcp"


def test_printing_it_shows_no_token_where_each_has_one_of_its_own(running: tuple[PyWry, Served]) -> None:
    assert running[1].token is None
    assert "Bearer" not in str(running[1])
    assert f"claude mcp add --transport http pywry {running[1].url}\n" in str(running[1])


def test_other_machines_need_a_token_and_a_name_that_is_allowed() -> None:
    with PyWry(open_tabs=False, host="0.0.0.0", allowed_hosts=["dash.example.org"]) as app:
        served = app.serve_mcp()
        named = {"host": "dash.example.org"}
        assert post(served.url, headers=named).status_code == 401
        assert post(served.url, served.token, headers=named).status_code not in (401, 403, 421)
        assert post(served.url, served.token, headers={"host": "evil.example"}).status_code == 421


async def test_each_of_several_tokens_stands_for_somebody() -> None:
    tokens = {"ada": "a" * 20, "grace": "g" * 20}
    with PyWry(open_tabs=False) as app:
        served = await asyncio.to_thread(app.serve_mcp, token=tokens)
        assert served.token is None
        assert app.serve_mcp(token=dict(tokens)) == served
        assert post(served.url, "b" * 20).status_code == 401
        async with client_of(served, tokens["grace"]) as client:
            await client.call_tool("page_list_open")
        [last] = await app.session.hub.portal.arun(app.session.history(tool="page_list_open", limit=1))
        began = post(served.url, tokens["grace"], body=INITIALIZE)
        session = {"mcp-session-id": began.headers["mcp-session-id"], "mcp-protocol-version": "2025-11-25"}
        taken = [post(served.url, tokens[name], session).status_code for name in ("grace", "ada")]
    assert last.actor.user == "grace"
    assert taken == [200, 404]


def test_a_token_and_an_issuer_are_one_too_many(app: PyWry) -> None:
    auth = OAuth(issuer="https://login.example.org", audience="https://dash.example.org/mcp")
    with pytest.raises(InvalidArguments, match="needs a token, or auth="):
        mcp_app(app.session, "t" * 20, auth=auth)
    with pytest.raises(InvalidArguments, match="needs a token, or auth="):
        mcp_app(app.session)


def test_no_tokens_at_all_are_no_way_in(app: PyWry) -> None:
    with pytest.raises(BadData, match="has 0 characters"):
        mcp_app(app.session, {})


def test_an_issuer_needs_the_servers_own_address(app: PyWry) -> None:
    with pytest.raises(InvalidArguments, match=r"PyWry\(public_url=...\)"):
        mcp_app(app.session, auth=OAuth(issuer="https://login.example.org", audience="api://dash"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"issuer": "http://login.example.org"}, "must be an https address"),
        ({"issuer": "login.example.org"}, "must be an https address"),
        ({"issuer": "https://a.example", "jwks": "http://a.example/keys"}, "jwks='http://a.example/keys'"),
        ({"issuer": "https://a.example", "scopes": "read"}, r"takes a list such as \['read'\]"),
        ({"issuer": "https://a.example", "roles": {"read": "reader"}}, "the role 'reader'; there are viewer"),
    ],
)
def test_a_wrong_setting_is_told_before_the_first_token(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidArguments, match=said):
        OAuth(**given)

"""The lines of the pipe, for a person's eyes."""

from __future__ import annotations

import logging

import pytest

from pywry.transports.native.trace import masked
from tests.native.programs import Program
from tests.native.screen import Screen

SCRIPT = """
app = PyWry(mode="new_window")
page = app.show("<h1>my secret page</h1>", "Traced")
page.eval_js("pywry.emit('app:login', {password: 'pass-1234', note: 'token=abc-1234'}); 0")
app.session.hub.portal.run(app.session.hub.native(
    "eval_js", {"script": "const api_key = 'key-1234'; 1"}, needs="window", widget=page.id))
app.session.hub.portal.run(app.session.call(
    "webview_set_cookie", {"widget": page.id, "name": "a", "value": "cookie-1234", "domain": "example.org"}))
app.session.hub.portal.run(app.session.call("webview_cookies", {"widget": page.id}))
app.destroy()
"""


@pytest.mark.native
def test_the_lines_are_seen_without_any_setup_and_tell_no_secret(screen: Screen) -> None:
    with Program(SCRIPT, env={"PYWRY_TRACE": "frames"}) as program:
        code, said = program.end(30)
    assert code == 0, said
    assert '> {"action": "create", "label": "w-' in said
    assert '< {"type": "ready"' in said
    assert '"action": "window_call"' in said
    assert "-1234" not in said
    assert "my secret page" not in said  # documents and frames are buffers, of which the size is told
    assert "bytes" in said


@pytest.mark.native
def test_without_the_variable_nothing_is_written(screen: Screen) -> None:
    with Program("app = PyWry(mode='new_window')\napp.show('<p>')\napp.destroy()") as program:
        assert program.end(30) == (0, "")


@pytest.mark.native
def test_a_program_with_logging_of_its_own_gets_each_line_once(screen: Screen) -> None:
    script = "import logging; logging.basicConfig(format='MINE %(name)s %(message)s')\n"
    with Program(
        f"{script}app = PyWry(mode='new_window')\napp.show('<p>')\napp.destroy()", {"PYWRY_TRACE": "frames"}
    ) as p:
        _, said = p.end(30)
    created = [line for line in said.splitlines() if '"action": "create"' in line]
    assert len(created) == 1
    assert created[0].startswith("MINE pywry.native.frames > ")
    assert logging.getLogger().level == logging.WARNING


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ({"token": "x"}, '{"token": "***"}'),
        (
            {"data": {"apiKey": "x", "n": [{"Set-Cookie": "x"}]}},
            '{"data": {"apiKey": "***", "n": [{"Set-Cookie": "***"}]}}',
        ),
        ({"token": None}, '{"token": null}'),
        ({"url": "https://h/?a=1&access_token=x&b=2"}, '{"url": "https://h/?a=1&access_token=***&b=2"}'),
        ({"url": "https://me:pw-x@h/p"}, '{"url": "https://me:***@h/p"}'),
        ({"script": "let password = 'x-1'; go()"}, '{"script": "let password = \'***\'; go()"}'),
        ({"header": "Authorization: Bearer x-1"}, '{"header": "Authorization: Bearer ***"}'),
        ({"text": "x" * 500}, '{"text": "' + "x" * 400 + '... (500 characters)"}'),
        ({"tokens_of_thanks": 0, "n": 3}, '{"tokens_of_thanks": 0, "n": 3}'),
    ],
)
def test_secrets_are_masked_and_long_texts_cut(line: dict[str, object], shown: str) -> None:
    assert masked(line) == shown

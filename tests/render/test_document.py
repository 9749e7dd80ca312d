from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pywry.render.document import split

TAGS = [
    "<!doctype html>",
    "<html>",
    "<HTML a='>'>",
    "<head>",
    "</head>",
    "<body>",
    "</body>",
    "</html>",
    "<!--",
    "-->",
]
TEXTS = [
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>p{}</style>",
    "<meta x>",
    "<p>",
    " \n",
    '"',
    "'",
    "<",
    ">",
]


@settings(max_examples=500, deadline=None, database=None)
@given(st.lists(st.sampled_from(TAGS + TEXTS), max_size=30).map("".join))
def test_a_document_is_cut_without_losing_a_character(html: str) -> None:
    cut = split(html)
    if cut is None:
        return
    whole = "".join(cut)
    assert whole in (html, f"<!doctype html>{html}")

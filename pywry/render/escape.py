"""Putting text into a document so that it stays what it is."""

from __future__ import annotations

import re
from html import escape

SURROGATE = re.compile("[\ud800-\udfff]")
END_SCRIPT = re.compile(r"</(?=script)", re.IGNORECASE)
END_STYLE = re.compile(r"</(?=style)", re.IGNORECASE)
OPEN_SCRIPT = re.compile(r"<(?=script[\s/>])", re.IGNORECASE)
# The parser of a document looks for </script and <!-- in JSON too; JavaScript before 2019 ended lines at U+2028.
IN_JSON = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def text(value: str) -> str:
    """Text between tags or in a quoted attribute."""
    return escape(value)


def json_text(encoded: str) -> str:
    """JSON for a script element; it parses to the same value."""
    for character, escaped in IN_JSON.items():
        encoded = encoded.replace(character, escaped)
    return encoded


def script_text(source: str) -> str:
    """JavaScript for a script element; strings, templates and comments in it mean the same as before."""
    source = END_SCRIPT.sub("<\\/", source)
    if "<!--" in source:
        # After <!-- an inner <script> would make the parser overlook our own </script>.
        source = OPEN_SCRIPT.sub("\\\\x3c", source)
    if not encodable(source):
        source = SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", source)
    return source


def style_text(css: str) -> str:
    """A style sheet for a style element."""
    return END_STYLE.sub("<\\/", css)


def whole_characters(document: str) -> str:
    """A document that UTF-8 can carry: a lone surrogate is shown as U+FFFD, as browsers show it."""
    return document if encodable(document) else SURROGATE.sub("\ufffd", document)


def encodable(value: str) -> bool:
    """Whether there is no lone surrogate in it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True

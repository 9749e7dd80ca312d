"""Where our own tags go in a document that somebody else wrote.

Only what stands before the head's content and after the body's is looked at, by the rules that browsers parse with: a
missing html, head or body tag is implied, and what follows the body's end belongs to the body.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FLAGS = re.IGNORECASE | re.DOTALL
COMMENT = r"<!--.*?(?:--!?>|\Z)"
BLANK = re.compile(rf"(?:\s|{COMMENT}|<\?[^>]*+>)*+", FLAGS)
DOCTYPE = re.compile(r"<!doctype[^>]*+>", FLAGS)
HEAD_CLOSE = re.compile(r"</head\s*+>", FLAGS)
TITLE = re.compile(r"<title[\s>]", FLAGS)
IN_HEAD = re.compile(
    rf"\s++|{COMMENT}"
    r"|<(?P<name>script|style|title|template|noscript)(?=[\s/>]).*?</(?P=name)(?=[\s/>])[^>]*+>"
    r"|<(?:meta|link|base|basefont|bgsound)(?=[\s/>])(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>",
    FLAGS,
)


class Document(NamedTuple):
    """A whole document, cut where something can be put in.

    Attributes:
        lead: Up to the head's content.
        head: The head's content.
        body: What follows, up to the end of the body.
        tail: The closing tags.
    """

    lead: str
    head: str
    body: str
    tail: str

    @property
    def has_title(self) -> bool:
        """Whether its author named it."""
        return TITLE.search(self.head) is not None

    def refilled(self, html: str) -> Document:
        """The same document round another body."""
        closed = HEAD_CLOSE.match(self.body)
        opened = _open(self.body, closed.end() if closed else 0, "body")
        return self._replace(body=self.body[:opened] + html)


def split(html: str) -> Document | None:
    """Cut a whole document; None if it is a fragment."""
    html = html.removeprefix("\ufeff")
    start = _skip(html, 0)
    doctype = DOCTYPE.match(html, start)
    after_doctype = _skip(html, doctype.end()) if doctype else start
    after_html = _open(html, after_doctype, "html")
    after_head = _open(html, after_html, "head")
    if doctype is None and after_head == start and _open(html, start, "body") == start:
        return None
    head_end = _head_end(html, after_head)
    body_end = max(_body_end(html), head_end)
    # Browsers fall back to the rules of the nineties where there is no doctype.
    lead = html[:after_head] if doctype else f"<!doctype html>{html[:after_head]}"
    return Document(lead, html[after_head:head_end], html[head_end:body_end], html[body_end:])


def _skip(html: str, at: int) -> int:
    found = BLANK.match(html, at)
    return found.end() if found else at


def _open(html: str, at: int, name: str) -> int:
    """Past the opening tag, blanks before it included; where we were, if there is none."""
    tag = re.compile(rf"<{name}(?=[\s/>])(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>", FLAGS)
    found = tag.match(html, _skip(html, at))
    return found.end() if found else at


def _head_end(html: str, at: int) -> int:
    while found := IN_HEAD.match(html, at):
        at = found.end()
    return at


def _body_end(html: str) -> int:
    """Before the closing body tag, or the html tag if the body's is missing, or the end."""
    end = _before(html, len(html), "html")
    return _before(html, end, "body")


def _before(html: str, end: int, name: str) -> int:
    last = _back(html, end)
    at = html.rfind("<", 0, last)
    found = re.compile(rf"</{name}\s*+>", FLAGS).fullmatch(html, at, last) if at >= 0 else None
    return at if found else end


def _back(html: str, end: int) -> int:
    """Over blanks and comments towards the start."""
    while True:
        end = len(html[max(0, end - 4096) : end].rstrip()) + max(0, end - 4096)
        opened = html.rfind("<!--", 0, end) if html.endswith("-->", 0, end) else -1
        if opened < 0 and (end == 0 or not html[end - 1].isspace()):
            return end
        end = opened if opened >= 0 else end

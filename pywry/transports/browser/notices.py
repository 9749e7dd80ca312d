"""Small answers that say what is wrong and what to do, for a person or for a program."""

from __future__ import annotations

import json
from html import escape

HTML = "text/html; charset=utf-8"
JSON = "application/json"
TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
body {{ font: 16px/1.55 system-ui, sans-serif; max-width: 36rem; margin: 18vh auto 0; padding: 0 1.5rem }}
h1 {{ font-size: 1.25rem; font-weight: 600; margin: 0 0 .5rem }}
p {{ margin: 0; opacity: .75; overflow-wrap: anywhere }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{message}</p>
</body>
</html>
"""


def notice(title: str, message: str, *, code: str, accept: str) -> tuple[str, bytes]:
    """Word an answer as the caller wants it.

    Args:
        title: What is so, in a few words.
        message: What is so and what to do.
        code: The stable word for programs.
        accept: The request's Accept header.

    Returns:
        The media type and the content.
    """
    if JSON in accept and "text/html" not in accept:
        return JSON, json.dumps({"error": {"code": code, "message": message}}).encode()
    page = TEMPLATE.format(title=escape(title), message=escape(message))
    return HTML, page.encode("utf-8", "replace")

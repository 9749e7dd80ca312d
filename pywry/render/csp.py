"""What pages may load, and where from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# 'unsafe-inline' because a page is a person's own HTML, with inline scripts and handlers; without 'unsafe-eval', text
# never becomes code. 'self' covers WebSockets of the page's own host.
RULES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "* data: blob:",
    "font-src": "'self' data: https:",
    "media-src": "* data: blob:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "*",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}

WINDOW_RULES: Mapping[str, str] = {
    **{name: rule for name, rule in RULES.items() if name != "frame-ancestors"},
    "connect-src": "'self' data: blob: ipc: http://ipc.localhost",
}
"""For a native window: a policy in a document knows no ancestors, and the pipe to Python has an address."""


def policy(rules: Mapping[str, str] = RULES, hosts: Iterable[str] = ()) -> str:
    """The value of a Content-Security-Policy header.

    Args:
        rules: Directive to its sources.
        hosts: Further sources of `connect-src`.
    """
    asked = " ".join([rules["connect-src"], *hosts])
    return "; ".join(f"{name} {value}" for name, value in {**rules, "connect-src": asked}.items())

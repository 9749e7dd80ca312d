"""Pages in a browser: one ASGI app for all of them, on loopback unless a person says otherwise."""

from pywry.transports.browser.transport import BrowserTransport

__all__ = ["BrowserTransport"]

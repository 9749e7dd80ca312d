"""The document that a native window loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pywry.render.assets import Assets
    from pywry.transports.base import PageView


def document(view: PageView, assets: Assets | None) -> bytes:
    """A page as it is now.

    Args:
        view: The page, for one viewer.
        assets: The built front end; None takes the one of this installation.
    """
    from pywry.render.assets import installed
    from pywry.render.csp import WINDOW_RULES, policy
    from pywry.render.page import render

    rules = policy(WINDOW_RULES, view.hosts)
    return render(view, assets or installed(), link="native", asset_base="/assets/", policy=rules).encode()

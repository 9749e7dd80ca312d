"""The document of a page: what a person wrote, and around it what makes it live."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pywry.render import escape
from pywry.render.assets import Assets
from pywry.render.bundles import BUILDS, build_for
from pywry.render.document import Document, split
from pywry.transports.base import PageView
from pywry.wire import encode_json
from pywry_tools.models.page import Page

FAMILIES = {
    "chart": ("chart.js",),
    "grid": ("grid.js", "aggrid.js"),
    "metric": ("dashboard.js",),
    "markdown": ("dashboard.js",),
    "html": ("dashboard.js",),
}
LIBRARIES = {"plotly": "plotly.js", "aggrid": "aggrid.js"}
CLASSIC = frozenset({*LIBRARIES.values(), *BUILDS})
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='4' fill='%234f6bed'/%3E"
    "%3Cpath d='M5 12.5v-9h3.4a2.9 2.9 0 0 1 0 5.8H5' fill='none' stroke='%23fff' stroke-width='1.8'/%3E%3C/svg%3E"
)
SCHEMES = {"light": "light", "dark": "dark", "system": "light dark"}
SYSTEM = 'matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"'


def render(
    view: PageView,
    assets: Assets,
    *,
    socket: str = "",
    link: str = "socket",
    asset_base: str = "../assets/",
    policy: str | None = None,
    carried: Mapping[str, str] | None = None,
    exported: Mapping[str, Any] | None = None,
) -> str:
    """Build the whole document of a page.

    Args:
        view: The page as it is now; its html may be a fragment or a document of its own.
        assets: The built front end.
        socket: Where the page finds its WebSocket, relative to the document.
        link: What carries messages; "socket", "native" in a window, "none" in a document that stands alone.
        asset_base: Where it finds the assets' files, relative to the document; ends with a slash.
        policy: The content security policy, where no header carries it.
        carried: Of a document that stands alone: what it carries, by name, as elements.
        exported: Of the same: what it says of itself.

    Raises:
        BadData: The page's data has no form in a document.
        NotBuilt: The front end was not built.
    """
    whole = _whole(view)
    given = whole or _around(view)
    title = "" if given.has_title and _is_unnamed(view) else f"<title>{escape.text(view.title)}</title>"
    soon, at_once = _needs(view)
    if carried is not None:
        soon = []
    config = _config(view, assets, asset_base) | {"socket": socket, "loaded": at_once, "whole": whole is not None}
    if link != "socket":
        config |= {"link": link}
    if carried is not None:
        config |= {"assets": {}}
    if exported is not None:
        config |= {"exported": dict(exported)}
    # A window is often seen once: nothing is cached, and a request costs more than the text.
    tag = _inline if link != "socket" else _external
    parts = [
        given.lead,
        *([f'<meta http-equiv="Content-Security-Policy" content="{escape.text(policy)}">\n'] if policy else []),
        *_head(view, title),
        tag(assets, asset_base, "main.css"),
        *_links(assets, asset_base, soon),
        f'<script type="application/json" id="pywry-config">{_json(config, view.page)}</script>\n',
        tag(assets, asset_base, "main.js"),
        *((tag if carried is not None else _external)(assets, asset_base, name) for name in at_once),
        *(carried or {}).values(),
        given.head,
        *_styles(view),
        given.body,
        *_scripts(view.page),
        given.tail,
    ]
    return escape.whole_characters("".join(parts))


def _whole(view: PageView) -> Document | None:
    """The page's own document, with the body as it is now; None if it has none."""
    now = split(view.html)
    if now is not None or view.html == view.page.html:
        return now
    # An update replaces a body, and leaves the head that it came with.
    first = split(view.page.html)
    return first.refilled(view.html) if first else None


def _around(view: PageView) -> Document:
    """A document for a fragment."""
    known = "" if view.theme == "system" else f' class="{view.theme}" data-theme="{view.theme}"'
    return Document(
        f'<!doctype html>\n<html lang="en"{known}>\n<head>\n',
        "",
        f'</head>\n<body>\n<div id="pywry-content" class="pywry-content">{view.html}</div>\n'
        '<main id="pywry-panels" class="pywry-panels"></main>\n',
        "</body>\n</html>\n",
    )


def _is_unnamed(view: PageView) -> bool:
    return bool(view.title == Page.model_fields["title"].default)


def _head(view: PageView, title: str) -> Iterable[str]:
    yield '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta name="color-scheme" content="{SCHEMES[view.theme]}">\n{title}\n<link rel="icon" href="{ICON}">\n'
    yield f"<script>{_theme(view.theme)}</script>\n"


def _external(assets: Assets, base: str, name: str) -> str:
    if name.endswith(".css"):
        return f'<link rel="stylesheet" href="{base}{assets[name].file}">\n'
    return f'<script src="{base}{assets[name].file}"></script>\n'


def _inline(assets: Assets, base: str, name: str) -> str:
    if name.endswith(".css"):
        return f"<style>{escape.style_text(assets.text(name))}</style>\n"
    return f"<script>{escape.script_text(assets.text(name))}</script>\n"


def _links(assets: Assets, base: str, soon: Iterable[str]) -> Iterable[str]:
    for name in soon:
        rel = 'preload" as="script' if name in CLASSIC else "modulepreload"
        yield f'<link rel="{rel}" href="{base}{assets[name].file}">\n'


def _needs(view: PageView) -> tuple[list[str], list[str]]:
    """Which files the page will ask for soon, and which its own scripts need at once."""
    at_once = sorted(LIBRARIES[library] for library in view.page.libraries)
    wanted = dict.fromkeys(name for family in sorted(view.families) for name in FAMILIES.get(family, ()))
    if "chart" in view.families and LIBRARIES["plotly"] not in at_once:
        wanted[build_for(view.traces)] = None
    return [name for name in wanted if name not in at_once], at_once


def _theme(theme: str) -> str:
    """Runs before the first paint, so that a dark page never flashes."""
    effective = SYSTEM if theme == "system" else f'"{theme}"'
    return f"(e=>{{const t={effective};e.classList.add(t);e.dataset.theme=t}})(document.documentElement)"


def _config(view: PageView, assets: Assets, base: str) -> dict[str, Any]:
    return {
        "widget": view.widget,
        "epoch": view.epoch,
        "token": view.token,
        "seq": view.seq,
        "theme": view.theme,
        "assets": {asset.name: base + asset.file for asset in assets},
        "hosts": list(view.hosts),
        # What the page needs soon stands in its head as links, which are found sooner than a script's.
        "libraries": [],
    }


def _json(config: dict[str, Any], page: Page) -> str:
    text = json.dumps(config)
    if page.data is not None:
        data, marks = encode_json(page.data, "json_data")
        known = f', "marks": {json.dumps(marks)}' if marks else ""
        text = f'{text[:-1]}, "data": {data}{known}}}'
    return escape.json_text(text)


def _styles(view: PageView) -> Iterable[str]:
    ids = view.page.files.css_ids
    inline = view.page.css[len(ids) :]
    for name, css in (*zip(ids, view.page.css, strict=False), *(("", css) for css in inline)):
        known = f' data-pywry-css="{escape.text(name)}"' if name else ""
        yield f"<style{known}>{escape.style_text(view.css.get(name, css))}</style>\n"
    for name, css in view.css.items():
        if name not in ids:
            known = escape.text(name)
            yield f'<style id="{known}" data-pywry-css="{known}">{escape.style_text(css)}</style>\n'


def _scripts(page: Page) -> Iterable[str]:
    for source in (*page.scripts, *filter(None, [page.init_script])):
        yield f"<script>\n{escape.script_text(source)}\n</script>\n"

"""The page that offers the dashboards, and opens the one that is chosen."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Any

from pywry.gallery.shelf import Card, card, cards
from pywry_tools.errors import PyWryError

if TYPE_CHECKING:
    from pywry import DashboardHandle, Handle, PyWry

STYLE = """
body { max-width: 1240px; margin-inline: auto; }
h1 { margin: 0 0 4px; }
.about { color: var(--pywry-text-tertiary); margin: 0 0 20px; }
.cards { display: grid; gap: 18px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr)); }
.card {
  display: flex; flex-direction: column; padding: 0; overflow: hidden; text-align: start; font: inherit; color: inherit;
  background: var(--pywry-bg-secondary); border: 1px solid var(--pywry-border-color); border-radius: 10px;
  height: auto; white-space: normal; cursor: pointer; align-items: stretch; justify-content: flex-start;
}
.card:hover { border-color: var(--pywry-accent); background: var(--pywry-bg-secondary); }
.card:focus-visible { outline: 2px solid var(--pywry-accent); outline-offset: 2px; }
.card[aria-busy=true] { opacity: 0.55; cursor: progress; }
.card img { width: 100%; aspect-ratio: 8 / 5; object-fit: cover; object-position: top; display: block;
  border-bottom: 1px solid var(--pywry-border-color); }
.card img.dark, :root[data-theme=dark] .card img.light { display: none; }
:root[data-theme=dark] .card img.dark { display: block; }
.card span { padding: 12px 14px 14px; display: block; }
.card b { display: block; font-weight: 600; margin-bottom: 4px; }
.card small { display: block; color: var(--pywry-text-tertiary); font-size: 13px; line-height: 1.45; font-weight: 400; }
"""

SCRIPT = """
for (const card of document.querySelectorAll(".card")) {
  card.onclick = () => { card.setAttribute("aria-busy", "true"); pywry.emit("gallery:open", { name: card.name }); };
}
pywry.on("gallery:opened", ({ name, url }) => {
  document.querySelector(`.card[name="${name}"]`).removeAttribute("aria-busy");
  if (url) window.open(url);
});
"""


class Index:
    """The page of cards.

    Args:
        app: Where it and the dashboards are shown.
        tabs: Whether the page itself has to open tabs, as nobody else does.
    """

    def __init__(self, app: PyWry, *, tabs: bool) -> None:
        self._app = app
        self._tabs = tabs
        self._boards: dict[str, DashboardHandle] = {}

    def show(self) -> Handle:
        """Show it."""
        from pywry import HtmlContent

        content = HtmlContent(html=document(), inline_css=STYLE, init_script=SCRIPT)
        page = self._app.show(content, title="PyWry gallery")

        @page.on("gallery:open")
        def chosen(data: dict[str, Any]) -> None:
            url = None
            try:
                url = self.open(card(data["name"]))
            except PyWryError as error:
                page.alert(str(error), "error")
            finally:
                page.emit("gallery:opened", {"name": data["name"], "url": url})

        return page

    def open(self, chosen: Card) -> str | None:
        """Show a dashboard, or bring the one that is open to the front; the address that the page has to open."""
        board = self._boards.get(chosen.name)
        if board is None or not board.is_open:
            board = self._boards[chosen.name] = chosen.show(self._app)
            return board.url if self._tabs else None
        if board.url is None:
            board.set_focus()
        return board.url


def document() -> str:
    """The cards."""
    about = "Each is a short program over real data. Choose one; its source is named in the terminal's list."
    shown = "".join(_shown(chosen) for chosen in cards().values())
    return f"<h1>Gallery</h1><p class='about'>{about}</p><div class='cards'>{shown}</div>"


def _shown(chosen: Card) -> str:
    pictures = "".join(_picture(chosen, theme) for theme in ("light", "dark"))
    words = f"<span><b>{escape(chosen.title)}</b><small>{escape(chosen.text)}</small></span>"
    return f"<button class='card' name='{chosen.name}'>{pictures}{words}</button>"


def _picture(chosen: Card, theme: str) -> str:
    # Inside the page, so that it is the same in a window, which has no server to ask for files.
    bytes_ = base64.b64encode(chosen.picture(theme).read_bytes()).decode()
    return f"<img class='{theme}' alt='' src='data:image/webp;base64,{bytes_}'>"

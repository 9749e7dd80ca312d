"""Panels of Markdown and of HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pywry.panels.base import BasePanel
from pywry_tools.ports import PanelKind


class MarkdownPanel(BasePanel):
    """Markdown; scripts in it do not run.

    Args:
        panel: Its id.
        text: The text.
        title: Its heading.
    """

    KIND: ClassVar[PanelKind] = "markdown"

    def __init__(self, panel: str, *, text: str, title: str | None = None) -> None:
        super().__init__(panel, title)
        self.text = text

    def _body(self) -> Mapping[str, Any]:
        return {"text": self.text}

    def summary(self) -> dict[str, Any]:
        """How long it is."""
        return {"characters": len(self.text)}


class HtmlPanel(BasePanel):
    """A fragment of HTML; its scripts run once.

    Args:
        panel: Its id.
        html: The fragment.
        title: Its heading.
    """

    KIND: ClassVar[PanelKind] = "html"

    def __init__(self, panel: str, *, html: str, title: str | None = None) -> None:
        super().__init__(panel, title)
        self.html = html

    def _body(self) -> Mapping[str, Any]:
        return {"html": self.html}

    def summary(self) -> dict[str, Any]:
        """How long it is."""
        return {"characters": len(self.html)}

"""What PyWry's own libraries do not bring into an executable unasked.

They import much only where it is installed: pandas for a table of pandas, a plug-in for mypy, a better DNS. PyInstaller
takes all of that in, gigabytes where it is there. So these edges are cut; whatever the program itself or any other
library imports comes in as ever. PyInstaller's `excludedimports` would do, but only in a hook of the importing
library, of which there can be one, and for programs without PyWry too; so its question is answered here.
"""

from __future__ import annotations

import logging
from functools import wraps
from typing import Any

from pywry.freeze.unasked import OURS, UNASKED

log = logging.getLogger("PyInstaller.pywry")

WINDOWS = "pywry.transports.native."
"""The modules that call libraries of the system; the bundle gets `ctypes` for them, and leaves the libraries out."""


class Cuts:
    """The edges that are cut in one graph.

    Attributes:
        unasked: The packages that PyWry's libraries do not bring in.
    """

    def __init__(self, graph: Any) -> None:
        self.unasked: set[str] = {*UNASKED}
        self._graph = graph

    def of(self, importer: str) -> set[str]:
        """What a module does not bring in."""
        if importer.startswith(WINDOWS):
            # PyInstaller takes in the libraries that modules with this import name: GTK and all of WebKitGTK.
            return {*self.unasked, "ctypes"}
        top = importer.partition(".")[0]
        return self.unasked - {top} if top in OURS else set()

    def prune(self) -> None:
        """Cut the edges that are there already: of what the program has imported before it imported PyWry.

        PyInstaller takes in what the program reaches, so what nothing else leads to is left out with all that it needs.
        """
        for node in list(self._graph.nodes()):
            for other in list(self._graph.outgoing(node)) if self.of(name_of(node)) else ():
                if other is not None and name_of(other).partition(".")[0] in self.of(name_of(node)):
                    self._graph.removeReference(node, other)


def name_of(node: Any) -> str:
    """The name of a module."""
    return str(node.identifier)


def pre_safe_import_module(api: Any) -> None:
    """Cut the edges; PyInstaller calls this.

    Args:
        api: PyInstaller's PreSafeImportModuleAPI.
    """
    cut(api.module_graph)


def cut(graph: Any) -> Cuts:
    """Answer PyInstaller's question, what a module's imports leave out, with more than the hooks say."""
    held: Cuts | None = getattr(graph, "pywry_cuts", None)
    if held is not None:
        return held
    cuts = graph.pywry_cuts = Cuts(graph)
    ask = getattr(graph, "_find_all_excluded_imports", None)
    if ask is None:
        log.warning("PyWry's hook does not know this PyInstaller: libraries may be taken in that nothing needs")
        return cuts

    @wraps(ask)
    def answer(importer: str) -> set[str]:
        return {*ask(importer), *cuts.of(importer)}

    graph._find_all_excluded_imports = answer
    return cuts

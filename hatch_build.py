"""Build hook: a wheel, editable or not, carries the built front end."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SKIP = "PYWRY_SKIP_FRONTEND"


class FrontendHook(BuildHookInterface[Any]):
    """Builds pywry/assets before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what changed, or stop the installation with the tool's own complaint."""
        if os.environ.get(SKIP):
            self.app.display_warning(f"{SKIP} is set: installing without a front end")
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        try:
            import assets
        finally:
            sys.path.pop(0)
        try:
            assets.build(root)
        except assets.FrontendError as error:
            self.app.abort(f"The front end could not be built.\n{error}")

"""Ordinary HTML, charts, tables and dashboards from Python, for people and agents alike."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pywry.app import PyWry as PyWry
    from pywry.handles.base import Handle as Handle
    from pywry.handles.chart import ChartHandle as ChartHandle
    from pywry.handles.dashboard import DashboardHandle as DashboardHandle
    from pywry.handles.dashboard import InputHandle as InputHandle
    from pywry.handles.grid import GridHandle as GridHandle
    from pywry.handles.live import Live as Live
    from pywry.handles.menu import MenuProxy as MenuProxy
    from pywry.handles.native import NativeWindowHandle as NativeWindowHandle
    from pywry.handles.tray import TrayProxy as TrayProxy
    from pywry.handles.window import WindowProxy as WindowProxy
    from pywry.settings import PyWrySettings as PyWrySettings
    from pywry.state_mixins import EmittingWidget as EmittingWidget
    from pywry.state_mixins import GridStateMixin as GridStateMixin
    from pywry.state_mixins import PlotlyStateMixin as PlotlyStateMixin
    from pywry.window_manager import BrowserMode as BrowserMode
    from pywry.window_manager import WindowMode as WindowMode
    from pywry_tools.errors import PyWryError as PyWryError
    from pywry_tools.models.grid import ColDef as ColDef
    from pywry_tools.models.grid import ColGroupDef as ColGroupDef
    from pywry_tools.models.grid import DefaultColDef as DefaultColDef
    from pywry_tools.models.grid import GridOptions as GridOptions
    from pywry_tools.models.grid import RowSelection as RowSelection
    from pywry_tools.models.menu import CheckMenuItemConfig as CheckMenuItemConfig
    from pywry_tools.models.menu import IconMenuItemConfig as IconMenuItemConfig
    from pywry_tools.models.menu import MenuConfig as MenuConfig
    from pywry_tools.models.menu import MenuItemConfig as MenuItemConfig
    from pywry_tools.models.menu import PredefinedMenuItemConfig as PredefinedMenuItemConfig
    from pywry_tools.models.menu import SubmenuConfig as SubmenuConfig
    from pywry_tools.models.menu import TrayIconConfig as TrayIconConfig
    from pywry_tools.models.menu_entry import PredefinedMenuItemKind as PredefinedMenuItemKind
    from pywry_tools.models.page import HtmlContent as HtmlContent
    from pywry_tools.models.plotly import DownloadImageButton as DownloadImageButton
    from pywry_tools.models.plotly import ModeBarButton as ModeBarButton
    from pywry_tools.models.plotly import ModeBarConfig as ModeBarConfig
    from pywry_tools.models.plotly import PlotlyConfig as PlotlyConfig
    from pywry_tools.models.plotly import ResetAxesButton as ResetAxesButton
    from pywry_tools.models.plotly import SvgIcon as SvgIcon
    from pywry_tools.models.plotly import ToggleGridButton as ToggleGridButton
    from pywry_tools.models.plotly_names import PlotlyIconName as PlotlyIconName
    from pywry_tools.models.plotly_names import StandardButton as StandardButton
    from pywry_tools.oauth import OAuth as OAuth

    __version__: str

_HOMES = {
    "BrowserMode": "pywry.window_manager",
    "ChartHandle": "pywry.handles.chart",
    "CheckMenuItemConfig": "pywry_tools.models.menu",
    "ColDef": "pywry_tools.models.grid",
    "ColGroupDef": "pywry_tools.models.grid",
    "DashboardHandle": "pywry.handles.dashboard",
    "DefaultColDef": "pywry_tools.models.grid",
    "EmittingWidget": "pywry.state_mixins",
    "GridHandle": "pywry.handles.grid",
    "GridOptions": "pywry_tools.models.grid",
    "GridStateMixin": "pywry.state_mixins",
    "PlotlyStateMixin": "pywry.state_mixins",
    "RowSelection": "pywry_tools.models.grid",
    "Handle": "pywry.handles.base",
    "HtmlContent": "pywry_tools.models.page",
    "Live": "pywry.handles.live",
    "IconMenuItemConfig": "pywry_tools.models.menu",
    "InputHandle": "pywry.handles.dashboard",
    "MenuConfig": "pywry_tools.models.menu",
    "MenuItemConfig": "pywry_tools.models.menu",
    "MenuProxy": "pywry.handles.menu",
    "PredefinedMenuItemConfig": "pywry_tools.models.menu",
    "PredefinedMenuItemKind": "pywry_tools.models.menu_entry",
    "NativeWindowHandle": "pywry.handles.native",
    "OAuth": "pywry_tools.oauth",
    "PyWry": "pywry.app",
    "PyWryError": "pywry_tools.errors",
    "PyWrySettings": "pywry.settings",
    "SubmenuConfig": "pywry_tools.models.menu",
    "TrayIconConfig": "pywry_tools.models.menu",
    "TrayProxy": "pywry.handles.tray",
    "WindowMode": "pywry.window_manager",
    "WindowProxy": "pywry.handles.window",
    "DownloadImageButton": "pywry_tools.models.plotly",
    "ModeBarButton": "pywry_tools.models.plotly",
    "ModeBarConfig": "pywry_tools.models.plotly",
    "PlotlyConfig": "pywry_tools.models.plotly",
    "PlotlyIconName": "pywry_tools.models.plotly_names",
    "ResetAxesButton": "pywry_tools.models.plotly",
    "StandardButton": "pywry_tools.models.plotly_names",
    "SvgIcon": "pywry_tools.models.plotly",
    "ToggleGridButton": "pywry_tools.models.plotly",
}

__all__ = [
    "BrowserMode",
    "ChartHandle",
    "CheckMenuItemConfig",
    "ColDef",
    "ColGroupDef",
    "DashboardHandle",
    "DefaultColDef",
    "DownloadImageButton",
    "EmittingWidget",
    "GridHandle",
    "GridOptions",
    "GridStateMixin",
    "Handle",
    "HtmlContent",
    "IconMenuItemConfig",
    "InputHandle",
    "Live",
    "MenuConfig",
    "MenuItemConfig",
    "MenuProxy",
    "ModeBarButton",
    "ModeBarConfig",
    "OAuth",
    "PlotlyConfig",
    "PlotlyIconName",
    "PlotlyStateMixin",
    "PredefinedMenuItemConfig",
    "PredefinedMenuItemKind",
    "PyWry",
    "PyWryError",
    "PyWrySettings",
    "ResetAxesButton",
    "RowSelection",
    "StandardButton",
    "SubmenuConfig",
    "SvgIcon",
    "ToggleGridButton",
    "TrayIconConfig",
    "TrayProxy",
    "WindowMode",
    "WindowProxy",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("pywry")
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'pywry' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""Places, sizes and looks on a screen, as windows have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from typing_extensions import TypedDict

from pywry_tools.models.compact import Checked


@dataclass(frozen=True)
class PhysicalSize:
    """Width and height in pixels of the screen."""

    width: int
    height: int


@dataclass(frozen=True)
class LogicalSize:
    """Width and height in the pixels that CSS counts: those of the screen, divided by its scale factor."""

    width: float
    height: float


@dataclass(frozen=True)
class PhysicalPosition:
    """A place in pixels of the screen, from the top left."""

    x: int | float
    y: int | float


@dataclass(frozen=True)
class LogicalPosition:
    """A place in the pixels that CSS counts, from the top left."""

    x: float
    y: float


@dataclass(frozen=True)
class Area:
    """A rectangle in pixels of the screen."""

    position: PhysicalPosition
    size: PhysicalSize


@dataclass(frozen=True)
class Monitor:
    """A screen.

    Attributes:
        name: As the system calls it; None if it has no name.
        size: In its own pixels.
        position: Where it is among the others.
        scale_factor: How many of its pixels make one of CSS.
        work_area: What panels and docks leave.
    """

    name: str | None
    size: PhysicalSize
    position: PhysicalPosition
    scale_factor: float
    work_area: Area | None = None


class Spelt(StrEnum):
    """Names that may be spelt in any way: `e-resize`, `eResize`, `EResize`."""

    @classmethod
    def _missing_(cls, value: object) -> Spelt | None:
        bare = str(value).replace("-", "").replace("_", "").lower()
        return next((member for member in cls if member.value.replace("-", "") == bare), None)


class Theme(Spelt):
    """Dark or light."""

    Light = "light"
    Dark = "dark"


class TitleBarStyle(Spelt):
    """How macOS draws a title bar."""

    Visible = "visible"
    Transparent = "transparent"
    Overlay = "overlay"


class UserAttentionType(Spelt):
    """How urgently a person is asked to look at a window."""

    Critical = "critical"
    Informational = "informational"


class ProgressBarStatus(Spelt):
    """What the icon in the taskbar or the dock says about progress."""

    None_ = "none"
    Normal = "normal"
    Indeterminate = "indeterminate"
    Paused = "paused"
    Error = "error"


class SameSite(Spelt):
    """To which sites a cookie goes."""

    Strict = "strict"
    Lax = "lax"
    None_ = "none"


class CursorIcon(Spelt):
    """Shapes of the pointer, by their names in CSS."""

    Default = "default"
    Crosshair = "crosshair"
    Hand = "hand"
    Arrow = "arrow"
    Move = "move"
    Text = "text"
    Wait = "wait"
    Help = "help"
    Progress = "progress"
    NotAllowed = "not-allowed"
    ContextMenu = "context-menu"
    Cell = "cell"
    VerticalText = "vertical-text"
    Alias = "alias"
    Copy = "copy"
    NoDrop = "no-drop"
    Grab = "grab"
    Grabbing = "grabbing"
    AllScroll = "all-scroll"
    ZoomIn = "zoom-in"
    ZoomOut = "zoom-out"
    EResize = "e-resize"
    NResize = "n-resize"
    NeResize = "ne-resize"
    NwResize = "nw-resize"
    SResize = "s-resize"
    SeResize = "se-resize"
    SwResize = "sw-resize"
    WResize = "w-resize"
    EwResize = "ew-resize"
    NsResize = "ns-resize"
    NeswResize = "nesw-resize"
    NwseResize = "nwse-resize"
    ColResize = "col-resize"
    RowResize = "row-resize"


class Effect(Spelt):
    """Materials behind a transparent window: Mica, Blur, Acrylic and Tabbed on Windows, the others on macOS."""

    AppearanceBased = "appearance-based"
    Light = "light"
    Dark = "dark"
    MediumLight = "medium-light"
    UltraDark = "ultra-dark"
    Titlebar = "titlebar"
    Selection = "selection"
    Menu = "menu"
    Popover = "popover"
    Sidebar = "sidebar"
    HeaderView = "header-view"
    Sheet = "sheet"
    WindowBackground = "window-background"
    HudWindow = "hud-window"
    FullScreenUI = "full-screen-ui"
    Tooltip = "tooltip"
    ContentBackground = "content-background"
    UnderWindowBackground = "under-window-background"
    UnderPageBackground = "under-page-background"
    Mica = "mica"
    MicaDark = "mica-dark"
    MicaLight = "mica-light"
    Tabbed = "tabbed"
    TabbedDark = "tabbed-dark"
    TabbedLight = "tabbed-light"
    Blur = "blur"
    Acrylic = "acrylic"


class EffectState(Spelt):
    """Whether a material follows its window's focus."""

    FollowsWindowActiveState = "follows-window-active-state"
    Active = "active"
    Inactive = "inactive"


AnyTitleBarStyle: TypeAlias = Annotated[TitleBarStyle | str, Checked(TitleBarStyle)]
AnyAttention: TypeAlias = Annotated[UserAttentionType | str, Checked(UserAttentionType)]
AnyStatus: TypeAlias = Annotated[ProgressBarStatus | str, Checked(ProgressBarStatus)]
AnySameSite: TypeAlias = Annotated[SameSite | str, Checked(SameSite)]
AnyCursor: TypeAlias = Annotated[CursorIcon | str, Checked(CursorIcon)]
AnyEffect: TypeAlias = Annotated[Effect | str, Checked(Effect)]
AnyEffectState: TypeAlias = Annotated[EffectState | str, Checked(EffectState)]


class Effects(TypedDict, total=False):
    """Materials of a window: which, their state, the radius of its corners, a colour as red, green, blue, alpha."""

    effects: list[AnyEffect]
    state: AnyEffectState
    radius: float
    color: tuple[int, int, int, int]


class ProgressBarState(TypedDict, total=False):
    """A status, and progress from 0 to 100."""

    status: AnyStatus
    progress: int


@dataclass(frozen=True)
class Cookie:
    """A cookie.

    Attributes:
        name: Its name.
        value: What it holds.
        domain: Whose it is; empty for the page's own.
        path: Under which paths it is sent.
        secure: Whether it goes over https alone.
        http_only: Whether scripts cannot read it.
        same_site: To which sites it goes.
        expires: Until when it is kept; None keeps it until the program ends.
    """

    name: str
    value: str = ""
    domain: str = ""
    path: str = "/"
    secure: bool = False
    http_only: bool = False
    same_site: SameSite = SameSite.Lax
    expires: datetime | None = None

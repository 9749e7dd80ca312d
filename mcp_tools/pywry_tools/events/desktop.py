"""Events of the desktop: `desktop:*`. Those that are about no page reach `app.on` alone."""

from __future__ import annotations

from pydantic import Field

from pywry_tools.events.base import Event


class ShortcutPressed(Event, event="desktop:shortcut-pressed", way="up"):
    """A person pressed a global shortcut, whatever program has the focus."""

    shortcut: str = Field(description="As it was registered.")


class ShortcutReleased(Event, event="desktop:shortcut-released", way="up"):
    """A person let go of a global shortcut."""

    shortcut: str = Field(description="As it was registered.")


class DeepLinkOpened(Event, event="desktop:deep-link-opened", way="up"):
    """A person opened an address of the program's own scheme while it was running."""

    scheme: str
    url: str


class SecondInstance(Event, event="desktop:second-instance", way="up"):
    """The program was started once more; that instance has ended."""

    args: list[str] = Field(description="What it was started with.")
    cwd: str = Field(description="The folder that it was started in.")


class NotificationClicked(Event, event="desktop:notification-clicked", way="up"):
    """A person clicked a notification that their browser showed; the desktop's own do not tell."""

    title: str

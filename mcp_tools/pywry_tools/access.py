"""Who may do what: actors, roles, and the one rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pywry_tools.errors import NotAllowed

Role = Literal["viewer", "editor", "admin"]
"""A viewer reads; an editor reads and writes; an admin also destroys."""

Effect = Literal["read", "write", "destroy"]
"""What a tool does to what it touches: look, change, or lose for good."""

Scope = Literal["page", "chart", "grid", "dashboard", "window", "menu", "tray", "desktop", "chat", "data"]
"""The kind of thing that a tool touches."""

Need = Literal["window", "menu", "tray", "desktop"]
"""What only some transports can do; a tool that needs it is hidden from agents where the transport cannot."""

Caller = Literal["person", "agent", "page", "cli"]

EFFECTS: dict[Role, frozenset[Effect]] = {
    "viewer": frozenset({"read"}),
    "editor": frozenset({"read", "write"}),
    "admin": frozenset({"read", "write", "destroy"}),
}


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who makes a call. Every connection carries one.

    Attributes:
        user: The user's name; "local" for whoever runs the program.
        session: The session's id; None for the program itself.
        roles: What the user may do; several roles add up.
        caller: Through which door the call came; for the audit.
    """

    user: str = "local"
    session: str | None = None
    roles: frozenset[Role] = field(default=frozenset({"admin"}))
    caller: Caller = "person"

    def may(self, effect: Effect) -> bool:
        """Whether one of the roles covers this effect."""
        return any(effect in EFFECTS[role] for role in self.roles)


LOCAL = Actor()
"""The person who runs the program."""


def check(actor: Actor, effect: Effect, tool: str) -> None:
    """Let the actor pass, or say which role is missing.

    Raises:
        NotAllowed: None of the actor's roles covers the effect.
    """
    if not actor.may(effect):
        need = next(role for role, effects in EFFECTS.items() if effect in effects)
        have = ", ".join(sorted(actor.roles)) or "none"
        raise NotAllowed(f"{tool} needs the role {need!r}; {actor.user!r} has {have}. Ask an admin for that role.")

"""Keys that choose a menu item: `CmdOrCtrl+Shift+S`."""

from __future__ import annotations

from pywry_tools.errors import InvalidArguments, nearest

MODIFIERS = {
    "alt": "Alt",
    "cmd": "Cmd",
    "cmdorcontrol": "CmdOrCtrl",
    "cmdorctrl": "CmdOrCtrl",
    "command": "Cmd",
    "commandorcontrol": "CmdOrCtrl",
    "commandorctrl": "CmdOrCtrl",
    "control": "Ctrl",
    "ctrl": "Ctrl",
    "meta": "Super",
    "option": "Alt",
    "shift": "Shift",
    "super": "Super",
    "win": "Super",
}
"""Modifiers in lower case, and what the window system calls them."""

NAMED = {
    "backspace": "Backspace",
    "del": "Delete",
    "delete": "Delete",
    "down": "ArrowDown",
    "arrowdown": "ArrowDown",
    "end": "End",
    "enter": "Enter",
    "esc": "Escape",
    "escape": "Escape",
    "home": "Home",
    "insert": "Insert",
    "left": "ArrowLeft",
    "arrowleft": "ArrowLeft",
    "pagedown": "PageDown",
    "pgdn": "PageDown",
    "pageup": "PageUp",
    "pgup": "PageUp",
    "plus": "=",
    "return": "Enter",
    "right": "ArrowRight",
    "arrowright": "ArrowRight",
    "space": "Space",
    "tab": "Tab",
    "up": "ArrowUp",
    "arrowup": "ArrowUp",
}
SIGNS = "`-=[]\\;',./"
FUNCTION_KEYS = tuple(f"F{n}" for n in range(1, 25))
KEYS = (
    "a letter, a digit, one of ` - = [ ] \\ ; ' , . /, F1 to F24, Plus, Space, Tab, Enter, Escape, Backspace, Delete, "
    "Insert, Home, End, PageUp, PageDown, Up, Down, Left, Right"
)


def accelerator_of(given: str) -> str:
    """An accelerator as the window system spells it.

    Args:
        given: Modifiers and one key, joined by a plus sign, in any case.

    Raises:
        InvalidArguments: It is none; what there is gets listed.
    """
    *modifiers, key = [part.strip() for part in given.split("+")]
    named = [_modifier(given, part) for part in modifiers]
    if len(set(named)) < len(named):
        raise InvalidArguments(f"accelerator {given!r} names a modifier twice.")
    return "+".join([*named, _key(given, key)])


def _modifier(given: str, part: str) -> str:
    found = MODIFIERS.get(part.lower())
    if found is None:
        offer = nearest(part, sorted(set(MODIFIERS.values())))
        raise InvalidArguments(
            f"accelerator {given!r} has {part!r} where a modifier belongs. {offer} "
            "Write modifiers and one key last, such as CmdOrCtrl+Shift+S."
        )
    return found


def _key(given: str, part: str) -> str:
    name = part.lower()
    if len(part) == 1 and part.isascii() and (part.isalnum() or part in SIGNS):
        return part.upper()
    if name in NAMED:
        return NAMED[name]
    if name.upper() in FUNCTION_KEYS:
        return name.upper()
    raise InvalidArguments(f"accelerator {given!r} ends in {part!r}, which is no key. Keys are {KEYS}.")

"""The Tauri plugins that PyTauri carries: which there are, and what pages may do with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from pywry_tools.errors import InvalidArguments, nearest

IDENTIFIER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*){1,2}$")
ALWAYS = frozenset({"core", "pytauri"})
SCOPED_KEYS = frozenset({"identifier", "allow", "deny"})


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """A Tauri plugin.

    Attributes:
        name: As `tauri_plugins` spells it.
        javascript: Its name in `window.__TAURI__`; None if pages have no use for it.
        grants: What pages may do once it is enabled.
        needs: What has to be configured before it starts; its place in `plugin_config`.
    """

    name: str
    javascript: str | None
    grants: tuple[str, ...]
    needs: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """As permissions and Tauri's own configuration spell it."""
        return self.name.replace("_", "-")


def _plugin(name: str, *grants: str, page: bool = True, needs: tuple[str, ...] = ()) -> Plugin:
    key = name.replace("_", "-")
    first, *rest = name.split("_")
    javascript = first + "".join(word.capitalize() for word in rest)
    given = tuple(f"{key}:{grant}" for grant in ("default", *grants)) if page else ()
    return Plugin(name=name, javascript=javascript if page else None, grants=given, needs=needs)


PLUGINS: Mapping[str, Plugin] = MappingProxyType(
    {
        plugin.name: plugin
        for plugin in (
            _plugin("autostart"),
            # Tauri's default for these two allows nothing, and an enabled plugin that pages may not use is of no use.
            _plugin("clipboard_manager", "allow-read-text", "allow-write-text"),
            _plugin("deep_link"),
            _plugin("dialog"),
            _plugin("fs"),
            _plugin("global_shortcut", "allow-register", "allow-unregister", "allow-is-registered"),
            _plugin("http"),
            _plugin("notification"),
            _plugin("opener"),
            _plugin("os"),
            _plugin("persisted_scope", page=False),
            _plugin("positioner"),
            _plugin("process"),
            _plugin("shell"),
            _plugin("single_instance", page=False),
            _plugin("updater", needs=("endpoints", "pubkey")),
            _plugin("upload"),
            _plugin("websocket"),
            _plugin("window_state"),
        )
    }
)
"""All plugins by name."""


def plugin_names(wanted: Iterable[str]) -> list[str]:
    """Check the names of plugins; hyphens are as good as underscores, and each name counts once.

    Raises:
        InvalidArguments: There is no such plugin.
    """
    names = list(dict.fromkeys(name.strip().replace("-", "_") for name in wanted))
    for name in names:
        if name not in PLUGINS:
            raise InvalidArguments(
                f"no Tauri plugin {name!r} was found for tauri_plugins. {nearest(name, PLUGINS, limit=len(PLUGINS))}"
            )
    return names


def permissions(plugins: Sequence[str], extra: Iterable[str | Mapping[str, Any]] = ()) -> list[str | dict[str, Any]]:
    """What our own pages may do: what the enabled plugins grant, and what was asked for besides.

    Args:
        plugins: Names as `plugin_names` returns them.
        extra: Identifiers such as "fs:allow-read-file", or mappings with an identifier and a scope.

    Raises:
        InvalidArguments: One is no permission, or belongs to a plugin that is not enabled.
    """
    granted: list[str | dict[str, Any]] = [grant for name in plugins for grant in PLUGINS[name].grants]
    for given in extra:
        asked = given if isinstance(given, str) else _scoped(given)
        _check(asked if isinstance(asked, str) else str(asked["identifier"]), plugins)
        if asked not in granted:
            granted.append(asked)
    return granted


def _scoped(given: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(given) - SCOPED_KEYS)
    lists = [given[key] for key in ("allow", "deny") if key in given]
    if unknown or not isinstance(given.get("identifier"), str) or not all(_is_scope(value) for value in lists):
        raise InvalidArguments(
            f"{dict(given)!r} is no scoped permission for extra_capabilities; write "
            '{"identifier": "fs:allow-read-file", "allow": [{"path": "$HOME/notes/**"}]}, with allow and deny as lists.'
        )
    return dict(given)


def _is_scope(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str | dict) for item in cast("list[object]", value))


def _check(identifier: str, plugins: Sequence[str]) -> None:
    key = identifier.partition(":")[0]
    keys = {PLUGINS[name].key for name in PLUGINS} | ALWAYS
    if not IDENTIFIER.match(identifier) or key not in keys:
        offer = "" if key in keys else f" {nearest(key, sorted(keys))}"
        raise InvalidArguments(
            f"{identifier!r} is no permission for extra_capabilities; write a plugin, a colon and what to allow, such "
            f"as 'fs:allow-read-file'.{offer}"
        )
    if key not in ALWAYS and key.replace("-", "_") not in plugins:
        name = key.replace("-", "_")
        raise InvalidArguments(
            f"{identifier!r} allows what plugin {name!r} does; add {name!r} to tauri_plugins as well."
        )


def configured(plugins: Sequence[str], config: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The plugins' own configuration, as Tauri's file holds it under `plugins`.

    Args:
        plugins: Names as `plugin_names` returns them.
        config: Options by plugin.

    Raises:
        InvalidArguments: An option is for a plugin that is not enabled, or one that a plugin needs is missing.
    """
    given = {name.replace("-", "_"): dict(options) for name, options in config.items()}
    for name in given:
        if name not in plugins:
            raise InvalidArguments(
                f"plugin_config has options for {name!r}, which is not in tauri_plugins {plugins!r}."
            )
    for name in plugins:
        missing = [need for need in PLUGINS[name].needs if need not in given.get(name, {})]
        if missing:
            raise InvalidArguments(
                f"Tauri plugin {name!r} does not start without {' and '.join(missing)}; set "
                f"PyWrySettings(plugin_config={{{name!r}: {{{', '.join(f'{need!r}: ...' for need in missing)}}}}})."
            )
    return {PLUGINS[name].key: options for name, options in given.items()}

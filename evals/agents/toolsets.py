"""Which tools belong to which toolset, as `pywry tools` prints them; the list of an MCP server does not say."""

from __future__ import annotations

from collections.abc import Collection

CORE = frozenset(
    {
        "page_show",
        "page_list_open",
        "page_describe",
        "page_update",
        "page_emit",
        "page_eval_js",
        "page_wait_for",
        "page_screenshot",
        "page_close",
        "plotly_show",
        "plotly_update",
        "plotly_extend",
        "grid_show",
        "grid_update",
        "grid_read",
        "dashboard_show",
        "dashboard_update",
        "window_update",
    }
)
LOOKING = ("page_list_open", "page_describe", "page_screenshot", "data_list_all", "live_list_all")
LOOKING_ENDS = ("_read", "_describe", "_layout", "_history", "_state", "_profile")


def offers(toolsets: Collection[str], tool: str) -> bool:
    """Whether a server with these toolsets offers a tool."""
    return "core" in toolsets if tool in CORE else tool.partition("_")[0] in toolsets


def looks(tool: str) -> bool:
    """Whether a tool only looks; a look more or less is no wrong choice."""
    return tool in LOOKING or tool.endswith(LOOKING_ENDS)

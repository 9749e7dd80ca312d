from collections.abc import Mapping
from typing import Any

from pywry import PyWry
from pywry_tools.access import Actor
from pywry_tools.catalog import find, pick
from pywry_tools.errors import PyWryError
from pywry_tools.projections import anthropic, openai

# region: formats
chosen = pick(["core"], read_only=True)
for_claude = anthropic.tools(chosen)
for_openai = openai.functions(chosen)
# endregion


# region: run
async def run(app: PyWry, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Run what a model asked for, and answer it."""
    try:
        answer = await app.session.call(name, arguments, Actor(user="model", caller="agent"))
    except PyWryError as error:
        return {"is_error": True, "content": str(error)}
    return {"content": answer.model_dump_json(exclude_none=True)}


# endregion

if __name__ == "__main__":
    import asyncio

    print([tool["name"] for tool in for_claude], len(for_openai), find("page_list_open").title)
    with PyWry() as app:
        print(asyncio.run(run(app, "page_list_open", {})))
        print(asyncio.run(run(app, "page_describe", {"widget": "w-1"})))

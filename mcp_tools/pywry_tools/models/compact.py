"""Values inside other values, with schemas that cost a model little to read."""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from pywry_tools.models.page import Value

LIMITS = ("minimum", "maximum", "pattern", "exclusiveMinimum")


class Compact(Value):
    """A value whose schema names fields and types; its limits are checked, and an error says them."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema without prose about the class and without limits."""
        schema = handler.resolve_ref_schema(handler(core))
        schema.pop("description", None)
        for field in schema.get("properties", {}).values():
            for part in (field, *field.get("anyOf", ())):
                for limit in LIMITS:
                    part.pop(limit, None)
        return schema

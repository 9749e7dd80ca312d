"""Values inside other values, with schemas that cost a model little to read."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
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


class Checked:
    """Checks a value as another type than the one that people's type checkers see, in an `Annotated`."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema of that type."""
        return handler.generate_schema(self.kind)

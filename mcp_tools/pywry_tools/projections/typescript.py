"""JSON Schema as TypeScript."""

from __future__ import annotations

import json
import re
from typing import Any

from pywry_tools.projections.shape import Schema, options_of

PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
NAME = re.compile(r"^[A-Za-z_$][\w$]*$")


class TypeWriter:
    """Writes schemas as TypeScript types.

    Args:
        definitions: What references point to.
        named: Write a reference as the definition's name, not as what it stands for; models that hold themselves
            can be written in no other way.
    """

    def __init__(self, definitions: Schema | None = None, *, named: bool = False) -> None:
        self._definitions = definitions or {}
        self._named = named

    def type_of(self, schema: Schema, indent: int = 0) -> str:
        """A schema as a type.

        Args:
            schema: JSON Schema as pydantic writes it.
            indent: The column at which the type's own lines begin.
        """
        if "$ref" in schema:
            return self._reference(schema["$ref"].rpartition("/")[2], indent)
        if "const" in schema or "enum" in schema:
            values = schema.get("enum", [schema.get("const")])
            return " | ".join(json.dumps(value, ensure_ascii=False) for value in values)
        if options := options_of(schema):
            return " | ".join(dict.fromkeys(self.type_of(option, indent) for option in options))
        kind = schema.get("type")
        if kind == "array":
            return self._list(schema, indent)
        if kind == "object":
            return self._object(schema, indent)
        if schema.get("format") == "binary":
            return "Uint8Array"
        return PLAIN.get(str(kind), "unknown")

    def members(self, schema: Schema, indent: int = 0) -> str:
        """An object's properties in braces."""
        pad = " " * (indent + 2)
        lines = ["{"]
        for name, child in schema["properties"].items():
            mark = "" if name in schema.get("required", []) else "?"
            about = comment(child.get("description"), indent + 2)
            lines.append(f"{about}{pad}{key(name)}{mark}: {self.type_of(child, indent + 2)};")
        return "\n".join([*lines, f"{' ' * indent}}}"])

    def _reference(self, name: str, indent: int) -> str:
        return identifier(name) if self._named else self.type_of(self._definitions[name], indent)

    def _list(self, schema: Schema, indent: int) -> str:
        if "prefixItems" in schema:
            return f"[{', '.join(self.type_of(item, indent) for item in schema['prefixItems'])}]"
        items = schema.get("items", {})
        item = self.type_of(items, indent)
        several = any(word in items for word in ("anyOf", "oneOf", "enum")) and " | " in item
        return f"({item})[]" if several else f"{item}[]"

    def _object(self, schema: Schema, indent: int) -> str:
        if schema.get("properties"):
            return self.members(schema, indent)
        values: Any = schema.get("additionalProperties", True)
        if values is False:
            return "Record<string, never>"
        return f"Record<string, {'unknown' if values is True else self.type_of(values, indent)}>"


def key(name: str) -> str:
    """A property's name, quoted where it has to be."""
    return name if NAME.match(name) else json.dumps(name, ensure_ascii=False)


def identifier(name: str) -> str:
    """A definition's name as a TypeScript identifier."""
    return re.sub(r"\W+", "_", name)


def comment(text: str | None, indent: int) -> str:
    """A doc comment with its line end; nothing for no text."""
    if not text:
        return ""
    words = " ".join(text.split()).replace("*/", "*\\/")
    return f"{' ' * indent}/** {words} */\n"

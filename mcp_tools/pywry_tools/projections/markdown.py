"""Schemas as Markdown tables."""

from __future__ import annotations

from collections.abc import Mapping

from pywry_tools.projections.shape import Schema, default, in_words, limits


def fields(head: str, schema: Schema, about: Mapping[str, str] | None = None) -> str:
    """A table of an object's properties; required ones are bold.

    Args:
        head: What the first column holds.
        schema: The object's schema.
        about: Descriptions that are better than the schema's.
    """
    must, told = schema.get("required", []), about or {}
    rows = [
        f"| {f'**`{name}`**' if name in must else f'`{name}`'} | {cell(in_words(child))} "
        f"| {cell(_about({**child, **({'description': told[name]} if name in told else {})}))} |"
        for name, child in schema["properties"].items()
    ]
    return "\n".join([f"| {head} | type | |", "|---|---|---|", *rows])


def _about(schema: Schema) -> str:
    said = [schema.get("description", "")]
    said += [f"{sentence(', '.join(bounds))}."] if (bounds := limits(schema)) else []
    said += [f"By default `{value}`."] if (value := default(schema)) is not None else []
    return " ".join(filter(None, said))


def sentence(text: str) -> str:
    """Text with a capital at its start."""
    return text[:1].upper() + text[1:]


def cell(text: str) -> str:
    """Text that stands in a table without breaking it."""
    return " ".join(text.split()).replace("|", "\\|")

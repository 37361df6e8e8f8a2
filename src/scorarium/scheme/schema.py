"""The language as JSON Schema, written from the models, for editors and for the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from scorarium.scheme.fields import SPECIAL_TYPE
from scorarium.scheme.schema_types import choices, definitions

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(model: type[BaseModel]) -> Schema:
    """Give the JSON Schema of a kind of file.

    A file with `like` says only what differs, so nothing but its head is required there, and `~` removes. Every other
    file must also satisfy the definition `Whole`.

    Parameters
    ----------
    model
        The model of the whole file.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12, every word with its description.
    """
    written = model.model_json_schema(by_alias=True)
    parts: dict[str, Schema] = written.pop("$defs", {})
    whole = {name: _resolved(part, lambda ref: ref) for name, part in {**parts, "Whole": written}.items()}
    loose = {f"{name}-change": _loosened(_resolved(part, lambda ref: f"{ref}-change")) for name, part in parts.items()}
    root = _loosened(_resolved(written, lambda ref: f"{ref}-change"))
    used = {**whole, **loose, **definitions()}
    head = {
        "$schema": DIALECT,
        **root,
        "required": ["scorarium", "kind"],
        "if": {"not": {"required": ["like"]}},
        "then": {"$ref": "#/$defs/Whole"},
    }
    return {**head, "$defs": {name: used[name] for name in sorted(_reached(head, used))}}


def _reached(schema: Schema, known: Mapping[str, Schema]) -> set[str]:
    """List the definitions to which a schema leads, by whatever way."""
    found: set[str] = set()
    ahead = [*_references(schema)]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += _references(known[name])
    return found


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].rpartition("/")[2]
        for value in schema.values():
            yield from _references(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _references(item)


def _resolved(schema: Any, rename: Callable[[str], str]) -> Any:
    """Replace the marks of special types by references, and rename references to models."""
    if isinstance(schema, list):
        return [_resolved(item, rename) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if SPECIAL_TYPE in schema:
        name = str(schema[SPECIAL_TYPE])
        rest = {key: value for key, value in schema.items() if key != SPECIAL_TYPE}
        special = choices(name.removeprefix("Choices:")) if name.startswith("Choices:") else {"$ref": f"#/$defs/{name}"}
        return {**special, **rest}
    found = {key: _resolved(value, rename) for key, value in schema.items() if key not in ("title", "discriminator")}
    if "properties" in schema:
        found["properties"] = {key: _resolved(value, rename) for key, value in schema["properties"].items()}
    if isinstance(schema.get("$ref"), str):
        found["$ref"] = "#/$defs/" + rename(schema["$ref"].rpartition("/")[2])
    if found.get("default", 0) in (None, {}, []):
        found.pop("default", None)
    return _without_null(found)


def _without_null(schema: Schema) -> Schema:
    """Leave out the null that stands for *not written*: it cannot be written."""
    arms = schema.get("anyOf")
    if not isinstance(arms, list) or {"type": "null"} not in arms:
        return schema
    kept = [arm for arm in arms if arm != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest, **kept[0]} if len(kept) == 1 and not (rest.keys() & kept[0].keys()) else {**rest, "anyOf": kept}


def _loosened(schema: Schema) -> Schema:
    """Give the schema of a change to a part: nothing is required, and everything may be removed."""
    if "properties" not in schema:
        return schema
    properties: Schema = {}
    for key, value in schema["properties"].items():
        said = {"description": value["description"]} if "description" in value else {}
        properties[key] = {"anyOf": [_loose(value), {"type": "null"}], **said}
    rest = {key: value for key, value in schema.items() if key != "required"}
    return {**rest, "properties": properties}


def _loose(schema: Any) -> Any:
    """Let the members of a mapping be removed too, and parts of numbers be changed."""
    if isinstance(schema, list):
        return [_loose(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found: Schema = {"anyOf" if key == "oneOf" else key: _loose(value) for key, value in schema.items()}
    if isinstance(found.get("additionalProperties"), dict):
        found["additionalProperties"] = {"anyOf": [found["additionalProperties"], {"type": "null"}]}
    reference = found.get("$ref")
    if isinstance(reference, str) and not reference.endswith("-change"):
        rest = {key: value for key, value in found.items() if key != "$ref"}
        return {**rest, "anyOf": [{"$ref": reference}, {"type": "object"}]}
    return found

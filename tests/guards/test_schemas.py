"""Guard rail: nothing that can be written in a declaration describes a single person."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest

from scorarium.studies.schema import json_schema
from tests.guards.test_nothing_comes_in import IDENTITY

Kind = Literal["scheme", "society", "study", "vocabulary"]
KINDS: tuple[Kind, ...] = ("scheme", "society", "study", "vocabulary")


def parts(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of a JSON Schema with its path."""
    if isinstance(schema, dict):
        yield path, schema
        for key, inner in schema.items():
            yield from parts(inner, f"{path}/{key}")
    elif isinstance(schema, list):
        for number, inner in enumerate(schema):
            yield from parts(inner, f"{path}/{number}")


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_a_mark_of_identity(kind: Kind) -> None:
    words = {
        (path, word)
        for path, part in parts(json_schema(kind))
        if isinstance(part.get("properties"), dict)
        for word in part["properties"]
    }
    assert len(words) > 5
    assert not {word for word in words if IDENTITY.match(word[1])}


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_holds_rows(kind: Kind) -> None:
    """A list is a set of names or a pair: a table of persons cannot be written down."""
    schema = json_schema(kind)
    definitions = schema.get("$defs", {})

    def is_row(items: Any) -> bool:
        if not isinstance(items, dict):
            return False
        if "value" in items.get("properties", {}):
            return False  # one number with its source
        if "$ref" in items:
            return is_row(definitions[items["$ref"].rpartition("/")[2]])
        return items.get("type") == "object" or any(
            is_row(one) for key in ("anyOf", "oneOf") for one in items.get(key, [])
        )

    assert not {path for path, part in parts(schema) if part.get("type") == "array" and is_row(part.get("items"))}


def test_a_society_says_how_many_and_not_who() -> None:
    persons = json_schema("society")["properties"]["persons"]
    kinds = {one.get("type") for one in persons.get("anyOf", [persons])}
    assert kinds <= {"integer", "null", "string"}, "`persons` is a number, if need be one written with underscores"

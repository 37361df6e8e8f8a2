"""The JSON Schema of every kind of file."""

from __future__ import annotations

from typing import Any, Literal

from scorarium.scheme.schema import schema_of
from scorarium.studies.check import MODELS


def json_schema(kind: Literal["scheme", "society", "study", "vocabulary"]) -> dict[str, Any]:
    """Give the JSON Schema of a kind of file, every word with its description."""
    return schema_of(MODELS[kind])

"""The reference is what the models say, and no word of the language lacks its meaning."""

from typing import Any

import pytest

from scorarium.studies.check import MODELS
from scorarium.studies.schema import json_schema
from scripts.reference import pages


def test_the_pages_are_up_to_date() -> None:
    late = [path.name for path, text in pages().items() if path.read_text(encoding="utf-8") != text]
    assert late == [], "run .venv/bin/python scripts/reference.py"


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_every_word_has_its_meaning(kind: str) -> None:
    silent: list[str] = []

    def look(part: Any, path: str) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("properties"), dict):
                silent.extend(
                    f"{path}.{word}" for word, told in part["properties"].items() if not told.get("description")
                )
            for key, inner in part.items():
                look(inner, f"{path}.{key}")
        elif isinstance(part, list):
            for inner in part:
                look(inner, path)

    look(json_schema(kind), kind)  # type: ignore[arg-type]
    assert silent == []


def test_every_word_has_an_example() -> None:
    bare = [line for text in pages().values() for line in text.splitlines() if line.endswith("|  |")]
    assert [line for line in bare if not line.startswith("| `like` |")] == []

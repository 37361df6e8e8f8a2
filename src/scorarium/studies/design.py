"""A study: worlds that live the same luck, what is measured in them and what is varied."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scorarium.scheme.document import Document
from scorarium.scheme.fields import (
    SPECIAL_TYPE,
    Flag,
    Name,
    Part,
    PlainSpan,
    Reads,
    Short,
    Text,
    Whole,
    Words,
    needed,
    table,
    word,
)
from scorarium.scheme.numbers import Scale
from scorarium.scheme.read import load
from scorarium.scheme.readers import read_words
from scorarium.studies.readers import read_limits, read_vary

Patch = Mapping[str, Any]


class SchemeUse(Part):
    """A scheme in a world, reformed or not."""

    reform: Patch | None = word("A merge patch on the scheme; `~` removes.")
    reforms: Mapping[str, Patch] = table("Several, by name, applied in order.")


def _uses(raw: Any) -> Any:
    return raw if isinstance(raw, Mapping) else {name: {} for name in Reads(read_words, "Words").validate(raw)}


class World(Part):
    """A society under one scheme or several."""

    scheme: Name | None = word("Its only scheme.")
    reform: Patch | None = word("A merge patch on that scheme; `~` removes.")
    reforms: Mapping[str, Patch] = table("Several, by name, applied in order.")
    schemes: Annotated[Mapping[str, SchemeUse], Short(_uses, {SPECIAL_TYPE: "Words"})] = table(
        "Several schemes at once."
    )
    society: Name | None = word("Another society than the study's.")


def _assumed_tag(raw: Any) -> str:
    return "\0word" if raw == "all" else "\0words"


Method = Literal["saltelli", "morris", "latin_hypercube", "one_at_a_time", "grid"]


class Vary(Part):
    """What is varied, and how."""

    assumed: (
        Annotated[
            Annotated[Literal["all"], Tag("\0word")] | Annotated[Words, Tag("\0words")], Discriminator(_assumed_tag)
        ]
        | None
    ) = word("The assumed numbers that are varied within their ranges: all, or these.")
    numbers: Annotated[Mapping[str, tuple[float, float]], Reads(read_vary, "Varied")] = table(
        "Numbers by their path in a file, and their ranges."
    )
    method: Literal["saltelli", "morris", "latin_hypercube", "one_at_a_time", "grid"] | None = word(
        "How points are chosen."
    )
    samples: Whole | None = word("How many.")


VARY_WORDS = frozenset({"assumed", "method", "samples", "numbers"})


def _vary(raw: Any) -> Any:
    if not isinstance(raw, Mapping):
        return raw
    numbers = {key: value for key, value in raw.items() if key not in VARY_WORDS and "." in key}
    rest = {key: value for key, value in raw.items() if key not in numbers}
    return {**rest, "numbers": {**rest.get("numbers", {}), **numbers}} if numbers else rest


class Study(Document):
    """Worlds that live the same luck; the world `none` is always run."""

    kind: Literal["study"] = needed("What the file declares.")
    name: Name | None = word("A name; without it, that of the file.")  # type: ignore[assignment]
    title: Text | None = word("A title for people.")
    summary: Text | None = word("One paragraph that a newspaper reader understands.")
    society: Name | None = word("The society of all worlds that name no other.")
    worlds: Mapping[str, World] = needed("Worlds by name.")
    persons: Whole | None = word("How many people.")
    years: Annotated[float, Reads(Scale("number", 0, 1000).read, "Years")] | None = word("How many years.")
    burn_in: PlainSpan | None = word("Lived and scored, but not counted.")
    replicates: Whole | None = word("How often it is lived again with other luck.")
    seed: Whole | None = word("From what all luck comes.")
    same_society: Flag | None = word("Every replicate lives in the same society, under other luck.")
    until: Annotated[Mapping[str, float], Reads(read_limits, "Limits")] = table(
        "Stop when the half-width of the interval of an outcome is this small."
    )
    vary: Annotated[Vary, Short(_vary, {SPECIAL_TYPE: "Varied"})] | None = word("What is varied, and how.")
    outcomes: Words | None = word("The outcomes that are reported.")


def load_study(name_or_path: str | Path) -> Study:
    """Load a study by the path of its file.

    Raises
    ------
    DeclarationError
        With every fault of the file.
    """
    return load(name_or_path, "study", Study)

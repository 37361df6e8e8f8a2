"""How many people a jurisdiction has."""

from collections.abc import Iterable, Mapping
from typing import Final

NATIONS: Final[Mapping[str, float]] = {
    "cn": 1.41e9, "us": 3.32e8, "eu": 4.47e8, "ca": 3.80e7, "gb": 6.71e7, "uk": 6.71e7, "de": 8.32e7, "fr": 6.76e7,
    "it": 5.94e7, "es": 4.74e7, "pl": 3.79e7, "nl": 1.74e7, "be": 1.15e7, "at": 8.92e6, "hu": 9.75e6, "hk": 7.48e6,
}  # fmt: skip
"""Persons by jurisdiction in 2020 (World Bank, SP.POP.TOTL, three digits): what `gallery: nation` searches."""


def persons_of(jurisdiction: Iterable[str]) -> float | None:
    """How many people the first jurisdiction has of which that is known."""
    return next((NATIONS[name] for name in jurisdiction if name in NATIONS), None)

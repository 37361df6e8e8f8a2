"""All cases, by family."""

from collections.abc import Callable, Iterable

from scorarium.errors import ScorariumError
from scorarium.scheme.numbers import one_of, suggest
from scorarium.validation.case import FAMILIES, Case
from scorarium.validation.cases import (
    appeals,
    diffusion,
    dissent,
    expiry,
    factors,
    feedback,
    ladder,
    learning,
    listing,
    misidentification,
    network,
    ratings,
    reputation,
    walk,
)

MAKERS: dict[int, Callable[[], list[Case]]] = {
    1: ladder.cases,
    2: expiry.cases,
    3: walk.cases,
    4: network.cases,
    5: misidentification.cases,
    6: diffusion.cases,
    7: listing.cases,
    8: feedback.polya,
    9: reputation.cases,
    10: learning.cases,
    11: feedback.ensign,
    12: appeals.cases,
    13: factors.cases,
    14: ratings.cases,
    15: dissent.cases,
}


class FamilyError(ScorariumError):
    """A family of known answers that cannot be put to the engine."""


def families(asked: Iterable[str] | None = None) -> list[int]:
    """Families by number (``7``) or name (``lists``); all that can be run without.

    Raises
    ------
    FamilyError
        There is no such family.
    """
    words = [str(word) for word in asked or ()]
    return sorted({_number(word) for word in words}) if words else sorted(MAKERS)


def _number(word: str) -> int:
    names = {name: number for number, name in FAMILIES.items()}
    number = names.get(word, int(word) if word.isdecimal() else -1)
    if number in MAKERS:
        return number
    known = one_of(f"{n} ({FAMILIES[n]})" for n in sorted(MAKERS))
    near = suggest(word, names)
    raise FamilyError(
        f"no such family of known answers (got '{word}', expected {known})" + (f". {near}" if near else "")
    )


def cases(asked: Iterable[str] | None = None) -> list[Case]:
    """The cases of some families, or all."""
    return [case for family in families(asked) for case in MAKERS[family]()]

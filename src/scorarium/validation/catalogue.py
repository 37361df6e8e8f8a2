"""All cases, by family."""

from collections.abc import Callable, Iterable

from scorarium.errors import Complaint, MalformedError
from scorarium.scheme.numbers import one_of, suggest
from scorarium.validation.case import FAMILIES, Case
from scorarium.validation.cases import appeals, expiry, learning, listing, misidentification, network, walk

MAKERS: dict[int, Callable[[], list[Case]]] = {
    2: expiry.cases,
    3: walk.cases,
    4: network.cases,
    5: misidentification.cases,
    7: listing.cases,
    10: learning.cases,
    12: appeals.cases,
}


def families(asked: Iterable[str] | None = None) -> list[int]:
    """Families by number (``7``) or name (``lists``); all that can be run without.

    Raises
    ------
    MalformedError
        There is no such family, or the engine cannot run it yet.
    """
    if not (words := list(asked or ())):
        return sorted(MAKERS)
    names = {name: number for number, name in FAMILIES.items()}
    found: list[int] = []
    for word in words:
        number = names.get(word, int(word) if word.isdigit() else -1)
        if number not in MAKERS:
            known = [f"{n} ({FAMILIES[n]})" for n in sorted(MAKERS)]
            raise MalformedError(
                Complaint("no such family of known answers", f"'{word}'", one_of(known), suggest(word, names))
            )
        found.append(number)
    return sorted(set(found))


def cases(asked: Iterable[str] | None = None) -> list[Case]:
    """The cases of some families, or all."""
    return [case for family in families(asked) for case in MAKERS[family]()]

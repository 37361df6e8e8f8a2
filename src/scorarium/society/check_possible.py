"""Whether people can be made of what a society says: numbers that are one for all, and tables that agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from scorarium.errors import MalformedError
from scorarium.quantities import Number
from scorarium.scheme.document import fits
from scorarium.scheme.notes import Notes
from scorarium.scheme.walk import each
from scorarium.society.parts import districts_of, friends_of, sizes_of, traits_of
from scorarium.society.recipe import Society
from scorarium.society.tables import fit_society

PLAIN: Final = (
    "attributes.*.by.*.*.*", "attributes.*.inherited.share", "joint_tables.*.shares.*", "traits.*.mean", "traits.*.sd",
    "traits.*.shifts.*.*", "trait_correlations.*", "districts.count", "districts.uneven.*", "ties.household.sizes.*",
    "ties.friends.mean_degree", "ties.friends.clustering", "ties.friends.alike_in.*", "ties.work.mean_size",
    "ties.school.mean_size",
)  # fmt: skip
"""Numbers that people are made with: one for the whole society."""
MAKERS: Final[tuple[Callable[[Society], Any], ...]] = (fit_society, traits_of, districts_of, sizes_of, friends_of)


def check_plain(notes: Notes, society: Society) -> None:
    """Check that what people are made with neither depends on anything nor is drawn."""
    for path, number in each(society, Number):
        if not number.is_constant and any(fits(path, pattern) for pattern in PLAIN):
            got = "a drawn one" if number.law is not None else "one that depends on something"
            notes.add(path, "a number that is one for the whole society", got=got, expected="a plain number")


def check_possible(notes: Notes, society: Society) -> None:
    """Try to make people, where nothing else is wrong, and say why there can be none."""
    for make in MAKERS:
        if notes.found:
            return
        try:
            make(society)
        except MalformedError as malformed:
            for one in malformed.complaints:
                notes.add(one.at, one.problem, got=one.got, expected=one.expected, repair=one.repair, on_key=one.on_key)
    for name in ("work", "school"):
        groups = getattr(society.ties, name, None)
        if groups is not None and groups.mean_size.is_constant and groups.mean_size.constant_value < 1:
            path = ("ties", name, "mean_size")
            got = f"{groups.mean_size.constant_value:g}"
            notes.add(path, "a group has at least one member", got=got, expected="1 or more")

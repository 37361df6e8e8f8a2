"""The society that a scheme calls its home: found beside its file, or in the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from scorarium.errors import Complaint, DeclarationError, Fault
from scorarium.scheme.faults import place
from scorarium.scheme.library import find, shipped
from scorarium.scheme.model import Scheme
from scorarium.scheme.numbers import suggest
from scorarium.society.check_pair import attributes_of, needed_attributes
from scorarium.society.recipe import load_society

AXES: Final = ("repeat", "score", "rung", "tier", "list", "amount", "time")
"""What a number may depend on that no society brings."""


def home_file(scheme: Scheme, home: str, given: Mapping[str, Path] | None = None) -> Path:
    """Find the file of a scheme's home.

    Parameters
    ----------
    given
        Files of societies that are given together with the scheme, by name.

    Raises
    ------
    DeclarationError
        There is no such society; the fault stands where the scheme names it.
    """
    known = given or {}
    if home in known:
        return known[home]
    positions = scheme.positions
    where = positions[("home",)].file if ("home",) in positions else None
    try:
        found = find(home, "society", beside=Path(where).parent if where is not None else None)
    except DeclarationError:
        found = None
    if found is not None and found.is_file():
        return found
    expected = "a society that `scorarium list` names, or one beside this file"
    complaint = Complaint("no such society", f"'{home}'", expected, suggest(home, [*known, *shipped("society")]))
    raise DeclarationError([place(complaint, ("home",), positions, where or scheme.name)])


def homeless(schemes: Iterable[Scheme], given: Mapping[str, Path]) -> list[Fault]:
    """Give a fault for each scheme that calls a society its home which is not there."""
    faults: list[Fault] = []
    for scheme in schemes:
        try:
            if scheme.home is not None:
                home_file(scheme, scheme.home, given)
        except DeclarationError as error:
            faults += error.faults
    return faults


def lacking_at_home(scheme: Scheme) -> dict[str, str | None]:
    """Give the attributes that a scheme asks for and its home has not, each with a guess at what was meant."""
    if scheme.home is None:
        return {}
    try:
        there = attributes_of(load_society(home_file(scheme, scheme.home)))
    except DeclarationError:
        return {}
    return {name: suggest(name, [*there, *AXES]) for name in needed_attributes(scheme) if name not in there}

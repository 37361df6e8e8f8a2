"""Every mechanism of the catalogue against its own absence: its example with it and without it, side by side.

Both live the same luck in the same society, so that whatever does nothing leaves not one number different. A row of
`cuts.yaml` says what is taken out of the example of a mechanism; what names it goes with it. What is rare is looked for
among more people for longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scorarium.engine.plan import compile_plan
from scorarium.engine.run import simulate
from scorarium.engine.state import State
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import reformed
from scorarium.society.generate import generate
from scorarium.society.population import Population
from scorarium.society.recipe import Society, load_society
from scripts.coverage import data, example

HERE = Path(__file__).parent
PLACES: dict[str, dict[int, str]] = YAML(typ="safe", pure=True).load((HERE / "cuts.yaml").read_text(encoding="utf-8"))
CUTS = PLACES["common"] | PLACES["rare"]
SIZES = {"common": (2_000, 1.0), "rare": (10_000, 4.0)}
"""Persons and years."""
MECHANISMS = data()["mechanisms"]
OF_WORLDS = ("welfare", "fines", "done", "met", "refused", "prevented", "provoked", "habit")
OF_SCHEMES = ("score", "entries", "wrong", "penalty", "tier", "filed", "upheld", "enrolled")
REFERRING = ("consequences", "repairs", "exports", "lists")


@cache
def place(name: str, persons: int) -> tuple[Society, Population]:
    """A society and some people of it."""
    society = load_society(name)
    return society, generate(society, persons=persons, seed=3)


def without(scheme: Scheme, path: str) -> Scheme:
    """A scheme without one part, and without what names it; an act: nobody sees it any more."""
    room, _, rest = path.partition(".")
    if room == "acts":
        return reformed(scheme, {"senses": dict(blinded(scheme, rest))})
    *above, last = path.split(".")
    patch: dict[str, Any] = {}
    inner = patch
    for key in above:
        inner = inner.setdefault(key, {})
    inner[last] = None
    if len(above) == 1 or above == ["score", "rules"]:
        for where, name in naming(scheme, last):
            if f"{where}.{name}" != path:
                patch.setdefault(where, {})[name] = None
    return reformed(scheme, patch)


def blinded(scheme: Scheme, act: str) -> Iterator[tuple[str, Any]]:
    """Patches of the senses that see an act."""
    for name, sense in scheme.senses.items():
        if act in sense.sees:
            is_table = any(one is not None for one in sense.sees.values())
            rest = {act: None} if is_table else [one for one in sense.sees if one != act]
            yield name, None if len(sense.sees) == 1 else {"sees": rest}


def naming(scheme: Scheme, wanted: str) -> Iterator[tuple[str, str]]:
    """Parts of a scheme in whose declaration a name stands."""
    for where in REFERRING:
        for name, part in getattr(scheme, where).items():
            if wanted in words(part.model_dump(exclude_unset=True)):
                yield where, name


def words(value: Any) -> set[str]:
    """Every word that stands somewhere in a declaration."""
    if isinstance(value, Mapping):
        return {str(key) for key in value}.union(*(words(one) for one in value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return set[str]().union(*(words(one) for one in value))
    return {str(value)}


def differences(state: State, lists_of: Any) -> list[str]:
    """What differs between the first and the second world."""
    found = [name for name in OF_WORLDS if (getattr(state, name)[1] != getattr(state, name)[2]).any()]
    found += [name for name in OF_SCHEMES if (getattr(state, name)[0] != getattr(state, name)[1]).any()]
    listed = [state.listed_ticks[lists_of == s].sum() for s in (0, 1)]
    return found + ["listed_ticks"] * bool(listed[0] != listed[1])


def lived(scheme: Scheme, other: Scheme, how: str = "common") -> list[str]:
    """Differences after some time in the home of a scheme."""
    persons, years = SIZES[how]
    society, people = place(scheme.home or "plain", persons)
    plan = compile_plan(people, society, {"with": [scheme], "without": [other]}, seed=3, replicate=0, years=years)
    return differences(simulate(plan, threads=1).state, plan.plan.lists.scheme)


def scheme_of(number: int) -> Scheme:
    """The example of a mechanism."""
    found = example(MECHANISMS[number][2])
    assert isinstance(found, Scheme)
    return found


@pytest.mark.parametrize(("how", "number"), [(how, number) for how, rows in PLACES.items() for number in rows])
def test_what_is_taken_out_is_missed(how: str, number: int) -> None:
    """Some number of some person, or some day on a list, is another without it."""
    scheme = scheme_of(number)
    assert lived(scheme, without(scheme, CUTS[number]), how), MECHANISMS[number][0]


def test_what_is_left_alone_is_not_missed() -> None:
    """The comparison itself finds nothing where nothing was taken out, nor where what is taken out is for the law."""
    scheme = scheme_of(31)
    assert lived(scheme, scheme) == []
    assert lived(scheme, without(scheme, "operator.level")) == []


def test_cuts_are_of_mechanisms_that_stand_in_schemes() -> None:
    assert [number for number in CUTS if not str(MECHANISMS[number][1]).startswith("scheme:")] == []

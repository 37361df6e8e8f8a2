"""What a recipe says of traits, districts, households and friends, as plain numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import Law, Number, Plain
from scorarium.society import districts as places
from scorarium.society import recipe
from scorarium.society.fields import Field
from scorarium.society.graphs import Friends
from scorarium.society.levels import is_ordered
from scorarium.society.people import Trait
from scorarium.society.tables import levels_of, whole

Reals = NDArray[np.float64]


def traits_of(society: recipe.Society) -> tuple[tuple[Trait, ...], dict[tuple[str, str], float]]:
    """Traits in declared order, and the correlations between them."""
    levels = levels_of(society)
    traits = []
    for name, trait in society.traits.items():
        law = _trait_law(name, trait)
        shifts = {}
        for attribute, cases in trait.shifts.items():
            path = ("traits", name, "shifts", attribute)
            if attribute not in levels:
                raise MalformedError(Complaint("no such attribute", f"'{attribute}'", ", ".join(levels), at=path))
            strange = [level for level in cases if level not in levels[attribute]]
            if strange:
                known = ", ".join(levels[attribute])
                raise MalformedError(
                    Complaint(f"'{attribute}' has no level '{strange[0]}'", expected=f"one of {known}", at=path)
                )
            shifts[attribute] = np.array(
                [cases[level].constant_value if level in cases else 0.0 for level in levels[attribute]]
            )
        if shifts and law is not None:
            raise MalformedError(
                Complaint(
                    "only a standard normal trait can be shifted",
                    f"law: {law.name}",
                    "no law beside shifts",
                    at=("traits", name, "shifts"),
                )
            )
        traits.append(Trait(name, shifts, law))
    normal = {trait.name for trait in traits if trait.is_normal}
    correlations = {}
    for (one, other), number in society.trait_correlations.items():
        if one not in normal or other not in normal:
            raise MalformedError(
                Complaint(
                    "not two standard normal traits of this society",
                    f"'{one}/{other}'",
                    f"two of {', '.join(normal)}",
                    at=("trait_correlations", f"{one}/{other}"),
                )
            )
        correlations[one, other] = number.constant_value
    return tuple(traits), correlations


def _trait_law(name: str, trait: recipe.Trait) -> Law | None:
    mean = Plain(trait.mean.constant_value) if trait.mean is not None else None
    sd = Plain(trait.sd.constant_value) if trait.sd is not None else None
    match trait.law:
        case None | "normal":
            return None
        case "exponential" if mean is not None:
            return Law("exponential", mean=mean)
        case "lognormal" if mean is not None and sd is not None:
            return Law("lognormal", mean=mean, sd=sd)
        case "uniform" if mean is not None and sd is not None:
            half = sqrt(3.0) * sd.value
            return Law("uniform", bounds=(mean.value - half, mean.value + half))
    needs = "mean" if trait.law == "exponential" else "mean and sd"
    raise MalformedError(Complaint("a law without its numbers", f"'{trait.law}'", needs, at=("traits", name)))


def districts_of(society: recipe.Society) -> places.Districts:
    """Districts as plain numbers; one named ``1`` where none are declared."""
    declared = society.districts
    if declared is None:
        return places.Districts()
    count = int(declared.count.constant_value)
    if count < 1:
        raise MalformedError(Complaint("no district to live in", f"{count}", "1 or more", at=("districts", "count")))
    names: tuple[str, ...] = ()
    fields = {}
    for name, number in declared.all_fields.items():
        fields[name], own = _field(number, name, count)
        if names and own and own != names:
            raise MalformedError(
                Complaint("other districts than before", ", ".join(own), ", ".join(names), at=("districts",))
            )
        names = names or own
    levels = levels_of(society)
    uneven = []
    for attribute, share in declared.uneven.items():
        if attribute not in levels:
            raise MalformedError(
                Complaint(
                    "no such attribute", f"'{attribute}'", ", ".join(levels), at=("districts", "uneven", attribute)
                )
            )
        uneven.append(places.Uneven(attribute, share.constant_value, is_ordered(levels[attribute])))
    return places.Districts(count, names or _numbered(count), fields, tuple(uneven))


@lru_cache(maxsize=4)
def _numbered(count: int) -> tuple[str, ...]:
    """Names of districts that have none: their numbers from one."""
    return tuple(str(k + 1) for k in range(count))


def _field(number: Number, name: str, count: int) -> tuple[Field, tuple[str, ...]]:
    if number.by is not None:
        names = tuple(str(key) for key, _ in number.by.cases)
        if len(names) != count:
            raise MalformedError(
                Complaint("not one number for each district", f"{len(names)}", f"{count}", at=("districts", name))
            )
        return Field(named=tuple(plain.value for _, plain in number.by.cases)), names
    law = number.law
    if law is not None and law.name == "shares":
        return Field(shares=tuple((float(value), plain.value) for value, plain in law.shares)), ()
    if law is not None and law.mean is not None and law.name in ("fixed", "normal"):
        return Field(mean=law.mean.value, spread=law.sd.value if law.sd is not None else 0.0), ()
    if law is not None:
        raise MalformedError(
            Complaint(
                f"a district's figure has no law '{law.name}'",
                expected="mean and spread, or shares",
                at=("districts", name),
            )
        )
    return Field(mean=number.constant_value), ()


def sizes_of(society: recipe.Society) -> tuple[tuple[int, ...], Reals] | None:
    """Sizes of households, ascending, and their shares; ``None`` where people live alone."""
    declared = society.ties.household if society.ties is not None else None
    if declared is None:
        return None
    path = ("ties", "household", "sizes")
    sizes = {}
    for name, number in declared.sizes.items():
        found = re.fullmatch(r"([1-9]\d*)\+?", name)
        if found is None:
            raise MalformedError(Complaint("not a size", f"'{name}'", "a whole number from 1", at=(*path, name)))
        sizes[int(found[1])] = number.constant_value
    shares = whole(np.array([sizes[size] for size in sorted(sizes)]), *path)
    return tuple(sorted(sizes)), shares


def friends_of(society: recipe.Society) -> Friends | None:
    """Friendship as plain numbers; ``None`` where nobody has friends."""
    declared = society.ties.friends if society.ties is not None else None
    if declared is None:
        return None
    return Friends(
        declared.mean_degree.constant_value,
        declared.clustering.constant_value if declared.clustering is not None else 0.0,
        {name: share.constant_value for name, share in declared.alike_in.items()},
        declared.shape or "small_world",
    )

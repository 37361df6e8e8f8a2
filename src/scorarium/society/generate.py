"""From a recipe to its people.

The steps, each addressed by its own decision of luck at tick 0: fit the tables, deal levels, form households, deal
households to districts, number the persons (by district, then household), draw traits, then ties. What is not
declared is not drawn.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, DeclarationError, MalformedError
from scorarium.names import Decision
from scorarium.scheme.faults import place
from scorarium.society import apart, parts, recipe, tables
from scorarium.society.describe import compare
from scorarium.society.dice import Dice
from scorarium.society.fields import draw_fields, positions
from scorarium.society.graphs import Graph, nobody
from scorarium.society.groups import Groups, draw_groups, no_groups
from scorarium.society.junction import Fitted
from scorarium.society.levels import are_minors, are_old
from scorarium.society.people import draw_attributes, draw_traits
from scorarium.society.population import Population
from scorarium.society.settle import Settled, inherit, settle
from scorarium.society.ties import draw_friends

Codes = Mapping[str, NDArray[np.uint8]]

NOT_AT_WORK = frozenset({"child", "pupil", "student", "unemployed", "inactive", "retired"})
"""Levels of an attribute called ``work`` whose people belong to no work group."""

LARGEST = 2**31 - 1
"""Persons are numbered in 32 bits."""


def generate(society: recipe.Society, *, persons: int | None = None, seed: int, replicate: int = 0) -> Population:
    """Generate the people of a society.

    Parameters
    ----------
    society : Society
        The recipe.
    persons : int, optional
        How many; the recipe's own number if not given.
    seed : int
        64 bits.
    replicate : int
        Which society of this seed; the run's replicate.

    Returns
    -------
    Population
        With what was asked beside what came out.

    Raises
    ------
    DeclarationError
        No people can be like that; the fault says where and why.
    """
    try:
        return _generate(society, _how_many(society, persons), Dice(seed, replicate))
    except MalformedError as malformed:
        file = next((position.file for position in society.positions.values()), society.name)
        faults = [place(complaint, (), society.positions, file) for complaint in malformed.complaints]
        raise DeclarationError(faults) from None


def generate_part(
    society: recipe.Society,
    districts: range,
    *,
    persons: int,
    seed: int,
    replicate: int = 0,
    census: Population | None = None,
) -> Population:
    """Generate some districts of a society whose districts are drawn each by itself.

    Parameters
    ----------
    society : Society
        The recipe; ``apart.is_apart`` holds of it.
    districts : range
        Which of them, one after another.
    persons : int
        How many the whole society has.
    seed, replicate : int
        As for :func:`generate`.
    census : Population, optional
        The leading districts, if they have been generated already.

    Returns
    -------
    Population
        Persons are numbered from nought; ``first`` says where they stand in the whole.
    """
    ends, dice = apart.ends_of(persons, parts.districts_of(society).count), Dice(seed, replicate)
    if census is None:
        census = census_of(society, persons=persons, seed=seed, replicate=replicate)
    return replace(_side_by_side(society, ends, districts, dice), census=census)


def census_of(society: recipe.Society, *, persons: int, seed: int, replicate: int = 0) -> Population:
    """The leading districts of a society whose districts are drawn each by itself; parameters as above."""
    ends = apart.ends_of(persons, parts.districts_of(society).count)
    return _side_by_side(society, ends, range(apart.leading(ends)), Dice(seed, replicate))


def _side_by_side(society: recipe.Society, ends: NDArray[np.int64], which: range, dice: Dice) -> Population:
    """Districts that are drawn each by itself."""
    own = apart.one_district(society)
    fitted = tables.fit_society(own)[0]
    drawn = [
        _drawn(own, fitted, int(ends[d + 1] - ends[d]), Dice(dice.seed, dice.replicate, int(ends[d]), d)) for d in which
    ]
    districts = parts.districts_of(society)
    whole = replace(
        drawn[0],
        n_districts=districts.count,
        district_names=districts.names,
        district_fields=draw_fields(districts.fields, districts.count, dice),
        district_xy=positions(districts.count, dice),
        first=int(ends[which.start]),
        whole=int(ends[-1]),
    )
    return apart.side_by_side(drawn, which.start, whole)


def _how_many(society: recipe.Society, persons: int | None) -> int:
    n = persons if persons is not None else society.persons
    if n is None or not 1 <= n <= LARGEST:
        got = None if n is None else f"{n:,}"
        repair = "Say how many persons live there, or give --persons." if n is None else None
        expected = f"1 to {LARGEST:,}"
        raise MalformedError(Complaint("no number of persons", got, expected, repair, ("persons",)))
    most = _memory() // _bytes_each(society)
    if n > most:
        expected = f"at most about {most / 1e6:,.3g} million, if all of its memory were for them"
        repair = "Take fewer --persons."
        problem = "more persons than this machine can hold"
        raise MalformedError(Complaint(problem, f"{n:,}", expected, repair, ("persons",)))
    return n


def _memory() -> int:
    """Bytes of memory that this machine has."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _bytes_each(society: recipe.Society) -> int:
    """Bytes that a person takes at the very least while people are drawn; a run takes several times as much."""
    friends = society.ties.friends if society.ties is not None else None
    degree = friends.mean_degree.constant_value if friends is not None else 0.0
    return round(128 + 4 * len(society.attributes) + 20 * len(society.traits) + 8 * degree)


def _generate(society: recipe.Society, n: int, dice: Dice) -> Population:
    fitted, asked, given = tables.fit_society(society)
    if apart.is_apart(society, n):
        every = range(parts.districts_of(society).count)
        population = generate_part(society, every, persons=n, seed=dice.seed, replicate=dice.replicate)
    else:
        population = _drawn(society, fitted, n, dice)
    return replace(population, asked=compare(society, population, asked, given, dice))


def _drawn(society: recipe.Society, fitted: Fitted, n: int, dice: Dice) -> Population:
    """People, their districts and ties."""
    levels = tables.levels_of(society)
    drawn = draw_attributes(fitted, n, dice)
    districts = parts.districts_of(society)
    settled = settle(society, levels, drawn, districts, n, dice)
    in_order = drawn if settled.order is None else {name: codes[settled.order] for name, codes in drawn.items()}
    attributes = inherit(society, in_order, settled, dice)
    quarters, values = draw_traits(*parts.traits_of(society), attributes, n, dice)
    graph = _friends(society, attributes, settled, dice)
    work, school = _groups(society, levels, attributes, settled, dice)
    return Population(
        n=n,
        levels=levels,
        attributes=attributes,
        income=tables.incomes(society, attributes, n),
        traits=quarters,
        trait_values=values,
        district=settled.district,
        n_districts=districts.count,
        district_names=districts.names,
        district_fields=draw_fields(districts.fields, districts.count, dice),
        district_xy=positions(districts.count, dice),
        household_first=settled.first,
        household=settled.household,
        is_child=settled.is_child,
        partner=settled.partner,
        friends_first=graph.first,
        friends=graph.friends,
        work_first=work.first,
        work_members=work.members,
        work_group=work.group,
        school_first=school.first,
        school_members=school.members,
        school_group=school.group,
        seed=dice.seed,
        replicate=dice.replicate,
    )


def _friends(society: recipe.Society, attributes: Codes, settled: Settled, dice: Dice) -> Graph:
    friends = parts.friends_of(society)
    if friends is None:
        return nobody(len(settled.household))
    levels = {}
    for name in friends.alike_in:
        if name != "district" and name not in attributes:
            raise MalformedError(
                Complaint(
                    "no such attribute",
                    f"'{name}'",
                    ", ".join(("district", *attributes)),
                    at=("ties", "friends", "alike_in", name),
                    on_key=True,
                )
            )
        levels[name] = settled.district if name == "district" else attributes[name].astype(np.int32)
    return draw_friends(friends, levels, settled.household, dice)


def _groups(
    society: recipe.Society,
    levels: Mapping[str, tuple[str, ...]],
    attributes: Codes,
    settled: Settled,
    dice: Dice,
) -> tuple[Groups, Groups]:
    """Work groups of grown-ups who work (under sixty, where no attribute ``work`` tells), and classes of minors."""
    n = len(settled.household)
    work = school = no_groups(n)
    if society.ties is None:
        return work, school
    minor = old = np.zeros(n, np.bool_)
    if "age" in attributes:
        minor, old = (of(levels["age"])[attributes["age"]] for of in (are_minors, are_old))
    if society.ties.work is not None:
        at_work = np.array([level not in NOT_AT_WORK for level in levels.get("work", ())])
        who = ~minor & (~old if at_work.all() else at_work[attributes["work"]])
        work = draw_groups(who, settled.district, _size(society.ties.work, "work"), dice, decision=Decision.WORK)
    if society.ties.school is not None:
        size = _size(society.ties.school, "school")
        school = draw_groups(minor, settled.district, size, dice, decision=Decision.SCHOOL, even=True)
    return work, school


def _size(groups: recipe.Groups, name: str) -> float:
    size = groups.mean_size.constant_value
    if size < 1.0:
        raise MalformedError(
            Complaint("a group has at least one member", f"{size:g}", "1 or more", at=("ties", name, "mean_size"))
        )
    return size

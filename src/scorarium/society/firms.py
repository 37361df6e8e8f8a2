"""Firms: a second population in the same words, whose members stand as further rows behind the persons.

A firm is what its own words say; of everything that is said of persons only, it has what its representative has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, DeclarationError, MalformedError
from scorarium.names import Decision, Relation
from scorarium.scheme.faults import place
from scorarium.society import parts, recipe, tables
from scorarium.society.dice import Dice, uniform
from scorarium.society.people import draw_attributes, draw_traits
from scorarium.society.population import Population
from scorarium.society.shared import FIRM, PERSON, SUBJECT, one_recipe

INDEX: Final = 4096
"""What is added to the index of a decision where a firm is drawn instead of a person."""
RELATIONS: Final = (
    Relation.REPRESENTATIVE,
    Relation.REPRESENTS,
    Relation.SAME_REPRESENTATIVE,
    Relation.STAFF,
    Relation.EMPLOYER,
    Relation.SUPPLIERS,
    Relation.CUSTOMERS,
)

Ints = NDArray[np.int32]
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Who stands in a relation, and to whom."""


class FirmDice(Dice):
    """The luck of firms: the decisions of persons under numbers of their own."""

    def row(self, decision: Decision, n: int, *, index: int = 0) -> NDArray[np.uint32]:
        """Draw `n` words, as for persons."""
        return super().row(decision, n, index=index + INDEX)

    def person(self, decision: Decision, n: int, *, number: int = 0) -> NDArray[np.uint32]:
        """Draw one word per firm."""
        return super().person(decision, n, number=number + 4 * INDEX)


@dataclass(frozen=True)
class Together:
    """Persons and firms in one population, and one recipe for both.

    Parameters
    ----------
    population, society
        As the plan compiler reads them.
    """

    population: Population
    society: recipe.Society


def together(people: Population, society: recipe.Society) -> Together:
    """Put the firms of a society behind its people; nothing changes where it has none.

    Raises
    ------
    DeclarationError
        Something that is said of firms and of persons does not go together.
    """
    if society.firms is None or people.n_firms:
        return Together(people, society)
    try:
        return Together(_population(people, society, society.firms), one_recipe(society, society.firms))
    except MalformedError as malformed:
        file = next((position.file for position in society.positions.values()), society.name)
        faults = [place(complaint.under("firms"), (), society.positions, file) for complaint in malformed.complaints]
        raise DeclarationError(faults) from None


def how_many(people: Population, society: recipe.Society, firms: recipe.Firms) -> int:
    """How many firms there are beside so many people: a number is meant for as many persons as the file says."""
    count = firms.count.constant_value
    if firms.count.dimension == "share":
        count *= people.n
    elif society.persons:
        count *= people.n / society.persons
    return max(1, int(count + 0.5))


# ------------------------------------------------------------------------------------------------------- populations


def _population(people: Population, society: recipe.Society, firms: recipe.Firms) -> Population:
    n, f = people.n, how_many(people, society, firms)
    dice = FirmDice(people.seed, people.replicate)
    update = {"attributes": firms.all_attributes, "traits": firms.traits, "joint_tables": {}, "trait_correlations": {}}
    own = society.model_copy(update=update)
    fitted, _, _ = tables.fit_society(own)
    drawn = draw_attributes(fitted, f, dice)
    quarters, values = draw_traits(*parts.traits_of(own), drawn, f, dice)
    seat = _representatives(people, firms, f, dice)
    levels = {**people.levels, **tables.levels_of(own), SUBJECT: (PERSON, FIRM)}
    attributes = {name: np.concatenate([own, drawn.get(name, own[seat])]) for name, own in people.attributes.items()}
    nobody = np.zeros(n, np.uint8)
    attributes |= {name: np.concatenate([nobody, codes]) for name, codes in drawn.items() if name not in attributes}
    attributes[SUBJECT] = np.repeat(np.array([0, 1], np.uint8), [n, f])
    alone = np.full(f, -1, np.int32)
    last = people.n_districts
    return replace(
        people,
        n=n + f,
        n_firms=f,
        levels=levels,
        attributes=attributes,
        income=np.concatenate([people.income, people.income[seat]]),
        traits=_traits(people.traits, quarters, seat, n, np.int8),
        trait_values=_traits(people.trait_values, values, seat, n, np.float64),
        district=np.concatenate([people.district, np.full(f, last, np.int32)]),
        n_districts=last + 1,
        district_names=(*people.district_names, "(firms)"),
        district_fields={name: np.append(row, 0.0) for name, row in people.district_fields.items()},
        district_xy=np.concatenate([people.district_xy, np.zeros((1, 2))]),
        household_first=np.concatenate([people.household_first, n + 1 + np.arange(f, dtype=np.int32)]),
        household=np.concatenate([people.household, people.n_households + np.arange(f, dtype=np.int32)]),
        is_child=np.concatenate([people.is_child, np.zeros(f, np.bool_)]),
        partner=np.concatenate([people.partner, alone]),
        friends_first=np.concatenate([people.friends_first, np.full(f, people.friends_first[-1], np.int64)]),
        work_group=np.concatenate([people.work_group, alone]),
        school_group=np.concatenate([people.school_group, alone]),
        people=people,
        firm_ties=_ties(people, firms, f, seat, dice),
    )


def _traits(
    of_persons: Mapping[str, NDArray[Any]], of_firms: Mapping[str, NDArray[Any]], seat: Ints, n: int, kind: type
) -> dict[str, NDArray[Any]]:
    """Traits of firms, those of their representatives where only persons have them, and nought the other way round."""
    found = {name: np.concatenate([own, of_firms.get(name, own[seat])]) for name, own in of_persons.items()}
    none = {name: own for name, own in of_firms.items() if name not in of_persons}
    found |= {name: np.concatenate([np.zeros(n, kind), own]) for name, own in none.items()}
    return found


def _representatives(people: Population, firms: recipe.Firms, f: int, dice: Dice) -> Ints:
    """Who speaks for each firm: grown-ups, so many that each has as many firms as the recipe says, and at least one."""
    declared = firms.ties.representative if firms.ties is not None else None
    each = declared.firms_each.constant_value if declared is not None else 1.0
    grown = np.flatnonzero(~people.is_child)
    if len(grown) == 0:
        repair = "Take representative away, or let there be grown-ups."
        raise MalformedError(
            Complaint("nobody who could speak for a firm", repair=repair, at=("ties", "representative"))
        )
    r = min(len(grown), max(1, int(f / max(1.0, each) + 0.5)))
    order = dice.shuffled(Decision.WORK, len(grown))[:r]
    place = (uniform(dice.person(Decision.SCHOOL, f)) * r).astype(np.int64)
    place[: min(r, f)] = np.arange(min(r, f))
    found: Ints = grown[order[place]].astype(np.int32)
    return found


def _ties(people: Population, firms: recipe.Firms, f: int, seat: Ints, dice: Dice) -> tuple[NDArray[np.int64], Ints]:
    """(first: int64[relations, N + 1], members: int32[]) of the relations of firms, in the order of `RELATIONS`."""
    n, declared = people.n, firms.ties or recipe.FirmTies.model_construct()
    rows = n + np.arange(f, dtype=np.int64)
    nobody: Pairs = (np.zeros(0, np.int64), np.zeros(0, np.int64))
    found: dict[Relation, Pairs] = dict.fromkeys(RELATIONS, nobody)
    if declared.representative is not None:
        found[Relation.REPRESENTATIVE] = rows, seat.astype(np.int64)
        found[Relation.REPRESENTS] = seat.astype(np.int64), rows
        found[Relation.SAME_REPRESENTATIVE] = _siblings(rows, seat)
    if declared.staff is not None:
        firm, member = _staff(people, f, dice)
        found[Relation.STAFF] = rows[firm], member
        found[Relation.EMPLOYER] = member, rows[firm]
    if declared.suppliers is not None:
        firm, other = _suppliers(declared.suppliers.mean_degree.constant_value, rows, dice)
        found[Relation.SUPPLIERS] = firm, other
        found[Relation.CUSTOMERS] = other, firm
    first = np.zeros((len(RELATIONS), n + f + 1), np.int64)
    members, begin = [], 0
    for k, relation in enumerate(RELATIONS):
        of, whom = found[relation]
        order = np.lexsort((whom, of))
        first[k, 1:] = np.cumsum(np.bincount(of, minlength=n + f))
        first[k] += begin
        begin += len(of)
        members.append(whom[order])
    return first, np.concatenate(members).astype(np.int32)


def _siblings(rows: NDArray[np.int64], seat: Ints) -> Pairs:
    """Firms with the same representative."""
    order = np.argsort(seat, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(seat[order])) + 1)
    pairs = [(one, other) for own in groups if len(own) > 1 for one in own for other in own if one != other]
    both_ways = np.array(pairs, np.int64).reshape(len(pairs), 2)
    return rows[both_ways[:, 0]], rows[both_ways[:, 1]]


def _staff(people: Population, f: int, dice: Dice) -> Pairs:
    """Each group of people who work together is the staff of one firm, dealt in random order."""
    groups = len(people.work_first) - 1
    order = dice.shuffled(Decision.ORDER, groups) if groups else np.zeros(0, np.int32)
    owner = np.zeros(groups, np.int64)
    owner[order] = np.arange(groups) % f
    size = np.diff(people.work_first)
    return np.repeat(owner, size), people.work_members.astype(np.int64)


def _suppliers(mean: float, rows: NDArray[np.int64], dice: Dice) -> Pairs:
    """So many other firms that supply each, by lot; the share of a half-counted one is drawn."""
    f = len(rows)
    if f < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    many = np.floor(mean + uniform(dice.person(Decision.FRIEND, f))).astype(np.int64)
    of = np.repeat(np.arange(f), np.minimum(many, f - 1))
    step = 1 + (uniform(dice.row(Decision.HOUSEHOLD, len(of))) * (f - 1)).astype(np.int64)
    pairs = np.unique(np.stack([of, (of + step) % f], axis=1), axis=0)
    return rows[pairs[:, 0]], rows[pairs[:, 1]]


def apart(whole: Population, declared: recipe.Firms | None) -> Population:
    """The firms as a population of their own, in one place and without ties."""
    names = declared.all_attributes if declared is not None else {}
    f = whole.n_firms
    rows = slice(whole.n - f, whole.n)
    nobody, alone = np.zeros(1, np.int32), np.full(f, -1, np.int32)
    return Population(
        n=f,
        levels={name: whole.levels[name] for name in names},
        attributes={name: whole.attributes[name][rows] for name in names},
        income=whole.income[rows],
        traits={name: codes[rows] for name, codes in whole.traits.items()},
        trait_values={name: values[rows] for name, values in whole.trait_values.items()},
        district=np.zeros(f, np.int32),
        n_districts=1,
        district_names=whole.district_names[-1:],
        district_fields={name: row[-1:] for name, row in whole.district_fields.items()},
        district_xy=whole.district_xy[-1:],
        household_first=np.arange(f + 1, dtype=np.int32),
        household=np.arange(f, dtype=np.int32),
        is_child=np.zeros(f, np.bool_),
        partner=alone,
        friends_first=np.zeros(f + 1, np.int64),
        friends=np.zeros(0, np.int32),
        work_first=nobody,
        work_members=np.zeros(0, np.int32),
        work_group=alone,
        school_first=nobody,
        school_members=np.zeros(0, np.int32),
        school_group=alone,
        n_firms=f,
        seed=whole.seed,
        replicate=whole.replicate,
    )

"""A plan made on the leading districts of a society, given to the people of any other part of it.

Where districts are drawn each by itself (``society.apart``), everything in a plan that is a mean or a cut over people
is taken from the census: so it is the same for every part, and for the whole. What stands for each person (levels,
traits, ties, cells, lookalikes) is made anew for each part. A part can be lived alone if nobody in it reads, or shares
anything with, people outside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from scorarium.engine.plan_cells import cell_numbers
from scorarium.engine.plan_cuts import Cut
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_people import people_table, ties_table
from scorarium.engine.plan_senses import pool_tables
from scorarium.engine.tables import Plan
from scorarium.society.population import Population

OF_PERSONS: Final = frozenset({"people", "ties"})
"""Tables that are made anew for every part."""


def settled(plan: Plan, frame: Frame, cuts: Sequence[Cut], population: Population) -> tuple[Plan, Frame]:
    """The plan of a census with other people in it.

    Parameters
    ----------
    plan, frame, cuts
        As they were made on the census; there are no obstacles.
    population
        A part of the same society, or all of it.
    """
    frame = replace(frame, population=population, is_census=False)
    of, size = pool_tables(frame)
    found = plan._replace(
        luck=plan.luck._replace(first=population.first),
        people=people_table(frame, cell_numbers(frame, cuts)),
        ties=ties_table(frame),
        senses=plan.senses._replace(pool_of=of, pool_size=size),
        sizes=plan.sizes._replace(persons=population.n, most_pools=size.shape[1]),
    )
    return found, frame


def obstacles(plan: Plan, frame: Frame, outlines: Sequence[Outline], *, changes: bool) -> tuple[str, ...]:
    """Why parts of a society cannot be lived one by one under a plan; nothing if they can.

    Parameters
    ----------
    changes
        Whether some scheme changes during the run.
    """
    said = ["a scheme changes during the run"] if changes else []
    said += [reason for applies, reason in _reasons(plan, frame, outlines) if applies]
    return tuple(said) or tuple(_kept_by_person(plan, frame.population.n))


def _reasons(plan: Plan, frame: Frame, outlines: Sequence[Outline]) -> Iterator[tuple[bool, str]]:
    """What ties people of different districts together, and whether a plan has it."""
    z, sc, by = plan.sizes, plan.schemes, plan.by
    yield z.firms > 0, "there are firms, which deal with people anywhere"
    yield bool((sc.imitation > 0).any() or (by.schemes_imitation >= 0).any()), "people join because others have"
    yield bool(plan.belonging.joins or plan.belonging.leaves), "people weigh joining by how many have"
    yield len(plan.efforts.scheme) > 0, "attention is shared out among districts"
    yield int(plan.stages.first[-1]) > 0, "a scheme is rolled out in stages"
    yield z.games > 0, "operators set missions"
    yield len(plan.learned.scheme) > 0, "weights are learned from everybody"
    yield len(plan.offices.scheme) > 0, "officials mix up people anywhere"
    yield z.protests > 0 or bool(plan.worlds.measures.any()), "something hangs on how many people do it"
    yield z.parting > 0, "friendships end"
    yield bool(len(plan.circles.relation) or z.ratings or z.opinions or z.gifts), "acts are done to other people"
    yield z.changing > 0, "what people are changes"
    yield z.units > 0, "scores are shared"
    yield bool(frame.drawn) or bool(frame.population.trait_values), "rates or traits are drawn by a law for each person"
    schemes = [one.scheme for one in outlines]
    asked = [sense.identification for scheme in schemes for sense in scheme.senses.values()]
    yield any(one is not None and one.gallery == "city" for one in asked), "faces are looked for among everybody"
    is_anywhere = any("district" not in alike for alike in frame.pools)
    yield is_anywhere, "people are taken for others of any district (pool: [district, …] keeps them within)"


def _kept_by_person(plan: Plan, n: int) -> Iterator[str]:
    """Tables of the plan that have a column for each of `n` persons and are not made anew for others."""
    for name, table in plan._asdict().items():
        for field, value in table._asdict().items() if name not in OF_PERSONS else ():
            shape = set(np.shape(value))
            if (name, field) != ("senses", "pool_of") and 0 not in shape and {n, n + 1} & shape:
                yield f"{name}.{field} is kept for each person"

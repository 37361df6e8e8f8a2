"""What people are inclined to do, and what a scheme claims to tell about them.

A score is put beside what people *would* do if nobody answered to anything: their own rates of acts, as the plan has
them. So it is measured against the person, not against that person's luck or against what the scheme has already
deterred. Which acts or which trait a scheme claims to measure follows from its own declaration.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_belief import typical
from scorarium.names import Mode, Source
from scorarium.outcomes.lived import DAYS_PER_YEAR, Lived
from scorarium.scheme.scores import FactorsScore

Floats = NDArray[np.float64]
WAYS = {"more": 1, "less": -1}


def targets(lived: Lived, s: int) -> dict[int, int]:
    """Acts that a scheme claims to tell about: those of its aim and those that it learns to predict.

    Returns
    -------
    dict
        Row of the act -> +1 if the scheme wants more of it, -1 if less.
    """
    scheme, rows = lived.schemes[s], lived.compiled.frame.act_row
    found = {rows[name]: WAYS[way] for name, way in scheme.aim.items() if name in rows}
    if isinstance(scheme.score, FactorsScore) and scheme.score.learned is not None:
        learned = [rows[name] for name in scheme.score.learned.target if name in rows]
        found = {b: -1 for b in learned if b not in found} | found
    return found


def claimed_trait(lived: Lived, s: int) -> tuple[int, int] | None:
    """The trait that a scheme claims to measure: the one on which the acts that it is about load most.

    Those are the acts of its aim; where it has none, or none that loads on a trait, those that its rules count for or
    against people. Each act counts once.

    Returns
    -------
    (row of the trait, +1 if more of it is good in the scheme's eyes or -1), or None where its acts load on no trait
    """
    for wanted in (targets(lived, s), counted(lived, s)):
        total = dict.fromkeys(lived.compiled.frame.trait_row.values(), 0.0)
        acts = list(lived.acts.values())
        for b, way in wanted.items():
            for name, load in acts[b].loads.items():
                if name in lived.compiled.frame.trait_row:  # not income; nor what only firms have, among persons
                    total[lived.compiled.frame.trait_row[name]] += way * typical(lived.compiled.frame, load)
        if any(total.values()):
            row = max(total, key=lambda k: (abs(total[k]), -k))
            return row, 1 if total[row] > 0 else -1
    return None


def counted(lived: Lived, s: int) -> dict[int, int]:
    """Acts that the rules of a scheme count for (+1) or against (-1) people; those of both kinds are left out."""
    rules, found = lived.plan.rules, dict[int, int]()
    for b in range(lived.n_acts):
        of_act = lived.rules_of(s, b)
        way = int(rules.helpful[of_act].any()) - int(rules.harmful[of_act].any())
        if way:
            found[b] = way
    return found


def chance_in_a_year(lived: Lived, b: int) -> Floats:
    """The chance of each person to do an act at least once in a year, if nobody answers to anything."""
    acts, days = lived.plan.acts, lived.tick_days
    own = base_rates(lived, b)
    for j in np.flatnonzero(acts.periodic == b):
        periods = DAYS_PER_YEAR * float(acts.period_den[j]) / float(acts.period_num[j])
        return np.asarray(1.0 - (1.0 - np.clip(own, 0.0, 1.0)) ** periods)
    rate = (own + sum(made_possible(lived, b), np.zeros(lived.n))) * DAYS_PER_YEAR / days
    return np.asarray(-np.expm1(-rate))


def base_rates(lived: Lived, b: int) -> Floats:
    """What each person would do of a kind per tick (of a periodic act: with what chance in a period)."""
    acts = lived.plan.acts
    rate = np.full(lived.n, float(acts.scale[b]))
    for f in range(int(acts.factor_first[b]), int(acts.factor_first[b + 1])):
        codes = codes_of(lived, int(acts.factor_source[f]), int(acts.factor_arg[f]))
        rate = rate * acts.factor_value[int(acts.factor_table[f]) + codes]
    moved = lived.plan.moved
    for f in range(int(moved.first[b]), int(moved.first[b + 1])):  # as they are when the run begins
        start, row = int(moved.start[f]), int(moved.row[f, 0])
        rate = rate * moved.part[start + (codes_of(lived, Source.ATTRIBUTE, row) if row >= 0 else 0)]
    return rate


def codes_of(lived: Lived, source: int, row: int) -> NDArray[np.int64]:
    """The code of each person in a table of a trait, an attribute or the districts."""
    people = lived.plan.people
    if source == Source.TRAIT:
        codes = people.trait[row]
    else:
        codes = people.attribute[row] if source == Source.ATTRIBUTE else people.district
    found: NDArray[np.int64] = codes.astype(np.int64)
    return found


def made_possible(lived: Lived, b: int) -> Iterator[Floats]:
    """Acts of a kind per tick that follow from demands which are met, by service."""
    services, acts = lived.plan.services, lived.plan.acts
    for v in range(len(services.value)):
        rows = range(int(services.follow_first[v]), int(services.follow_first[v + 1]))
        kinds = np.flatnonzero(acts.service == v)
        if b not in services.follow_act[rows.start : rows.stop] or not len(kinds):
            continue
        shares = {int(services.follow_act[j]): int(services.follow_share[j]) for j in rows}
        declared = {act: number_of(lived, q) for act, q in shares.items() if q >= 0}
        share = declared[b] if b in declared else 1.0 - sum(declared.values(), np.zeros(lived.n))
        yield base_rates(lived, int(kinds[0])) * np.clip(share, 0.0, 1.0)


def number_of(lived: Lived, q: int) -> Floats:
    """A number of the society for each person; what does not hang on the person is taken at its first case."""
    numbers = lived.plan.numbers
    found = np.full(lived.n, float(numbers.base[q]))
    for j in range(int(numbers.first[q]), int(numbers.first[q + 1])):
        start, source = int(numbers.start[j]), int(numbers.source[j])
        is_own = numbers.mode[j] == Mode.CODE and source in (Source.TRAIT, Source.ATTRIBUTE, Source.DISTRICT)
        codes = codes_of(lived, source, int(numbers.arg[j])) if is_own else np.zeros(lived.n, np.int64)
        found = found * numbers.value[start + codes]
    return found

"""The true risk of each group of senses: where beliefs come from before anybody has experience."""

from __future__ import annotations

import numpy as np

from scorarium.engine.plan_acts import Factor, Kind, mean_product
from scorarium.engine.plan_frame import Frame, constant
from scorarium.engine.plan_numbers import district_values, law_mean
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_senses import MOST_GROUPS, a_day, corroboration, encounters, groups_of, sees, witness
from scorarium.names import Source, Witness
from scorarium.quantities import Axis, Number
from scorarium.scheme.senses import Effort, Sense
from scorarium.society.levels import by_level


def typical(frame: Frame, number: Number | None) -> float:
    """The population mean of a share; what depends on more than attributes and places counts at its default."""
    if number is None:
        return 0.0
    if number.law is not None:
        return law_mean(number.law)
    if number.field is not None:
        table = tuple(float(x) for x in frame.population.district_fields[number.field])
        return mean_product(frame, [], [Factor(Source.DISTRICT, -1, table)])
    default = number.default.value if number.default is not None else None
    if number.by is not None:
        factor = axis_factor(frame, number.by, default)
        if factor is not None:
            return mean_product(frame, [], [factor])
        return number.by.cases[0][1].value if default is None else default
    factors = [axis_factor(frame, axis, 1.0) for axis in number.times]
    return (default or 0.0) * mean_product(frame, [], [one for one in factors if one is not None])


def axis_factor(frame: Frame, axis: Axis, otherwise: float | None) -> Factor | None:
    """The table of an axis on attributes or places; `None` for anything else."""
    if axis.on in frame.attribute_row:
        values = by_level(axis, frame.levels(axis.on), otherwise)
        return Factor(Source.ATTRIBUTE, frame.attribute_row[axis.on], tuple(float(value) for value in values))
    if axis.on == "district" or axis.on.startswith("district."):
        return Factor(Source.DISTRICT, -1, tuple(district_values(frame, axis, float, otherwise)))
    return None


def witnesses_of(frame: Frame, outline: Outline, sense: Sense, act: str) -> np.ndarray:
    """How many could tell on each person: int64[N]."""
    who, often = witness(outline, sense), encounters(outline)
    if who in (Witness.KNOWN, Witness.MET) and frame.acts[act].towards is not None:
        return np.ones(frame.population.n, np.int64)
    if who == Witness.MET and often is not None:
        return np.full(frame.population.n, max(1, round(a_day(typical(frame, often)))))
    known = (Witness.FRIENDS, Witness.WORK, Witness.HOUSEHOLD) if who == Witness.KNOWN else (who,)
    return np.asarray(sum(circle_of(frame, one) for one in known))


def circle_of(frame: Frame, kind: Witness) -> np.ndarray:
    """How many friends, colleagues or members of the household each person has: int64[N]."""
    people = frame.population
    if kind == 1:
        return np.diff(people.friends_first)
    if kind == 2:
        sizes = np.append(np.diff(people.work_first), 1)
        return sizes[people.work_group] - 1
    return np.diff(people.household_first)[people.household] - 1


def at_least(n: int, p: float, least: int) -> float:
    """P(Binomial(n, p) >= least)."""
    if n < least or p <= 0:
        return 1.0 if least <= 0 else 0.0
    below, term = 0.0, (1.0 - p) ** n
    for k in range(least):
        below += term
        term = term * (n - k) / (k + 1) * p / (1.0 - p) if p < 1 else 0.0
    return 1.0 - below if p < 1 else 1.0


def detected(frame: Frame, outline: Outline, sense: Sense, act: str) -> float:
    """The chance that an act of this kind makes the right person known through this sense."""
    p = typical(frame, sense.detects(act))
    if sense.effort is not None:
        p *= reach(frame, sense.effort)
    if witness(outline, sense):
        least, confirm, _ = corroboration(sense, lambda number: constant_or_typical(frame, number))
        sizes, counts = np.unique(witnesses_of(frame, outline, sense, act), return_counts=True)
        tell = sum(at_least(int(n), p, least) * int(count) for n, count in zip(sizes, counts, strict=True))
        p = confirm * tell / frame.population.n
    asked = sense.identification
    if asked is None:
        return p
    wrong = typical(frame, asked.false_match) if asked.gallery is None else 0.0
    return p * max(0.0, 1.0 - constant_or_typical(frame, asked.missed) - wrong)


def reach(frame: Frame, effort: Effort) -> float:
    """The share of people whom scarce attention reaches in a tick, on average."""
    districts = frame.population.n_districts if effort.among == "districts" else frame.population.n
    return typical(frame, effort.total) / (districts if effort.how == "one_place" else 1)


def constant_or_typical(frame: Frame, number: Number | None) -> float:
    """A constant as it is, anything else by its mean."""
    return constant(number) if number is None or number.is_constant else typical(frame, number)


def group_risks(frame: Frame, kinds: list[Kind], outline: Outline) -> list[tuple[float, str]]:
    """For each risk group of a scheme: the mean chance of an act being seen, and the kind of its senses.

    Acts count by how often they are done.
    """
    groups = groups_of(outline)
    made = {act for spec in outline.rules.values() for act in spec.acts}
    rates = {kind.name: kind.mean for kind in kinds if kind.act is not None}
    found = []
    for group in range(min(len(outline.kinds), MOST_GROUPS)):
        names = [name for name, number in groups.items() if number == group]
        senses = [outline.scheme.senses[name] for name in names]
        acts = [act for act in frame.acts if act in made and any(sees(frame, sense, act) for sense in senses)]
        weights = [rates.get(act, 0.0) for act in acts]
        if sum(weights) <= 0:
            weights = [1.0] * len(acts)
        total = 0.0
        for act, share in zip(acts, weights, strict=True):
            escape = 1.0
            for sense in senses:
                escape *= 1.0 - (detected(frame, outline, sense, act) if sees(frame, sense, act) else 0.0)
            total += share * (1.0 - escape)
        kind: str = senses[0].kind if senses else outline.kinds[group]
        found.append((total / sum(weights) if acts else 0.0, kind))
    return found

"""The groups by which outcomes are split: levels of attributes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan import CompiledPlan
from scorarium.outcomes.layout import ALWAYS_SPLIT


@dataclass(frozen=True)
class Groups:
    """Levels of attributes, stacked.

    Parameters
    ----------
    labels
        ``attribute=level``.
    attributes
        The attributes in order, each with the slice of its levels in `labels` and the persons' codes.
    """

    labels: tuple[str, ...]
    attributes: tuple[tuple[str, slice, NDArray[np.uint8]], ...]

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum over the persons of each group."""
        found = np.zeros(len(self.labels))
        for _, where, codes in self.attributes:
            found[where] = np.bincount(codes, values, where.stop - where.start)
        return found

    def sizes(self) -> NDArray[np.int64]:
        """Persons in each group."""
        found = np.zeros(len(self.labels), np.int64)
        for _, where, codes in self.attributes:
            found[where] = np.bincount(codes, minlength=where.stop - where.start)
        return found


def groups_of(compiled: CompiledPlan) -> Groups:
    """The groups of a society, in the order of its attributes."""
    population, declared = compiled.frame.population, compiled.frame.society.attributes
    labels: list[str] = []
    attributes = []
    for name, codes in population.attributes.items():
        if name in ALWAYS_SPLIT or (name in declared and declared[name].protected):
            levels = population.levels[name]
            attributes.append((name, slice(len(labels), len(labels) + len(levels)), codes))
            labels += [f"{name}={level}" for level in levels]
    return Groups(tuple(labels), tuple(attributes))


def clusters_of(compiled: CompiledPlan) -> tuple[NDArray[np.int32], int] | None:
    """Which persons belong together for an interval from one replicate, and how many clusters there are.

    Districts; in a single district households, unless ties or pools reach beyond them (then there is no interval).
    """
    plan, population = compiled.plan, compiled.frame.population
    if population.n_districts > 1:
        return plan.people.district, population.n_districts
    reaches = plan.sizes.firms or len(plan.ties.friends) or len(plan.ties.work_members) or len(plan.ties.school_members)
    if reaches or len(plan.senses.pool_of) or bool((plan.services.places >= 0).any()):
        return None
    n = population.n_households
    return (plan.ties.household, n) if n > 1 else None

"""Persons and firms apart: each measured as if the other were not there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.evidence import Evidence
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.state import State
from scorarium.society.firms import apart

SHARED: Final = frozenset(
    {"pub_wrong", "past_records", "ring_mark", "ring_weight", "bin_sum", "bin_weight", "bin_count"}
)
"""Arrays of the state without a column for each person."""
BY_DISTRICT: Final = frozenset({"harm", "pub_harm"})
COUNTERS: Final = ("n_done", "n_prevented", "n_provoked", "n_answer", "n_seen", "n_worth")
"""What is counted in each tick, persons and firms together."""


class Subjects:
    """Some rows of a population: the persons, or the firms.

    Parameters
    ----------
    compiled
        What is lived, persons and firms together.
    are_firms
        Which of the two.
    """

    def __init__(self, compiled: CompiledPlan, *, are_firms: bool) -> None:
        whole = compiled.frame.population
        n = whole.n - whole.n_firms
        self.rows = slice(n, whole.n) if are_firms else slice(0, n)
        self.is_all = whole.n_firms == 0
        self.are_firms, self.whole = are_firms, whole.n
        self.districts = slice(whole.n_districts - 1, None) if are_firms else slice(0, whole.n_districts - 1)
        self.compiled = compiled if self.is_all else self._alone(compiled)

    @property
    def parts(self) -> list[tuple[int, int]]:
        """The rows, as ranges that are added up."""
        return [(self.rows.start, self.rows.stop)]

    def of(self, state: State) -> State:
        """The state of these rows alone: views, no copies."""
        if self.is_all:
            return state
        return State(**{name: self._cut(name, array) for name, array in state._asdict().items()})

    def evidence(self, whole: Evidence | None) -> Evidence | None:
        """What the scores of these rows alone rest on."""
        if whole is None or self.is_all:
            return whole
        return replace(whole, points=whole.points[:, self.rows], entries=whole.entries[:, self.rows])

    def counts(self, state: State, of_firms: dict[str, NDArray[np.int64]]) -> dict[str, NDArray[np.int64]]:
        """Counters of the tick, of these rows alone."""
        if self.is_all:
            return {}
        if self.are_firms:
            return of_firms
        return {name: getattr(state, name) - of_firms[name] for name in COUNTERS}

    def _cut(self, name: str, array: NDArray[Any]) -> NDArray[Any]:
        if name in BY_DISTRICT:
            return array[:, self.districts]
        if name in SHARED or name.startswith("n_") or not array.ndim or array.shape[-1] != self.whole:
            return array
        return array[..., self.rows]

    def _alone(self, compiled: CompiledPlan) -> CompiledPlan:
        """The plan and the people as if there were no others."""
        plan, rows, frame = compiled.plan, self.rows, compiled.frame
        people = plan.people._replace(
            district=plan.people.district[rows] - (plan.people.district[rows.start] if self.are_firms else 0),
            district_size=plan.people.district_size[self.districts],
            attribute=plan.people.attribute[:, rows],
            trait=plan.people.trait[:, rows],
            income=plan.people.income[rows],
            cell=plan.people.cell[rows],
            is_child=plan.people.is_child[rows],
        )
        alone = apart(frame.population, frame.society.firms) if self.are_firms else frame.population.people
        if alone is None:
            raise ValueError("firms without the people beside whom they were put")
        sizes = plan.sizes._replace(persons=alone.n, districts=alone.n_districts)
        return replace(
            compiled,
            plan=plan._replace(
                people=people,
                ties=plan.ties._replace(
                    household=plan.ties.household[rows], friends_first=alone.friends_first, friends=alone.friends
                ),
                sizes=sizes,
            ),
            frame=replace(frame, population=alone),
            labels=replace(compiled.labels, districts=compiled.labels.districts[self.districts]),
        )

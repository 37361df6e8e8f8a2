"""The final tick of a run as a cross-section of its people: what estimates look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.state import State
from scorarium.names import POINT

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
WORLD = 1
SCHEME = 0


def whole(values: NDArray[Any]) -> Ints:
    """Counts in 64 bits."""
    return np.asarray(values, np.int64)


@dataclass(frozen=True)
class Section:
    """People at the end of the last tick of a run with one scheme in one world beside none.

    Parameters
    ----------
    compiled
        The plan that was run.
    state
        After its last tick.
    """

    compiled: CompiledPlan
    state: State

    @property
    def ticks(self) -> int:
        """How many ticks were lived."""
        return int(self.compiled.plan.clock.n_ticks)

    def score(self) -> Floats:
        """Scores."""
        return np.asarray(self.state.score[SCHEME] / POINT)

    def entries(self) -> Ints:
        """Entries ever made."""
        return whole(self.state.entries[SCHEME])

    def wrong(self) -> Ints:
        """Entries ever made of what was not theirs."""
        return whole(self.state.wrong[SCHEME])

    def wrong_days(self) -> Ints:
        """Ticks that wrong entries stood, summed over entries."""
        return whole(self.state.wrong_entry_ticks[SCHEME])

    def wrong_standing(self) -> Ints:
        """Wrong entries that stand now."""
        return whole(self.state.wrong_live[SCHEME])

    def upheld(self) -> Ints:
        """Appeals that succeeded."""
        return whole(self.state.upheld[SCHEME])

    def filed(self) -> Ints:
        """Appeals ever filed."""
        return whole(self.state.filed[SCHEME])

    def done(self) -> Ints:
        """Acts done under the scheme."""
        return whole(self.state.done[WORLD])

    def row(self, name: str) -> int:
        """Row of a list."""
        return self.compiled.labels.lists.index(name)

    def listed(self, name: str) -> Bools:
        """Who is on a list."""
        return np.asarray(self.state.on[self.row(name)] != 0)

    def listings(self, name: str) -> Ints:
        """How often each person was put on a list."""
        return whole(self.state.times[self.row(name)])

    def listed_ticks(self, name: str) -> Ints:
        """At the start of how many ticks each person was on a list."""
        return whole(self.state.listed_ticks[self.row(name)])

    def wrongly_listed_ticks(self, name: str) -> Ints:
        """At the start of how many ticks each person was on a list for what was not theirs."""
        return whole(self.state.wrong_ticks[self.row(name)])

    def marks(self) -> Ints:
        """Marks ever given to each person."""
        return whole(self.state.mark_total[0])

    def kept(self) -> Ints:
        """Marks that are remembered."""
        return whole(self.state.mark_count[0])

    def believed(self) -> Floats:
        """Mean of the belief about the first risk group, as at the end of the last tick."""
        plan, state, last = self.compiled.plan, self.state, self.ticks - 1
        left = plan.minds.memory[last - state.felt[0]]
        known, unseen = state.known[0] / 64.0 * left, state.unseen[0] / 64.0 * left
        a, b = plan.risks.prior_a[0][last], plan.risks.prior_b[0][last]
        return np.asarray((a + known) / (a + b + known + unseen))

    def level(self, attribute: str, level: str) -> Bools:
        """Who is at a level of an attribute."""
        population = self.compiled.frame.population
        return np.asarray(population.attributes[attribute] == population.levels[attribute].index(level))

    @property
    def friends(self) -> tuple[Ints, Ints]:
        """Ties as pairs of persons, each tie in both directions."""
        first = self.compiled.frame.population.friends_first
        whose = np.repeat(np.arange(len(first) - 1), np.diff(first))
        return whose, whole(self.compiled.frame.population.friends)

    @property
    def household(self) -> Ints:
        """Household of each person."""
        return whole(self.compiled.frame.population.household)

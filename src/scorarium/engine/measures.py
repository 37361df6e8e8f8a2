"""Shares of a society that schemes ask for while a run goes on."""

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.names import Measure


def measured(plan: Plan, state: State) -> NDArray[np.int64]:
    """int64[W, measures]: of how many people in each world something holds (``twin.feel.measured``)."""
    found, people = np.zeros(state.n_measured.shape, np.int64), plan.sizes.persons - plan.sizes.firms
    for w in range(plan.sizes.worlds):
        rows = np.arange(plan.worlds.first[w], plan.worlds.first[w + 1])
        lists = np.flatnonzero(np.isin(plan.lists.scheme, rows) & (plan.lists.black > 0))
        found[w, Measure.LISTED_SHARE] = np.count_nonzero(np.bitwise_or.reduce(state.on[lists, :people], axis=0))
        found[w, Measure.PARTICIPATION_SHARE] = np.count_nonzero((state.enrolled[rows, :people] >= 0).any(axis=0))
        if plan.sizes.protests:
            found[w, Measure.PROTEST_RATE] = state.protest[w, :people].sum(dtype=np.int64)
    found *= plan.worlds.measures
    return found

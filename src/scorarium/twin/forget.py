"""Scores are kept for so long: one that no entry has moved since is deleted, and one begins anew."""

from scorarium.names import POINT
from scorarium.twin.arith import round_half_up
from scorarium.twin.look import value, vary_ticks
from scorarium.twin.recover import put
from scorarium.twin.sim import Sim


def forget_scores(sim: Sim, t: int) -> None:
    """Before anything else happens in tick ``t``."""
    for s, row in enumerate(sim.schemes.quiet):
        for i in range(sim.n) if row >= 0 else ():
            if sim.state.enrolled[s][i] >= 0:
                forget_score(sim, s, row, i, t)


def forget_score(sim: Sim, s: int, row: int, i: int, t: int) -> bool:
    """Whether one score is deleted: the clock runs from the last entry, from enrolment, or from the last deletion."""
    st = sim.state
    if st.entries[s][i] != st.quiet_entries[row][i]:
        st.quiet_entries[row][i] = st.entries[s][i]
        st.quiet_since[row][i] = t - 1
    st.quiet_since[row][i] = max(st.quiet_since[row][i], st.enrolled[s][i])
    since = st.quiet_since[row][i]
    kept = vary_ticks(sim, sim.schemes.forgets[s], sim.by.schemes_forgets[s], i, s, t, at=since)
    if kept and t - since >= kept:
        put(sim, s, i, round_half_up(value(sim, sim.schemes.start[s], i, s, t) * POINT))
        st.quiet_since[row][i] = t
        return True
    return False

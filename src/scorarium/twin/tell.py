"""Scores that are told to other schemes and kept: a recipient asks again when the time for which it keeps one is over.

What is told is the score at the end of the last tick; a correction that reaches the recipient makes it ask again.
"""

from scorarium.names import NEVER
from scorarium.twin.factors import UNTOLD
from scorarium.twin.look import vary_ticks
from scorarium.twin.sim import Sim


def retell(sim: Sim, i: int, t: int) -> None:
    """What is told of one person before anybody acts in tick ``t``."""
    st = sim.state
    for x, giver in enumerate(sim.tellings.giver):
        row = sim.tellings.copy[x]
        if st.copy_until[row][i] > t:
            continue
        is_there = st.pub_tier[giver][i] >= -1
        st.told[x][i] = st.pub_score[giver][i] if is_there else UNTOLD
        if is_there:
            kept = vary_ticks(sim, sim.copies.kept[row], sim.by.copies_kept[row], i, giver, t)
            st.copy_until[row][i] = min(NEVER, t + kept)

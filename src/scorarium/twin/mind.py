"""What a person remembers of being struck and of getting away."""

from scorarium.twin.arith import round_half_up
from scorarium.twin.sim import Sim


def remember(sim: Sim, g: int, i: int, t: int, struck: int, escaped: int) -> None:
    """Adds experience (in 1/64) to a belief, after fading what was there; both are halved together when one is full."""
    st = sim.state
    left = sim.minds.memory[t - st.felt[g][i]]
    known = round_half_up(st.known[g][i] * left) + struck
    unseen = round_half_up(st.unseen[g][i] * left) + escaped
    while known > 65535 or unseen > 65535:
        known, unseen = known >> 1, unseen >> 1
    st.known[g][i], st.unseen[g][i], st.felt[g][i] = known, unseen, t

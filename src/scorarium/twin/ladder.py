"""Score kind *ladder*: bonus-malus scales and licences. A period's entries move a person by rungs."""

from scorarium.names import POINT
from scorarium.twin.arith import round_half_up
from scorarium.twin.look import vary
from scorarium.twin.sim import Sim


def climb(sim: Sim, s: int, i: int, t: int) -> None:
    """At the end of a period the rung moves by the entries of the period, this tick's included.

    References
    ----------
    Denuit, Maréchal, Pitrebois & Walhin (2007), Actuarial Modelling of Claim Counts, ch. 4.
    """
    ld, st = sim.ladders, sim.state
    row = ld.of_scheme[s]
    if not sim.ends_period(t, ld.period_num[row], ld.period_den[row]):
        return
    n = st.ladder_entries[row][i]
    rung = st.base[s][i] // POINT
    moves = ld.target[row]
    rung = moves[min(n, len(moves) - 1)][rung - ld.lowest[row]]
    clean = st.ladder_clean[row][i] + 1 if n == 0 else 0
    if 0 < vary(sim, ld.clean_periods[row], sim.by.ladders_clean_periods[row], i, s, t) <= clean:
        cap = round_half_up(vary(sim, ld.cap[row], sim.by.ladders_cap[row], i, s, t))
        cap = max(sim.schemes.low[s] // POINT, min(sim.schemes.high[s] // POINT, cap))
        rung = min(rung, cap) if sim.schemes.better[s] < 0 else max(rung, cap)
    st.ladder_clean[row][i] = clean
    st.ladder_entries[row][i] = 0
    st.base[s][i] = rung * POINT

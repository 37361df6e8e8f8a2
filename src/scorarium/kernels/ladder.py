"""Score kind *ladder* (``twin/ladder.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import N_STRIKES, POINT
from scorarium.kernels.compiled import inner
from scorarium.kernels.look import vary


@inner
def climb(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """The period's entries are counted; at its end the rung moves by them.

    References
    ----------
    Denuit, Maréchal, Pitrebois & Walhin (2007), Actuarial Modelling of Claim Counts, ch. 4.
    """
    ld = p.ladders
    row = ld.of_scheme[s]
    for n in range(sh.at[N_STRIKES]):
        st.ladder_entries[row, i] += p.rules.scored[sh.strike_rule[n]]
    if not p.now.ladder_ends[row]:
        return
    n = st.ladder_entries[row, i]
    rung = st.base[s, i] // POINT
    rung = ld.target[row, min(n, p.rows.ladder_lines - 1), rung - ld.lowest[row]]
    clean = st.ladder_clean[row, i] + 1 if n == 0 else 0
    if 0 < vary(p, st, ld.clean_periods[row], p.by.ladders_clean_periods[row], i, s, t, t, 0.0, 0) <= clean:
        cap = round_half_up(vary(p, st, ld.cap[row], p.by.ladders_cap[row], i, s, t, t, 0.0, 0))
        cap = max(p.schemes.low[s] // POINT, min(p.schemes.high[s] // POINT, cap))
        rung = min(rung, cap) if p.schemes.better[s] < 0 else max(rung, cap)
    st.ladder_clean[row, i] = clean
    st.ladder_entries[row, i] = 0
    st.base[s, i] = rung * POINT

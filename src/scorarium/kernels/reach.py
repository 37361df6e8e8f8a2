"""Whom a scheme reaches in a tick, and what staying out costs (``twin/reach.py``): compiled only where it is asked."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import LEFT, OUTSIDE, POINT
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.look import holds, value


@outer
def reach(p: Any, st: Any, sh: Any, s: int, t: int, eligible: Any) -> int:
    """Whom the stages of one scheme cover: writes ``eligible`` uint8[N], closes accounts. Returns how many."""
    n = 0
    for i in range(p.sizes.persons):
        is_covered = False
        for row in range(p.stages.first[s], p.stages.first[s + 1]):
            is_covered = is_covered or covers(p, st, sh, row, s, i, t)
        who = p.schemes.who[s]
        eligible[i] = 1 if is_covered and (who < 0 or holds(p, st, sh, who, i, s, t, 0, 0)) else 0
        if not is_covered and st.enrolled[s, i] != OUTSIDE and st.enrolled[s, i] != LEFT:
            st.enrolled[s, i] = OUTSIDE
            st.tier[s, i] = -1
            for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
                st.on[p.rows.list_row[j], i] = 0
            n += 1
    return n


@inner
def covers(p: Any, st: Any, sh: Any, row: int, s: int, i: int, t: int) -> bool:
    """Whether a stage is for this person in tick ``t``."""
    g = p.stages
    if not (g.at[row] <= t < g.until[row] and g.there[row, p.people.district[i]]):
        return False
    return g.who[row] < 0 or holds(p, st, sh, g.who[row], i, s, t, 0, 0)


@outer
def abstain(p: Any, st: Any, sh: Any, t: int) -> int:
    """What staying out costs a shard's persons, at the end of tick ``t``. Returns how many stay out."""
    n = 0
    for s in range(p.sizes.schemes):
        q = p.schemes.refusal[s]
        if q >= 0 and t < p.schemes.end_tick[s]:
            w, row = p.schemes.world[s], p.schemes.abstains[s]
            for i in range(sh.first, sh.last):
                is_wanted = p.rows.eligible[s, i] != 0 and t >= p.schemes.start_tick[s, p.people.district[i]]
                if is_wanted and st.enrolled[s, i] < 0:
                    units = round_half_up(value(p, st, q, i, s, t, t, 0.0, 1, 0) * POINT)
                    st.abstained[row, i] += units
                    st.welfare[w, i] -= units
                    n += 1
    return n

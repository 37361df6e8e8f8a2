"""Households and districts that are scored as one (``twin/units.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import LADDER, POINT, SCORED_DISTRICT
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.look import value


@outer
def share_points(p: Any, st: Any, s: int, t: int, total: Any, members: Any) -> int:
    """What the others of a unit had of their own as the last tick ended; ``total``, ``members`` int64[N] are room."""
    row = p.schemes.unit[s]
    for u in range(total.shape[0]):
        total[u] = 0
        members[u] = 0
    for i in range(p.sizes.persons):
        if counts_for(p, st, s, row, i, t):
            total[unit_of(p, s, i)] += st.unit_own[row, i]
            members[unit_of(p, s, i)] += 1
    for i in range(p.sizes.persons):
        counts = counts_for(p, st, s, row, i, t)
        st.unit_shared[row, i] = total[unit_of(p, s, i)] - (st.unit_own[row, i] if counts else 0)
        st.unit_others[row, i] = members[unit_of(p, s, i)] - (1 if counts else 0)
    return t


@inner
def counts_for(p: Any, st: Any, s: int, row: int, i: int, t: int) -> bool:
    """Whether a person's own score counts for the others; for a mean only if it was found in the previous tick."""
    return st.enrolled[s, i] >= 0 and (is_summed(p, s) or st.unit_at[row, i] == t - 1)


@inner
def is_summed(p: Any, s: int) -> bool:
    """Whether what members have beyond the start adds up; scores on a scale have a mean."""
    return bool(p.schemes.kind[s] < LADDER)


@inner
def unit_of(p: Any, s: int, i: int) -> int:
    """The household or the district of a person."""
    return int(p.people.district[i]) if p.schemes.unit_is[s] == SCORED_DISTRICT else int(p.ties.household[i])


@inner
def pooled(p: Any, st: Any, s: int, i: int, t: int, own: int) -> int:
    """Points that the others of the unit add; what the person has of their own is the others' in turn."""
    row, begun = p.schemes.unit[s], st.enrolled[s, i]
    st.unit_at[row, i] = t
    others = st.unit_shared[row, i]
    if is_summed(p, s):
        start = round_half_up(value(p, st, p.schemes.start[s], i, s, begun, begun, 0.0, 1, 0) * POINT)
        st.unit_own[row, i] = own - start
        return int(others)
    mine = max(p.schemes.low[s], min(p.schemes.high[s], own))
    st.unit_own[row, i] = mine
    n = st.unit_others[row, i] + 1
    step = POINT if p.schemes.kind[s] == LADDER else 1
    return int((2 * (mine + others) + n * step) // (2 * n * step) * step - own)

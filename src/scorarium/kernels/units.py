"""Households and districts that are scored as one (``twin/units.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import POINT, SCORED_DISTRICT
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.look import value


@outer
def share_points(p: Any, st: Any, s: int, t: int, total: Any) -> int:
    """What the others of a unit had of their own at the end of the previous tick; ``total`` int64[N] is room."""
    row = p.schemes.unit[s]
    for u in range(total.shape[0]):
        total[u] = 0
    for i in range(p.sizes.persons):
        if st.enrolled[s, i] >= 0:
            total[unit_of(p, s, i)] += st.unit_own[row, i]
    for i in range(p.sizes.persons):
        own = st.unit_own[row, i] if st.enrolled[s, i] >= 0 else 0
        st.unit_shared[row, i] = total[unit_of(p, s, i)] - own
    return t


@inner
def unit_of(p: Any, s: int, i: int) -> int:
    """The household or the district of a person."""
    return int(p.people.district[i]) if p.schemes.unit_is[s] == SCORED_DISTRICT else int(p.ties.household[i])


@inner
def pooled(p: Any, st: Any, s: int, i: int, own: int) -> int:
    """Points that the others of the unit add; what the person has beyond the start is theirs in turn."""
    row, begun = p.schemes.unit[s], st.enrolled[s, i]
    start = round_half_up(value(p, st, p.schemes.start[s], i, s, begun, begun, 0.0, 1, 0) * POINT)
    st.unit_own[row, i] = own - start
    return int(st.unit_shared[row, i])

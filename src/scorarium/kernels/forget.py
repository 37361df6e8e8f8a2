"""Scores are kept for so long (``twin/forget.py``): compiled only where a scheme deletes them."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import POINT
from scorarium.kernels.compiled import outer
from scorarium.kernels.look import value, vary_ticks
from scorarium.kernels.records import put


@outer
def forget_scores(p: Any, st: Any, sh: Any, t: int) -> int:
    """What a shard's persons lose before anything else happens in tick ``t``. Returns how many scores."""
    n = 0
    for s in range(p.sizes.schemes):
        row = p.schemes.quiet[s]
        if row >= 0:
            for i in range(sh.first, sh.last):
                if st.enrolled[s, i] >= 0:
                    if st.entries[s, i] != st.quiet_entries[row, i]:
                        st.quiet_entries[row, i] = st.entries[s, i]
                        st.quiet_since[row, i] = t - 1
                    st.quiet_since[row, i] = max(st.quiet_since[row, i], st.enrolled[s, i])
                    since = st.quiet_since[row, i]
                    kept = vary_ticks(p, st, p.schemes.forgets[s], p.by.schemes_forgets[s], i, s, t, since, 0.0, 0)
                    if kept and t - since >= kept:
                        start = value(p, st, p.schemes.start[s], i, s, t, t, 0.0, 1, 0) * POINT
                        put(p, st, sh, s, i, round_half_up(start))
                        st.quiet_since[row, i] = t
                        n += 1
    return n

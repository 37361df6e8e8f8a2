"""Scores that are told to other schemes and kept (``twin/tell.py``): compiled only where there are any."""

from typing import Any

from scorarium.kernels.codes import NEVER, NO_FROM
from scorarium.kernels.compiled import outer
from scorarium.kernels.look import vary_ticks


@outer
def retell(p: Any, st: Any, sh: Any, t: int) -> int:
    """What is told of the persons of a shard before anybody acts in tick ``t``. Returns of how many."""
    n = 0
    for x in range(p.sizes.told):
        giver, row = p.tellings.giver[x], p.tellings.copy[x]
        for i in range(sh.first, sh.last):
            if st.copy_until[row, i] > t:
                continue
            is_there = st.pub_tier[giver, i] >= -1
            st.told[x, i] = st.pub_score[giver, i] if is_there else NO_FROM
            if is_there:
                kept = vary_ticks(p, st, p.copies.kept[row], p.by.copies_kept[row], i, giver, t, t, 0.0, 0)
                st.copy_until[row, i] = min(NEVER, t + kept)
                n += 1
    return n

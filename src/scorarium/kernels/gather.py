"""Who belongs to circles whose members change (``twin/circles.py``): compiled only where there are any."""

from typing import Any

from scorarium.kernels.compiled import outer
from scorarium.kernels.look import holds


@outer
def gather(p: Any, st: Any, sh: Any, c: int, t: int) -> int:
    """Which persons of a shard belong to a circle, as things stand when tick ``t`` begins. Returns how many."""
    n, row, s = 0, p.circles.now[c], p.circles.scheme[c]
    for i in range(sh.first, sh.last):
        is_here = holds(p, st, sh, p.circles.who[c], i, s, t, 0, 0)
        st.present[row, i] = 1 if is_here else 0
        n += 1 if is_here else 0
    return n

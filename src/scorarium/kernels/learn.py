"""Scores that are learned: the factors of everybody as they are read for a fit (``twin/learn.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.compiled import outer
from scorarium.kernels.factors import stand_in, value

PARTS = 240
OUTSIDE = 255


@outer
def read_factors(p: Any, st: Any, sh: Any, row: int, t: int, out: Any) -> int:
    """Writes a shard's part of ``out`` uint8[factors, N]: parts of 1/240, 255 for who is not in the scheme."""
    s, first = p.learned.scheme[row], p.learned.first[row]
    for i in range(sh.first, sh.last):
        is_in = st.enrolled[s, i] >= 0
        for place in range(out.shape[0]):
            out[place, i] = OUTSIDE
            if is_in:
                x = value(p, st, sh, first + place, s, i, t)
                if x < 0.0:
                    x = stand_in(p, st, first + place, s, i, t)
                out[place, i] = round_half_up(PARTS * min(1.0, x))
    return 0

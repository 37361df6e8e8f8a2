"""Tables of the shared elementary functions, correctly rounded, the same on every machine.

They are made with ``decimal`` (correctly rounded by its specification), never with the C library's ``exp`` or ``log``.
"""

from decimal import Decimal, localcontext

import numpy as np


def _tables() -> tuple[list[float], list[float], float, float]:
    with localcontext() as context:
        context.prec = 40
        two = Decimal(2).ln()
        exp64 = [float((-two * k / 64).exp()) for k in range(64)]
        log64 = [float(((Decimal(64) + k + Decimal("0.5")) / 128).ln()) for k in range(64)]
        return exp64, log64, float(two), float(two / 64)


EXP64, LOG64, LN2, LN2_64 = _tables()

MOST_BELIEVED = 0.95
"""The largest risk that an announcement makes people believe in (assumed): nobody is quite sure to be caught."""
HALVES = [2.0**-k for k in range(1075)]
EXP64_ARRAY = np.array(EXP64)
LOG64_ARRAY = np.array(LOG64)
HALVES_ARRAY = np.array(HALVES)

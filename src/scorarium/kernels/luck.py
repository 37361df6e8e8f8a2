"""Words at an address of a plan's luck."""

from typing import Any

import numpy as np

from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import philox


@inner
def words(p: Any, decision: int, t: int, i: int, index: int) -> tuple[np.uint32, np.uint32, np.uint32, np.uint32]:
    """Four words of block(decision, tick, person, index)."""
    luck = p.luck
    a, b, c, d = philox(
        np.uint32(i),
        np.uint32(t),
        np.uint32(decision * 65536 + index),
        np.uint32(luck.replicate),
        np.uint32(luck.seed_low),
        np.uint32(luck.seed_high),
    )
    return np.uint32(a), np.uint32(b), np.uint32(c), np.uint32(d)

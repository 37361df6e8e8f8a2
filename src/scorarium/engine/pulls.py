"""How likely people are to be taken for others of their pool, found once per pool instead of once per person."""

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.rows_of_acts import most_poisson
from scorarium.engine.tables import Plan
from scorarium.kernels.constants import EXP64_ARRAY, HALVES_ARRAY, LN2_64


def expected(plan: Plan, wrong: NDArray[np.integer], touched: NDArray[np.int64]) -> NDArray[np.float64]:
    """Entries that a person of a pool gets on average for what others did; ``touched``: which, all rows in a line."""
    se, (rows, pools) = plan.senses, np.divmod(touched, plan.sizes.most_pools)
    mean: NDArray[np.float64] = wrong[rows, pools] / plan.sizes.persons
    own = rows < len(se.pool_act)
    definition = se.pool[np.searchsorted(se.pool_first, rows[own], side="right") - 1]
    mean[own] = wrong[rows[own], pools[own]] / se.pool_size[definition, pools[own]]
    return mean


def most_pulled(plan: Plan, mean: NDArray[np.float64], touched: NDArray[np.int64]) -> int:
    """Entries that mistaken identity can bring one person at most."""
    worst = np.zeros(plan.sizes.pool_rows)
    np.maximum.at(worst, touched // max(1, plan.sizes.most_pools), mean)
    return sum(most_poisson(float(m)) for m in worst if m > 0)


def spared(mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """exp(-mean), the chance that a person gets none: the bits of ``kernels.arith.exp_neg``."""
    x = np.minimum(mean, 700.0)
    n = (x / LN2_64 + 0.5).astype(np.int64)
    r = x - n * LN2_64
    p = 1.0 - r * (1.0 - r * (0.5 - r * (1.0 / 6.0 - r * (1.0 / 24.0 - r * (1.0 / 120.0)))))
    found: NDArray[np.float64] = np.where(mean > 700.0, 0.0, HALVES_ARRAY[n >> 6] * (EXP64_ARRAY[n & 63] * p))
    return found

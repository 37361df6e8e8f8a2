"""How likely people are to be taken for others."""

import numpy as np

from scorarium.engine.pulls import spared
from scorarium.kernels.arith import exp_neg


def test_the_chance_of_none_has_the_bits_of_the_kernels() -> None:
    some = np.random.default_rng(1).uniform(0.0, 1.0, 2000)
    means = np.concatenate([[0.0, 1e-300, 700.0, 700.1, 1e9], some * 1e-3, some, some * 30.0, some * 800.0])
    assert spared(means).tolist() == [exp_neg(float(one)) for one in means]

"""Sums by district and level have the bits of sums from the first person to the last."""

import numpy as np

from scorarium.kernels.cells import sum_cells


def test_sums_are_those_of_bincount_to_the_last_bit() -> None:
    rng = np.random.default_rng(2)
    n, districts, levels = 5000, 7, 3
    values = rng.normal(size=n) * (rng.random(n) < 0.5)
    values[:9] = -0.0
    district = np.sort(rng.integers(0, districts, n))
    codes = rng.integers(0, levels, n)
    first = np.searchsorted(district, np.arange(districts + 1)).astype(np.int64)
    found = np.zeros((1 + levels, districts))
    sum_cells(values, first, (1 + codes).astype(np.uint16)[None], found)
    expected = np.bincount(district * levels + codes, values, districts * levels).reshape(districts, levels).T
    assert found[0].tobytes() == np.bincount(district, values, districts).tobytes()
    assert found[1:].tobytes() == np.ascontiguousarray(expected).tobytes()

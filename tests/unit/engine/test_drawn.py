"""Numbers that are drawn each time they are used: their laws, in the plain Python of the twin."""

from math import sqrt

import pytest

from scorarium.twin.draws import Luck
from scorarium.twin.look import gamma

N = 20_000


@pytest.mark.statistical
@pytest.mark.parametrize("shape", [0.4, 1.0, 2.5, 9.0])
def test_gamma_has_its_moments(shape: float) -> None:
    luck = Luck(11, 0)
    drawn = [gamma(shape, word) for i in range(N // 4) for word in luck.block(80, 0, i, 0)]
    mean = sum(drawn) / N
    second = sum(x * x for x in drawn) / N
    spread = sqrt(shape / N)
    fourth = shape * (shape + 1) * (shape + 2) * (shape + 3)
    assert abs(mean - shape) < 4 * spread
    assert abs(second - shape * (shape + 1)) < 4 * sqrt((fourth - (shape * (shape + 1)) ** 2) / N)
    assert abs(mean - 1.1 * shape) > 4 * spread

"""Bounds that settle whether an act is done say what the rate itself says."""

import math
from random import Random

import pytest

from scorarium.kernels.mind import SAFE, settled
from scorarium.twin.arith import exp

is_settled = settled.py_func  # type: ignore[attr-defined]  # a compiled function as Python runs it


def heights(r: Random, rate: float, base: float) -> list[float]:
    """Heights at a rate and at the base, a last place beside them, within the margin of safety, and anywhere."""
    near = [x * (1.0 + k * SAFE) for x in (rate, base) for k in (-3.0, -1.0, -0.5, 0.5, 1.0, 3.0)]
    edges = [y for x in (rate, base, 0.0) for y in (x, math.nextafter(x, math.inf), math.nextafter(x, 0.0))]
    return [*near, *edges, *(base * r.uniform(0.0, 1.2) for _ in range(20)), rate * r.uniform(0.9, 1.1)]


@pytest.mark.parametrize("most_down", [0.0, 1e-12, 1e-3, 0.1, 1.0, 3.0, 50.0, 800.0])
@pytest.mark.parametrize("most_up", [0.0, 1e-12, 0.1, 0.99, 5.0])
def test_what_bounds_settle_is_what_the_rate_says(most_up: float, most_down: float) -> None:
    r, n_settled = Random(7), 0
    for _ in range(300):
        up, down = (
            r.choice([0.0, most_up, r.uniform(0.0, most_up)]),
            r.choice([0.0, most_down, r.uniform(0.0, most_down)]),
        )
        base = 10.0 ** r.uniform(-12.0, 3.0)
        for x in (up, -down, r.uniform(-down, up), 0.0):
            rate = base * exp(x)
            for height in heights(r, rate, base):
                answer = is_settled(height, base, up, down)
                assert answer in {-1, int(height < rate)}
                n_settled += answer >= 0
    assert n_settled > 5000


def test_half_of_what_is_little_is_settled_and_what_is_unknown_is_not() -> None:
    assert [is_settled(0.5, 1.0, 0.1, 0.2), is_settled(1.2, 1.0, 0.1, 0.2), is_settled(0.9, 1.0, 0.1, 0.2)] == [
        1,
        0,
        -1,
    ]
    assert {is_settled(height, 1.0, *bounds) for height in (0.1, 1.0, 9.0) for bounds in UNKNOWN} == {-1}


UNKNOWN = [(math.inf, math.inf), (math.nan, math.nan), (math.inf, math.nan), (1.0, 2.0)]

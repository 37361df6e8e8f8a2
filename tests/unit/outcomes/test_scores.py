"""Spreads of scores: exact where they can be, and adding up over replicates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorarium.names import POINT
from scorarium.outcomes.scores import MOST_VALUES, spread_of

Scores = st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1, max_size=60)


def test_spread_by_hand() -> None:
    spread = spread_of(np.array([30, 10, 30, 20], np.int32) * POINT)
    assert (spread.value / POINT).tolist() == [10, 20, 30]
    assert spread.count.tolist() == [1, 1, 2]
    assert spread.mean == 22.5
    assert spread.sd == pytest.approx(np.std([30, 10, 30, 20]))
    assert [spread.quantile(q) for q in (0.01, 0.25, 0.26, 0.5, 0.51, 0.99)] == [10, 10, 20, 20, 30, 30]


def test_too_many_values_go_on_a_grid() -> None:
    scores = np.arange(3 * MOST_VALUES, dtype=np.int32)
    spread = spread_of(scores)
    assert spread.step == 4
    assert len(spread.value) <= MOST_VALUES
    assert spread.n == len(scores)
    assert spread.mean * POINT == pytest.approx(scores.mean())
    assert spread.quantile(0.5) * POINT == pytest.approx(np.median(scores), abs=4)


@given(Scores, Scores)
def test_adding_spreads_is_adding_people(one: list[int], other: list[int]) -> None:
    apart = spread_of(np.array(one, np.int32)) + spread_of(np.array(other, np.int32))
    both = spread_of(np.array(one + other, np.int32))
    assert apart.value.tolist() == both.value.tolist()
    assert apart.count.tolist() == both.count.tolist()
    assert apart.total == both.total
    assert apart.squares == pytest.approx(both.squares)


def test_nobody_has_no_spread() -> None:
    assert spread_of(np.zeros(0, np.int32)).n == 0

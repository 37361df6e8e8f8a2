"""Variables beside the outcomes, on records written by hand."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from scorarium.names import POINT, Listed
from scorarium.outcomes import variables
from scorarium.outcomes.persons import over_represented
from scorarium.outcomes.variables import MOST_TIMES
from tests.unit.outcomes.bare import SOCIETY, compiled, lived_of, series_of, state_of


@pytest.fixture(scope="module")
def plan() -> Any:
    return compiled()


def test_those_without_a_tier_and_those_outside_are_one(plan: Any) -> None:
    """Three tiers, then without a tier, then not enrolled: the last two become one row and one column."""
    lived = lived_of(plan, state_of(plan))
    moves = np.arange(25).reshape(1, 1, 5, 5)
    lived = dataclasses.replace(lived, record=dataclasses.replace(lived.record, moves=moves))
    found = variables.tier_moves(lived)[0, 0]
    assert found[:3, :3].tolist() == [[0, 1, 2], [5, 6, 7], [10, 11, 12]]
    assert found[:3, 3].tolist() == [3 + 4, 8 + 9, 13 + 14]
    assert found[3, :3].tolist() == [15 + 20, 16 + 21, 17 + 22]
    assert found[3, 3] == 18 + 19 + 23 + 24


def test_ticks_are_put_together_in_equal_steps() -> None:
    """A year of days is 365 ticks: 183 points of two days, the last of one."""
    days = compiled(society=SOCIETY.replace("tick: 1w", "tick: 1d"))
    lived = lived_of(days, state_of(days))
    assert variables.step_of(lived) == 2
    counts = np.ones((365, 3), np.int64)
    assert variables.summed(lived, counts).tolist() == [[2] * 3] * 182 + [[1] * 3]
    assert variables.at_end(lived, np.arange(365)).tolist() == [*range(1, 365, 2), 364]
    assert variables.times(lived)[[0, -1]].tolist() == pytest.approx([2 / 365.25, 365 / 365.25])
    assert len(variables.times(lived)) <= MOST_TIMES


def test_listings_that_ended(plan: Any) -> None:
    """Five entered after the burn-in beside three who were there; four stand: four left."""
    on, times = np.zeros((2, 8)), np.zeros((2, 8))
    on[0] = [int(Listed.PRIMARY)] * 4 + [int(Listed.SPREAD), 0, 0, 0]
    times[0] = [2, 1, 1, 1, 0, 1, 1, 1]
    before = {"times": np.array([[1, 1, 1, 0, 0, 0, 0, 0], [0] * 8])}
    series = series_of(plan)
    series.n_primary[25, 0] = 3
    lived = lived_of(plan, state_of(plan, on=on, times=times), series, burn_in=26, before=before)
    assert variables.entered(lived).tolist() == [5, 0]
    assert variables.left(lived).tolist() == [4, 0]
    assert variables.list_share(lived).tolist() == [5 / 8, 0]


def test_districts_are_means_over_their_people() -> None:
    four = compiled(society=SOCIETY + "districts: {count: 4}\n")
    district = four.plan.people.district
    welfare = np.array([np.zeros(8), district]) * POINT
    lived = lived_of(four, state_of(four, welfare=welfare, refused=[[0] * 8, district]))
    assert variables.welfare_by_district(lived)[1].tolist() == pytest.approx([k / lived.years for k in range(4)])
    assert variables.refused_by_district(lived)[1].tolist() == pytest.approx([1000 * k / lived.years for k in range(4)])


def test_who_is_over_represented_among_the_hardest_hit() -> None:
    """Two hundred people: the hundredth are two, both women, who are half of all."""
    many = compiled(persons=200)
    women = many.frame.population.attributes["sex"] == 0
    lost = np.zeros((2, 200))
    lost[1, np.flatnonzero(women)[:2]] = [-5, -3]
    lost[1, np.flatnonzero(~women)[0]] = -1
    lived = lived_of(many, state_of(many, welfare=lost * POINT))
    assert over_represented(lived, -1)[1].tolist() == pytest.approx([1 / women.mean(), 0.0])
    assert np.isnan(over_represented(lived, 1)).all(), "nobody gained"
    assert np.isnan(over_represented(lived, -1)[0]).all(), "none is not compared with itself"

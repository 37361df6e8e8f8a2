"""Mean ratings and the gap between groups, by hand and against the bias that is declared."""

from math import sqrt

import numpy as np
import pytest

from scorarium.names import POINT
from scorarium.outcomes.measures.ratings import rating_gap, rating_mean
from scorarium.twin.run import run
from tests.unit.outcomes.bare import compiled, lived_of, state_of

RATED = """
scorarium: 1
kind: scheme
name: marks
enrolment: mandatory
score:
  kind: ratings
  range: [1, 5]
  encounters: 2/d
  usual: 3.5
  spread: 0.5
  rated: {is: {sex: SEX}}
  bias: {default: 0, by: {sex: {female: -0.6}}}
"""
EVERYBODY = RATED.replace("  rated: {is: {sex: SEX}}\n", "")


def test_only_those_count_who_are_rated() -> None:
    plan = compiled(RATED.replace("SEX", "female"))
    female = plan.frame.population.attributes["sex"] == 0
    score = np.where(female, 4.0, 1.0)[None] * POINT
    mean = rating_mean(lived_of(plan, state_of(plan, score=score)), 1)
    assert mean is not None
    assert mean.value() == pytest.approx(4.0)
    assert rating_gap(lived_of(plan, state_of(plan, score=score)), 1) is None  # too few to say


def test_nobody_is_rated_without_ratings() -> None:
    plan = compiled()
    seen = lived_of(plan, state_of(plan))
    assert (rating_mean(seen, 0), rating_mean(seen, 1), rating_gap(seen, 1)) == (None, None, None)


@pytest.mark.statistical
def test_the_gap_is_the_bias() -> None:
    plan = compiled(EVERYBODY, persons=300, years=0.1)
    seen = lived_of(plan, run(plan.plan).final_state())
    mean, apart = rating_mean(seen, 1), rating_gap(seen, 1)
    assert mean is not None
    assert apart is not None
    # some seventy marks for each of some 150 persons, with a spread of about half a mark
    assert abs(apart - 0.6) < 4 * 0.5 * sqrt(2 / (60 * 140))
    assert abs(mean.value() - 3.2) < 0.1
    assert apart > 0.3

"""Each person's own strength of a mechanism: who is not deterred acts as if nobody were scored, and means are exact."""

from math import sqrt
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.names import Own
from scorarium.twin.mind import belief
from scorarium.twin.run import new, run
from tests.unit.engine.small import compiled, scheme, society

FINE: dict[str, Any] = {"fine": {"when": {"rule": ["fast", "dirt"]}, "effect": "fine", "amount": "2 days-income"}}


def scored(psychology: dict[str, Any], n: int = 60, **patch: Any) -> CompiledPlan:
    own = scheme(senses={"police": {"detection": "60%"}}, consequences=FINE)
    acts = {"speeding": {"rate": "20/y"}, "littering": {"rate": "20/y"}}
    return compiled(society(psychology={"preset": "deterrence", **psychology}, acts=acts, **patch), [own], n=n)


def test_who_is_not_deterred_acts_as_if_nobody_were_scored() -> None:
    slope = {"default": 3, "by": {"age": {"60+": 0}}}
    sim = run(scored({"deterrence_slope": slope, "habit": "off", "reward_pull": "off"}))
    age = sim.people.attribute[1]
    for i in range(sim.n):
        if age[i] == 2:
            assert sim.state.done[1][i] == sim.state.done[0][i]
    others = [i for i in range(sim.n) if age[i] != 2]
    assert sum(sim.state.done[1][i] for i in others) < 0.8 * sum(sim.state.done[0][i] for i in others)


def test_habit_moves_only_those_who_have_any() -> None:
    sim = run(scored({"habit_rate": {"by": {"licence": {"true": "20%", "false": "0%"}}}, "deterrence_slope": 2}))
    habit = np.array(sim.state.habit[1])
    has = np.array(sim.people.attribute[0]) == 1
    assert not habit[~has].any()
    assert habit[has].any()


def test_a_drawn_strength_has_its_mean_and_stays() -> None:
    made = scored({"deterrence_slope": {"mean": 2, "law": "exponential"}}, n=4000)
    drawn = made.plan.selves.value[made.plan.selves.row[Own.SLOPE]]
    assert abs(drawn.mean() - 2) <= 4 * 2 / sqrt(4000)
    assert abs(drawn.std() - 2) <= 4 * 2 * sqrt(2 / 4000)
    assert made.mind.values["deterrence_slope"] == pytest.approx(2)
    pull = made.plan.selves.value[made.plan.selves.row[Own.REWARD_SLOPE]]
    assert np.allclose(pull, 0.7 * drawn)  # who dreads more is drawn more, where only dread is said


def test_what_lies_beyond_its_bounds_is_at_the_bound() -> None:
    made = scored({"habit_rate": {"mean": "50%", "law": "normal", "sd": "60%"}}, n=2000)
    drawn = made.plan.selves.value[made.plan.selves.row[Own.HABIT_RATE]]
    assert drawn.min() == 0.0
    assert drawn.max() == 1.0


def test_beliefs_begin_where_each_person_begins() -> None:
    prior = {"a": {"by": {"age": {"0-17": 1, "18-59": 2, "60+": 6}}}, "b": 2}
    made = scored({"prior_seen": prior})
    before = [belief(new(made.plan), 0, i, 0) for i in range(3)]
    assert before == [1 / 3, 1 / 2, 3 / 4]


def test_horizons_in_classes_are_those_of_each_person() -> None:
    """A door behind a border is worth as many years as each one looks ahead."""
    door = {"no": {"when": {"score_below": 6}, "service": "driving", "effect": "deny"}}
    own = scheme(consequences=door)
    of = society(psychology={"preset": "deterrence", "horizon": {"by": {"licence": {"true": "3y", "false": "1y"}}}})
    plan = compiled(of, [own]).plan
    assert plan.selves.horizons == 2
    assert plan.stakes.loss[1] == pytest.approx(3 * plan.stakes.loss[0])
    looks = plan.selves.value[plan.selves.row[Own.HORIZON]]
    assert looks.tolist() == [float(has) for has in plan.people.attribute[0]]

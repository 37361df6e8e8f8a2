"""Whom a scheme reaches when, and what staying out costs."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.unit.engine.small import SCHEME, SOCIETY, keyed, merged, people


def plan_of(n: int, years: float, enrolment: dict[str, Any], **patch: Any) -> CompiledPlan:
    """A scheme with a rollout; two districts of `n / 2`."""
    own = Society.model_validate(keyed(merged(SOCIETY, {"psychology": "passive"})))
    scheme = Scheme.model_validate(keyed(merged(SCHEME, {"enrolment": enrolment, **patch})))
    return compile_plan(people(own, n), own, {"it": [scheme]}, seed=5, replicate=0, years=years)


def members(compiled: CompiledPlan) -> dict[int, np.ndarray[Any, Any]]:
    """Who is enrolled at the end of each tick."""
    found = {}

    def look(sim: Sim, t: int) -> None:
        found[t] = np.array(sim.state.enrolled[0]) >= 0

    run(compiled.plan, after_tick=look)
    return found


def test_a_stage_that_ends_before_another_begins_leaves_everybody_out_in_between() -> None:
    rollout = {"pilot": {"districts": "50%", "at": "0y", "until": "7w"}, "all": "20w"}
    compiled = plan_of(40, 0.5, {"kind": "mandatory", "rollout": rollout})
    inside = members(compiled)
    district = compiled.plan.people.district
    pilot = inside[0]
    assert pilot.sum() == 20
    assert len(set(district[pilot])) == 1
    for t, who in inside.items():
        assert (who == (pilot if t < 7 else t >= 20)).all(), t


def test_a_stage_may_be_for_some_people_only() -> None:
    rollout = {"old": {"is": {"age": "60+"}, "at": "0y"}, "young": {"is": {"age": "0-17"}, "at": "4w", "until": "9w"}}
    compiled = plan_of(40, 0.5, {"kind": "mandatory", "rollout": rollout})
    age = compiled.frame.population.attributes["age"]
    for t, who in members(compiled).items():
        assert (who == (age == 2) | ((age == 0) & (4 <= t < 9))).all(), t


def test_who_is_reached_again_begins_anew() -> None:
    rollout = {"first": {"at": "0y", "until": "10w"}, "again": {"at": "12w"}}
    compiled = plan_of(40, 0.5, {"kind": "mandatory", "rollout": rollout}, lists={"l": {"enter": {"score_below": 12}}})
    assert compiled.plan.schemes.end_tick[0] > 10**6

    def look(sim: Sim, t: int) -> None:
        if 10 <= t < 12:
            assert not any(sim.state.on[0])
        if t == 12:
            assert set(sim.state.enrolled[0]) == {12}
            assert set(sim.state.base[0]) <= {12 * 65536, 11 * 65536}

    run(compiled.plan, after_tick=look)


@pytest.mark.parametrize(
    "cost",
    [
        "20 days-income",
        {"by": {"age": {"18-59": "20 days-income", "60+": "20 days-income"}}, "default": "0 days-income"},
    ],
)
def test_staying_out_costs_so_much_a_year(cost: Any) -> None:
    adoption = {"innovation": "1/y", "imitation": "0/y"}
    who = {"is": {"age": {"from": 18}}}
    opt_in = {"kind": "opt_in", "who": who, "adoption": adoption}
    free, dear = plan_of(60, 1, opt_in), plan_of(60, 1, {**opt_in, "refusal_cost": cost})
    out = np.zeros(60)

    def look(sim: Sim, t: int) -> None:
        nonlocal out
        out = out + (np.array(sim.state.enrolled[0]) < 0)

    without, sim = run(free.plan), run(dear.plan, after_tick=look)
    lost = (np.array(without.state.welfare[1]) - np.array(sim.state.welfare[1])) / 65536
    grown = free.frame.population.attributes["age"] > 0
    assert (lost[~grown] == 0).all()
    assert np.allclose(lost[grown], 20 * 7 / 365.25 * out[grown], atol=1e-3)
    assert (np.array(sim.state.abstained[0]) / 65536 == lost).all()
    assert lost.sum() > 100

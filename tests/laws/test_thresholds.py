"""Thresholds that depend on something or are drawn: whoever is past their own, and nobody else."""

from typing import Any

import numpy as np

from scorarium.names import POINT
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.laws.test_numbers_that_depend import plan_of


def listed(enter: dict[str, Any]) -> dict[str, Any]:
    return {"lists": {"named": {"enter": enter}}}


def test_a_border_is_another_for_another_age() -> None:
    compiled = plan_of(60, **listed({"score_below": {"default": -2, "by": {"age": {"60+": -5}}}}))
    border = np.where(compiled.frame.population.attributes["age"] == 2, -5, -2) * POINT
    seen: set[bool] = set()

    def look(sim: Sim, t: int) -> None:
        past = np.array(sim.state.score[0]) < border
        assert ((np.array(sim.state.on[0]) > 0) == past).all()
        seen.update(past.tolist())

    run(compiled.plan, after_tick=look)
    assert seen == {False, True}


def test_a_time_in_the_scheme_is_another_for_another_age() -> None:
    between = {
        "from": {"default": "3w", "times": {"age": {"60+": 2}}},
        "to": {"default": "9w", "by": {"age": {"0-17": "4w"}}},
    }
    compiled = plan_of(12, **listed({"enrolled": between}))
    age = compiled.frame.population.attributes["age"]
    first, last = np.where(age == 2, 6, 3), np.where(age == 0, 4, 9)

    def look(sim: Sim, t: int) -> None:
        assert ((np.array(sim.state.on[0]) > 0) == ((first <= t) & (t <= last))).all()

    run(compiled.plan, after_tick=look)


def test_a_border_that_is_drawn_is_drawn_anew_in_each_tick() -> None:
    """Half of the borders lie above nought, where everybody stands who does nothing."""
    border = {"mean": 0, "law": "normal", "sd": 3}
    compiled = plan_of(200, senses={"police": {"detection": "0%"}}, **listed({"score_below": border}))
    on: list[np.ndarray] = []
    run(compiled.plan, after_tick=lambda sim, t: on.append(np.array(sim.state.on[0]) > 0))
    share = np.array(on).mean()
    assert abs(share - 0.5) < 4 * np.sqrt(0.25 / np.array(on).size)
    assert abs((on[3] & on[4]).mean() - 0.25) < 4 * np.sqrt(0.1875 / 200)


def test_of_others_it_is_noted_as_the_last_tick_ended() -> None:
    friends = {"related": {"friends": {"score_below": {"default": -2, "by": {"age": {"60+": -5}}}}}}
    compiled = plan_of(40, **listed(friends))
    border = np.where(compiled.frame.population.attributes["age"] == 2, -5, -2) * POINT
    before = np.zeros(40, bool)
    some = 0

    def look(sim: Sim, t: int) -> None:
        nonlocal before, some
        near = before[np.array(sim.ties.friends).reshape(40, 2)].any(axis=1)
        assert ((np.array(sim.state.on[0]) > 0) == near).all()
        some += int(near.any() and not near.all())
        before = np.array(sim.state.score[0]) < border

    run(compiled.plan, after_tick=look)
    assert some > 3

"""Numbers of a society that depend on person, place, time or amount, or are drawn: exact, or in the mean."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import POINT, Answer
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.unit.engine.small import SOCIETY, keyed, merged, people, scheme


def plan_of(n: int = 300, weeks: int = 26, **patch: Any) -> CompiledPlan:
    """The acts and services of a patch and no others."""
    bare = {**SOCIETY, "acts": {}, "services": {}, "psychology": "passive"}
    own = Society.model_validate(keyed(merged(bare, patch)))
    idle = scheme(senses=None, score=None)
    return compile_plan(people(own, n), own, {"it": [idle]}, seed=5, replicate=0, years=(weeks * 7 + 1) / 365.25)


def lived(compiled: CompiledPlan) -> tuple[Sim, np.ndarray, np.ndarray]:
    """The twin at the end; welfare and acts of each person in the world without schemes."""
    sim = run(compiled.plan)
    return sim, np.array(sim.state.welfare[0]) / POINT, np.array(sim.state.done[0])


def income(compiled: CompiledPlan) -> float:
    """A day's income for each day."""
    return float(compiled.plan.clock.n_ticks * compiled.plan.clock.days)


def ages(compiled: CompiledPlan) -> np.ndarray:
    return compiled.frame.population.attributes["age"]


def test_an_act_costs_what_it_costs_the_person() -> None:
    cost = {"default": 1, "by": {"age": {"60+": 3}}}
    compiled = plan_of(acts={"treat": {"context": "civic", "rate": "20/y", "cost": cost}})
    _, welfare, done = lived(compiled)
    price = np.where(ages(compiled) == 2, 3.0, 1.0)
    assert welfare - income(compiled) == pytest.approx(-done * price, abs=1e-3)


def test_harm_falls_on_the_district_at_the_amount_of_the_act() -> None:
    """A line through nought: harm is twice the amount, and the amounts of everybody add up to it."""
    harm = {"by": {"amount": {"0": 0, "10": 20}}, "between": "linear"}
    spill = {"context": "civic", "rate": "20/y", "amount": {"law": "uniform", "bounds": [0, 2]}, "harm": harm}
    totals: list[int] = []
    compiled = plan_of(acts={"spill": spill})
    sim = run(compiled.plan, after_tick=lambda sim, t: totals.append(sim.state.n_worth[0][0]))
    each = np.array(sim.state.done[0])
    n, per_act = each.sum(), sum(totals) / POINT / each.sum()
    assert abs(per_act - 2.0) < 4 * 2 * np.sqrt(4 / 12 / n)
    _, welfare, _ = lived(compiled)
    last = totals[-1] / POINT  # falls in the tick after the last
    assert (income(compiled) * len(each) - welfare.sum()) == pytest.approx(sum(totals) / POINT - last, rel=1e-3)


def test_a_benefit_changes_with_time() -> None:
    benefit = {"by": {"time": {"0d": 0, "13w": 2}}}
    compiled = plan_of(acts={"gift": {"context": "civic", "rate": "20/y", "benefit": benefit}})
    brought: list[int] = []
    run(compiled.plan, after_tick=lambda sim, t: brought.append(-sum(sim.state.pub_harm[0])))
    done: list[int] = []
    run(compiled.plan, after_tick=lambda sim, t: done.append(sim.state.n_done[0][0]))
    assert brought == [2 * POINT * n if t >= 13 else 0 for t, n in enumerate(done)]


def test_a_load_that_differs_keeps_the_mean_and_turns_the_order() -> None:
    """Rates are rate · exp(β_i z_i) over its mean: who has a load of nought acts alike, others by their trait."""
    loads = {"risk": {"by": {"age": {"0-17": 0, "18-59": 1, "60+": -1}}}}
    compiled = plan_of(n=372, acts={"dare": {"context": "civic", "rate": "52.1785714/y", "loads": loads}})
    acts, p = compiled.plan.acts, compiled.plan.people
    (f,) = range(acts.factor_first[0], acts.factor_first[1])
    rates = acts.scale[0] * acts.factor_value[acts.factor_table[f] + p.trait[acts.factor_arg[f]].astype(int)]
    z = p.trait[0].astype(int) / 4 - 15 / 4
    own = np.exp(np.array([0.0, 1.0, -1.0])[ages(compiled)] * z)
    assert rates == pytest.approx(own / own.mean(), rel=1e-6)


def test_a_trait_of_another_law_weighs_by_its_value() -> None:
    """Up to the classes of rates, four and a half per cent wide."""
    dare = {"context": "civic", "rate": "52.1785714/y", "loads": {"boldness": 0.5}}
    compiled = plan_of(n=372, traits={"boldness": {"law": "exponential", "mean": 1}}, acts={"dare": dare})
    acts, p = compiled.plan.acts, compiled.plan.people
    rates = acts.scale[0] * acts.factor_value[acts.factor_table[0] + p.trait[acts.factor_arg[0]].astype(int)]
    own = np.exp(0.5 * compiled.frame.population.trait_values["boldness"])
    assert rates == pytest.approx(own / own.mean(), rel=1e-3)


def test_steps_are_drawn_each_time() -> None:
    """+1 with 30 %, nothing with 50 %, -1 with 20 %: a tenth of a level up for each act, in the mean."""
    levels = {str(k): "2%" for k in range(50)}
    credit = {"shares": levels, "moves": {"pays": {"shares": {"1": "30%", "0": "50%", "-1": "20%"}}}}
    compiled = plan_of(attributes={"credit": credit}, acts={"pays": {"context": "civic", "rate": "20/y"}})
    moved: list[int] = []
    run(compiled.plan, after_tick=lambda sim, t: moved.append(sum(sim.state.moving[0][0])))
    sim = run(compiled.plan)
    n = np.array(sim.state.done[0]).sum()
    assert abs(sum(moved) / n - 0.1) < 4 * np.sqrt(0.49 / n)


def test_people_choose_by_what_they_are() -> None:
    chosen = {
        "always": {"default": "100%", "by": {"age": {"0-17": "30%"}}},
        "never": {"default": "0%", "by": {"age": {"0-17": "70%"}}},
    }
    help_ = {"context": "civic", "rate": "52/y", "towards": "anyone", "benefit": 1, "chosen": chosen}
    compiled = plan_of(acts={"help": help_})
    _, _, done = lived(compiled)
    young = ages(compiled) == 0
    assert (done[~young] > 0).all()
    n = young.sum()
    assert abs((done[young] > 0).mean() - 0.3) < 4 * np.sqrt(0.21 / n)


def test_who_is_drawn_anew_hangs_on_what_they_are() -> None:
    redrawn = {"by": {"age": {"0-17": "0/y", "18-59": "2/y", "60+": "0/y"}}}
    compiled = plan_of(
        n=600, attributes={"age": {"redrawn": redrawn}}, acts={"rest": {"context": "civic", "rate": "1/y"}}
    )
    sim = run(compiled.plan)
    before, after = ages(compiled), np.array(sim.state.level[0])
    assert (after[before != 1] == before[before != 1]).all()
    stays = np.exp(
        -2 * 0.5 * 25 * 7 / 365.25
    )  # half of the draws give the middle again; who has left does not come back
    n = (before == 1).sum()
    assert abs((after[before == 1] == 1).mean() - stays) < 4 * np.sqrt(stays * (1 - stays) / n)


def test_a_demand_is_worth_what_it_is_to_the_person() -> None:
    value = {"by": {"district": {"1": 2, "2": 5}}}
    compiled = plan_of(services={"trips": {"context": "movement", "demand": "10/y", "value": value}})
    sim, welfare, _ = lived(compiled)
    met = np.array(sim.state.met[0])
    assert welfare - income(compiled) == pytest.approx(
        met * np.array([2.0, 5.0])[compiled.plan.people.district], abs=1e-3
    )


def test_places_by_district() -> None:
    """One district has a place for everybody who asks in a week, the other none."""
    places = {"by": {"district": {"1": "520/y", "2": "0/y"}}}
    compiled = plan_of(services={"flat": {"context": "housing", "demand": "10/y", "value": 1, "places": places}})
    sim, _, _ = lived(compiled)
    met, refused, district = np.array(sim.state.met[0]), np.array(sim.state.refused[0]), compiled.plan.people.district
    assert met[district == 0].sum() > 0 == met[district == 1].sum()
    assert refused[district == 0].sum() == 0 < refused[district == 1].sum()
    assert np.array(sim.state.n_answer[0][0])[[Answer.MET, Answer.PUSHED_BACK]].min() >= 0

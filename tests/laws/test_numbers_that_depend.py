"""Numbers that depend on the person or are drawn: exact values, closed forms, counts."""

from math import sqrt
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import POINT
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from tests.unit.engine.small import SOCIETY, keyed, merged, people

SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "depends",
    "senses": {"police": {"kind": "registry", "sees": ["littering"], "detection": "100%"}},
    "score": {"kind": "points", "start": 0, "rules": {"dirt": {"on": "littering", "points": -1}}},
}
EVERYBODY = {"enrolled": {"from": "0d"}}


def plan_of(n: int, years: float = 0.5, **patch: Any) -> CompiledPlan:
    """A society in which only the scheme happens."""
    own = Society.model_validate(keyed(merged(SOCIETY, {"psychology": "passive"})))
    scheme = Scheme.model_validate(keyed(merged(SCHEME, patch)))
    return compile_plan(people(own, n), own, {"it": [scheme]}, seed=5, replicate=0, years=years)


def fine(**more: Any) -> dict[str, Any]:
    return {"consequences": {"fine": {"when": EVERYBODY, "effect": "fine", **more}}}


def fines(compiled: CompiledPlan) -> np.ndarray:
    """What each person has paid, in days-income."""
    return np.array(run(compiled.plan).state.fines[1]) / POINT


def test_a_repair_takes_and_costs_what_it_does_for_the_person() -> None:
    repair = {
        "sought": {"default": "0/y", "by": {"licence": {"true": "99999/y"}}},
        "takes": {"default": "3w", "by": {"age": {"60+": "8w"}}},
        "costs": {"default": "1 days-income", "times": {"age": {"60+": 3}}},
    }
    named = {"enter": {"enrolled": {"from": "0d", "to": "0d"}}, "lasts": "10y", "repair": {"by": "paying", **repair}}
    compiled = plan_of(120, lists={"named": named})
    attributes = compiled.frame.population.attributes
    state = run(compiled.plan).state
    seeks, old = attributes["licence"] == 1, attributes["age"] == 2
    # listed at the end of the first tick, seen as such from the next on, off after so many weeks
    assert set(np.array(state.listed_ticks[0])[seeks & old]) == {1 + 8}
    assert set(np.array(state.listed_ticks[0])[seeks & ~old]) == {1 + 3}
    assert set(np.array(state.listed_ticks[0])[~seeks]) == {compiled.plan.clock.n_ticks - 1}
    paid = np.array(state.fines[1]) / POINT
    assert (set(paid[~seeks]), set(paid[seeks & old]), set(paid[seeks & ~old])) == ({0.0}, {3.0}, {1.0})


@pytest.mark.statistical
def test_a_fine_that_is_drawn_has_the_moments_of_its_law() -> None:
    paid = fines(plan_of(2500, years=0.1, **fine(amount={"mean": "2 days-income", "law": "exponential"})))
    assert abs(paid.mean() - 2) < 4 * 2 / sqrt(len(paid))
    assert abs((paid**2).mean() - 8) < 4 * sqrt(24 * 16 - 64) / sqrt(len(paid))


@pytest.mark.statistical
def test_a_rate_is_drawn_once_for_each_person() -> None:
    repair = {"when": EVERYBODY, "sought": {"mean": "6/y", "law": "exponential"}, "takes": "20y", "at_most": 1}
    compiled = plan_of(1500, repairs={"once": repair})
    sought = np.array(run(compiled.plan).state.repair_used[0]) > 0
    # of those with an exponential rate of mean m, 1 - 1 / (1 + mT) have come by T; with one rate for all 1 - exp(-mT)
    at = 6 * (compiled.plan.clock.n_ticks - 1) * 7 / 365.25
    expected = 1 - 1 / (1 + at)
    assert abs(sought.mean() - expected) < 4 * sqrt(expected * (1 - expected) / len(sought))
    assert 1 - np.exp(-at) - expected > 0.1


@pytest.mark.statistical
def test_a_bias_is_added_to_a_share_that_depends() -> None:
    decided = {
        "who": "official",
        "follows": {"default": "60%", "by": {"licence": {"true": "30%"}}},
        "bias": {"default": "0%", "by": {"age": {"60+": "-20%", "0-17": "80%"}}},
    }
    compiled = plan_of(600, **fine(amount="1 days-income", every="1w", decided=decided))
    attributes = compiled.frame.population.attributes
    paid, n_ticks = fines(compiled), compiled.plan.clock.n_ticks
    for licence, share in ((0, 0.6), (1, 0.3)):
        for age, bias in enumerate((0.8, 0.0, -0.2)):
            who = (attributes["licence"] == licence) & (attributes["age"] == age)
            n, p = int(who.sum()) * n_ticks, min(1.0, share + bias)
            assert n > 1000
            assert abs(paid[who].sum() / n - p) <= 4 * sqrt(p * (1 - p) / n)


def test_factors_weigh_what_they_do_for_the_person() -> None:
    factors = {
        "paper": {"weight": {"default": "50%", "by": {"age": {"60+": "20%"}}}, "from_attribute": "licence"},
        "record": {
            "weight": "50%",
            "from": {"speeding": -1},
            "missing": {"default": "100%", "by": {"licence": {"true": "40%"}}},
        },
    }
    compiled = plan_of(60, years=0.1, score={"kind": "factors", "range": [0, 100], "factors": factors, "start": None,
                                             "rules": None})  # fmt: skip
    attributes = compiled.frame.population.attributes
    score = np.array(run(compiled.plan).state.score[0]) / POINT
    licence, old = attributes["licence"] == 1, attributes["age"] == 2
    expected = np.where(licence, np.where(old, 20.0, 50.0), 0.0) + 50 * np.where(licence, 0.4, 1.0)
    assert np.allclose(score, expected, atol=1e-4)

"""Doors against counts: what a met demand leads to, and places that are bought."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.names import Answer
from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from tests.unit.engine.small import keyed

SOCIETY: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "borrowers",
    "tick": "1w",
    "attributes": {"group": {"shares": {"a": "50%", "b": "50%"}}},
    "acts": {"loan_default": {"context": "finance", "lawful": False}, "loan_repaid": {"context": "finance"}},
    "services": {
        "loans": {
            "demand": "6/y",
            "value": 3,
            "leads_to": {
                "loan_default": {"default": "8%", "by": {"group": {"b": "20%"}}},
                "loan_repaid": "rest",
            },
        }
    },
    "psychology": "passive",
}
SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "bank",
    "senses": {"bank": {"kind": "records", "sees": ["loan_default"], "detection": "100%"}},
    "score": {
        "kind": "points",
        "start": 10,
        "bounds": [0, 10],
        "rules": {"default": {"on": "loan_default", "points": -5, "lasts": "1y"}},
    },
    "tiers": {"low": {"from": 0}, "high": {"from": 6}},
    "consequences": {"fine": {"when": {"rule": "default"}, "effect": "fine", "amount": "5 days-income"}},
}
DENY = {"no": {"when": {"score_above": -1}, "service": "loans", "effect": "deny", "strength": "50%"}}


def plan(society: dict[str, Any], scheme: dict[str, Any], persons: int = 4000, years: float = 1.0) -> CompiledPlan:
    of = Society.model_validate(keyed(society))
    own = Scheme.model_validate(keyed(scheme))
    people = generate(of, persons=persons, seed=5, replicate=0)
    return compile_plan(people, of, {"it": [own]}, seed=5, replicate=0, years=years)


def counts(made: CompiledPlan) -> tuple[NDArray[np.int64], NDArray[np.int64], Any]:
    """(acts done [T, W, B], answers [T, W, V, 5], the last state)."""
    done, answers, state = [], [], None
    for _, life in ticks(made, threads=1):
        state = life.complete()
        done.append(state.n_done.copy())
        answers.append(state.n_answer.copy())
    return np.array(done), np.array(answers), state


@pytest.mark.statistical
def test_every_met_demand_has_one_act_follow_in_the_tick_after() -> None:
    done, answers, _ = counts(plan(SOCIETY, {**SCHEME, "consequences": DENY}))
    met = answers[:, :, 0, Answer.MET]
    assert met[:, 0].sum() > 20_000 > met[:, 1].sum()
    assert (done[0] == 0).all()
    np.testing.assert_array_equal(done[1:].sum(axis=2), met[:-1])


@pytest.mark.statistical
def test_the_declared_shares() -> None:
    done, answers, _ = counts(plan(SOCIETY, SCHEME))
    n, expected = done[:, 0].sum(), 0.5 * 0.08 + 0.5 * 0.20
    sd = (expected * (1 - expected) / n) ** 0.5
    assert abs(done[:, 0, 0].sum() / n - expected) < 4 * sd
    assert abs(done[:, 0, 0].sum() / n - 1.1 * expected) > 4 * sd
    assert answers.sum() > 0


@pytest.mark.statistical
def test_deterrence_scales_the_declared_share_and_the_rest_takes_what_it_leaves() -> None:
    done, answers, _ = counts(plan({**SOCIETY, "psychology": "deterrence"}, SCHEME))
    met = answers[:, :, 0, Answer.MET]
    np.testing.assert_array_equal(done[1:].sum(axis=2), met[:-1])
    np.testing.assert_array_equal(met[:, 0], met[:, 1])
    default, repaid = done[:, :, 0].sum(axis=0), done[:, :, 1].sum(axis=0)
    assert default[1] < 0.9 * default[0]
    assert repaid[1] - repaid[0] == default[0] - default[1]


QUEUE: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "queue",
    "tick": "1mo",
    "attributes": {"briber": {"share": "50%"}},
    "districts": {"count": 4},
    "acts": {"bribery": {"context": "commerce", "every": "1mo", "is": {"briber": True}, "buys": "tender"}},
    "services": {"tender": {"demand": "6/y", "places": "4/y", "value": 1}},
    "psychology": "passive",
}
IDLE: dict[str, Any] = {"scorarium": 1, "kind": "scheme", "name": "idle", "score": {"kind": "record"}}


@pytest.mark.statistical
def test_whoever_buys_a_place_goes_ahead() -> None:
    made = plan(QUEUE, IDLE)
    _, answers, state = counts(made)
    bribes = made.frame.population.attributes["briber"] == 1
    met, refused = state.met[0], state.refused[0]
    assert answers[:, 0, 0, Answer.PUSHED_BACK].sum() == refused.sum() > 0
    assert refused[bribes].sum() < 0.02 * met[bribes].sum()
    assert refused[~bribes].sum() > 0.8 * refused.sum()


@pytest.mark.statistical
def test_a_place_is_bought_once() -> None:
    society = {**QUEUE, "acts": {"bribery": {"context": "commerce", "rate": "3/y", "buys": "tender"}}}
    society["services"] = {"tender": {"demand": "6/y", "places": "1/y", "value": 1}}
    _, answers, state = counts(plan(society, IDLE))
    assert state.bought.sum() > 0
    assert answers[:, 0, 0, Answer.PUSHED_BACK].sum() > 0


@pytest.mark.statistical
def test_where_all_buy_nobody_gains() -> None:
    everybody = {"bribery": {"context": "commerce", "every": "1mo", "buys": "tender"}}
    _, bought, _ = counts(plan({**QUEUE, "acts": everybody}, IDLE))
    _, free, _ = counts(plan({**QUEUE, "acts": {"bribery": {"context": "commerce", "every": "1mo"}}}, IDLE))
    np.testing.assert_array_equal(bought, free)

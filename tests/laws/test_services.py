"""Doors against counts: what a met demand leads to, and places that are bought."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.names import POINT, Answer
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
IDLE: dict[str, Any] = {"scorarium": 1, "kind": "scheme", "name": "idle", "score": {"kind": "record"}}
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


DRIVERS: dict[str, Any] = {"scorarium": 1, "kind": "society", "name": "drivers", "tick": "1mo", "psychology": "passive"}


@pytest.mark.statistical
@pytest.mark.parametrize(
    ("law", "nobody"),
    [
        ({"law": "gamma", "shape": 0.5}, (1 + 2 / 0.5) ** -0.5),  # a negative binomial
        ({"law": "exponential"}, 1 / 3),
        ({"law": "erlang", "stages": 3}, (1 + 2 / 3) ** -3.0),
        ({"law": "fixed"}, np.exp(-2)),
    ],
)
def test_a_rate_is_drawn_once_for_each_person(law: dict[str, Any], nobody: float) -> None:
    rate = {"mean": "2/y", **law}
    made = plan({**DRIVERS, "acts": {"claim": {"context": "traffic", "rate": rate}}}, IDLE, persons=20_000)
    _, _, state = counts(made)
    n = len(state.done[0])
    sd = (nobody * (1 - nobody) / n) ** 0.5
    assert abs((state.done[0] == 0).mean() - nobody) < 4 * sd
    assert abs((state.done[0] == 0).mean() - 1.1 * nobody) > 4 * sd
    assert abs(state.done[0].mean() - 2) < 4 * state.done[0].std() / n**0.5


@pytest.mark.statistical
def test_a_share_and_a_demand_are_drawn_once_too() -> None:
    wallet = {"recycling": {"context": "civic", "every": "1mo", "share": {"law": "uniform", "bounds": ["0%", "40%"]}}}
    door = {"tram": {"demand": {"mean": "3/y", "law": "lognormal", "sd": 0.8}, "value": 1}}
    _, _, state = counts(plan({**DRIVERS, "acts": wallet, "services": door}, IDLE, persons=20_000))
    n, done, met = len(state.done[0]), state.done[0], state.met[0]
    assert abs(done.mean() - 2.4) < 4 * done.std() / n**0.5
    assert done.var() == pytest.approx(12 * (0.2 - 0.04 - 0.4**2 / 12) + 144 * 0.4**2 / 12, rel=0.05)
    assert met.mean() == pytest.approx(3, rel=0.05)
    assert met.var() == pytest.approx(3 + 9 * (np.exp(0.64) - 1), rel=0.3)


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


RECYCLERS: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "recyclers",
    "tick": "1w",
    "acts": {
        "recycling": {"context": "civic", "rate": "40/y"},
        "purchase": {"context": "shopping", "rate": "20/y", "amount": {"mean": 0.5, "law": "exponential"}},
    },
    "services": {"tram": {"demand": "10/y", "value": 0.2}},
    "psychology": "passive",
}
WALLET: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "wallet",
    "senses": {"bins": {"kind": "device", "sees": ["recycling", "purchase"], "detection": "100%"}},
    "score": {
        "kind": "points",
        "start": 0,
        "bounds": [0, None],
        "rules": {
            "bottle": {"on": "recycling", "points": 2, "lasts": "6mo"},
            "shop": {"on": "purchase", "points": 1, "per": "0.5 days-income"},
        },
        "spend": {"from": 20, "worth": "0.01 days-income", "oldest_first": True, "at": "12/y"},
    },
}


@pytest.mark.statistical
@pytest.mark.parametrize("oldest_first", [True, False])
def test_points_buy_what_they_are_worth(oldest_first: bool) -> None:
    spend = {**WALLET["score"]["spend"], "oldest_first": oldest_first}
    made = plan(RECYCLERS, {**WALLET, "score": {**WALLET["score"], "spend": spend}}, persons=1000)
    _, _, state = counts(made)
    spent = state.spent[0]
    assert spent.sum() > 0
    assert (spent % (20 * POINT) == 0).all()  # whole lots
    money = np.floor(0.01 * spent + 0.5).astype(np.int64)
    assert np.abs(state.welfare[1] - state.welfare[0] - money).max() <= 20  # rounded once for each spending
    np.testing.assert_array_equal(state.fines[1], -(state.welfare[1] - state.welfare[0]))
    assert (state.score[0] >= 0).all()


@pytest.mark.statistical
def test_nothing_is_gained_or_lost_on_the_way() -> None:
    """Points that never lapse: gained = spent + held."""
    rules = {"bottle": {"on": "recycling", "points": 2, "lasts": "never"}}
    _, _, state = counts(plan(RECYCLERS, {**WALLET, "score": {**WALLET["score"], "rules": rules}}, persons=1000))
    np.testing.assert_array_equal(state.earned[0], state.spent[0] + state.score[0])
    assert state.spent.any()


@pytest.mark.statistical
def test_the_oldest_go_first_so_that_fewer_lapse() -> None:
    held = {}
    for first in (True, False):
        spend = {**WALLET["score"]["spend"], "oldest_first": first, "at": "3/y"}
        own = {**WALLET, "score": {**WALLET["score"], "spend": spend}}
        _, _, state = counts(plan(RECYCLERS, own, persons=2000))
        held[first] = state.earned[0].sum() - state.spent[0].sum() - state.score[0].sum()
    assert 0 <= held[True] < held[False]


@pytest.mark.statistical
def test_the_share_that_is_bought() -> None:
    _, _, state = counts(plan(RECYCLERS, WALLET, persons=1000))
    share = state.earned_by_money[0].sum() / state.earned[0].sum()
    assert share == pytest.approx(20 * 0.5 / 0.5 / (20 + 40 * 2), rel=0.05)


PRICED = {
    "dear": {
        "when": {"is": {"group": "b"}, "score_above": -1},
        "service": "loans",
        "effect": "price",
        "amount": "130%",
    },
    "cheap": {
        "when": {"is": {"group": "a"}, "score_above": -1},
        "service": "loans",
        "effect": "price",
        "amount": "90%",
    },
}


def test_every_met_demand_costs_what_its_price_says_above_the_ordinary_one() -> None:
    """Each of a person's met demands, worth three days-income, is paid 0.9 more or 0.3 less; nobody else pays."""
    made = plan(SOCIETY, SCHEME | {"consequences": PRICED}, persons=400)
    state = counts(made)[2]
    is_b = made.plan.people.attribute[0] == 1
    each = np.where(is_b, round(0.3 * 3 * POINT), round((0.9 - 1.0) * 3 * POINT))
    assert (state.overpaid[1] == each * state.met[1]).all()
    assert not state.overpaid[0].any()
    assert state.met[1].sum() > 1_000
    assert counts(plan(SOCIETY, SCHEME, persons=40))[2].overpaid.shape == (0, 40)

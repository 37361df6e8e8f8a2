"""Scores that are learned: twin and engine read the same records and find the same weights."""

from typing import Any

import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import build
from scorarium.scheme.salvage import Resolved
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.twin.compare import assert_same
from tests.unit.engine.small import SCHEME, compiled, keyed, merged, scheme, society

SOCIETY: dict[str, Any] = {
    "acts": {
        "speeding": {"rate": "30/y", "is": None},
        "littering": {"rate": "12/y"},
        "loan_default": {"context": "finance"},
        "loan_repaid": {"context": "finance"},
    },
    "services": {
        "loans": {
            "demand": "8/y",
            "leads_to": {"loan_default": {"default": "20%", "times": {"age": {"0-17": 2}}}, "loan_repaid": "rest"},
        }
    },
}
LENDER: dict[str, Any] = {
    "senses": {
        "police": {"detection": "30%", "identification": {"missed": "5%", "false_match": "10%"}},
        "bank": {"kind": "records", "sees": {"loan_default": "90%", "loan_repaid": "60%"}},
    },
    "score": {
        "kind": "factors",
        "range": [0, 100],
        "start": None,
        "bounds": None,
        "rules": None,
        "factors": {
            "speed": {"weight": "50%", "window": "3mo", "from": {"speeding": -1}, "saturates": 10, "missing": "50%"},
            "age": {"weight": "20%", "from_attribute": "age"},
            "friends": {"weight": "20%", "from_friends": "score"},
            "messy": {"weight": "10%", "from_when": {"acts": {"littering": "1 within 2mo"}}},
        },
        "learned": {
            "target": ["loan_default"],
            "labels": "recorded",
            "method": "logistic",
            "window": "2mo",
            "refit": "1mo",
            "leaves_out": ["messy"],
            "until_fitted": {"speed": 3, "age": 1},
        },
    },
    "consequences": {"no": {"when": {"score_below": 40}, "service": "loans", "effect": "deny", "strength": "50%"}},
}


def lending(n: int = 120, years: float = 0.7, **patch: Any) -> CompiledPlan:
    own = LENDER | {"score": {**LENDER["score"], "learned": {**LENDER["score"]["learned"], **patch}}}
    return compiled(society(**SOCIETY), [scheme(**own)], n=n, years=years)


@pytest.mark.parametrize("method", ["logistic", "linear"])
def test_the_same_weights_in_both(method: str) -> None:
    made = lending(method=method)
    sim = assert_same(made, threads=2, shard=32, block=16)
    fits = sim.learner.fits
    assert len(fits) == 6
    assert sum(fit.weights is not None for fit in fits) >= 4
    last = next(fit for fit in reversed(fits) if fit.weights is not None)
    assert last.weights is not None
    assert last.weights[3] == 0  # what is left out weighs nothing
    assert sum(map(abs, last.weights[:4])) == pytest.approx(1, abs=1e-4)
    assert sim.factors.weight[:5] == list(last.weights)
    assert all(fit.struck < fit.known < 120 for fit in fits if fit.weights)  # not everybody had a loan that was seen


def test_labels_of_everybody_where_nobody_sees_who_repaid() -> None:
    made = lending()
    bank = LENDER | {
        "senses": {**LENDER["senses"], "bank": {"kind": "records", "sees": ["loan_default"], "detection": "90%"}}
    }
    made = compiled(society(**SOCIETY), [scheme(**bank)], n=120, years=0.7)
    sim = assert_same(made, threads=1, shard=120)
    assert {fit.known for fit in sim.learner.fits} == {120}


def test_an_oracle_tells_what_refusals_hide() -> None:
    made = lending(labels="true")
    done = [0] * 120

    def look(sim: Sim, t: int) -> None:
        for i, steps in enumerate(sim.state.moving[0][0]):
            done[i] += steps

    sim = assert_same(made, threads=2, shard=32, block=16)
    assert {fit.known for fit in sim.learner.fits} == {120}
    assert run(made, after_tick=look).learner.fits == sim.learner.fits
    assert sim.learner.done[0].tolist() == done
    assert 0 < sum(1 for n in done if n) < 120
    for fit in sim.learner.fits:
        assert fit.weights is None or 10 <= fit.struck <= 110


def test_weights_until_the_first_fit() -> None:
    plan = lending(years=0.1).plan
    assert plan.factors.weight[:5].tolist() == [0.75, 0.25, 0, 0, 0]


def test_other_schemes_change_while_this_one_learns() -> None:
    """A change brings a new plan; what was learned stays."""
    other = scheme(name="points", changes={"off": {"at": "6mo", "stop": True}})
    made = compiled(society(**SOCIETY), [scheme(**LENDER, name="lender"), other], n=120, years=0.7)
    sim = assert_same(made, threads=2, shard=32)
    last = next(fit for fit in reversed(sim.learner.fits) if fit.weights is not None)
    assert sim.factors.weight[:5] == list(last.weights or ())


@pytest.mark.parametrize(
    "learned",
    [
        {"leaves_out": ["friends"]},
        {"refit": "2mo"},
        {"window": "1mo"},
        {"method": "linear", "window": "3mo", "leaves_out": None},
        {"labels": "true", "window": "1mo"},
    ],
)
def test_what_is_learned_may_change(learned: dict[str, Any]) -> None:
    is_told = {"labels": learned.pop("labels", "recorded")}
    weights = {"speed": {"weight": "90%"}}
    own = LENDER | {
        "score": {**LENDER["score"], "learned": {**LENDER["score"]["learned"], **is_told}},
        "changes": {"anew": {"at": "4mo", "reform": {"score": {"learned": learned, "factors": weights}}}},
    }
    changing = build(Resolved(keyed(merged(SCHEME, own)), {}, "points", "points"), Scheme)
    assert_same(compiled(society(**SOCIETY), [changing], n=120, years=0.7), threads=2, shard=32, block=16)

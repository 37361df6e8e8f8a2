"""Services that are held: counted as if every door were shut, and put right for whom one is open."""

from typing import Any

import pytest

from scorarium.engine.run import ticks
from scorarium.names import Answer
from tests.laws.test_services import plan
from tests.twin.compare import assert_same

SOCIETY: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "tenants",
    "tick": "1mo",
    "attributes": {"driver": {"shares": {"yes": "50%", "no": "50%"}}},
    "acts": {"arrears": {"context": "finance", "rate": "2/y"}},
    "services": {
        "flat": {"demand": "always", "value": 0.5},
        "garage": {"demand": "always", "value": 0.2, "is": {"driver": "yes"}},
        "bench": {"demand": "always", "value": 0.1},
    },
    "psychology": "passive",
}
DOORS: dict[str, dict[str, Any]] = {
    "list": {"when": {"list": "bad"}, "service": "flat", "effect": "deny", "strength": "80%"},
    "tier": {"when": {"tier": "low"}, "service": "garage", "effect": "deny", "strength": "60%"},
    "price": {"when": {"tier": "low"}, "service": "flat", "effect": "price", "amount": "150%"},
    "moment": {"when": {"rule": "late"}, "service": "flat", "effect": "deny", "strength": "80%", "lasts": "3mo"},
}


def owner(*doors: str) -> dict[str, Any]:
    """A landlord who lists, and shuts what is named."""
    return {
        "scorarium": 1,
        "kind": "scheme",
        "name": "landlord",
        "senses": {"books": {"kind": "records", "sees": ["arrears"], "detection": "70%"}},
        "score": {
            "kind": "points",
            "start": 10,
            "bounds": [0, 10],
            "rules": {"late": {"on": "arrears", "points": -3, "lasts": "6mo"}},
        },
        "tiers": {"low": {"from": 0}, "high": {"from": 6}},
        "lists": {"bad": {"colour": "black", "enter": {"rule": "late"}, "lasts": "4mo"}},
        "consequences": {name: DOORS[name] for name in doors},
    }


@pytest.mark.parametrize("doors", [("list",), ("tier",), ("list", "price"), ("list", "tier", "moment")])
def test_the_engine_answers_as_the_twin(doors: tuple[str, ...]) -> None:
    assert_same(plan(SOCIETY, owner(*doors), persons=60, years=2), threads=1, shard=32, block=16)


def test_whoever_holds_a_service_has_one_answer_in_every_tick() -> None:
    made = plan(SOCIETY, owner("list", "tier"), persons=2000, years=2)
    drives = made.plan.people.attribute[0] == 0
    n_refused = 0
    for _, life in ticks(made, threads=1):
        answers, held = life.arrays["n_answer"][1], life.held_answers[1, :, Answer.MET]
        assert (life.rows["held_usual"] >= 0).sum() == 2
        assert sorted(held.tolist()) == sorted([2000, 2000, int(drives.sum())])
        assert (answers.sum(axis=1) == held).all()
        on, low = life.arrays["on"][0] != 0, life.arrays["tier"][0] == 0
        expected = [0, int(on.sum()), int((low & drives).sum())]
        assert sorted(answers[:, Answer.REFUSED].tolist()) == sorted(expected)
        n_refused += sum(expected)
    assert n_refused > 1000
